"""How the files that users hand in are read while a test runs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.utils import translation

from hientai.shared.tables import Tables, read_tables

READERS = ("intake.services.previewing", "reforms.services.acting", "nominations.services.adding")


@contextmanager
def read_by(reader: Callable[[Path], Tables]) -> Iterator[None]:
    """Within, the rooms that take files read them by this."""
    with pytest.MonkeyPatch.context() as patch:
        for room in READERS:
            patch.setattr(f"hientai.{room}.read_apart", reader)
        yield


def here(path: Path) -> Tables:
    """In this process; in Vietnamese, as in one that knows no reader."""
    with translation.override("vi"):
        return read_tables(path)
