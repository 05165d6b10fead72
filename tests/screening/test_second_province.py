"""Two schemes side by side, each in its own authority's units; places per locality; shares sent
and holding; delegations by year (O3, S2, S3, S4, R2)."""

from datetime import date
from io import BytesIO

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from python_calamine import CalamineWorkbook

from hientai.accounts.models import RoleAssignment, User
from hientai.organisations.models import Unit, UnitVersion
from hientai.schemes.models import SchemeVersion
from hientai.schemes.queries import scheme
from hientai.screening.papers import wording
from hientai.screening.queries.events import event_targets, minimum_figures
from hientai.screening.queries.figures import quota_figure, target_figures
from hientai.screening.queries.listings import Behind, people_of_target
from hientai.training.queries.readings import Reading, people_on, person_in, reading
from tests.city import study
from tests.province import LONG_AGO, SLUG

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 1)


@pytest.fixture
def version(province: dict[str, Unit]) -> SchemeVersion:
    """The scheme of Quảng Nam in force."""
    return scheme(SLUG, DAY)


def ask(on: date = DAY, slug: str = SLUG) -> Reading:
    return reading(scheme(slug, on), on)


def test_a_scheme_reaches_the_people_of_its_own_authority_alone(version, leader) -> None:
    leader("Q1")
    leader("H1", "STC")
    assert people_on(ask())["code"].to_list() == ["Q1"]
    assert people_on(ask(slug="hanoi-1698"))["code"].to_list() == ["H1"]


def test_one_person_asked_alone_is_in_the_reach_of_one_scheme(version, leader) -> None:
    leader("Q1")
    assert person_in(ask(), "Q1").height == 1
    assert person_in(ask(slug="hanoi-1698"), "Q1").height == 0


@pytest.mark.parametrize(("on", "localities"), [(date(2024, 12, 31), 18), (date(2025, 1, 1), 17)])
def test_per_locality_counts_the_districts_of_the_day(version, on: date, localities: int) -> None:
    """Annex II, item 2: two places for each locality."""
    assert quota_figure(ask(on), "PL2.2.f").places.places == 2 * localities


def test_named_localities_and_every_department_and_district_have_their_places(version) -> None:
    places = {one: quota_figure(ask(), one).places.places for one in ("PL2.1.b", "PL2.6.a")}
    assert places == {"PL2.1.b": 4, "PL2.6.a": 2}
    assert quota_figure(ask(), "PL2.7.a").places.places == 1 + 17


def test_a_content_without_a_number_of_persons_has_no_places(version) -> None:
    found = quota_figure(ask(), "PL1.A.1").places
    assert (found.places, found.surplus) == (None, 0)


def test_who_began_to_study_was_sent_though_nothing_is_completed(version, leader) -> None:
    sent, _other = leader("Q1"), leader("Q2")
    study(sent, version, "PL2.2.a", starts_on=date(2025, 1, 6), ends_on=None, result="studying")
    found = target_figures(ask())["2.a.3"].progress
    assert found and (found.done, found.members, found.goal_percent) == (1, 2, 5)


def test_the_share_of_degrees_is_read_from_the_register_not_from_turns(version, leader) -> None:
    leader("Q1", level="master")
    study(leader("Q2"), version, "PL2.2.a", starts_on=date(2024, 10, 1), ends_on=date(2025, 2, 1))
    leader("Q3", level=None)
    found = target_figures(ask())["2.b.2"].progress
    assert found and (found.done, found.members, found.unsure) == (1, 3, 1)
    listed = people_of_target(ask(), "2.b.2", Behind.UNSURE)[:]
    assert [row["code"] for row in listed] == ["Q3"]


def test_a_stock_starts_from_where_table_3_left_it(version, leader) -> None:
    leader("Q1")
    found = target_figures(ask())["2.b.2"].progress
    assert found and found.expected_percent == pytest.approx(37.89, abs=0.01)


def test_courses_completed_under_annex_1_count_for_the_20_percent(version, leader) -> None:
    study(leader("Q1"), version, "PL1.A.1", starts_on=date(2025, 1, 6), ends_on=date(2025, 1, 10))
    found = target_figures(ask())["2.a.1"].progress
    assert found and (found.done, found.members) == (1, 1)


