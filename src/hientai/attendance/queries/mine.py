"""What a learner is told of the own attendance; sessions that wait for the reader's roll."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from hientai.attendance.models import Claim, Excuse
from hientai.attendance.queries.counting import Standing, standings
from hientai.attendance.queries.marks import Noted, noted
from hientai.attendance.queries.rolls import Held, sessions_of
from hientai.classes.models import TrainingClass
from hientai.timetables.models import Learner

MINE = "timetables_learner.person_id = (SELECT audit_setting('person')::bigint)"


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


def own_excuses() -> QuerySet[Excuse]:
    """The leave that the reader asked for, the last first."""
    rows = Excuse.objects.filter(learner__in=own_learners().values("pk")).defer("scan")
    return rows.select_related("learner__training_class", "session").order_by("-pk")
