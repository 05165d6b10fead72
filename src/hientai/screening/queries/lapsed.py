"""What the groups of a scheme rested on and no unit in its reach has any more: since when.

A footing (see `schemes.domain.footing`) is gone on a day when no unit reached has it, though one
had it on an earlier day on which the scheme was in force, and a unit that gave it ended with that
day. A unit that lives on and is classed otherwise takes its people along: nothing is gone. The
tree of each day is the dated register's own; nobody marks anything.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import connection

from hientai.organisations.queries import UNITS_ON_SQL
from hientai.schemes.domain.footing import Footing
from hientai.schemes.models import SchemeVersion
from hientai.schemes.queries import pack_of, scheme, versions_of
from hientai.shared.vocabulary import LEVELS
from hientai.training.queries.kept import Sight, kept

THERE = f"""
WITH RECURSIVE {UNITS_ON_SQL}, next_day AS (
    SELECT unit_id FROM organisations_tree WHERE period @> %(on)s::date + 1
)
SELECT DISTINCT type, kind, code, organ_type, organ_kind, organ_code, level, planned_urban,
       unit_id NOT IN (SELECT unit_id FROM next_day) AS unit_ends,
       coalesce(organ_id NOT IN (SELECT unit_id FROM next_day), false) AS organ_ends,
       type IN ('city', 'district', 'commune')
           AND unit_id NOT IN (SELECT unit_id FROM next_day) AS level_ends
FROM units_on
WHERE unit_id IN (SELECT organisations_subtree(ARRAY[a.id], %(on)s::date)
                  FROM organisations_unit a WHERE a.code = %(authority)s)
"""
NAMES = {
    "unit_type": "unit",
    "unit_kind": "unit",
    "unit_code": "unit",
    "organ_type": "organ",
    "organ_kind": "organ",
    "organ_code": "organ",
    "level": "level",
    "planned_urban": "organ",
}
"""The columns of `THERE`, and whose end takes each away."""
ENDS = ("unit", "organ", "level")

EVER = """
SELECT DISTINCT v.type, v.kind, u.code
FROM organisations_tree v JOIN organisations_unit u ON u.id = v.unit_id
WHERE upper(v.period) <= %(on)s::date
"""

TURNED = """
SELECT DISTINCT day FROM (
    SELECT upper(period) AS day FROM organisations_tree
    UNION ALL SELECT upper(period) FROM organisations_unitattribute
) AS ends
WHERE day <= %(on)s::date AND day > %(since)s::date ORDER BY day DESC
"""

GROUNDS = """
SELECT DISTINCT ground FROM organisations_unitevent
WHERE "on" = %(on)s::date AND ground <> '' ORDER BY ground LIMIT 3
"""


def gone(
    version: SchemeVersion, asked: Collection[Footing], on: date, seen: Sight
) -> dict[Footing, date]:
    """The last day of each footing among those asked that is gone on a day."""
    here = _there(pack_of(version).scheme.authority, on, seen)
    lacking = (set(asked) - here.keys()) & _ever(on, seen)
    if not here or not lacking:
        return {}
    slug = version.scheme.slug
    return kept(
        seen,
        ("gone", slug, version.digest, on, frozenset(lacking)),
        lambda: _last_days(version, lacking, on, seen),
    )


def version_then(version: SchemeVersion, on: date, seen: Sight) -> SchemeVersion:
    """The version of the same scheme that was in force on another day."""
    slug = version.scheme.slug
    return kept(seen, ("version then", slug, on), lambda: scheme(slug, on))


def grounds_of(on: date, seen: Sight) -> list[str]:
    """The grounds of the acts by which units changed on a day."""
    return kept(seen, ("grounds", on), lambda: [row[0] for row in _rows(GROUNDS, on=on)])


def _last_days(
    version: SchemeVersion, lacking: set[Footing], on: date, seen: Sight
) -> dict[Footing, date]:
    """Backwards through the days on which the tree turned, until each is found or none is left."""
    found: dict[Footing, tuple[date, bool]] = {}
    first = min(versions_of(version).values_list("effective_from", flat=True))
    for (turned,) in _rows(TURNED, on=on, since=first):
        if len(found) == len(lacking):
            break
        last = date.fromordinal(turned.toordinal() - 1)
        authority = pack_of(version_then(version, last, seen)).scheme.authority
        there = _there(authority, last, seen)
        found.update({one: (last, there[one]) for one in (lacking - found.keys()) & there.keys()})
    return {one: last for one, (last, ended) in found.items() if ended}


def _there(authority: str, on: date, seen: Sight) -> dict[Footing, bool]:
    """Every footing that some unit in reach has on a day, and whether one that gives it ends."""

    def read() -> dict[Footing, bool]:
        found: dict[Footing, bool] = {}
        for row in _rows(THERE, on=on, authority=authority):
            ends = dict(zip(ENDS, row[len(NAMES) :], strict=True))
            for (name, whose), value in zip(NAMES.items(), row[: len(NAMES)], strict=True):
                if value not in (None, ""):
                    footing = name, _told(value)
                    found[footing] = found.get(footing, False) or ends[whose]
        return found

    return kept(seen, ("there", authority, on), read)


def _ever(on: date, seen: Sight) -> frozenset[Footing]:
    """Footings that some unit had by a day and may have lost; levels and plans are among them."""

    def read() -> frozenset[Footing]:
        found = {("level", one) for one in LEVELS.codes} | {("planned_urban", "true")}
        for row in _rows(EVER, on=on):
            for name, value in zip(("type", "kind", "code"), row, strict=True):
                found |= {(f"unit_{name}", value), (f"organ_{name}", value)}
        return frozenset(found)

    return kept(seen, ("ever", on), read)


def _told(value: object) -> str:
    return "true" if value is True else "false" if value is False else str(value)


def _rows(select: str, **asked: date | str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(select, asked)
        return list(cursor.fetchall())
