"""The class of these tests, made once for a module; who looks at it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection

from hientai.accounts.models import User
from tests.attendance.made import TODAY, Scene, laid_out
from tests.once import made_once

As = Callable[[str], User]


@pytest.fixture(scope="module")
def laid(django_db_setup: None, django_db_blocker: Any) -> Iterator[Scene]:
    """The class, its sessions and everybody in it."""
    with made_once(django_db_blocker):
        yield laid_out()


@pytest.fixture
def scene(laid: Scene, db: None, settings: Any) -> Scene:
    """The class, looked at through the application's role."""
    settings.HIENTAI_TODAY = TODAY.isoformat()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE hientai_app")
    return laid


@pytest.fixture
def as_user(scene: Scene) -> As:
    """Looks through the eyes of a user from now on."""

    def enter(name: str) -> User:
        scene[name].enter(TODAY)
        return scene[name]

    return enter
