"""Walls ask of the one row that is looked at; they do not list everybody in scope first (A1)."""

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db

LISTED = "people_in_(written_)?scope\\(\\)"


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
