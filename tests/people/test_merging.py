"""Two records of one person become one, with the way back (P6); one person counts once (P5)."""

from datetime import date

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from hypothesis import given
from hypothesis import strategies as st

from hientai.organisations.models import Unit
from hientai.people.domain.merging import conflicts, difference, one_record
from hientai.people.domain.parts import parts
from hientai.people.domain.spans import held_in, without
from hientai.people.models import Degree, Discipline, FormerCode, Grade, Person, Post, Rating
from hientai.people.queries import merging as queries
from hientai.people.services import keep_units_current, rate
from hientai.people.services import merging as services
from hientai.shared.refused import Refused
from hientai.training.models import Turn
from tests.people.conftest import put

GROUND = "Biên bản đối chiếu hồ sơ 05/BB-SNV"


@pytest.fixture
def twice(people, units) -> tuple[Person, Person]:
    """Nguyễn Thị Ánh, and the same person under another code in another department."""
    return people["CB001"], put(
        "CB901", "Nguyễn Thị Anh", "female", date(1986, 3, 15), units["STC"], "university"
    )


def choices_of(kept: Person, merged: Person, word: str) -> dict[str, str]:
    """The same choice everywhere it may be made, "kept" elsewhere."""
    found = queries.conflicts_of(kept, merged)
    return {one.id: word if word in one.options else "kept" for one in found}


def merge(kept: Person, merged: Person, word: str = "kept"):
    return services.merge(
        actor=None, kept=kept, merged=merged, choices=choices_of(kept, merged, word), ground=GROUND
    )


def images(*people: Person) -> list[dict]:
    return [queries.image_of(one.pk) for one in people]


def test_what_is_told_differently_is_shown_before_anything_is_written(twice):
    """P6: names that differ, and main posts that hold on the same days."""
    found = queries.conflicts_of(*twice)
    assert [(one.table, one.clash) for one in found] == [
        ("people_person", "one"),
        ("people_post", "days"),
    ]
    with pytest.raises(Refused, match="Còn 2 chỗ hai hồ sơ ghi khác nhau chưa được chọn"):
        services.merge(actor=None, kept=twice[0], merged=twice[1], choices={}, ground=GROUND)
    assert Person.objects.filter(code="CB901").exists()


def test_a_merger_leaves_one_person_with_the_rows_of_both(twice, units):
    kept, merged = twice
    Rating.objects.create(person=merged, year=2022, rating="good")
    Turn.objects.create(
        person=merged, programme="Tin học", starts_on=date(2023, 1, 2), result="completed"
    )
    merge(kept, merged, "both")
    assert not Person.objects.filter(pk=merged.pk).exists()
    assert [row.year for row in kept.ratings.all()] == [2022]
    assert kept.turns.count() == 1
    assert sorted(row.level for row in kept.degrees.all()) == ["master", "university"]
    assert [post.unit.code for post in kept.posts.all()] == ["SNV"]


def test_a_post_that_gives_way_keeps_the_days_the_other_does_not_hold(twice, units):
    """Two main posts of a day cannot be; the days told by one alone are not lost."""
    kept, merged = twice
    merged.posts.update(period=DateRange(date(2012, 1, 1), date(2018, 1, 1)))
    merge(kept, merged)
    spans = [(p.unit.code, p.period.lower, p.period.upper) for p in kept.posts.order_by("period")]
    assert spans == [
        ("STC", date(2012, 1, 1), date(2015, 1, 1)),
        ("SNV", date(2015, 1, 1), None),
    ]


def test_a_post_in_the_middle_of_another_parts_it_in_two(twice, units):
    kept, merged = twice
    merged.posts.update(period=DateRange(date(2018, 1, 1), date(2020, 1, 1)))
    merger = merge(kept, merged, "merged")
    spans = [(p.unit.code, p.period.lower, p.period.upper) for p in kept.posts.order_by("period")]
    assert spans == [
        ("SNV", date(2015, 1, 1), date(2018, 1, 1)),
        ("STC", date(2018, 1, 1), date(2020, 1, 1)),
        ("SNV", date(2020, 1, 1), None),
    ]
    services.undo_merger(actor=None, merger=merger, ground="Nhầm người")
    assert [p.period.upper for p in kept.posts.all()] == [None]


