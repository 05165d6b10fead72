"""The list of a session as a workbook, to be filled and read again."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from hientai.attendance.domain.entries import (
    CODE,
    MISSED,
    NAME,
    STATE,
    UNIT,
    Entry,
    Known,
    guest_code,
    read_sheet,
)
from hientai.attendance.domain.states import STATES
from hientai.attendance.queries.rolls import Line
from hientai.shared.tables import ROW, read_apart
from hientai.webkit.cells import Column

MOST_BYTES = 5 * 2**20


def columns() -> list[Column]:
    """The columns of the list, those that are read again among them."""
    return [
        Column("ma", _(CODE), code_of),
        Column("ten", _(NAME), lambda one: one.learner.name),
        Column("don-vi", _(UNIT), lambda one: one.learner.organisation),
        Column("tinh-trang", _(STATE), _state),
        Column("tiet", _(MISSED), _missed, number=True),
    ]


def code_of(one: Line) -> str:
    """The code of a learner in sheets; a guest has one too."""
    return one.learner.code or guest_code(one.learner.id)


def entries_in(file: BinaryIO, lines: Sequence[Line], most: int) -> list[Entry]:
    """The entries of a file that came; refused with row and column of each error."""
    known = [Known(one.learner.id, code_of(one), one.learner.name, one.state) for one in lines]
    with tempfile.TemporaryDirectory(prefix="hientai-") as folder:
        path = Path(folder) / "diem-danh"
        path.write_bytes(file.read())
        tables = read_apart(path)
    frame = next(iter(tables.values()))
    names = [name for name in frame.columns if name != ROW]
    rows = [(row[ROW], [row[name] for name in names]) for row in frame.iter_rows(named=True)]
    return read_sheet(rows, known, most)


def _state(one: Line) -> str:
    return _(STATES[one.state]) if one.state in STATES else ""


def _missed(one: Line) -> int | None:
    return one.mark.missed or None if one.mark else None
