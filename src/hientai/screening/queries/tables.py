"""The tables a document prints, counted from the register of a day, and the people of each cell.

Each person is measured on one day: who stands still in the group of the table (see
`queries.frozen`) on the last day, in every line; whoever lives, on the day of the reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import polars as pl

from hientai.schemes.domain.groups import compile_when, context_of, group_conditions
from hientai.schemes.domain.tables import Line, Table, as_number, share_like
from hientai.screening.domain.name_order import name_order
from hientai.screening.domain.screening import membership
from hientai.screening.queries.frozen import (
    FROZEN_ON,
    frozen_parts,
    members_of,
    shown_on,
)
from hientai.screening.queries.listings import Rows
from hientai.shared.vocabulary import DEGREE_LEVELS
from hientai.training.queries.frames import frame_of
from hientai.training.queries.kept import kept
from hientai.training.queries.readings import Reading

SUBJECTS = """
SELECT DISTINCT ON (person_id) person_id, subject FROM people_degree
WHERE awarded_on IS NULL OR awarded_on <= %(on)s::date
ORDER BY person_id, array_position(%(degrees)s::text[], level) DESC NULLS LAST,
    awarded_on DESC NULLS LAST, id DESC
"""
ROW, COLUMN = "row_{}", "column_{}"
Place = tuple[int, int]


@dataclass(frozen=True)
class Share:
    """A percentage beside a number: as counted, as printed, and as the printed numbers give it."""

    counted: Decimal | None
    printed: Decimal
    meant: Decimal | None

    @property
    def is_printed_right(self) -> bool:
        """Whether the document prints the percentage that its own numbers give."""
        return self.printed == self.meant


@dataclass(frozen=True)
class Cell:
    """People of a cell, beside the number the document prints; 1-based places in the table.

    `share` stands where the document prints a percentage beside the number, of `whole` people.
    """

    row: int
    column: int
    count: int
    printed: int
    printed_whole: int = 0
    share: Share | None = None


@dataclass(frozen=True)
class Counted:
    """A table of a day: cells line by line, its people, and how many stand in doubt.

    `people` has a Boolean column for each row and column, null where the register cannot tell.
    """

    table: Table
    cells: tuple[tuple[Cell, ...], ...]
    people: Rows
    unknown: int


def counted(asked: Reading, table: Table) -> Counted:
    """A table of the scheme on the day of the reading, as far as the reader may see."""
    return kept(
        asked.seen,
        asked.key("table", table.id),
        lambda: _counted(asked, table),
    )


def _counted(asked: Reading, table: Table) -> Counted:
    everybody = shown_on(asked, table.of).join(members_of(asked, table.of), on="person_id")
    people = everybody.filter(pl.col("member").fill_null(True))
    parts = frozen_parts(asked, table.of)
    days = [(None, asked), *((part.last_day, part.asked) for part in parts)]
    lined = pl.concat(
        [
            _lined(_by(asked, then, table), table, people.filter(_measured(last)))
            for last, then in days
        ]
    )
    sure = lined.filter("member")
    doubt = (
        pl.any_horizontal(pl.col("^(row|column)_[0-9]+$").is_null()) | pl.col("member").is_null()
    )
    return Counted(
        table=table,
        cells=tuple(_cells(table, sure)),
        people=Rows(sure.with_columns(name_order().alias("name_order")).sort("name_order")),
        unknown=lined.select(doubt.sum()).item(),
    )


def _measured(last_day: date | None) -> pl.Expr:
    """Whoever stands still since a day; with None the living."""
    frozen_on = pl.col(FROZEN_ON)
    return frozen_on.is_null() if last_day is None else frozen_on == last_day


def _by(asked: Reading, then: Reading, table: Table) -> Reading:
    """By which version people are measured on a day: that of the day, or the one in hand where
    groups of the table came later."""
    known = {group.id for group in then.pack.groups}
    asks = {line.group for line in (*table.rows, *table.columns) if line.group}
    return then if asks <= known else replace(then, version=asked.version)


def _lined(then: Reading, table: Table, people: pl.DataFrame) -> pl.DataFrame:
    """People as they stood on the day they are measured on, with the lines that hold them."""
    people = people.join(_subjects(then), on="person_id", how="left")
    return people.with_columns(
        **_marks(then, table.rows, ROW, people),
        **_marks(then, table.columns, COLUMN, people),
    )


def _cells(table: Table, people: pl.DataFrame) -> Iterator[tuple[Cell, ...]]:
    counts = {
        (row, column): int(held[COLUMN.format(column)].sum())
        for row in range(1, len(table.rows) + 1)
        for held in [people.filter(ROW.format(row))]
        for column in range(1, len(table.columns) + 1)
    }
    for row in range(1, len(table.rows) + 1):
        yield tuple(_cell(table, counts, at) for at in counts if at[0] == row)


def _cell(table: Table, counts: Mapping[Place, int], at: Place) -> Cell:
    row, column = at
    number = table.printed[row - 1][column - 1]
    shares = table.shares
    written = shares.printed[row - 1][column - 1] if shares else None
    if shares is None or written is None:
        return Cell(row, column, counts[at], number)
    whole = shares.whole_of(row, column)
    printed_whole = table.printed[whole[0] - 1][whole[1] - 1]
    share = Share(
        share_like(written, counts[at], counts[whole]),
        as_number(written),
        share_like(written, number, printed_whole),
    )
    return Cell(row, column, counts[at], number, printed_whole, share)


def _marks(
    then: Reading, lines: Sequence[Line], name: str, people: pl.DataFrame
) -> dict[str, pl.Expr | pl.Series]:
    listed = [subject for line in lines for subject in line.subjects]
    return {
        name.format(at): _of_group(then, line.group, people)
        if line.group
        else _mark(then, line, listed)
        for at, line in enumerate(lines, start=1)
    }


def _of_group(then: Reading, group: str, people: pl.DataFrame) -> pl.Series:
    """Who belongs to a group as it reads on the day of measure."""
    conditions = group_conditions(then.pack, group, then.on, then.law)
    found = people.select("person_id").join(
        membership(conditions, people), on="person_id", maintain_order="left"
    )
    return found["member"]


def _mark(then: Reading, line: Line, listed: Sequence[str]) -> pl.Expr:
    """Whom a line holds: of whom all that it states is true on the day of measure."""
    if line.when:
        return compile_when(line.when, context_of(then.pack, then.on, then.law)).holds
    if line.subjects:
        return pl.col("subject").is_in(line.subjects)
    return ~pl.col("subject").is_in(listed) if line.others else pl.lit(True)


def _subjects(asked: Reading) -> pl.DataFrame:
    """The subject of each person's highest degree, the latest of them."""
    levels = sorted(DEGREE_LEVELS.codes, key=DEGREE_LEVELS.ranks.__getitem__)
    schema = {"person_id": pl.Int64, "subject": pl.String}
    return frame_of(SUBJECTS, {"on": asked.on, "degrees": levels}, schema)
