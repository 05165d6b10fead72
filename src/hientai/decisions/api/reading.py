"""Which papers there are and whom each is about."""

from django.http import Http404
from django.utils.translation import gettext_noop as N_
from ninja import Path, Query

from hientai.decisions.api.door import router
from hientai.decisions.api.shapes import DecisionOut, DecisionsAsked, DecisionWhole, PersonsPaper
from hientai.decisions.api.shown import in_sight, of_person, paper_of, whole_of
from hientai.decisions.queries import sendings as reads
from hientai.nominations.queries.showing import own_person
from hientai.people.queries import person_by_code
from hientai.webkit.day import Visit
from hientai.webkit.endpoints import Answer, Asked, Number, Paged, asks, page_of


@router.get("/decisions", response=Paged[DecisionOut], summary=N_("Quyết định cử đi"))
@asks("decisions:view")
def list_decisions(request: Visit, asked: Query[DecisionsAsked]) -> Answer:
    """Every paper in sight that sends people or amends one, the latest first."""
    wanted = {"kind": asked.kind, "paper__state": asked.state}
    rows = reads.sendings(request.on).filter(**{k: v for k, v in wanted.items() if v})
    return page_of(request, rows, asked, paper_of)


@router.get("/decisions/{number}", response=DecisionWhole, summary=N_("Một quyết định cử đi"))
@asks("decisions:view")
def show_decision(request: Visit, number: Path[Number]) -> Answer:
    """One paper with its people, each with where they stand by now."""
    return whole_of(in_sight(number))


@router.get(
    "/people/{code}/decisions", response=Paged[PersonsPaper], summary=N_("Quyết định của một người")
)
@asks("decisions:view")
def list_decisionsof_person(request: Visit, code: str, asked: Query[Asked]) -> Answer:
    """What papers say of a person, the latest first; 404 for one out of sight."""
    found = person_by_code(code)
    if found is None:
        raise Http404
    return page_of(request, reads.of_person(found.pk), asked, of_person)


@router.get("/own/decisions", response=Paged[PersonsPaper], summary=N_("Quyết định của tôi"))
@asks("nominations:own")
def list_own_decisions(request: Visit, asked: Query[Asked]) -> Answer:
    """What registered papers say of the reader."""
    me = own_person()
    rows = [row for row in reads.of_person(me.pk) if row.state == "done"] if me else []
    return page_of(request, rows, asked, of_person)
