"""The demo register reads like a real one: groups, ages, gaps, no clash of classes; P1, L3."""

from datetime import date

import polars as pl
import pytest

from hientai.demo.domain.city import City, city
from hientai.demo.domain.groups import pools
from hientai.demo.services import SIGN_INS
from hientai.shared.vocabulary import FIELDS

Sheets = dict[str, dict[str, pl.DataFrame]]
REGISTER_DAY = date(2022, 5, 19)
NOMINATE = ("STC", "Q-BADINH")  # the units whose officers draw up lists
GROUPS = {
    "A.1.1": (250, 450),
    "A.1.2": (150, 400),
    "A.1.3": (230, 320),
    "A.1.4": (20, 45),
    "A.1.5": (180, 320),
    "A.1.6": (110, 220),
    "A.1.7": (80, 150),
    "A.2.1": (1_200, 2_200),
    "A.2.2": (120, 260),
    "A.2.3": (100, 200),
    "A.2.4": (60, 160),
    "A.2.5": (300, 500),
    "B.1": (780, 899),
    "B.2": (620, 699),
    "B.3": (1_000, 1_800),
    "C.1": (5_500, 6_500),
    "C.2": (110, 170),
    "C.3": (40, 40),
}


@pytest.mark.parametrize("item", GROUPS)
def test_each_quota_has_a_group_of_plausible_size(whole: City, item: str) -> None:
    """S2: B.1 and B.2 have fewer people than their 900 and 700 places."""
    least, most = GROUPS[item]
    assert least <= whole.people.filter(pools()[item]).height <= most


def test_what_the_printed_totals_need_is_never_blank(people: pl.DataFrame) -> None:
    for column in ("Mã CBCCVC", "Họ và tên", "Mã đơn vị", "Loại", "Trình độ", "Ngạch", "Hạng CDNN"):
        assert people[column].null_count() == 0


@pytest.mark.parametrize(
    ("column", "field"),
    [
        ("Ngày sinh", "birth_date"),
        ("Giới tính", "sex"),
        ("Chức vụ", "title"),
        ("Lĩnh vực", "fields"),
        ("Từ ngày", "post_since"),
        ("Ngày bắt đầu công tác", "service_start"),
        ("Diện BTV quản lý", "managed"),
        ("Xếp loại 2021", "rating_2021"),
    ],
)
def test_two_in_a_hundred_of_the_other_cells_are_missing(
    whole: City, people: pl.DataFrame, column: str, field: str
) -> None:
    filled = whole.people[field].count()
    assert filled - people[column].count() == round(0.02 * filled)


def test_codes_are_unique_and_names_have_three_words_at_least(people: pl.DataFrame) -> None:
    assert people["Mã CBCCVC"].n_unique() == len(people)
    assert people["Họ và tên"].str.split(" ").list.len().min() == 3


def test_fields_are_labels_of_the_catalogue(people: pl.DataFrame) -> None:
    written = people["Lĩnh vực"].drop_nulls().str.split("; ").explode().unique()
    assert set(written) <= set(FIELDS.labels.values())


def test_lives_run_in_their_order(whole: City) -> None:
    """Born, then in service, then in post; nobody is under 22 or past retirement that day."""
    people = whole.people
    assert (people["birth_date"].dt.offset_by("18y") < people["service_start"]).all()
    assert (people["service_start"] <= people["post_since"]).all()
    assert (people["post_since"] <= REGISTER_DAY).all()
    assert (people["awarded"] < REGISTER_DAY).all()
    assert (people["birth_date"].dt.offset_by("19y") < people["awarded"]).all()
    assert people["birth_date"].max() < date(2000, 5, 19)
    assert people["left_on"].min() > REGISTER_DAY


def test_top_leaders_are_managed_by_the_committee_and_few_others(whole: City) -> None:
    managed = whole.people.filter("managed")
    assert 150 <= managed.height <= 300
    assert managed["category"].unique().to_list() == ["civil_servant"]


