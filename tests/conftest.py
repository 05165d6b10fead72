"""Fixtures of every test that asks the database: whose eyes it looks through.

The test database is made by the owner's role, as an installation's is; a test that speaks as the
application takes its role, so that the walls between units stand in tests as they do in service.
"""

import os
from collections.abc import Callable, Iterable

import pytest

os.environ.setdefault("HIENTAI_ROLE", "owner")


def _look(*, everything: bool, units: Iterable[int] = ()) -> None:
    from django.db import connection  # noqa: PLC0415  Django is not set up when this file is read

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE hientai_app")
        cursor.execute(
            "SELECT set_config('hientai.all', %s, true), set_config('hientai.units', %s, true)",
            ["on" if everything else "off", "{%s}" % ",".join(map(str, units))],
        )


@pytest.fixture
def sees_all(db: None) -> None:
    """The application's role, with sight of every unit."""
    _look(everything=True)


@pytest.fixture
def as_app(db: None) -> Callable[[Iterable[int]], None]:
    """Take the application's role with sight of the given unit ids only."""
    return lambda units: _look(everything=False, units=units)
