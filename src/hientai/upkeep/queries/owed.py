"""What each unit still owes the register on a day, and how many verdicts wait for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import polars as pl

from hientai.intake.domain import cells
from hientai.intake.queries import frames
from hientai.intake.services import columns_of
from hientai.organisations.queries import UnitOn, branches_on, children_on, subtree_ids
from hientai.people.models import Person
from hientai.people.queries import DEGREE_AWARDED, HIGHEST_FIRST
from hientai.schemes.queries import schemes
from hientai.screening.domain.name_order import name_order
from hientai.screening.queries.figures import quota_figures
from hientai.training.queries.frames import frame_of
from hientai.training.queries.kept import kept
from hientai.training.queries.readings import Reading, people_on, reading
from hientai.upkeep.domain import owed as domain

WHO = ("person_id", "code", "name", "name_folded", "name_key", "unit_id", "unit_name")
HIGHEST = f"""
SELECT DISTINCT ON (person_id) person_id, subject IS NULL, awarded_on IS NULL
FROM people_degree d WHERE {DEGREE_AWARDED} ORDER BY person_id, {HIGHEST_FIRST}
"""


@dataclass(frozen=True)
class Owed:
    """Who owes what: one row a person with anything owed.

    `frame`: who (see WHO), `verdicts` (results that are unknown for want of the person's data),
    and for each key of `keys` how many verdicts wait for it; null where it is not owed.
    """

    frame: pl.DataFrame
    keys: tuple[str, ...]
    people: pl.DataFrame  # unit_id of everybody in service, to count by unit

    def of_units(self, units: Sequence[int]) -> Owed:
        """The part of some units."""
        here = pl.col("unit_id").is_in(list(units))
        return Owed(self.frame.filter(here), self.keys, self.people.filter(here))

    @property
    def everybody(self) -> int:
        """How many people are in service."""
        return self.people.height

    @property
    def owing(self) -> int:
        """How many of them owe something."""
        return self.frame.height

    @property
    def verdicts(self) -> int:
        """How many results are unknown for want of data."""
        return int(self.frame["verdicts"].sum())

    def counts(self) -> list[tuple[str, int, int]]:
        """For each key that somebody owes: how many people owe it, how many verdicts wait."""
        return [
            (key, self.frame.height - self.frame[key].null_count(), int(self.frame[key].sum()))
            for key in self.keys
            if self.frame[key].null_count() < self.frame.height
        ]


@dataclass(frozen=True)
class UnitOwes:
    """A unit with everything under it: people in service, how many owe, and verdicts waiting."""

    unit: UnitOn
    people: int
    owing: int
    verdicts: int


def owed_on(on: date) -> Owed | None:
    """What is owed on a day in the units the reader sees; None where no scheme is in force."""
    read = [one for one in (reading(v, on) for v in schemes(on)) if not one.frozen]
    if not read:
        return None
    return kept(
        read[0].seen,
        ("owed", on, *(one.key("owed") for one in read)),
        lambda: _owed(read, on),
    )


def _owed(read: Sequence[Reading], on: date) -> Owed:
    wanted = tuple(dict.fromkeys(domain.columns(on).values()))
    everybody = pl.concat([people_on(asked).select(WHO) for asked in read])
    who = everybody.unique("person_id", maintain_order=True)
    counted = domain.added_up([part for asked in read for part in _parts(asked, on)], wanted)
    found = (
        who.join(counted, on="person_id", how="left")
        .join(_degrees(on), on="person_id", how="left")
        .with_columns(_nothing(key) for key in wanted)
        .with_columns(
            pl.when(pl.col(key)).then(pl.lit(0, pl.Int32)).otherwise(None).alias(key)
            for key in domain.BESIDE
        )
        .with_columns(pl.col("verdicts").fill_null(0))
    )
    keys = domain.keys(on)
    owing = found.filter(pl.any_horizontal(pl.col(key).is_not_null() for key in keys))
    return Owed(owing.sort(name_order()), keys, who.select("unit_id"))


def _parts(asked: Reading, on: date) -> list[pl.DataFrame]:
    """For each quota of a reading, the verdicts that wait for data of the person."""
    missing = domain.absent(people_on(asked), on)
    screenings = [figure.screening for figure in quota_figures(asked).values()]
    return [domain.unanswered(one.people, one.conditions, missing, on) for one in screenings]


def _nothing(key: str) -> pl.Expr:
    return pl.when(pl.col(key) > 0).then(pl.col(key)).otherwise(None).alias(key)


def _degrees(on: date) -> pl.DataFrame:
    """Of each person's highest degree: whether subject and day are not recorded."""
    schema = {"person_id": pl.Int64, "subject": pl.Boolean, "awarded_on": pl.Boolean}
    return frame_of(HIGHEST, {"on": on}, schema)


def keys(on: date) -> tuple[str, ...]:
    """The columns of the sheet that can be owed on a day."""
    return domain.keys(on)


def nobody() -> pl.DataFrame:
    """No rows, where there is nothing to be owed."""
    return pl.DataFrame(schema={"code": pl.String, "verdicts": pl.Int32})


def owes_it(key: str) -> pl.Expr:
    """Whether a person owes one thing."""
    return pl.col(key).is_not_null()


def owing_most(units: Sequence[UnitOn], on: date) -> UnitOn | None:
    """Of some units the one under which most people owe something; the first where none does."""
    found = owed_on(on) if len(units) > 1 else None
    if found is None:
        return units[0] if units else None
    return max(units, key=lambda unit: found.of_units(subtree_ids(unit.unit_id, on)).owing)


def under(found: Owed, unit_id: int, on: date) -> list[UnitOwes]:
    """The units right under a unit that owe something, the most verdicts first."""
    schema = {"unit_id": pl.Int32, "child": pl.Int32}
    below = pl.DataFrame(branches_on(unit_id, on), schema, orient="row").drop_nulls()
    people = found.people.join(below, on="unit_id").group_by("child").len()
    owing = found.frame.join(below, on="unit_id").group_by("child")
    summed = owing.agg(pl.len().alias("owing"), pl.col("verdicts").sum())
    units = {unit.unit_id: unit for unit in children_on(unit_id, on)}
    rows = summed.join(people, on="child").sort("verdicts", "owing", descending=True)
    return [
        UnitOwes(units[row["child"]], row["len"], row["owing"], row["verdicts"])
        for row in rows.iter_rows(named=True)
    ]


def named(found: Owed, codes: Sequence[str]) -> list[dict[str, Any]]:
    """The people of these codes in their order, those too who owe nothing any more."""
    owing = found.frame.filter(pl.col("code").is_in(list(codes)))
    rows = {row["code"]: row for row in owing.iter_rows(named=True)}
    for person in Person.objects.filter(code__in=set(codes) - set(rows)):
        blank = dict.fromkeys(found.frame.columns) | {"unit_name": ""}
        rows[person.code] = blank | {"code": person.code, "name": person.name}
    return [rows[code] for code in codes if code in rows]


class Held(NamedTuple):
    """What the register says under a column: as pages write it, and as it is kept."""

    said: str = ""
    plain: str = ""


def held(codes: Sequence[str], keys: Sequence[str], on: date) -> dict[str, dict[str, Held]]:
    """What the register says of these people under these columns."""
    found, _digest = frames.register([], list(codes), on)
    years = [int(key.removeprefix("rating_")) for key in keys if key.startswith("rating_")]
    ratings, _digest = frames.ratings(found["person_id"].to_list(), years)
    rows = found.join(ratings, on="person_id", how="left").iter_rows(named=True)
    columns = columns_of(keys)
    return {
        row["code"]: {key: _held(column, row) for key, column in columns.items()} for row in rows
    }


def _held(column: cells.Column, row: dict[str, Any]) -> Held:
    value, precision = row.get(column.key), row.get(f"{column.key}_precision") or "day"
    return Held(cells.said(column, value, precision), cells.plain(value, precision))
