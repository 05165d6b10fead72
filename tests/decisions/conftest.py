"""The small city with a list of its finance department that was approved, and who issues."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection

from hientai.documents import services as documents
from hientai.documents.models import IssuingBody
from hientai.nominations.models import NominationList
from hientai.organisations.models import Unit
from tests.city import ask, founded, put, units, version
from tests.nominations.conftest import held, opened
from tests.nominations.made import DAY, approve
from tests.nominations.test_lists import added

__all__ = ["ask", "founded", "held", "opened", "put", "units", "version"]

NAMES = ("An", "Bình", "Chi", "Dung", "Giang")


@pytest.fixture
def body(units: dict[str, Unit]) -> IssuingBody:
    """The department of finance, which issues what its own list was approved for."""
    return documents.issuing_body(actor=None, unit=units["STC"], on=DAY)


@pytest.fixture
def places(version: Any) -> Callable[[int], None]:
    """Says how many places the quota has."""

    def say(n: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
            cursor.execute(
                "UPDATE schemes_schemeitem SET data = jsonb_set(data, '{places}', %s::jsonb)"
                " WHERE kind = 'quota' AND item_id = 'A.1.1'",
                [str(n)],
            )
            cursor.execute("SET LOCAL ROLE hientai_app")

    return say


@pytest.fixture
def approved(
    held: NominationList, put: Callable[..., Any], places: Callable[[int], None]
) -> NominationList:
    """A list of five for three places, approved: two are in reserve."""
    places(3)
    added(held, *(put(name.upper(), name=f"Lê Thị {name}", sex="female") for name in NAMES))
    return approve(held)


@pytest.fixture
def at_commit() -> Iterator[None]:
    """The walls that stand at the end of a transaction stand at the end of the test too."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
