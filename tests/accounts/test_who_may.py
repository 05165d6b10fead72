"""A1: who may do something about a unit: whoever holds the role nearest to it, and deputies."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from hientai.accounts.models import Deputy, RoleAssignment, User
from hientai.accounts.queries import who_may
from hientai.organisations.models import Unit
from tests.journeys.city import City, founded, unit, user

SINCE, DAY = date(2008, 1, 1), date(2024, 6, 1)


@pytest.fixture
def city(db: None) -> City:
    """An owner at the root, an officer at the department of finance."""
    return founded()


@pytest.fixture
def names(city: City) -> Callable[..., list[str]]:
    """The names of those who may edit people of units."""

    def of(*units: Unit, permission: str = "people:edit", on: date = DAY) -> list[str]:
        found = who_may(permission, units=[one.pk for one in units], on=on)
        return sorted(User.objects.filter(pk__in=found).values_list("username", flat=True))

    return of


def test_the_role_at_the_unit_itself_comes_before_the_one_above(city: City, names) -> None:
    assert names(city.finance) == ["canbo.stc"]
    assert names(city.health) == ["chude-an"]
    assert names(city.finance, city.health) == ["canbo.stc", "chude-an"]


def test_a_unit_below_asks_the_one_above_it(city: City, names) -> None:
    centre = unit("TT", "Trung tâm Dịch vụ tài chính", "service_unit", city.finance)
    assert names(centre) == ["canbo.stc"]
    user("canbo.tt", "Lê Văn Sơn", "unit_officer", centre)
    assert names(centre) == ["canbo.tt"]


def test_deputies_of_the_day_are_among_them(city: City, names) -> None:
    held = RoleAssignment.objects.get(user=city.officer)
    period = DateRange(DAY, date(2024, 7, 1))
    Deputy.objects.create(assignment=held, user=city.viewer, period=period, ground="Nghỉ phép")
    assert names(city.finance) == ["canbo.stc", "nguoixem"]
    assert names(city.finance, on=date(2024, 7, 1)) == ["canbo.stc"]


def test_who_may_not_or_signs_in_no_more_is_none_of_them(city: City, names) -> None:
    User.objects.filter(pk=city.officer.pk).update(is_active=False)
    assert names(city.finance) == ["chude-an"]
    assert names(city.finance, permission="schemes:view") == ["chude-an", "nguoixem"]
    assert names() == []