def test_the_chosen_words_stand_and_what_one_did_not_tell_comes_from_the_other(twice):
    kept, merged = twice
    Person.objects.filter(pk=merged.pk).update(ethnicity="Tày")
    merge(kept, merged, "merged")
    kept.refresh_from_db()
    assert (kept.name, kept.name_folded, kept.ethnicity) == (
        "Nguyễn Thị Anh",
        "nguyen thi anh",
        "Tày",
    )
    assert kept.code == "CB001"


def test_the_former_code_leads_to_the_person_and_is_given_to_nobody_else(twice, units):
    kept, merged = twice
    merge(kept, merged)
    assert queries.known_as("CB901") == kept
    assert queries.former_codes() == {"CB901": "CB001"}
    with pytest.raises(Exception, match="former one"):
        put("CB901", "Ai Đó", "male", None, units["STC"])


def test_an_undone_merger_is_as_if_it_had_not_been(twice, units):
    """P6: exactly as before, each row with its own number."""
    kept, merged = twice
    Rating.objects.create(person=kept, year=2022, rating="fair")
    Rating.objects.create(person=merged, year=2022, rating="good")
    Grade.objects.create(person=merged, grade="specialist", period=DateRange(date(2016, 1, 1)))
    Discipline.objects.create(
        person=merged, form="warning", period=DateRange(date(2019, 1, 1), date(2020, 1, 1))
    )
    before = images(kept, merged)
    merger = merge(kept, merged, "merged")
    assert images(kept, merged) != before
    services.undo_merger(actor=None, merger=merger, ground="Nhầm người")
    assert images(kept, merged) == before
    assert not FormerCode.objects.exists()
    with pytest.raises(Refused, match="đã được hoàn tác"):
        services.undo_merger(actor=None, merger=merger, ground="Nhầm người")


def test_what_was_built_on_a_merged_record_stands_in_the_way(twice):
    kept, merged = twice
    merger = merge(kept, merged)
    rate(actor=None, person=kept, year=2023, rating="good", on=date(2024, 6, 1), ground=GROUND)
    with pytest.raises(Refused, match="Xếp loại: 1 dòng ghi thêm"):
        services.undo_merger(actor=None, merger=merger, ground="Nhầm người")


def test_standing_in_the_unit_of_a_new_day_is_no_change_of_the_record(twice, units, settings):
    """The daily work follows posts recorded in advance; the merger can be undone after it."""
    kept, merged = twice
    for person in twice:
        person.posts.update(period=DateRange(date(2015, 1, 1), date(2024, 7, 1)))
        Post.objects.create(
            person=person,
            unit=units["TTLT"],
            category="civil_servant",
            period=DateRange(date(2024, 7, 1), None),
        )
    before = images(*twice)
    merger = merge(kept, merged)
    settings.HIENTAI_TODAY = "2024-07-01"
    assert keep_units_current(on=date(2024, 7, 1)) == 1
    services.undo_merger(actor=None, merger=merger, ground="Nhầm người")
    assert {one.unit for one in Person.objects.filter(pk__in=[kept.pk, merged.pk])} == {
        units["TTLT"]
    }
    settings.HIENTAI_TODAY = "2024-06-30"
    keep_units_current(on=date(2024, 6, 30))
    assert images(*twice) == before


def test_a_table_that_has_got_and_lost_columns_since_is_no_change_of_the_record(twice):
    """Images stay as they were written; an upgrade in between bars nobody from undoing."""
    before = images(*twice)
    merger = merge(*twice, "merged")
    for image in (merger.before, merger.after):
        for row in image["people_degree"]:
            row |= {"former_column": 7}
            del row["abroad"]
    merger.save()
    services.undo_merger(actor=None, merger=merger, ground="Nhầm người")
    assert images(*twice) == before


def test_a_unit_that_is_no_more_is_named_as_what_a_merger_comes_apart_on(twice):
    """Not as something out of the actor's reach, which the owner could do nothing about."""
    kept, merged = twice
    short = Unit.objects.create(code="TAM")
    merged.posts.update(unit=short)
    Person.objects.filter(pk=merged.pk).update(unit=short)
    merger = merge(kept, Person.objects.get(pk=merged.pk))
    short.delete()
    with pytest.raises(Refused, match="thuộc về một đơn vị, đề án hoặc tài khoản nay không còn"):
        services.undo_merger(actor=None, merger=merger, ground="Nhầm người")


