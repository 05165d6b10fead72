"""The API of timetables: the sessions and learners of a class; one session written or given up."""

from datetime import date, datetime, time
from typing import Annotated, Any

from django.http import Http404
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as N_
from ninja import Query, Router, Schema
from pydantic import Field

from hientai.classes.models import TrainingClass
from hientai.classes.queries import class_of
from hientai.timetables.domain.plan import FORMS, Plan, Planned
from hientai.timetables.models import Session
from hientai.timetables.queries import learners, learners_ever, plan_of, writes
from hientai.timetables.queries.places import lecturer_key, room_key, topic_key
from hientai.timetables.queries.plans import shown, wall
from hientai.timetables.services import write
from hientai.timetables.services.writing import EDITED
from hientai.webkit.day import Visit
from hientai.webkit.endpoints import (
    Answer,
    Asked,
    Day,
    Entry,
    Name,
    Paged,
    Problem,
    Words,
    asks,
    chosen,
    page_of,
)

router = Router(tags=["timetables"])
STATES = tuple(Session.State.values)
Hour = Annotated[str, Field(pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$")]
"""What the clock on the wall shows: 08:00."""


class SessionsAsked(Asked):
    """Sessions by where they stand."""

    state: str = chosen(STATES)


class SessionOut(Schema):
    """A session; times are those of the clock in Viet Nam. `makes_up` is the number of the one that
    it makes up for."""

    number: int
    day: date
    since: str
    until: str
    periods: int
    form: str
    topic: int | None
    title: str
    room: str | None
    place: str
    lecturers: list[str]
    makes_up: int | None
    state: str


class LearnersAsked(Asked):
    """Learners of the day, or everybody who ever learned there."""

    everybody: bool = False


class LearnerOut(Schema):
    """Somebody who learns in a class; a guest has no code."""

    code: str
    name: str
    organisation: str
    is_guest: bool
    joined_on: date
    joined_by: str
    left_on: date | None
    left_by: str


class SessionToWrite(Entry):
    """A session: of a topic of the programme by its number, or with words of its own; in a room of
    the institution by its name, or elsewhere; taught by lecturers under their names."""

    day: Day
    since: Hour
    until: Hour
    periods: int = Field(ge=1, le=12)
    form: str = chosen(tuple(FORMS), "theory")
    topic: int | None = Field(default=None, ge=1, le=10_000)
    title: Name = ""
    room: Name = ""
    place: Name = ""
    lecturers: list[Words] = Field(default=[], max_length=20)
    note: Name = ""
    ground: Words = Field(max_length=500)


class GroundOfSession(Entry):
    """Why a session is given up."""

    ground: Words = Field(max_length=500)


@router.get("/classes/{code}/timetable", response=Paged[SessionOut], summary=N_("Lịch của một lớp"))
@asks("timetables:view")
def list_timetable(request: Visit, code: str, asked: Query[SessionsAsked]) -> Answer:
    """The sessions of a class in the order of time, those given up too, as far as one sees them."""
    held = _class(request, code)
    rows = Session.objects.filter(training_class=held)
    if asked.state:
        rows = rows.filter(state=asked.state)
    return page_of(request, shown(rows), asked, _session)


@router.get(
    "/classes/{code}/learners", response=Paged[LearnerOut], summary=N_("Người học của một lớp")
)
@asks("timetables:view")
def list_learners(request: Visit, code: str, asked: Query[LearnersAsked]) -> Answer:
    """The learners of a class on the day, all of them for who keeps, teaches or oversees it, else
    the own people."""
    held = _class(request, code)
    on = max(request.on, held.starts_on)
    found = learners_ever(held.pk) if asked.everybody else learners(held.pk, on)
    return page_of(request, found, asked, _learner)


@router.post(
    "/classes/{code}/timetable", response={201: SessionOut}, summary=N_("Thêm một buổi học")
)
@asks("timetables:edit")
def add_session(request: Visit, code: str, given: SessionToWrite) -> Answer:
    """Add a session; refused, with who, where and when, where somebody or a room is elsewhere."""
    held = _kept(request, code)
    before = plan_of(held.pk)
    known = {one.key for one in before}
    after = _written(request, held, before, (*before, _planned(held, given, request)), given.ground)
    made = next(one.key for one in after if one.key and one.key not in known)
    return _told(made)


@router.post(
    "/classes/{code}/timetable/{number}", response=SessionOut, summary=N_("Sửa một buổi học")
)
@asks("timetables:edit")
def change_session(request: Visit, code: str, number: int, given: SessionToWrite) -> Answer:
    """Write a session anew; refused as a new one is."""
    held = _kept(request, code)
    before, one = _of(held, number)
    new = _planned(held, given, request, key=number, makes_up=one.makes_up)
    after = tuple(new if held_one.key == number else held_one for held_one in before)
    _written(request, held, before, after, given.ground)
    return _told(number)


@router.post(
    "/classes/{code}/timetable/{number}/cancel", response=SessionOut, summary=N_("Bỏ một buổi học")
)
@asks("timetables:edit")
def cancel_session(request: Visit, code: str, number: int, given: GroundOfSession) -> Answer:
    """Give a session up; it stays on record, and another may make up for it."""
    held = _kept(request, code)
    before, one = _of(held, number)
    _written(request, held, before, tuple(s for s in before if s != one), given.ground)
    return _told(number)


def _class(request: Visit, code: str) -> TrainingClass:
    held = class_of(code, request.on)
    if held is None:
        raise Http404
    return held


def _kept(request: Visit, code: str) -> TrainingClass:
    held = _class(request, code)
    if not writes(held.pk):
        raise Http404
    return held


def _of(held: TrainingClass, number: int) -> tuple[Plan, Planned]:
    plan = plan_of(held.pk)
    one = next((one for one in plan if one.key == number), None)
    if one is None:
        raise Http404
    return plan, one


def _written(request: Visit, held: TrainingClass, before: Plan, after: Plan, ground: str) -> Plan:
    write(
        actor=request.user,
        held_class=held,
        after=after,
        kind=EDITED,
        ground=ground,
        on=request.on,
        expected=before,
    )
    return plan_of(held.pk)


def _planned(
    held: TrainingClass,
    given: SessionToWrite,
    request: Visit,
    key: int | None = None,
    makes_up: int | None = None,
) -> Planned:
    if not given.topic and not given.title.strip():
        raise Problem(422, gettext("Buổi học cần chuyên đề hoặc nội dung"), field="title")
    topic = _known(topic_key(held, given.topic), given.topic, "topic")
    return Planned(
        starts=datetime.combine(given.day, time.fromisoformat(given.since)),
        ends=datetime.combine(given.day, time.fromisoformat(given.until)),
        periods=given.periods,
        form=given.form,
        topic=topic,
        title="" if topic else given.title.strip(),
        room=_known(room_key(held, given.room), given.room, "room"),
        place=given.place.strip(),
        lecturers=tuple(
            sorted({_lecturer(name, request.on) for name in given.lecturers if name.strip()})
        ),
        makes_up=makes_up,
        note=given.note.strip(),
        key=key,
    )


def _known(found: int | None, asked: Any, field: str) -> int | None:
    """The key of what was named; a problem where something was named that is not there."""
    if asked and found is None:
        raise Problem(422, gettext("Không có “%s”") % asked, field=field, where="body")
    return found


def _lecturer(name: str, on: date) -> int:
    found = _known(lecturer_key(name, on), name, "lecturers")
    assert found is not None
    return found


def _told(number: int) -> dict[str, Any]:
    return _session(shown(Session.objects.filter(pk=number)).get())


def _session(row: Session) -> dict[str, Any]:
    starts, ends = wall(row.hours.lower), wall(row.hours.upper)
    return {
        "number": row.pk,
        "day": starts.date(),
        "since": f"{starts:%H:%M}",
        "until": f"{ends:%H:%M}",
        "periods": row.periods,
        "form": row.form,
        "topic": row.topic.number if row.topic else None,
        "title": row.title or (row.topic.title if row.topic else ""),
        "room": row.room.name if row.room else None,
        "place": row.place,
        "lecturers": [one.name for one in row.teachings.all()],
        "makes_up": row.makes_up_id,
        "state": row.state,
    }


def _learner(one: Any) -> dict[str, Any]:
    plain = ("code", "name", "organisation", "is_guest", "joined_on", "joined_by", "left_on")
    return {**{name: getattr(one, name) for name in plain}, "left_by": one.left_by}
