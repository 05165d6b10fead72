"""Reads of divisions: the units that may have a part, how many of their people may go."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl
from django.db import connection
from django.db.models import QuerySet

from hientai.organisations.queries import UnitOn, names_on, units_on
from hientai.places.models import Allotment, AllotmentStep, Division
from hientai.schemes.models import Scheme
from hientai.screening.domain.screening import Part
from hientai.screening.queries.figures import quota_figure
from hientai.training.queries.readings import Reading, people_on


@dataclass(frozen=True)
class Ready:
    """A unit that may have a part, and how many of its people may go on the day."""

    unit_id: int
    code: str
    name: str
    headcount: int


def ready_units(asked: Reading, item: str, codes: Sequence[str] = ()) -> list[Ready]:
    """The units right under the scheme's authority with people who may go; or those named.

    A person counts for the nearest of the units from the own one upwards. In the order of the tree.
    """
    everybody = units_on(asked.on)
    chosen = _chosen(everybody, asked.pack.scheme.authority, codes)
    nearest = _nearest({unit.unit_id: unit.parent_id for unit in everybody}, set(chosen))
    counted: dict[int, int] = dict.fromkeys(chosen, 0)
    for unit, n in _eligible(asked, item):
        if (mine := nearest.get(unit)) is not None:
            counted[mine] += n
    return [
        Ready(unit.unit_id, unit.code, unit.name, counted[unit.unit_id])
        for unit in chosen.values()
        if codes or counted[unit.unit_id]
    ]


def _chosen(units: Sequence[UnitOn], authority: str, codes: Sequence[str]) -> dict[int, UnitOn]:
    top = next((unit.unit_id for unit in units if unit.code == authority), None)
    wanted = {code.upper() for code in codes}
    return {
        unit.unit_id: unit
        for unit in units
        if (unit.code.upper() in wanted if wanted else unit.parent_id == top and top is not None)
    }


def _nearest(parents: Mapping[int, int | None], chosen: set[int]) -> dict[int, int | None]:
    """For each unit the nearest chosen one, from itself upwards."""
    found: dict[int, int | None] = {}
    for start in parents:
        at: int | None = start
        way = []
        while at is not None and at not in found and at not in chosen:
            way.append(at)
            at = parents.get(at)
        end = at if at in chosen else found.get(at) if at is not None else None
        found.update(dict.fromkeys([*way, start], end))
    return found


def _eligible(asked: Reading, item: str) -> list[tuple[int, int]]:
    """Units with how many of their people may go for a quota."""
    people = quota_figure(asked, item).screening.people
    eligible = people.filter(pl.col("part") == Part.ELIGIBLE.value).select("person_id")
    units = people_on(asked).select("person_id", "unit_id")
    counted = eligible.join(units, on="person_id").group_by("unit_id").len()
    return [(int(unit), int(n)) for unit, n in counted.iter_rows()]


def divides(scheme: Scheme) -> bool:
    """Whether who looks writes for the authority of a scheme, and so divides its places."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT schemes_amends(%s)", [scheme.pk])
        return bool(cursor.fetchone()[0])


def divisions_of(scheme: Scheme, item: str) -> QuerySet[Division]:
    """Every division of a quota, the latest first."""
    return Division.objects.filter(scheme=scheme, item_id=item).order_by("-pk")


def parts_of(division: Division, on: date) -> list[Any]:
    """The parts of a division with unit, pool and the unit's name on a day, by code."""
    rows: list[Any] = list(
        Allotment.objects.filter(division=division).select_related("unit", "pool")
    )
    names = names_on([row.unit_id for row in rows], on)
    for row in rows:
        row.unit_name = names.get(row.unit_id, row.unit.code)
    return sorted(rows, key=lambda row: row.unit.code)


def steps_of(allotments: Sequence[Allotment]) -> QuerySet[AllotmentStep]:
    """What happened to some parts, the latest first."""
    rows = AllotmentStep.objects.filter(allotment__in=[one.pk for one in allotments])
    return rows.select_related("allotment__unit").order_by("-pk")


def waiting_for(units: Collection[int] | None) -> QuerySet[Allotment]:
    """Parts of some units (None: of all) that wait for an answer, the soonest due first.

    A unit that was offered nothing owes none, though it may still say what it needs.
    """
    rows = Allotment.objects.filter(division__state="offered", accepted=None, offered__gt=0)
    if units is not None:
        rows = rows.filter(unit__in=units)
    return rows.select_related("division__scheme").order_by("division__answer_by", "pk")
