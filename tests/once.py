"""Rows every test of a module starts from, made once: a test undoes only what it did itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction


@contextmanager
def made_once(blocker: Any) -> Iterator[None]:
    """For a fixture of a whole module (`blocker` is `django_db_blocker`): what the owner writes
    inside stands until the module is through, and every test runs in a savepoint above it."""
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
