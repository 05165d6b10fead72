"""The small city with the scheme loaded, and who signs in to look at it."""

from collections.abc import Callable

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client

from hientai.accounts.models import RoleAssignment, User
from tests.city import DAY, LONG_AGO, ask, founded, put, units, version
from tests.ended import districts, end
from tests.province import leader, province, two_provinces

__all__ = [
    "ask",
    "districts",
    "end",
    "founded",
    "leader",
    "province",
    "put",
    "two_provinces",
    "units",
    "version",
]


@pytest.fixture
def browser(units, version) -> Callable[..., Client]:
    """Signs somebody in with a role at a unit; pages speak of 1/6/2024."""

    def sign_in(role: str = "owner", unit: str = "HN") -> Client:
        user = User.objects.create(username=f"{role}-{unit}".lower(), password="!")
        RoleAssignment.objects.create(
            user=user, role=role, unit=units[unit], period=DateRange(LONG_AGO, None)
        )
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        client.get("/de-an/", {"on": DAY.isoformat()})
        return client

    return sign_in