def test_nobody_sits_in_two_classes_at_once(whole: City) -> None:
    """L3: the history itself breaks no rule."""
    turns = whole.turns.sort("code", "since")
    next_one = pl.col("since").shift(-1).over("code")
    assert turns.filter(next_one <= pl.col("until")).is_empty()


def test_turns_lie_within_service(whole: City) -> None:
    lives = whole.people.select("code", "service_start", "left_on")
    turns = whole.turns.join(lives, on="code")
    assert turns.height == whole.turns.height
    outside = (pl.col("since") < pl.col("service_start")) | (pl.col("until") >= pl.col("left_on"))
    studying = pl.col("result") == "studying"
    assert turns.filter(outside & ~studying).is_empty()


def test_a_turn_is_still_studied_only_where_it_has_not_ended(whole: City) -> None:
    opening = date(2024, 6, 1)
    studying = pl.col("result") == "studying"
    assert whole.turns.filter(studying & (pl.col("until") < opening)).is_empty()
    assert whole.turns.filter(~studying & (pl.col("until") >= opening)).is_empty()
    assert whole.turns.filter(studying & (pl.col("since") > opening)).is_empty()


def test_quotas_stand_at_different_distances_and_one_is_untouched(whole: City) -> None:
    """R2: A.2.3 nearly done, A.1.5 behind, C.4 untouched; some wait for their item."""
    turns = whole.turns.filter(pl.col("scheme") == "hanoi-1698")
    done = dict(turns.filter(pl.col("result") == "completed").group_by("item").len().rows())
    assert done["A.2.3"] >= 95
    assert done["A.1.5"] <= 20
    assert done["A.2.1"] > 300
    assert "C.4" not in done
    assert turns.filter(pl.col("item") == "").height == 180


def test_main_posts_of_a_person_never_overlap(whole: City) -> None:
    """P1: an earlier main post ends the day before the present one begins."""
    earlier = whole.posts.filter(pl.col("kind") == "main")
    present = whole.people.select("code", "post_since")
    joined = earlier.join(present, on="code")
    assert earlier["code"].n_unique() == earlier.height
    assert (joined["since"] <= joined["until"]).all()
    assert (joined["until"] < joined["post_since"]).all()


def test_new_posts_come_after_the_register_and_one_a_person(whole: City) -> None:
    assert whole.new_posts["code"].n_unique() == whole.new_posts.height > 500
    assert whole.new_posts["since"].min() > REGISTER_DAY
    assert whole.new_posts["since"].max() < date(2024, 6, 1)


def test_the_same_seed_makes_the_same_city_and_another_seed_another() -> None:
    one, same, other = city(7, 500), city(7, 500), city(8, 500)
    assert one.people.equals(same.people)
    assert one.turns.equals(same.turns)
    assert not one.people["name"].equals(other.people["name"])


def test_a_smaller_city_keeps_the_proportions() -> None:
    small = city(people=1_404)
    staff = dict(small.people.group_by("staff").len().rows())
    assert staff == {"civil_servant": 72, "commune": 120, "public_employee": 1_212}
    servants = small.people.filter(pl.col("staff") == "civil_servant")
    assert servants.filter(pl.col("degree") == "master").height == 24


@pytest.mark.parametrize("people", [200, 3_000])
def test_a_small_city_has_people_in_the_units_its_users_look_at(people: int) -> None:
    """A1: whoever signs in to the demo as an officer finds people of the own unit."""
    small = city(people=people).people
    assert small.height == people
    for sign_in in SIGN_INS:
        if sign_in.role == "unit_officer" and sign_in.unit in NOMINATE:
            assert small.filter(pl.col("unit") == sign_in.unit).height >= 1
    if people == 3_000:
        assert small.filter((pl.col("unit") == "STC") & pools()["A.1.1"]).height >= 1
