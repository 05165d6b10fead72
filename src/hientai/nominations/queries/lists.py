"""Reads of lists: which there are, what stands on one, its steps and bulk steps, places left.

Row-level security decides what each of these can see; none of them filters by scope itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery

from hientai.nominations.domain.states import LIVE
from hientai.nominations.domain.verdicts import stops
from hientai.nominations.models import Nomination, NominationList, NominationStep
from hientai.organisations.models import UnitVersion
from hientai.organisations.queries import names_on


def lists_on(on: date) -> QuerySet[NominationList]:
    """Every list in sight, the last opened first, with `unit_name` of the day (`unit_folded`: as it
    is searched) and the number of rows: `live`, `seated`, `reserve`, `decided`, `stopped`."""
    names = UnitVersion.objects.filter(unit=OuterRef("unit"), period__contains=on)
    rows = NominationList.objects.select_related("scheme", "unit", "training_class")
    return rows.annotate(
        unit_name=Subquery(names.values("name")[:1]),
        unit_folded=Subquery(names.values("name_folded")[:1]),
        live=_number(Q(state__in=sorted(LIVE))),
        seated=_number(Q(state="seated")),
        reserve=_number(Q(state="reserve")),
        decided=_number(Q(state="decided")),
        stopped=_number(Q(state="draft") & STOPPED),
    ).order_by("-opened_on", "-pk")


STOPPED = Q(verdict__in=["failed", "unknown"]) | Q(level="block")
"""Rows that cannot be submitted as they are: the same as `domain.verdicts.stops`."""


def _number(which: Q) -> Subquery:
    rows = Nomination.objects.filter(which, list=OuterRef("pk")).order_by()
    counted = rows.values("list").annotate(n=Count("pk")).values("n")
    return Subquery(counted, output_field=IntegerField())


def list_of(key: int, on: date) -> NominationList | None:
    """A list by its key, as `lists_on` gives it."""
    return lists_on(on).filter(pk=key).first()


class Who(NamedTuple):
    """A person of a list, as far as anybody who sees the list is told."""

    id: int
    code: str
    name: str
    name_key: str
    birth_date: date | None
    birth_precision: str


@dataclass(frozen=True)
class Row:
    """A nomination of a list with its person and the name of the unit.

    `tied` is how many of the rows share its rank; `stopped` whether it cannot be submitted so.
    """

    nomination: Nomination
    who: Who
    unit_name: str
    tied: int
    stopped: bool


def rows_of(
    nomination_list: NominationList, on: date, states: Sequence[str] = sorted(LIVE)
) -> list[Row]:
    """The rows of a list in order; live ones unless other states are named."""
    found = Nomination.objects.filter(list=nomination_list.pk, state__in=states)
    rows = list(found.select_related("seat").order_by("position", "pk"))
    people = people_of(nomination_list.pk)
    names = names_on({row.unit_id for row in rows if row.unit_id}, on)
    ties: dict[int, int] = {}
    for row in rows:
        ties[row.rank] = ties.get(row.rank, 0) + 1
    return [
        Row(
            row,
            people[row.person_id],
            names.get(row.unit_id or 0, ""),
            ties[row.rank],
            stops(row.verdict, row.level),
        )
        for row in rows
        if row.person_id in people
    ]


def people_of(list_key: int) -> dict[int, Who]:
    """Who the people of a list are, by key; only where the list is seen whole."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM nominations_people(%s)", [list_key])
        return {row[0]: Who(*row) for row in cursor.fetchall()}


def steps_of(nomination: Nomination) -> QuerySet[NominationStep]:
    """What happened to a nomination, in order."""
    return NominationStep.objects.filter(nomination=nomination.pk).order_by("pk")


def reserve_of(nomination_list: NominationList) -> list[Nomination]:
    """The reserve of a list, in order."""
    rows = Nomination.objects.filter(list=nomination_list.pk, state="reserve")
    return list(rows.select_related("list").order_by("reserve_order"))


def later_lists(held: NominationList) -> list[NominationList]:
    """The unit's lists for the same quota that begin later and are still drawn up."""
    same = NominationList.objects.filter(
        unit=held.unit_id, scheme=held.scheme_id, item_id=held.item_id, state="draft"
    )
    return list(same.filter(starts_on__gt=held.starts_on).order_by("starts_on", "pk"))


def as_data(row: Row) -> dict[str, Any]:
    """A row under stable names, for JSON."""
    one = row.nomination
    return {
        "id": one.pk,
        "code": row.who.code,
        "name": row.who.name,
        "unit": row.unit_name,
        "state": one.state,
        "position": one.position,
        "rank": one.rank,
        "tied": row.tied,
        "score": one.score,
        "score_parts": one.score_parts,
        "tie_note": one.tie_note,
        "judged_on": one.judged_on.isoformat(),
        "verdict": one.verdict,
        "reasons": one.reasons,
        "overlaps": one.overlaps,
        "level": one.level,
        "proved": one.proved,
        "stopped": row.stopped,
        "reserve_order": one.reserve_order,
        "seat": one.seat_id,
    }
