"""The API of the register of units: the list of a day, one unit with its history."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop as N_
from ninja import Query, Router, Schema

from hientai.organisations import queries
from hientai.organisations.models import Unit, UnitVersion
from hientai.organisations.queries import UnitOn
from hientai.shared.vocabulary import BLOCS, UNIT_TYPES
from hientai.webkit.day import Visit
from hientai.webkit.endpoints import Answer, Asked, Name, Paged, asks, chosen, page_of

router = Router(tags=["units"])


class UnitsAsked(Asked):
    """Units by name or code, by type, by bloc."""

    search: Name = ""
    type: str = chosen(UNIT_TYPES.codes)
    bloc: str = chosen(BLOCS.codes)


class UnitOut(Schema):
    """A unit as it stands on the day; `path` holds the names from the top down to itself."""

    code: str
    name: str
    type: str
    kind: str
    bloc: str
    parent: str | None
    organ: str | None
    depth: int
    path: list[str]


class UnitVersionOut(Schema):
    """What a unit was in a period; `until` is the first day on which it was so no more."""

    name: str
    type: str
    kind: str
    bloc: str
    parent: str | None
    since: date
    until: date | None


class UnitStepOut(Schema):
    """An event that a unit took part in, from which units to which."""

    kind: str
    on: date
    ground: str
    before: list[str]
    after: list[str]


class UnitWhole(Schema):
    """A unit over all its time; `unit` is null where it does not stand on the day."""

    on: date
    code: str
    unit: UnitOut | None
    history: list[UnitVersionOut]
    events: list[UnitStepOut]
    successors: list[str]


@router.get("/units", response=Paged[UnitOut], summary=N_("Các đơn vị tại một ngày"))
@asks("units:view")
def list_units(request: Visit, asked: Query[UnitsAsked]) -> Answer:
    """The units of the day, upper ones first."""
    units = queries.units_on(request.on)
    made = _as_data(units)
    found = queries.search(units, asked.search) if asked.search else units
    wanted = [one for one in found if asked.type in ("", one.type) and asked.bloc in ("", one.bloc)]
    return page_of(request, wanted, asked, lambda one: made[one.unit_id])


@router.get("/units/{code}", response=UnitWhole, summary=N_("Một đơn vị và lịch sử của nó"))
@asks("units:view")
def show_unit(request: Visit, code: str) -> Answer:
    """What a unit is on the day, what it was, what happened to it, in which units it goes on."""
    known = get_object_or_404(Unit, code__iexact=code)
    units = queries.units_on(request.on)
    later = queries.successors_of([known.pk], request.on)[known.pk]
    going_on = Unit.objects.filter(pk__in=later).order_by("code")
    return {
        "on": request.on,
        "code": known.code,
        "unit": _as_data(units).get(known.pk),
        "history": [_version(one) for one in queries.history_of(known.pk)],
        "events": queries.events_of(known.pk),
        "successors": [one.code for one in going_on if one.pk != known.pk],
    }


def _as_data(units: Sequence[UnitOn]) -> dict[int, dict[str, Any]]:
    codes = {one.unit_id: one.code for one in units}
    return {
        one.unit_id: {
            "code": one.code,
            "name": one.name,
            "type": one.type,
            "kind": one.kind,
            "bloc": one.bloc,
            "parent": codes.get(one.parent_id or 0),
            "organ": one.organ_code,
            "depth": one.depth,
            "path": one.path,
        }
        for one in units
    }


def _version(one: UnitVersion) -> dict[str, Any]:
    return {
        "name": one.name,
        "type": one.type,
        "kind": one.kind,
        "bloc": one.bloc,
        "parent": one.parent.code if one.parent else None,
        "since": one.period.lower,
        "until": one.period.upper,
    }
