"""A city of which two users have an address, one kind of notices, the application's role."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection

from hientai.notices.domain import kinds
from hientai.notices.domain.kinds import Kind, Mail, Said
from hientai.notices.services import tell
from tests.journeys.city import City, founded

DAY = date(2024, 6, 1)
KINDS = {"thu": Kind("thu", "Thử"), "gop": Kind("gop", "Gộp", Mail.DIGEST)}


@pytest.fixture(autouse=True)
def declared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two kinds are told: one at once, one together each morning."""
    monkeypatch.setattr(kinds, "_KINDS", dict(KINDS))
    cache.clear()


@pytest.fixture
def kept_queue(transactional_db: None) -> Iterator[None]:
    """A queue that other connections see; emptied afterwards, as other tables are by themselves."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


@pytest.fixture
def city(db: None) -> City:
    """The owner and the officer have an address, the viewer has none."""
    made = with_addresses(founded())
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")  # what tests that commit have left
        cursor.execute("SET LOCAL ROLE hientai_app")
    return made


def with_addresses(made: City) -> City:
    """The city, of which two users have an address."""
    for user in (made.owner, made.officer):
        user.email = f"{user.username}@hanoi.example"
        user.save()
    return made


def told(city: City, kind: str = "thu", **more: Any) -> int:
    """Tell the three users of the city that there is something new."""
    to = [city.owner.pk, city.officer.pk, city.viewer.pk]
    return tell(to=to, kind=kind, title=Said("Có việc mới"), on=DAY, **{"link": "/nguoi/"} | more)
