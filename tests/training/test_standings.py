"""P1, P2: where a person stands on a day is read from the history, not from today."""

from datetime import date

import polars as pl
import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext

from hientai.people.models import Degree, Post
from hientai.training.queries.standings import standing_of, standings
from tests.city import DAY, plan, rate, sanction, study

pytestmark = pytest.mark.django_db


def row(code: str, on: date = DAY, items=()) -> dict:
    return standings(on, items).filter(pl.col("code") == code).row(0, named=True)


def test_the_post_of_the_day_is_the_one_that_counts(put, units) -> None:
    person = put("P1", until=date(2023, 1, 1))
    Post.objects.create(
        person=person,
        unit=units["Q-DONGDA"],
        category="civil_servant",
        title="division_head",
        fields=None,
        period=DateRange(date(2023, 1, 1), None),
    )
    before, after = row("P1", date(2022, 12, 31)), row("P1", date(2023, 1, 1))
    assert (before["unit_code"], before["title"]) == ("STC", "division_deputy")
    assert (after["unit_code"], after["title"], after["fields"]) == (
        "Q-DONGDA",
        "division_head",
        None,
    )
    assert (after["organ_code"], after["organ_type"]) == ("Q-DONGDA", "district")


def test_who_holds_no_main_post_that_day_is_not_there(put) -> None:
    put("P1", until=date(2023, 1, 1))
    assert standings(DAY).is_empty()


def test_the_organ_of_a_commune_is_its_district(put) -> None:
    put("P1", "X-HAIBOI")
    found = row("P1")
    assert (found["unit_code"], found["organ_code"], found["organ_kind"]) == (
        "X-HAIBOI",
        "H-DONGANH",
        "rural_district",
    )
    assert found["planned_urban"] is None


def test_the_highest_degree_awarded_by_the_day(put) -> None:
    person = put("P1")
    Degree.objects.create(person=person, level="master", awarded_on=date(2024, 6, 2))
    assert (row("P1")["degree_level"], row("P1")["had_postgraduate"]) == ("university", False)
    later = row("P1", date(2024, 6, 2))
    assert (later["degree_level"], later["degree_rank"], later["had_postgraduate"]) == (
        "master",
        5,
        True,
    )
    assert later["sent_before"] is False


def test_a_person_without_a_degree_on_record_is_unknown_and_not_without_degree(put) -> None:
    Degree.objects.filter(person=put("P1")).delete()
    found = row("P1")
    assert (found["degree_level"], found["degree_rank"], found["had_postgraduate"]) == (
        None,
        None,
        None,
    )


def test_ratings_are_those_of_the_two_years_before(put) -> None:
    rate(put("P1"), y2021="failed", y2022="good", y2023="excellent", y2024="fair")
    found = row("P1")
    assert (found["rating_1"], found["rating_2"]) == (4, 3)


def test_discipline_counts_on_its_days_only(put) -> None:
    sanction(put("P1"), date(2024, 1, 1), date(2024, 6, 1))
    assert row("P1", date(2024, 5, 31))["disciplined"] is True
    assert row("P1", date(2024, 5, 31))["discipline_what"] == "Khiển trách"
    assert row("P1")["disciplined"] is False


def test_planned_titles_and_their_fields(put) -> None:
    plan(put("P1"), "division_head", ["finance_planning", "personnel"])
    plan(put("P2"), "division_head", None)
    put("P3")
    assert (row("P1")["planned_titles"], row("P1")["planned_fields"]) == (
        ["division_head"],
        ["finance_planning", "personnel"],
    )
    assert row("P2")["planned_fields"] is None
    assert (row("P3")["planned_titles"], row("P3")["planned_fields"]) == ([], [])


def test_a_class_on_the_day_is_named_and_a_withdrawn_one_is_none(put, version) -> None:
    study(put("P1"), version, "A.1.1", starts_on=date(2024, 5, 20), ends_on=date(2024, 6, 1))
    study(
        put("P2"),
        version,
        "A.1.1",
        starts_on=date(2024, 5, 20),
        ends_on=date(2024, 6, 28),
        result="withdrawn",
    )
    study(
        put("P3"),
        version,
        "A.1.1",
        starts_on=date(2024, 5, 20),
        ends_on=date(2024, 6, 28),
        exclusive=False,
    )
    assert row("P1")["in_class_what"] == "Quản lý tài chính công, 20/05/2024 – 01/06/2024"
    assert [row(code)["in_class"] for code in ("P1", "P2", "P3")] == [True, False, False]


def test_who_was_sent_to_postgraduate_study_before_is_known(put, version) -> None:
    study(put("P1"), version, "D.2", result="studying", ends_on=None)
    items = [("hanoi-1698", "D.2")]
    found = row("P1", items=items)
    assert (found["had_postgraduate"], found["sent_before"]) == (True, True)
    assert row("P1", date(2023, 3, 6), items=items)["had_postgraduate"] is False


def test_one_person_reads_as_in_the_frame_of_everybody(put, version) -> None:
    person = put("P1")
    put("P2")
    rate(person, y2023="good")
    plan(person, "division_head", ["finance_planning"])
    assert standing_of("P1", DAY).to_dicts() == [row("P1")]
    assert standing_of("P9", DAY).is_empty()


def test_texts_with_control_characters_do_not_break_the_frame(put) -> None:
    put("P1", name="Nguyễn\x1e Văn\x1f An\x01")
    put("P2")
    assert row("P1")["name"] == "Nguyễn Văn An"
    assert row("P2")["category"] == "civil_servant"


def test_a_scope_shows_only_its_units_and_an_earlier_post_elsewhere_is_not_in_it(
    put, units, as_app
) -> None:
    moved = put("P1", "SNV", until=date(2023, 1, 1))
    Post.objects.create(
        person=moved,
        unit=units["STC"],
        category="civil_servant",
        title="none",
        period=DateRange(date(2023, 1, 1), None),
    )
    moved.unit = units["STC"]
    moved.save()
    put("P2", "SNV")
    as_app([units["STC"].pk])
    assert standings(DAY)["code"].to_list() == ["P1"]
    assert standings(date(2022, 6, 1))["code"].to_list() == []


def test_the_number_of_queries_does_not_grow_with_the_people(put) -> None:
    put("P1")
    with CaptureQueriesContext(
        connection,
    ) as one:
        standings(DAY)
    for number in range(2, 12):
        put(f"P{number}")
    with CaptureQueriesContext(connection) as many:
        standings(DAY)
    assert len(one) == len(many) == 11  # what it rests on, the tree, and nine parts
