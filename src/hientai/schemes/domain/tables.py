"""Tables of persons that a document prints: rows and columns as statements about the register."""

from __future__ import annotations

from datetime import date
from typing import Annotated

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
    findings: tuple[Id, ...] = ()
    note: str = ""

    @model_validator(mode="after")
    def _is_whole(self) -> Table:
        wide = {len(row) for row in self.printed} == {len(self.columns)}
        if len(self.printed) != len(self.rows) or not wide:
            raise ValueError(_("“printed” phải có một số cho mỗi ô: dòng × cột"))
        return self
