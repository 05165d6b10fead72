"""What a cell of a list may hold, and how it reads on the page and in a workbook."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from django.utils.functional import Promise

Words = str | Promise
"""A text of the page; a lazy one is put into words when it is shown."""

Tone = Literal["good", "warn", "bad", "info", "mute"]


@dataclass(frozen=True)
class Link:
    """A text that leads somewhere, with a small grey line under it when `note` is given.

    Without `href` it leads nowhere: the reader has no such page.
    """

    text: str
    href: str
    note: str = ""

    def __str__(self) -> str:
        return str(self.text)


@dataclass(frozen=True)
class Badge:
    """A coloured word; `title` explains it, `note` stands beside it in grey."""

    text: str
    tone: Tone = "mute"
    title: str = ""
    note: str = ""

    def __str__(self) -> str:
        return f"{self.text} ({self.note})" if self.note else str(self.text)


@dataclass(frozen=True)
class Lines:
    """A main text with a small grey line under it."""

    text: str
    note: str = ""

    def __str__(self) -> str:
        return f"{self.text} ({self.note})" if self.note else str(self.text)


@dataclass(frozen=True)
class Empty:
    """What stands where a list is empty: why, and what to do about it."""

    text: Words
    hint: Words = ""
    href: str = ""
    action: Words = ""


Cell = str | int | float | Decimal | date | bool | None | Link | Badge | Lines


@dataclass(frozen=True)
class Column:
    """A column of a list: `cell(row)` gives its value.

    `sort` names the field to order by (an ORM path for a QuerySet, an attribute or key
    otherwise); None means that the column cannot be sorted. `only_download` columns stand in
    the workbook alone, `only_page` ones (a button, a mark) on the page alone. `wide` keeps the
    column on a narrow screen off: its content must stand elsewhere on the row too. `width` is that
    of the workbook's column in characters (0: by kind); a `share` of one reads there as percent.
    """

    key: str
    heading: Words
    cell: Callable[[Any], Cell]
    number: bool = False
    sort: str | None = None
    only_download: bool = False
    only_page: bool = False
    wide: bool = False
    width: int = 0
    share: bool = False


def plain(cell: Cell) -> str | int | float | date | bool | None:
    """The value of a cell for a workbook: links and badges as text, numbers and days as such."""
    if isinstance(cell, Decimal):
        return float(cell)
    if cell is None or isinstance(cell, (bool, int, float, date)):
        return cell
    return str(cell)
