"""A1, A2: how far a role reaches is kept only as long as the tree stands as it was found."""

from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from hientai.accounts.models import User
from hientai.accounts.services import create_user, give_role, operator_scope
from hientai.organisations.models import Unit, UnitVersion
from tests.departments import bare_unit

SINCE = date(2020, 1, 1)


@pytest.fixture
def health(transactional_db: None) -> Unit:
    """A department with one centre, in a city beside another; written for good."""
    with operator_scope():
        city = bare_unit("HN", None)
        bare_unit("QN", None)
        department = bare_unit("SYT", city)
        bare_unit("TT1", department)
        officer = create_user(username="can-bo", name="Cán bộ", password="mot mat khau dai")
        give_role(user=officer, role="unit_officer", unit=department, since=SINCE)
    return department


def seen() -> set[str]:
    """The units in the officer's scope, as a page would be opened."""
    with transaction.atomic(), connection.cursor() as cursor:
        User.objects.get(username="can-bo").enter(date(2024, 6, 1))
        cursor.execute(
            "SELECT code FROM organisations_unit"
            " WHERE id IN (SELECT organisations_units_seen()) AND id <@ organisations_sight()"
        )
        return {code for (code,) in cursor.fetchall()}


def test_a_unit_that_joins_or_leaves_is_in_or_out_of_scope_at_once(health: Unit) -> None:
    assert seen() == seen() == {"SYT", "TT1"}
    with operator_scope():
        joined = bare_unit("TT2", health)
    assert seen() == seen() == {"SYT", "TT1", "TT2"}
    with operator_scope():
        city = Unit.objects.get(code="HN")
        UnitVersion.objects.filter(unit=joined).update(parent=city)
    assert seen() == {"SYT", "TT1"}


def test_what_is_taken_back_was_never_kept(health: Unit) -> None:
    """A transaction that changes the tree sees its own and leaves nothing of it behind."""
    assert seen() == {"SYT", "TT1"}
    with transaction.atomic():
        with operator_scope():
            bare_unit("TT2", health)
        assert seen() == {"SYT", "TT1", "TT2"}
        transaction.set_rollback(True)
    with transaction.atomic(), operator_scope():
        bare_unit("TT3", health)
    assert seen() == {"SYT", "TT1", "TT3"}


@given(st.sets(st.integers(1, 60)))
def test_ranges_hold_the_units_they_are_made_of_and_no_others(
    django_db_setup: None, django_db_blocker: Any, units: set[int]
) -> None:
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT array(SELECT organisations_in_ranges(organisations_ranges(%s::bigint[])))",
            [list(units)],
        )
        assert cursor.fetchone() == (sorted(units),)
