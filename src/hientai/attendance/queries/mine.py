"""What a learner is told of the own attendance; sessions that wait for the reader's roll."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from hientai.attendance.models import Claim, Excuse
from hientai.attendance.queries.counting import Standing, standings
from hientai.attendance.queries.marks import Noted, noted
from hientai.attendance.queries.rolls import Held, sessions_of
from hientai.classes.models import TrainingClass
from hientai.timetables.models import Learner, Session
from hientai.timetables.queries.plans import between, shown

AHEAD = timedelta(days=120)
"""How far ahead the next session is looked for."""
ME = "SELECT audit_setting('person')::bigint"
MINE = f"timetables_learner.person_id = ({ME})"


@dataclass(frozen=True)
class Own:
    """A class in which the reader learns: every session with the own mark, and the totals."""

    held: TrainingClass
    learner: int
    standing: Standing
    sessions: list[tuple[Held, Noted | None, Claim | None]]


def own_learners() -> QuerySet[Learner]:
    """The reader as a learner, the last class first."""
    rows = Learner.objects.extra(where=[MINE])
    return rows.select_related("training_class__institution").order_by(
        "-training_class__starts_on", "-pk"
    )


def own_classes(on: date, most: int = 10) -> list[Own]:
    """The reader's last classes with the own marks; a class without a timetable is left out."""
    return [one for row in own_learners()[:most] if (one := _own(row, on)) is not None]


def _own(row: Learner, on: date) -> Own | None:
    held = row.training_class
    mine = next((one for one in standings(held, on) if one.learner.id == row.pk), None)
    sessions = sessions_of(held.pk)
    if mine is None or not sessions:
        return None
    marks = {one.session: one for one in noted(held.pk) if one.learner == row.pk}
    claims = {one.session_id: one for one in Claim.objects.filter(learner=row)}
    rows = [(one, marks.get(one.pk), claims.get(one.pk)) for one in sessions]
    return Own(held, row.pk, mine, rows)


@dataclass(frozen=True)
class Meant:
    """A session of the reader's: one to learn in, with the own mark, or one to teach."""

    session: Held
    teaches: bool
    mark: Noted | None = None
    claim: Claim | None = None

    @property
    def may_check_in(self) -> bool:
        """Whether a code typed now would count."""
        return not self.teaches and not self.mark and not self.claim and self.session.shows_codes


def own_day(on: date) -> tuple[list[Meant], Held | None]:
    """The reader's sessions of a day, those to teach too; where there are none, the next one."""
    here = {row.training_class_id: row.pk for row in own_learners() if is_in(row, on)}
    mine = Q(training_class__in=here) | Q(teachings__lecturer__person=RawSQL(ME, []))
    planned = Session.objects.filter(mine, state="planned", training_class__withdrawn_at=None)
    rows = shown(Session.objects.filter(pk__in=planned.values("pk"))).select_related(
        "roll", "topic", "room", "training_class"
    )
    today = [Held(row) for row in between(rows, on, on)]
    if today:
        return [_meant(one, here.get(one.row.training_class_id)) for one in today], None
    coming = between(rows, on + timedelta(days=1), on + AHEAD).first()
    return [], Held(coming) if coming else None


def is_in(row: Learner, on: date) -> bool:
    """Whether a learner has not left the class by a day."""
    return row.left_on is None or on < row.left_on


def _meant(one: Held, learner: int | None) -> Meant:
    if learner is None:
        return Meant(one, teaches=True)
    found = noted(one.row.training_class_id)
    mark = next((m for m in found if (m.session, m.learner) == (one.pk, learner)), None)
    claims = Claim.objects.filter(session=one.pk, learner=learner, state="waiting")
    return Meant(one, False, mark, claims.first())


def own_excuses() -> QuerySet[Excuse]:
    """The leave that the reader asked for, the last first."""
    rows = Excuse.objects.filter(learner__in=own_learners().values("pk")).defer("scan")
    return rows.select_related("learner__training_class", "session").order_by("-pk")
