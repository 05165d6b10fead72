"""The API of decisions: papers that send people or change what one said, whom each is about."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_noop as N_
from ninja import Path, Query, Router, Schema
from pydantic import Field

from hientai.classes.models import TrainingClass
from hientai.decisions import services as verbs
from hientai.decisions.domain.kinds import KINDS
from hientai.decisions.domain.people import ORDERS
from hientai.decisions.models import Row, Sending
from hientai.decisions.queries import sendings as reads
from hientai.decisions.queries.scope import writes
from hientai.decisions.services.choosing import issuer
from hientai.decisions.services.sending import GROUND
from hientai.documents import services as documents
from hientai.documents.models import Paper
from hientai.nominations.models import Nomination, NominationList
from hientai.nominations.queries.showing import own_person
from hientai.nominations.services.reaching import whole
from hientai.people.queries import person_by_code
from hientai.webkit.day import Visit
from hientai.webkit.endpoints import (
    Answer,
    Asked,
    Code,
    Entry,
    Number,
    Paged,
    Text,
    Words,
    asks,
    chosen,
    page_of,
)

router = Router(tags=["decisions"])


class DecisionsAsked(Asked):
    """Papers by what their list filters by."""

    kind: str = chosen(kind.code for kind in KINDS)
    state: str = chosen(Paper.State.values)


class DecisionOut(Schema):
    """A paper of this room; `first` is the one that it amends."""

    id: int
    paper: int
    called: str
    kind: str
    state: str
    issued_on: date | None
    body: str
    list: int
    first: int | None
    reason: str
    people: int | None


class DecisionRowOut(Schema):
    """What a paper says of one person; `holds` says whether the person still goes by it."""

    position: int
    code: str
    name: str
    what: str
    state: str
    seat: int | None
    nomination: int
    before: dict[str, Any]
    after: dict[str, Any]
    passed: list[dict[str, Any]]
    holds: bool


class DecisionWhole(DecisionOut):
    """A paper with its people and what amends it."""

    rows: list[DecisionRowOut]
    amended_by: list[DecisionOut]


class PersonsPaper(Schema):
    """What a paper says of a person."""

    decision: int
    called: str
    what: str
    state: str
    issued_on: date | None
    seat: int | None
    starts_on: str
    ends_on: str


class ToDraft(Entry):
    """Who signs, and the values of the paper that nobody else knows, by their field."""

    signer: Text = ""
    title: Text = ""
    values: dict[str, Text] = Field(default_factory=dict, max_length=40)


class SendingToDraft(ToDraft):
    """Who is sent, by the keys of their nominations; without any all who wait."""

    nominations: list[Number] = Field(default_factory=list, max_length=5000)
    order: str = chosen(ORDERS, "rank")


class PeopleToSwap(Entry):
    """Who stands on a draft from now on."""

    nominations: list[Number] = Field(max_length=5000)
    order: str = chosen(ORDERS, "rank")


class ToAmend(ToDraft):
    """Of whom, by the keys of their nominations, and why."""

    nominations: list[Number] = Field(max_length=5000)
    reason: Words


class ToPostpone(ToAmend):
    """The new time, and the class where it is another."""

    starts_on: date
    ends_on: date
    training_class: Code = ""


class ToCorrect(ToDraft):
    """What is right of one person, by field."""

    nomination: Number
    reason: Words
    wanted: dict[str, Text] = Field(max_length=10)


@router.get("/decisions", response=Paged[DecisionOut], summary=N_("Quyết định cử đi"))
@asks("decisions:view")
def list_decisions(request: Visit, asked: Query[DecisionsAsked]) -> Answer:
    """Every paper in sight that sends people or amends one, the latest first."""
    wanted = {"kind": asked.kind, "paper__state": asked.state}
    rows = reads.sendings(request.on).filter(**{k: v for k, v in wanted.items() if v})
    return page_of(request, rows, asked, _paper)


@router.get("/decisions/{number}", response=DecisionWhole, summary=N_("Một quyết định cử đi"))
@asks("decisions:view")
def show_decision(request: Visit, number: Path[Number]) -> Answer:
    """One paper with its people, each with where they stand by now."""
    return _whole(_in_sight(number))


@router.get(
    "/people/{code}/decisions", response=Paged[PersonsPaper], summary=N_("Quyết định của một người")
)
@asks("decisions:view")
def list_decisions_of_person(request: Visit, code: str, asked: Query[Asked]) -> Answer:
    """What papers say of a person, the latest first; 404 for one out of sight."""
    found = person_by_code(code)
    if found is None:
        raise Http404
    return page_of(request, reads.of_person(found.pk), asked, _of_person)


@router.get("/own/decisions", response=Paged[PersonsPaper], summary=N_("Quyết định của tôi"))
@asks("nominations:own")
def list_own_decisions(request: Visit, asked: Query[Asked]) -> Answer:
    """What registered papers say of the reader."""
    me = own_person()
    rows = [row for row in reads.of_person(me.pk) if row.state == "done"] if me else []
    return page_of(request, rows, asked, _of_person)


@router.post(
    "/nomination-lists/{number}/decisions",
    response={201: DecisionWhole},
    summary=N_("Lập quyết định cử đi"),
)
@asks("decisions:draft")
def draft_decision(request: Visit, number: Path[Number], given: SendingToDraft) -> Answer:
    """Draw up the decision that sends people of an approved list; a draft."""
    held = NominationList.objects.select_related("submission__route").filter(pk=number).first()
    if held is None:
        raise Http404
    with whole(request.user, GROUND, request.on):
        unit = issuer([held], request.on)
        waiting = reads.undecided([held.pk])
    if not writes(unit.pk):
        raise Http404
    made = verbs.draft_sending(
        actor=request.user,
        body=documents.issuing_body(actor=request.user, unit=unit, on=request.on),
        nominations=_rows(given.nominations) if given.nominations else waiting,
        said=_said(given, given.order),
        on=request.on,
    )
    return _whole(_in_sight(made.pk))


@router.post(
    "/decisions/{number}/people", response=DecisionWhole, summary=N_("Đổi người trong dự thảo")
)
@asks("decisions:draft")
def swap_people_of_draft(request: Visit, number: Path[Number], given: PeopleToSwap) -> Answer:
    """Say who stands on a decision that is still a draft."""
    verbs.redraft(
        actor=request.user,
        sending=_written(number),
        nominations=_rows(given.nominations),
        order=given.order,
        on=request.on,
    )
    return _whole(_in_sight(number))


@router.post(
    "/decisions/{number}/withdraw", response={201: DecisionWhole}, summary=N_("Lập thu hồi")
)
@asks("decisions:draft")
def draft_withdrawal(request: Visit, number: Path[Number], given: ToAmend) -> Answer:
    """Draw up the decision that takes back the sending of some people."""
    return _amended(request, number, given, verbs.draft_withdrawal, _about(given))


@router.post(
    "/decisions/{number}/replace", response={201: DecisionWhole}, summary=N_("Lập thay người")
)
@asks("decisions:draft")
def draft_replacement(request: Visit, number: Path[Number], given: ToAmend) -> Answer:
    """Draw up the decision that replaces people by the next of the reserve."""
    return _amended(request, number, given, verbs.draft_replacement, _about(given))


@router.post("/decisions/{number}/postpone", response={201: DecisionWhole}, summary=N_("Lập hoãn"))
@asks("decisions:draft")
def draft_postponement(request: Visit, number: Path[Number], given: ToPostpone) -> Answer:
    """Draw up the decision that moves people to another time."""
    code = given.training_class.strip()
    one = TrainingClass.objects.filter(code=code).first() if code else None
    if code and one is None:
        raise Http404
    period = verbs.Period(given.starts_on, given.ends_on, one)
    more = {**_about(given), "period": period}
    return _amended(request, number, given, verbs.draft_postponement, more)


@router.post(
    "/decisions/{number}/correct", response={201: DecisionWhole}, summary=N_("Lập đính chính")
)
@asks("decisions:draft")
def draft_correction(request: Visit, number: Path[Number], given: ToCorrect) -> Answer:
    """Draw up the decision that puts values of one person right."""
    more = {"wanted": {given.nomination: given.wanted}, "reason": given.reason}
    return _amended(request, number, given, verbs.draft_correction, more)


def _amended(
    request: Visit,
    number: int,
    given: ToDraft,
    verb: Callable[..., Sending],
    more: dict[str, Any],
) -> dict[str, Any]:
    made = verb(
        actor=request.user, first=_written(number), said=_said(given), on=request.on, **more
    )
    return _whole(_in_sight(made.pk))


def _about(given: ToAmend) -> dict[str, Any]:
    return {"nominations": _rows(given.nominations), "reason": given.reason}


def _said(given: ToDraft, order: str = "rank") -> verbs.Said:
    return verbs.Said(given.signer, given.values, order, given.title)


def _rows(keys: list[int]) -> list[Nomination]:
    """The nominations named; 404 where one is out of sight."""
    rows = list(Nomination.objects.filter(pk__in=keys))
    if len(rows) < len(set(keys)):
        raise Http404
    return rows


def _in_sight(number: int) -> Sending:
    held = reads.sending(number)
    if held is None:
        raise Http404
    return held


def _written(number: int) -> Sending:
    """A paper of a body that the token writes for; 404 for another's."""
    held = _in_sight(number)
    if not writes(held.unit_id):
        raise Http404
    return held


def _whole(held: Sending) -> dict[str, Any]:
    rows = reads.rows_of(held)
    return {
        **_paper(held),
        "people": len(rows),
        "rows": [reads.as_data(one) for one in rows],
        "amended_by": [_paper(one) for one in reads.amendments_of(held)],
    }


def _paper(one: Sending) -> dict[str, Any]:
    return {
        "id": one.pk,
        "paper": one.paper_id,
        "called": str(one.paper),
        "kind": one.kind,
        "state": one.paper.state,
        "issued_on": one.paper.issued_on,
        "body": one.paper.body.name,
        "list": one.list_id,
        "first": one.first_id,
        "reason": one.reason,
        "people": getattr(one, "people", None),
    }


def _of_person(row: Row) -> dict[str, Any]:
    said = row.after or row.before
    return {
        "decision": row.sending_id,
        "called": str(row.sending.paper),
        "what": row.what,
        "state": row.state,
        "issued_on": row.sending.paper.issued_on,
        "seat": row.seat_id,
        "starts_on": said.get("starts_on", ""),
        "ends_on": said.get("ends_on", ""),
    }
