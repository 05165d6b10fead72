"""The API of attendance: what a class attended, the roll of a session, marks put there."""

from datetime import datetime
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_noop as N_
from ninja import Path, Query, Router, Schema
from pydantic import Field

from hientai.attendance.domain.entries import Entry as Marked
from hientai.attendance.domain.limits import FAILED, PASSED, UNKNOWN
from hientai.attendance.domain.states import EXCUSED, FILE, LIST, SHEET, STATES
from hientai.attendance.queries.counting import standings
from hientai.attendance.queries.rolls import lines_of, session_at, sessions_of, writes
from hientai.attendance.queries.told import line_as_data, standing_as_data
from hientai.attendance.services import put
from hientai.classes.queries import class_of
from hientai.timetables.models import Session
from hientai.webkit.day import Visit
from hientai.webkit.endpoints import (
    Answer,
    Asked,
    Code,
    Entry,
    Number,
    Paged,
    Text,
    asks,
    chosen,
    page_of,
)

router = Router(tags=["attendance"])
TAKEN = tuple(one for one in STATES if one != EXCUSED)


class StandingsAsked(Asked):
    """Learners by how they stand to the limits of absence."""

    verdict: str = chosen((PASSED, FAILED, UNKNOWN))


class LimitOut(Schema):
    """How a learner stands to one limit; value, limit and clause are Vietnamese."""

    verdict: str
    value: str
    limit: str
    clause: str
    certainty: str
    missed: int
    allowed: int
    warned: bool


class StandingOut(Schema):
    """What a learner attended of a class up to the day, in periods."""

    learner: int
    code: str
    name: str
    periods: int
    present: int
    excused: int
    absent: int
    unmarked: int
    whole: int
    verdict: str
    warned: bool
    limits: list[LimitOut]


class HeldOut(Schema):
    """A session with where its roll stands: not opened, open or closed."""

    number: int
    starts: datetime
    ends: datetime
    title: str
    periods: int
    roll: str


class RollLineOut(Schema):
    """A learner at a session."""

    learner: int
    code: str
    name: str
    state: str
    missed: int
    how: str
    at: datetime | None
    by: str
    ground: str


class MarkToPut(Entry):
    """How a learner was; of who came late or left early the periods missed."""

    learner: Number
    state: str = chosen(TAKEN, TAKEN[0])
    missed: int = Field(0, ge=0, le=24)


class MarksToPut(Entry):
    """Marks of a session; after its roll was closed with the ground."""

    marks: list[MarkToPut] = Field(min_length=1, max_length=2000)
    how: str = chosen((LIST, FILE, SHEET), LIST)
    ground: Text = ""


class PutOut(Schema):
    """How many marks are new or changed."""

    written: int


@router.get(
    "/classes/{code}/attendance",
    response=Paged[StandingOut],
    summary=N_("Điểm danh của một lớp"),
)
@asks("attendance:view")
def list_attendance(request: Visit, code: Path[Code], asked: Query[StandingsAsked]) -> Answer:
    """The learners of a class in sight, by name; as of the day."""
    held = class_of(code, request.on)
    if held is None:
        raise Http404
    rows = [one for one in standings(held, request.on) if asked.verdict in ("", one.verdict)]
    return page_of(request, rows, asked, standing_as_data)


@router.get(
    "/classes/{code}/rolls", response=Paged[HeldOut], summary=N_("Các buổi và sổ điểm danh")
)
@asks("attendance:view")
def list_rolls(request: Visit, code: Path[Code], asked: Query[Asked]) -> Answer:
    """The sessions of a class that stand, in the order of time."""
    held = class_of(code, request.on)
    if held is None:
        raise Http404
    return page_of(request, sessions_of(held.pk), asked, _held)


@router.get(
    "/sessions/{number}/roll", response=Paged[RollLineOut], summary=N_("Sổ điểm danh của một buổi")
)
@asks("attendance:view")
def show_roll(request: Visit, number: Path[Number], asked: Query[Asked]) -> Answer:
    """The learners of a session's day in sight with their marks, by name."""
    return page_of(request, lines_of(_in_sight(number)), asked, line_as_data)


@router.post("/sessions/{number}/roll", response=PutOut, summary=N_("Ghi điểm danh"))
@asks("attendance:mark")
def put_marks(request: Visit, number: Path[Number], given: MarksToPut) -> Answer:
    """Mark learners at a session that the token's owner teaches or whose class is kept there."""
    session = _in_sight(number)
    if not writes(session.pk):
        raise Http404
    entries = [Marked(one.learner, one.state, one.missed) for one in given.marks]
    count = put(
        actor=request.user,
        session=session,
        entries=entries,
        how=given.how,
        on=request.on,
        ground=given.ground,
    )
    return {"written": count}


def _in_sight(number: int) -> Session:
    found = session_at(number)
    if found is None:
        raise Http404
    return found


def _held(one: Any) -> dict[str, Any]:
    return {
        "number": one.pk,
        "starts": one.row.hours.lower,
        "ends": one.row.hours.upper,
        "title": one.title,
        "periods": one.row.periods,
        "roll": one.roll.state if one.roll else "",
    }
