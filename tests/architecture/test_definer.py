"""Functions with their owner's rights cannot be made to read a forged table (A1)."""

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db


def test_functions_of_the_owner_look_at_temporary_tables_last() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT oid::regprocedure::text FROM pg_proc
            WHERE prosecdef AND pronamespace = 'public'::regnamespace
            AND pg_has_role(current_user, proowner, 'MEMBER')
            AND NOT coalesce(proconfig, '{}')
                @> ARRAY['search_path=pg_catalog, public, pg_temp']"""
        )
        open_ones = [row[0] for row in cursor.fetchall()]
    assert not open_ones, "SET search_path = pg_catalog, public, pg_temp"


def test_a_temporary_table_of_persons_is_not_taken_for_the_register(as_app) -> None:
    as_app([1])
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE people_person (id bigint, unit_id bigint)")
        cursor.execute("INSERT INTO people_person VALUES (1, 1), (2, 1)")
        cursor.execute("SELECT count(*) FROM people_in_scope()")
        assert cursor.fetchone() == (0,)