def test_days_that_were_parted_come_together_again_without_a_second_post_on_any(twice):
    """P1, P6: a post that ended, parted by another that lies within it, and back."""
    kept, merged = twice
    kept.posts.update(period=DateRange(date(2015, 1, 1), date(2022, 1, 1)))
    merged.posts.update(period=DateRange(date(2018, 1, 1), date(2020, 1, 1)))
    before = images(*twice)
    merger = merge(kept, merged, "merged")
    assert kept.posts.count() == 3
    services.undo_merger(actor=None, merger=merger, ground="Nhầm người")
    assert images(*twice) == before


def test_a_merger_into_a_person_merged_since_waits_for_the_later_one(twice, people):
    kept, merged = twice
    first = merge(kept, merged)
    second = merge(people["CB002"], kept)
    assert queries.known_as("CB901") == queries.known_as("CB001") == people["CB002"]
    with pytest.raises(Refused, match="CB001 sau đó đã được gộp vào hồ sơ CB002"):
        services.undo_merger(actor=None, merger=first, ground="Nhầm người")
    services.undo_merger(actor=None, merger=second, ground="Nhầm người")
    services.undo_merger(actor=None, merger=first, ground="Nhầm người")
    assert Person.objects.filter(code="CB901").exists()


def test_a_turn_told_twice_is_one_turn(twice):
    """P5: the same course in both records is not counted as two person-turns."""
    course = {
        "programme": "Quản lý nhà nước",
        "starts_on": date(2023, 3, 1),
        "ends_on": date(2023, 4, 1),
        "result": "completed",
    }
    kept, merged = twice
    for person in twice:
        Turn.objects.create(person=person, **course)
    merge(kept, merged)
    assert Turn.objects.filter(programme="Quản lý nhà nước").count() == 1


def test_turns_of_one_course_that_meet_are_asked_about(twice):
    kept, merged = twice
    for person, start in ((kept, date(2023, 3, 1)), (merged, date(2023, 3, 3))):
        Turn.objects.create(
            person=person,
            programme="Quản lý nhà nước",
            starts_on=start,
            ends_on=date(2023, 4, 1),
            result="completed",
        )
    found = [one for one in queries.conflicts_of(kept, merged) if one.table == "training_turn"]
    assert [one.options for one in found] == [("kept", "merged", "both")]


def test_a_pair_told_apart_is_not_merged_until_that_is_taken_back(twice):
    kept, merged = twice
    decision = services.tell_apart(actor=None, first=merged, second=kept, ground="Hai người khác")
    with pytest.raises(Refused, match="đã được ghi là hai người"):
        merge(kept, merged)
    with pytest.raises(Refused, match="đã được ghi là hai người"):
        services.tell_apart(actor=None, first=kept, second=merged, ground="Lần nữa")
    services.take_back_apart(actor=None, decision=decision, ground="Xem lại giấy khai sinh")
    merge(kept, merged)


def test_an_officer_merges_within_the_own_units_alone(twice, units, as_app):
    """A1: below the web layer too; nothing is written."""
    kept, merged = twice
    choices = choices_of(kept, merged, "kept")
    as_app([units["SNV"].pk])
    with pytest.raises(Refused, match="ngoài phạm vi đơn vị"):
        services.merge(actor=None, kept=kept, merged=merged, choices=choices, ground=GROUND)
    as_app([units["SNV"].pk, units["STC"].pk])
    services.merge(actor=None, kept=kept, merged=merged, choices=choices, ground=GROUND)
    as_app([units["TTLT"].pk])
    with connection.cursor() as cursor:
        for table in ("merger", "formercode", "toldapart", "move"):
            cursor.execute(f"SELECT count(*) FROM people_{table}")
            assert cursor.fetchone() == (0,)


