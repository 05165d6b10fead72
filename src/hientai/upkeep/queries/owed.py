"""What each unit still owes the register on a day, and how many verdicts wait for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl
from django.db import connection

from hientai.intake.queries import frames
from hientai.intake.services import columns_of
from hientai.organisations.queries import UnitOn, children_on
from hientai.schemes.queries import schemes
from hientai.screening.domain.name_order import name_order
from hientai.screening.queries.figures import quota_figures
from hientai.shared.vocabulary import DEGREE_LEVELS
from hientai.training.queries.frames import frame_of
from hientai.training.queries.kept import kept
from hientai.training.queries.readings import Reading, people_on, reading
from hientai.upkeep.domain import owed as domain

WHO = ("person_id", "code", "name", "name_folded", "name_key", "unit_id", "unit_name")
BEST = """
SELECT DISTINCT ON (person_id) person_id, subject IS NULL, awarded_on IS NULL
FROM people_degree WHERE (awarded_on IS NULL OR awarded_on <= %(on)s::date)
ORDER BY person_id, array_position(%(levels)s::text[], level) DESC, awarded_on DESC NULLS LAST
"""

BELOW = """
WITH RECURSIVE below AS (
    SELECT unit_id, unit_id AS child FROM organisations_unitversion
    WHERE parent_id = %(unit)s AND period @> %(on)s::date
    UNION ALL
    SELECT v.unit_id, b.child FROM below b JOIN organisations_unitversion v
    ON v.parent_id = b.unit_id AND v.period @> %(on)s::date
) SELECT unit_id, child FROM below
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
    levels = sorted(DEGREE_LEVELS.codes, key=DEGREE_LEVELS.ranks.__getitem__)
    schema = {"person_id": pl.Int64, "subject": pl.Boolean, "awarded_on": pl.Boolean}
    return frame_of(BEST, {"on": on, "levels": levels}, schema)


def keys(on: date) -> tuple[str, ...]:
    """The columns of the sheet that can be owed on a day."""
    return domain.keys(on)


def nobody() -> pl.DataFrame:
    """No rows, where there is nothing to be owed."""
    return pl.DataFrame(schema={"code": pl.String, "verdicts": pl.Int32})


def owes_it(key: str) -> pl.Expr:
    """Whether a person owes one thing."""
    return pl.col(key).is_not_null()


def under(found: Owed, unit_id: int, on: date) -> list[UnitOwes]:
    """The units right under a unit that owe something, the most verdicts first."""
    with connection.cursor() as cursor:
        cursor.execute(BELOW, {"unit": unit_id, "on": on})
        below = pl.DataFrame(
            cursor.fetchall(), schema={"unit_id": pl.Int32, "child": pl.Int32}, orient="row"
        )
    people = found.people.join(below, on="unit_id").group_by("child").len()
    owing = found.frame.join(below, on="unit_id").group_by("child")
    summed = owing.agg(pl.len().alias("owing"), pl.col("verdicts").sum())
    units = {unit.unit_id: unit for unit in children_on(unit_id, on)}
    rows = summed.join(people, on="child").sort("verdicts", "owing", descending=True)
    return [
        UnitOwes(units[row["child"]], row["len"], row["owing"], row["verdicts"])
        for row in rows.iter_rows(named=True)
    ]


def held(codes: Sequence[str], keys: Sequence[str], on: date) -> dict[str, dict[str, str]]:
    """What the register says of these people under these columns, as a file would write it."""
    found, _digest = frames.register([], list(codes), on)
    years = [int(key.removeprefix("rating_")) for key in keys if key.startswith("rating_")]
    ratings, _digest = frames.ratings(found["person_id"].to_list(), years)
    rows = found.join(ratings, on="person_id", how="left").iter_rows(named=True)
    columns = columns_of(keys)
    return {
        row["code"]: {key: _said(column, row.get(key), row) for key, column in columns.items()}
        for row in rows
    }


def _said(column: Any, value: Any, row: dict[str, Any]) -> str:
    if value is None:
        return ""
    precision = row.get(f"{column.key}_precision") or "day"
    if precision != "day":
        return f"{value:%Y}" if precision == "year" else f"{value:%m/%Y}"
    return str(column.says(value))
