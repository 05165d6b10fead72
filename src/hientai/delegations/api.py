"""The API of delegations and workshops: their lists, and one delegation with its costs."""

from datetime import date
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_noop as N_
from ninja import Query, Router, Schema

from hientai.delegations.domain.countries import country_name
from hientai.delegations.domain.standing import STATES
from hientai.delegations.queries import journeys as reads
from hientai.delegations.queries import workshops
from hientai.webkit.day import Visit
from hientai.webkit.endpoints import Answer, Asked, Name, Paged, asks, chosen, page_of

router = Router(tags=["delegations"])


class DelegationsAsked(Asked):
    """Delegations by what their list filters by."""

    search: Name = ""
    state: str = chosen(tuple(STATES))


class DelegationOut(Schema):
    """A delegation, and where it stands on the day."""

    code: str
    title: str
    country: str
    country_name: str
    city: str
    host: str
    leaves_on: date
    returns_on: date
    paper: str
    report_due_on: date
    reported_on: date | None
    planned: int
    spent: int | None
    state: str


class CostOut(Schema):
    """One line of costs, in đồng."""

    kind: str
    source: str
    planned: int
    spent: int | None


class DelegationWholeOut(DelegationOut):
    """A delegation with its costs, and how many go."""

    members: int
    costs: list[CostOut]


class WorkshopsAsked(Asked):
    """Workshops by words of their title."""

    search: Name = ""


class WorkshopOut(Schema):
    """A workshop; what came of it once that was recorded."""

    code: str
    title: str
    starts_on: date
    ends_on: date
    chair: str | None
    attended: int | None
    papers: int | None
    outcome: str | None


@router.get("/delegations", response=Paged[DelegationOut], summary=N_("Các đoàn đi nước ngoài"))
@asks("delegations:view")
def list_delegations(request: Visit, asked: Query[DelegationsAsked]) -> Answer:
    """Every delegation in sight, the last to leave first."""
    rows = reads.journeys()
    if asked.search:
        rows = reads.found(rows, asked.search)
    if asked.state:
        rows = reads.in_state(rows, asked.state, request.on)
    return page_of(request, rows, asked, lambda one: _journey(one, request.on))


@router.get(
    "/delegations/{code}", response=DelegationWholeOut, summary=N_("Một đoàn đi nước ngoài")
)
@asks("delegations:view")
def show_delegation(request: Visit, code: str) -> Answer:
    """One delegation by the code of its class."""
    one = reads.journey_of(code)
    if one is None:
        raise Http404
    costs = [vars(line) for line in reads.lines_of(one)]
    return {**_journey(one, request.on), "members": len(reads.members(one)), "costs": costs}


@router.get("/workshops", response=Paged[WorkshopOut], summary=N_("Các hội thảo"))
@asks("delegations:view")
def list_workshops(request: Visit, asked: Query[WorkshopsAsked]) -> Answer:
    """Every workshop in sight, the last to begin first."""
    rows = workshops.workshops()
    if asked.search:
        rows = workshops.found(rows, asked.search)
    return page_of(request, rows, asked, _workshop)


def _journey(one: Any, on: date) -> dict[str, Any]:
    plain = ("country", "city", "host", "leaves_on", "returns_on", "paper", "report_due_on")
    return {
        "code": one.training_class.code,
        "title": one.training_class.title,
        **{name: getattr(one, name) for name in plain},
        "country_name": country_name(one.country),
        "reported_on": one.reported_on,
        "planned": one.planned or 0,
        "spent": one.spent,
        "state": reads.state_of(one, on),
    }


def _workshop(one: Any) -> dict[str, Any]:
    held = getattr(one, "workshop", None)
    names = ("chair", "attended", "papers", "outcome")
    return {
        **{name: getattr(one, name) for name in ("code", "title", "starts_on", "ends_on")},
        **{name: getattr(held, name) if held else None for name in names},
    }