@pytest.mark.django_db
def test_every_table_above_that_hangs_on_a_person_is_part_of_a_merger():
    """Nothing is left behind: foreign keys say what hangs on a person."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT conrelid::regclass::text FROM pg_constraint"
            " WHERE contype = 'f' AND confrelid = 'people_person'::regclass"
        )
        hanging = {row[0] for row in cursor.fetchall()}
    assert hanging == {part.table for part in queries.record_parts()}


DAYS = st.dates(date(2010, 1, 1), date(2012, 12, 31))
PERIODS = st.tuples(DAYS, st.none() | DAYS).filter(lambda p: p[1] is None or p[0] < p[1])


@st.composite
def timelines(draw) -> list[str]:
    """Periods of one person that share no day, as the database writes them."""
    days = sorted(draw(st.lists(DAYS, max_size=6, unique=True)))
    pairs = zip(days[::2], days[1::2], strict=False)
    return [f"[{since},{until})" for since, until in pairs]


@st.composite
def records(draw, person: int) -> dict[str, list[dict]]:
    """A person with posts, ratings and degrees."""
    ids = iter(range(person * 100, person * 100 + 99))
    row = {
        "id": person,
        "code": f"C{person}",
        "name": draw(st.sampled_from(["An", "Ân"])),
        "name_folded": "an",
        "name_key": "an",
        "birth_precision": "day",
    }
    told = (
        "sex",
        "birth_date",
        "ethnicity",
        "service_start",
        "probation_end",
        "own_retirement_date",
        "managed_by_committee",
        "political_theory",
        "languages",
        "it_skill",
    )
    row |= {key: draw(st.sampled_from([None, "a", "b"])) for key in told}
    base = {"person_id": person}
    posts = [
        base | {"id": next(ids), "kind": "main", "unit_id": draw(st.integers(1, 2)), "period": span}
        for span in draw(timelines())
    ]
    years = draw(st.lists(st.integers(2019, 2022), unique=True, max_size=3))
    ratings = [
        base | {"id": next(ids), "year": year, "rating": draw(st.sampled_from(["good", "fair"]))}
        for year in years
    ]
    return {"people_person": [row], "people_post": posts, "people_rating": ratings}


PARTS = parts({"people_post": ("person_id",), "people_rating": ("person_id",)})


@given(records(1), records(2), st.data())
def test_merged_then_led_back_is_as_before_for_any_records(first, second, data):
    """P6: whatever is chosen, no two main posts share a day, and the way back is exact."""
    found = conflicts(PARTS, first, second)
    choices = {one.id: data.draw(st.sampled_from(one.options)) for one in found}
    after = one_record(PARTS, first, second, choices)
    spans = [held_in(row["period"]) for row in after["people_post"]]
    assert not any(a.meets(b) for n, a in enumerate(spans) for b in spans[:n])
    assert held_days(after) == held_days(first) | held_days(second)
    years = [row["year"] for row in after["people_rating"]]
    assert sorted(years) == sorted({r["year"] for x in (first, second) for r in x["people_rating"]})
    for table in ("people_post", "people_rating"):
        before = first[table] + second[table]
        written = [row | {"id": row["id"] or 9000 + n} for n, row in enumerate(after[table])]
        assert led(led(before, written), before) == by_id(before)


def led(before: list[dict], after: list[dict]) -> list[dict]:
    """What a table holds once the difference was written to it."""
    steps = difference(before, after)
    kept = {row["id"]: row for row in before if row["id"] not in steps.gone}
    kept |= {new["id"]: new for _old, new in steps.changed}
    return by_id([*kept.values(), *steps.new])


def by_id(rows: list[dict]) -> list[dict]:
    return sorted(rows, key=lambda row: row["id"])


def held_days(record: dict[str, list[dict]]) -> set[int]:
    """Every day on which a main post is held, by its number."""
    return {
        number
        for row in record["people_post"]
        for number in range(
            date.fromisoformat(held_in(row["period"]).since).toordinal(),
            date.fromisoformat(held_in(row["period"]).until).toordinal(),
        )
    }


@given(PERIODS, st.lists(PERIODS, max_size=3))
def test_what_is_left_of_a_period_shares_no_day_with_what_was_taken(whole, taken):
    def written(period) -> str:
        return f"[{period[0]},{period[1] or ''})"

    others = [held_in(written(one)) for one in taken]
    left = without(held_in(written(whole)), others)
    assert not any(piece.meets(other) for piece in left for other in others)


def test_a_merger_on_the_database_and_back_for_records_of_every_kind(twice, units):
    """P6: posts beside the main one, degrees, plans and turns, all at once."""
    kept, merged = twice
    for person, unit in ((kept, "SNV"), (merged, "STC")):
        Post.objects.create(
            person=person,
            unit=units[unit],
            kind="concurrent",
            category="civil_servant",
            period=DateRange(date(2020, 1, 1), None),
        )
        Degree.objects.create(person=person, level="doctor", subject="Luật")
    before = images(kept, merged)
    for word in ("kept", "merged", "both"):
        merger = merge(kept, merged, word)
        services.undo_merger(actor=None, merger=merger, ground="Nhầm người")
        assert images(kept, merged) == before
        kept.refresh_from_db()
