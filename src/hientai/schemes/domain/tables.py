"""Tables of persons that a document prints: rows and columns as statements about the register."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Literal

from pydantic import Field, model_validator

from hientai.schemes.domain.conditions import Id, Text
from hientai.schemes.domain.item import Item
from hientai.schemes.domain.predicates import Strict, When
from hientai.shared.words import _


class Line(Strict):
    """A row or a column: everybody, or those of a group, of whom a statement holds, whose highest
    degree is in one of some subjects; `others` are those in no subject of the other lines."""

    title: Text
    group: Id | None = None
    when: When | None = None
    subjects: tuple[Text, ...] = ()
    others: bool = False

    @property
    def is_all(self) -> bool:
        """Whether the line counts everybody of the table: a total."""
        return not (self.group or self.when or self.subjects or self.others)


Percent = Annotated[str, Field(pattern=r"^\d{1,3}(,\d+)?$")]


class Shares(Strict):
    """Percentages that a document prints beside numbers: of which whole, and each as it is written.

    The whole of a cell stands in its own row, at the column `whole` (`of: row`), or in its own
    column, at the row `whole` (`of: column`); places count from 1. None where none is printed.
    """

    of: Literal["row", "column"]
    whole: Annotated[int, Field(ge=1)]
    printed: tuple[tuple[Percent | None, ...], ...]

    def whole_of(self, row: int, column: int) -> tuple[int, int]:
        """Where the whole of a cell stands: its row and column, counted from 1."""
        return (row, self.whole) if self.of == "row" else (self.whole, column)


def as_number(percent: str) -> Decimal:
    """A percentage as documents write it: "16,32" is 16.32."""
    return Decimal(percent.replace(",", "."))


def share_like(percent: str, count: int, whole: int) -> Decimal | None:
    """The share of a count in per cent, to as many digits as a printed one has; None of nobody."""
    if not whole:
        return None
    return (Decimal(100 * count) / whole).quantize(as_number(percent), ROUND_HALF_UP)


class Table(Item):
    """A printed table: whom it counts, its lines, and the printed number of each cell.

    `on` is the day the document speaks of; `findings` name where its figures disagree.
    """

    title: Text
    on: date
    of: Id
    rows: Annotated[tuple[Line, ...], Field(min_length=1)]
    columns: Annotated[tuple[Line, ...], Field(min_length=1)]
    printed: tuple[tuple[Annotated[int, Field(ge=0)], ...], ...]
    shares: Shares | None = None
    findings: tuple[Id, ...] = ()
    note: str = ""

    @model_validator(mode="after")
    def _is_whole(self) -> Table:
        wide = {len(row) for row in self.printed} == {len(self.columns)}
        if len(self.printed) != len(self.rows) or not wide:
            raise ValueError(_("“printed” phải có một số cho mỗi ô: dòng × cột"))
        if self.shares and not _fits(self.shares, len(self.rows), len(self.columns)):
            raise ValueError(
                _("“shares” phải có một ô cho mỗi ô của bảng, và “whole” ở trong bảng")
            )
        return self


def _fits(shares: Shares, rows: int, columns: int) -> bool:
    shaped = [len(row) for row in shares.printed] == [columns] * rows
    return shaped and shares.whole <= (columns if shares.of == "row" else rows)
