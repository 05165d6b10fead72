"""The units a scheme reaches on a day: its authority and everything under it on that day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import polars as pl
from django.db import connection

from hientai.organisations.queries import units_in_sight
from hientai.schemes.domain.pack import Per, Quota
from hientai.training.queries.kept import Sight, kept

UNITS = """
SELECT v.unit_id, u.code, v.type, v.name
FROM organisations_tree v JOIN organisations_unit u ON u.id = v.unit_id
WHERE v.period @> %(on)s::date AND v.unit_id IN (
    SELECT organisations_subtree(ARRAY[a.id], %(on)s::date) FROM organisations_unit a
    WHERE a.code = %(authority)s)
ORDER BY v.name COLLATE "vi-x-icu"
"""


LAST_DAY = """
SELECT max(upper(v.period)) - 1
FROM organisations_tree v JOIN organisations_unit u ON u.id = v.unit_id
WHERE u.code = %(authority)s AND upper(v.period) <= %(on)s::date
"""


@dataclass(frozen=True)
class UnitThere:
    """A unit of the day that a scheme reaches."""

    unit_id: int
    code: str
    type: str
    name: str


@dataclass(frozen=True)
class Reach:
    """The units of an authority on a day; none where the authority is not there on it."""

    authority: str
    on: date
    units: tuple[UnitThere, ...] = field(repr=False)

    def those(self, per: Per) -> tuple[UnitThere, ...]:
        """The units that each have the places of a quota."""
        if per.unit_code is not None:
            return tuple(unit for unit in self.units if unit.code in per.unit_code)
        return tuple(unit for unit in self.units if unit.type in (per.unit_type or ()))

    def places_of(self, quota: Quota) -> int | None:
        """The places of a quota in persons on the day; None where the document sets none."""
        if quota.places is None:
            return None
        return quota.places_among(len(self.those(quota.per)) if quota.per else 1)

    def covered_by(self, in_sight: set[int]) -> bool:
        """Whether a reader of some units sees all that is reached."""
        return bool(self.units) and all(unit.unit_id in in_sight for unit in self.units)

    def touched_by(self, in_sight: set[int]) -> bool:
        """Whether a reader of some units sees any of what is reached."""
        return any(unit.unit_id in in_sight for unit in self.units)

    def within(self, people: pl.DataFrame) -> pl.DataFrame:
        """The people of a Standing frame whose unit is reached."""
        ids = pl.Series([unit.unit_id for unit in self.units], dtype=people.schema["unit_id"])
        inside = people["unit_id"].is_in(ids.implode())
        return people if inside.all() else people.filter(inside)


def reach_of(authority: str, on: date, seen: Sight) -> Reach:
    """The reach of an authority on a day, read once for each state of the data."""
    return kept(
        seen,
        ("reach", authority, on),
        lambda: _read(authority, on),
    )


def last_day_of(authority: str, on: date, seen: Sight) -> date | None:
    """The last day by a day on which an authority that is gone was there; None where it never
    was, or is to come."""
    return kept(seen, ("last day", authority, on), lambda: _last_day(authority, on))


def _last_day(authority: str, on: date) -> date | None:
    with connection.cursor() as cursor:
        cursor.execute(LAST_DAY, {"authority": authority, "on": on})
        found: date | None = cursor.fetchone()[0]
    return found


def units_seen(seen: Sight) -> set[int]:
    """The units whose people a reader sees who does not see all of them."""
    return kept(seen, "units in sight", lambda: units_in_sight() or set())


def _read(authority: str, on: date) -> Reach:
    with connection.cursor() as cursor:
        cursor.execute(UNITS, {"authority": authority, "on": on})
        return Reach(authority, on, tuple(UnitThere(*row) for row in cursor.fetchall()))
