"""The API of the care of records: corrections asked for and answered, who saw and who changed."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop as N_
from ninja import Path, Query, Router, Schema
from pydantic import Field

from hientai.people import queries as people
from hientai.people.models import Person
from hientai.people.services import open_record
from hientai.upkeep.models import CorrectionRequest
from hientai.upkeep.queries import own, trace
from hientai.upkeep.services import requests as verbs
from hientai.webkit.day import Visit
from hientai.webkit.endpoints import (
    Answer,
    Asked,
    Day,
    Entry,
    Number,
    Paged,
    Words,
    asks,
    chosen,
    page_of,
)

router = Router(tags=["records"])
ACCEPT, REFUSE, ASK_BACK = "accept", "refuse", "ask_back"


class CorrectionsAsked(Asked):
    """Corrections in a state."""

    state: str = chosen(one.value for one in CorrectionRequest.State)


class CorrectionOut(Schema):
    """What somebody says is wrong in the own record, and what was answered."""

    id: int
    person: str
    name: str
    field: str
    before: str
    said: str
    changed_on: date | None
    reason: str
    state: str
    asked_at: datetime
    question: str
    reply: str
    answer: str
    decided_by: str
    decided_at: datetime | None
    has_evidence: bool


class CorrectionToAsk(Entry):
    """One field of the own record to be put right; `changed_on`: since when it is otherwise, null
    where it was wrong from its beginning."""

    field: Words = Field(max_length=40)
    said: Words
    reason: Words
    changed_on: Day | None = None


class CorrectionToAnswer(Entry):
    """What an officer answers: the ground, the reason, or what is asked back."""

    step: str = chosen((ACCEPT, REFUSE, ASK_BACK), ASK_BACK)
    text: Words


class RecordChangeOut(Schema):
    """One change of a record in words."""

    at: datetime | None
    author: str
    part: str
    field: str
    before: str
    after: str
    ground: str
    batch: int | None


class OpeningOut(Schema):
    """One opening of a record."""

    at: datetime
    by: str
    purpose: str


@router.get("/corrections", response=Paged[CorrectionOut], summary=N_("Đề nghị đính chính"))
@asks("upkeep:decide")
def list_corrections(request: Visit, asked: Query[CorrectionsAsked]) -> Answer:
    """Every request of the officer's people, the newest first."""
    rows = own.requests()
    return page_of(request, rows.filter(state=asked.state) if asked.state else rows, asked, _told)


@router.get("/corrections/{number}", response=CorrectionOut, summary=N_("Một đề nghị"))
@asks("upkeep:decide")
def show_correction(request: Visit, number: Path[Number]) -> Answer:
    """One request."""
    return _told(_in_sight(number))


@router.post(
    "/corrections/{number}/answer", response=CorrectionOut, summary=N_("Trả lời một đề nghị")
)
@asks("upkeep:decide")
def answer_correction(request: Visit, number: Path[Number], given: CorrectionToAnswer) -> Answer:
    """Accept, refuse or ask back; refused with the reason where the cell cannot be written."""
    held = _in_sight(number)
    if given.step == ACCEPT:
        verbs.accept(actor=request.user, request=held, ground=given.text, on=request.today)
    elif given.step == REFUSE:
        verbs.refuse(actor=request.user, request=held, reason=given.text)
    else:
        verbs.ask_back(actor=request.user, request=held, text=given.text)
    return _told(_in_sight(number))


@router.get("/own/corrections", response=Paged[CorrectionOut], summary=N_("Đề nghị của tôi"))
@asks("upkeep:own")
def list_own_corrections(request: Visit, asked: Query[Asked]) -> Answer:
    """What was asked for about the own record, the newest first."""
    rows = own.requests_of(own.me()).select_related("person")
    return page_of(request, rows, asked, _told)


@router.post(
    "/own/corrections", response={201: CorrectionOut}, summary=N_("Đề nghị đính chính của tôi")
)
@asks("upkeep:own")
def ask_correction(request: Visit, given: CorrectionToAsk) -> Answer:
    """Ask for one field of the own record to be put right."""
    made = verbs.ask(
        actor=request.user,
        person=own.me(),
        field=given.field,
        said=given.said,
        reason=given.reason,
        on=request.today,
        changed_on=given.changed_on,
    )
    return _told(made)


@router.get(
    "/people/{code}/changes", response=Paged[RecordChangeOut], summary=N_("Ai đã sửa hồ sơ")
)
@asks("upkeep:trace")
def list_changes(request: Visit, code: str, asked: Query[Asked]) -> Answer:
    """Every change of a record, the newest first; 404 but for who answers for the person."""
    return page_of(request, trace.changes_of(_answered_for(request, code)), asked, _change)


@router.get("/people/{code}/openings", response=Paged[OpeningOut], summary=N_("Ai đã xem hồ sơ"))
@asks("upkeep:trace")
def list_openings(request: Visit, code: str, asked: Query[Asked]) -> Answer:
    """Every opening of a record, the newest first; 404 but for who answers for the person."""
    rows = trace.openings_of(_answered_for(request, code))
    return page_of(request, rows, asked, _opening)


def _in_sight(number: int) -> CorrectionRequest:
    return get_object_or_404(own.requests(), pk=number)


def _answered_for(request: Visit, code: str) -> Person:
    person = people.person_by_code(code)
    if person is None or not trace.answers_for(person):
        raise Http404
    open_record(actor=request.user, person=person, purpose=N_("Xem nhật ký hồ sơ qua API"))
    return person


def _told(row: CorrectionRequest) -> Mapping[str, Any]:
    plain = (
        *("id", "field", "before", "said", "changed_on", "reason", "state", "asked_at"),
        *("question", "reply", "answer", "decided_by", "decided_at"),
    )
    return {
        **{name: getattr(row, name) for name in plain},
        "person": row.person.code,
        "name": row.person.name,
        "has_evidence": bool(row.evidence_name),
    }


def _change(line: trace.Line) -> dict[str, Any]:
    told = {name: getattr(line, name) for name in ("at", "author", "field", "before", "after")}
    return {**told, "part": line.what, "ground": line.ground, "batch": line.batch}


def _opening(row: Any) -> dict[str, Any]:
    return {"at": row.at, "by": row.actor_label, "purpose": row.purpose}
