"""The tables a document prints, counted from the register of a day, and the people of each cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from hientai.schemes.domain.groups import compile_when, context_of, group_conditions
from hientai.schemes.domain.tables import Line, Table
from hientai.screening.domain.name_order import name_order
from hientai.screening.domain.screening import membership
from hientai.screening.queries.listings import Rows
from hientai.shared.vocabulary import DEGREE_LEVELS
from hientai.training.queries.frames import frame_of
from hientai.training.queries.kept import kept
from hientai.training.queries.readings import Reading, people_on

SUBJECTS = """
SELECT DISTINCT ON (person_id) person_id, subject FROM people_degree
WHERE awarded_on IS NULL OR awarded_on <= %(on)s::date
ORDER BY person_id, array_position(%(degrees)s::text[], level) DESC NULLS LAST,
    awarded_on DESC NULLS LAST, id DESC
"""
ROW, COLUMN = "row_{}", "column_{}"


@dataclass(frozen=True)
class Cell:
    """People of a cell, beside the number the document prints; 1-based places in the table."""

    row: int
    column: int
    count: int
    printed: int


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
    everybody = people_on(asked).join(_subjects(asked), on="person_id", how="left")
    judged = everybody.join(_members(asked, table.of, everybody), on="person_id")
    people = judged.filter(pl.col("member").fill_null(True))
    people = people.with_columns(
        **_marks(asked, table.rows, ROW, people), **_marks(asked, table.columns, COLUMN, people)
    )
    sure = people.filter("member")
    doubt = (
        pl.any_horizontal(pl.col("^(row|column)_[0-9]+$").is_null()) | pl.col("member").is_null()
    )
    return Counted(
        table=table,
        cells=tuple(_cells(table, sure)),
        people=Rows(sure.with_columns(name_order().alias("name_order")).sort("name_order")),
        unknown=people.select(doubt.sum()).item(),
    )


def _cells(table: Table, people: pl.DataFrame) -> Iterator[tuple[Cell, ...]]:
    for row, printed in enumerate(table.printed, start=1):
        held = people.filter(ROW.format(row))
        yield tuple(
            Cell(row, column, int(held[COLUMN.format(column)].sum()), number)
            for column, number in enumerate(printed, start=1)
        )


def _marks(
    asked: Reading, lines: Sequence[Line], name: str, people: pl.DataFrame
) -> dict[str, pl.Expr | pl.Series]:
    listed = [subject for line in lines for subject in line.subjects]
    return {
        name.format(at): _mark(asked, line, listed, people)
        for at, line in enumerate(lines, start=1)
    }


def _mark(
    asked: Reading, line: Line, listed: Sequence[str], people: pl.DataFrame
) -> pl.Expr | pl.Series:
    """Whom a line holds: of whom all that it states is true."""
    if line.group:
        places = people.select("person_id")
        found = _members(asked, line.group, people)
        return places.join(found, on="person_id", maintain_order="left")["member"]
    if line.when:
        return compile_when(line.when, context_of(asked.pack, asked.on, asked.law)).holds
    if line.subjects:
        return pl.col("subject").is_in(line.subjects)
    return ~pl.col("subject").is_in(listed) if line.others else pl.lit(True)


def _members(asked: Reading, group: str, people: pl.DataFrame) -> pl.DataFrame:
    return membership(group_conditions(asked.pack, group, asked.on, asked.law), people)


def _subjects(asked: Reading) -> pl.DataFrame:
    """The subject of each person's highest degree, the latest of them."""
    levels = sorted(DEGREE_LEVELS.codes, key=DEGREE_LEVELS.ranks.__getitem__)
    schema = {"person_id": pl.Int64, "subject": pl.String}
    return frame_of(SUBJECTS, {"on": asked.on, "degrees": levels}, schema)