def test_turns_abroad_that_begin_together_are_one_delegation(version, leader) -> None:
    both = {"programme": "Đoàn học tập", "starts_on": date(2025, 2, 3), "ends_on": date(2025, 2, 9)}
    for person in (leader("Q1"), leader("Q2", title="department_director")):
        study(person, version, "PL1.DD.1", place="abroad", **both)
    years = {year.year: year for year in event_targets(ask())["2.a.2"].years}
    assert (years[2025].held, years[2025].with_group, years[2025].met) == (1, 1, False)
    assert (years[2024].held, years[2024].met) == (0, False)


def test_a_workshop_is_not_counted_where_nothing_records_it(version) -> None:
    found = {figure.item.id: figure for figure in minimum_figures(ask())}
    assert [year.held for year in found["PL1.E.HT"].years] == [None, None]


def test_two_classes_of_one_content_do_not_stand_for_two_contents(version, leader) -> None:
    person = leader("Q1")
    for month in (1, 2):
        days = {"starts_on": date(2025, month, 3), "ends_on": date(2025, month, 7)}
        study(person, version, "PL1.C.1", place="domestic", **days)
    figure = next(one for one in minimum_figures(ask()) if one.item.id == "PL1.C.LOP")
    year = next(one for one in figure.years if one.year == 2025)
    assert (year.held, year.counted, year.wanted, year.met) == (2, 1, 2, False)


def test_who_sees_all_units_of_the_authority_sees_the_scheme_whole(
    version, province, as_app
) -> None:
    """A1, O4: another province in the same register takes nothing from one's own figures."""
    mine = [one.pk for code, one in province.items() if code.startswith("QNA")]
    as_app(units=mine)
    assert ask().seen.everything
    as_app(units=mine[:2])
    assert not ask().seen.everything


def test_no_turn_at_all_is_no_data_and_a_year_to_come_is_not_yet(version) -> None:
    figure = event_targets(ask())["2.a.2"]
    told = {y.year: wording.year_told(y, any_turn=figure.any_turn) for y in figure.years}
    assert told == {2024: "chưa có dữ liệu", 2025: "chưa có dữ liệu", 2026: "chưa đến"}


def test_a_province_that_is_gone_is_measured_on_its_last_day(version, province, leader) -> None:
    """O2: 1/7/2025 tells the figures of 30/6/2025, frozen, and says so."""
    study(leader("Q1"), version, "PL1.A.1", starts_on=date(2025, 1, 6), ends_on=date(2025, 1, 10))
    ended = UnitVersion.objects.filter(unit__code__startswith="QNA", period__endswith=None)
    ended.update(period=DateRange(LONG_AGO, date(2025, 7, 1)))
    before, after = ask(date(2025, 6, 30)), ask(date(2025, 7, 1))
    assert (before.frozen, after.frozen, after.on) == (False, True, date(2025, 6, 30))
    figures = [target_figures(asked)["2.a.1"].progress for asked in (before, after)]
    assert figures[0] == figures[1]
    assert figures[0] and (figures[0].done, figures[0].members) == (1, 1)


def test_the_workbook_of_quotas_holds_the_least_numbers_of_each_year(
    version, leader, province
) -> None:
    """R6, S2: PL1.C.LOP asks for a class of each of its contents a year; one was held in 2025."""
    person = leader("Q1")
    days = {"starts_on": date(2025, 1, 3), "ends_on": date(2025, 1, 7)}
    study(person, version, "PL1.C.1", place="domestic", **days)
    user = User.objects.create(username="chu", password="!")
    RoleAssignment.objects.create(
        user=user, role="owner", unit=province["QNA"], period=DateRange(LONG_AGO, None)
    )
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    asked = {"phan": "chi-tieu", "tai": "xlsx", "on": "2025-03-01"}
    answer = client.get(f"/de-an/{SLUG}/", asked)
    book = CalamineWorkbook.from_filelike(BytesIO(b"".join(answer)))
    rows = {row[0]: row for row in book.get_sheet_by_index(0).to_python()}
    assert "2 lớp" in rows["PL1.C.LOP"]
    assert any("2025: 1/2 chưa đủ" in str(cell) for cell in rows["PL1.C.LOP"])
    assert rows["PL1.E.HT"][2] == ""
