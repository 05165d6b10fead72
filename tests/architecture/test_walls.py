"""Walls ask of the one row that is looked at; they do not list everybody in scope first (A1)."""

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db

LISTED = "people_in_(written_)?scope\\(\\)"

# What a wall may list before it looks at a row, for it stays small however much is recorded.
OF_UNITS_AND_LECTURERS = {
    "accounts_units_as",
    "accounts_units_managed",
    "certificates_units_seen",
    "certificates_units_written",
    "timetables_lecturers_written",
}
OF_THE_ASKER = {
    "decisions_about_me",
    "decisions_papers_about_me",
    "evaluation_my_classes",
    "evaluation_my_lecturers",
    "evaluation_my_lines",
    "evaluation_taught_by_me",
    "results_me",
    "timetables_classes_taught",
}
OPEN_OR_OF_CLASSES = {
    "approvals_in_hand",  # what is open and waits for the asker's units
    "evaluation_classes_read",
    "evaluation_forms_read",
    "nominations_lists_seen",  # a list is of one unit for one class
    "nominations_lists_written",
}
# These grow with papers, submissions or people of the asker's units; no wall may add to them.
GROWING = {
    "approvals_in_sight",
    "decisions_of_units_seen",
    "decisions_written",
    "documents_of_concern",
    "nominations_lists_of_people",
    "people_degree_of_former_time",
    "people_discipline_of_former_time",
    "people_formerly_in_scope",
    "people_grade_of_former_time",
    "people_plannedtitle_of_former_time",
    "people_rating_of_former_time",
    "places_seat_of_former_time",
    "timetables_classes_of_people",
    "training_turn_of_former_time",
    "upkeep_merged_records",
}
LISTING = """
SELECT DISTINCT proname FROM pg_proc JOIN pg_policies
ON concat(qual, ' ', with_check) ~ ('\\m' || proname || '\\(')
WHERE pronamespace = 'public'::regnamespace AND proretset
"""


def found(question: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(question, [LISTED])
        return [row[0] for row in cursor.fetchall()]


def test_no_wall_lists_everybody_in_scope() -> None:
    listing = found(
        """SELECT tablename || '.' || policyname FROM pg_policies
        WHERE concat(qual, with_check) ~ %s ORDER BY 1"""
    )
    assert not listing, "EXISTS (SELECT FROM people_within w WHERE w.id = person_id), decision 14"


def test_no_function_of_the_walls_lists_everybody_in_scope() -> None:
    listing = found(
        """SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
        AND prosecdef AND prosrc ~ %s ORDER BY 1"""
    )
    assert not listing, "EXISTS (SELECT FROM people_within w WHERE w.id = person_id), decision 14"


def test_a_wall_lists_only_what_stays_small_and_what_grows_is_named() -> None:
    """A wall asks about the unit or the person of the row; it begins with no list that grows with
    learners, papers or submissions, which every question would pay for."""
    with connection.cursor() as cursor:
        cursor.execute(LISTING)
        listing = {row[0] for row in cursor.fetchall()}
    small = OF_UNITS_AND_LECTURERS | OF_THE_ASKER | OPEN_OR_OF_CLASSES
    assert listing - small - GROWING == set(), "ask of the row's own, decisions 14, 15"
    assert (small | GROWING) - listing == set(), "no wall lists these any more: take them off"
