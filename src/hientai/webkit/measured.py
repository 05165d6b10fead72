"""The rows of a sheet, measured before they are written: widths and heights are known in time.

A sheet is written in one stream and a height must be known before its row is. So the rows are
kept aside once, a city's register in a file, and read back from there.
"""

import pickle
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import islice
from typing import IO, Any

from django.utils.translation import gettext as _

from hientai.shared.vietnamese import number
from hientai.webkit import sheets
from hientai.webkit.cells import Cell, Column, plain

PORTION = 2_000
"""Rows kept aside at once; the first portion decides how wide the columns stand."""
IN_MEMORY = 4 << 20  # bytes kept aside before a file takes them
WIDEST, LONG_DAY = 36.0, 11.0
"""Characters: texts of a column without a width of its own break here; a day needs so many."""
LONGEST_TEXT = 32_767  # what a cell of XLSX can hold
Value = str | int | float | date | None


class Kind(StrEnum):
    """How the cells of a column read."""

    TEXT = "text"
    NUMBER = "number"
    SHARE = "share"
    DAY = "day"


@dataclass
class Measured:
    """Rows kept aside; `heights` holds those above one line, by the row's place below the heads."""

    aside: IO[bytes]
    names: list[str]
    kinds: list[Kind]
    widths: list[float]
    heights: dict[int, float] = field(default_factory=dict)
    count: int = 0

    def records(self) -> Iterator[dict[str, Value]]:
        """Each row by its headings; without any row one blank one, for the headings to stand."""
        if not self.count:
            yield dict.fromkeys(self.names)
        self.aside.seek(0)
        for _portion in range(0, self.count, PORTION):
            for row in pickle.load(self.aside):
                yield dict(zip(self.names, row, strict=True))

    def keep(self, rows: list[tuple[Value, ...]]) -> None:
        """Set one more portion aside and reckon the heights of its rows."""
        pickle.dump(rows, self.aside, pickle.HIGHEST_PROTOCOL)
        texts = [at for at, kind in enumerate(self.kinds) if kind is Kind.TEXT]
        columns = [[_text(row[at]) for row in rows] for at in texts]
        widths = [self.widths[at] for at in texts]
        self.heights |= sheets.heights(columns, widths, first=self.count)
        self.count += len(rows)


@contextmanager
def measured(columns: Sequence[Column], rows: Iterable[Any]) -> Iterator[Measured]:
    """The rows as values kept aside, for as long as the sheet is being written."""
    cells = [column.cell for column in columns]
    values = (tuple(_value(cell(row)) for cell in cells) for row in rows)
    portion = list(islice(values, PORTION))
    names, kinds = _headings(columns), _kinds(columns, portion)
    widths = _widths(columns, kinds, portion)
    with tempfile.SpooledTemporaryFile(IN_MEMORY) as aside:
        sheet = Measured(aside, names, kinds, widths)
        while portion:
            sheet.keep(portion)
            portion = list(islice(values, PORTION))
        yield sheet


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ""


def _kinds(columns: Sequence[Column], rows: Sequence[Sequence[Value]]) -> list[Kind]:
    return [_kind(column, (row[at] for row in rows)) for at, column in enumerate(columns)]


def _kind(column: Column, values: Iterable[Value]) -> Kind:
    """What a column says it is; else days where the first cells that hold anything are days."""
    if column.share:
        return Kind.SHARE
    if column.number:
        return Kind.NUMBER
    first = next((value for value in values if value is not None), None)
    return Kind.DAY if isinstance(first, date) else Kind.TEXT


def _widths(
    columns: Sequence[Column], kinds: Sequence[Kind], rows: Sequence[Sequence[Value]]
) -> list[float]:
    return [
        sheets.width_of(
            str(column.heading),
            (_shown(row[at], kind) for row in rows),
            widest=float(column.width or WIDEST),
        )
        for at, (column, kind) in enumerate(zip(columns, kinds, strict=True))
    ]


def _shown(value: Value, kind: Kind) -> str:
    """A value about as the sheet shows it, to be measured."""
    if value is None or kind is Kind.SHARE:
        return ""
    if kind is Kind.NUMBER and isinstance(value, (int, float)):
        return number(round(value)) + "  "  # the blank that keeps it off the next column
    return "0" * int(LONG_DAY) if isinstance(value, date) else str(value)


def _headings(columns: Sequence[Column]) -> list[str]:
    """The headings; one that stands twice is told apart by a blank that nobody sees."""
    names: list[str] = []
    for column in columns:
        name = str(column.heading)
        while name in names:
            name += " "
        names.append(name)
    return names


def _value(cell: Cell) -> Value:
    """What a cell holds in the workbook; texts, most of all cells, are looked at first."""
    value = cell if type(cell) is str else plain(cell)
    if isinstance(value, str):
        return value[:LONGEST_TEXT] or None
    if isinstance(value, bool):
        return _("có") if value else _("không")
    return value
