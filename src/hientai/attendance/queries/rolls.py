"""Sessions with their rolls: one, those of a class, what is marked and claimed there."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from hientai.attendance.domain.states import CLOSED, OPEN, UNMARKED
from hientai.attendance.models import Claim, Roll
from hientai.attendance.queries.marks import Noted, noted
from hientai.timetables.models import Session
from hientai.timetables.queries import Learning, learners_ever
from hientai.timetables.queries.plans import shown, wall


@dataclass(frozen=True)
class Held:
    """A session as pages of attendance show it, with its roll if that was opened."""

    row: Session

    @property
    def pk(self) -> int:
        """The key of the session."""
        return int(self.row.pk)

    @property
    def starts(self) -> datetime:
        """When it begins by the clock on the wall."""
        return wall(self.row.hours.lower)

    @property
    def ends(self) -> datetime:
        """When it ends by the clock on the wall."""
        return wall(self.row.hours.upper)

    @property
    def day(self) -> date:
        """Its day."""
        return self.starts.date()

    @property
    def title(self) -> str:
        """What it is about."""
        topic = self.row.topic
        return str(self.row.title or (topic.title if topic else ""))

    @property
    def where(self) -> str:
        """Room or place."""
        room = self.row.room
        return ", ".join(one for one in (room.name if room else "", self.row.place) if one)

    @property
    def who(self) -> str:
        """Who teaches."""
        return ", ".join(one.name for one in self.row.teachings.all())

    @property
    def roll(self) -> Roll | None:
        """Its roll; none before it was opened."""
        return getattr(self.row, "roll", None)

    @property
    def is_closed(self) -> bool:
        """Whether its roll was closed."""
        return self.roll is not None and self.roll.state == CLOSED

    @property
    def shows_codes(self) -> bool:
        """Whether codes count at this moment."""
        roll = self.roll
        return bool(
            roll
            and roll.state == OPEN
            and roll.codes_since
            and roll.codes_until
            and roll.codes_since <= timezone.now() <= roll.codes_until
        )


@dataclass(frozen=True)
class Line:
    """One learner at one session."""

    learner: Learning
    mark: Noted | None

    @property
    def state(self) -> str:
        """The state marked, or that there is none."""
        return self.mark.state if self.mark else UNMARKED


def sessions_of(class_id: int) -> list[Held]:
    """The sessions of a class that stand, in the order of time, with their rolls."""
    rows = Session.objects.filter(training_class=class_id, state="planned")
    return [Held(row) for row in shown(rows).select_related("roll", "topic", "room")]


def session_of(class_id: int, pk: int) -> Held | None:
    """One session of a class that stands; none out of sight."""
    rows = Session.objects.filter(training_class=class_id, state="planned", pk=pk)
    row = shown(rows).select_related("roll", "topic", "room", "training_class").first()
    return Held(row) if row else None


def session_at(pk: int) -> Session | None:
    """A session that stands, by its key; none out of sight."""
    return shown(Session.objects.filter(state="planned", pk=pk)).first()


def learners_at(session: Session) -> list[Learning]:
    """Who is a learner on the day of a session, by name, as far as the reader is told."""
    day = wall(session.hours.lower).date()
    return [
        one
        for one in learners_ever(session.training_class_id)
        if one.joined_on <= day and (one.left_on is None or day < one.left_on)
    ]


def lines_of(session: Session) -> list[Line]:
    """The learners of a session's day with their marks, by name."""
    marks = marks_at(session)
    return [Line(one, marks.get(one.id)) for one in learners_at(session)]


def marks_at(session: Session) -> dict[int, Noted]:
    """The marks of a session by learner."""
    found = noted(session.training_class_id)
    return {one.learner: one for one in found if one.session == session.pk}


def claims_at(session_id: int) -> QuerySet[Claim]:
    """The check-ins of a session that wait for the lecturer, the first received first."""
    return Claim.objects.filter(session=session_id, state="waiting").order_by("received_at", "pk")


def writes(session_id: int) -> bool:
    """Whether the reader writes the roll of a session: keeps its class or teaches it."""
    return bool(_asked("SELECT attendance_writes(%s)", session_id)[0][0])


def own_person() -> int | None:
    """The person that the reader is; none for who is nobody's record."""
    found: int | None = _asked("SELECT audit_setting('person')::bigint")[0][0]
    return found


def on_leave(session_id: int) -> dict[int, int]:
    """Who is on leave at a session, with the leave; for who writes its roll."""
    return dict(_asked("SELECT learner, excuse FROM attendance_on_leave(%s)", session_id))


def codes_of(session_id: int) -> list[tuple[int, str]]:
    """The codes of a session with their half minutes since 1970; for who writes its roll."""
    return [(step, code) for step, code in _asked("SELECT * FROM attendance_codes(%s)", session_id)]


def window_of(session: Session, now: datetime) -> tuple[datetime, datetime]:
    """From when to when codes count: half an hour around the hours of the session; where it is not
    held then by the clock, as long from now on."""
    margin = timedelta(minutes=30)
    since, until = session.hours.lower - margin, session.hours.upper + margin
    if since - timedelta(hours=12) <= now <= until:
        return since, until
    return now, now + min(until - since, timedelta(hours=5))


def _asked(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
