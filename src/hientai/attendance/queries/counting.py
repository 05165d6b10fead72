"""What the learners of a class attended, in periods, and how they stand to the limits."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hientai.attendance.domain.counting import Attended, Marked, Meeting, Stay, counted, whole
from hientai.attendance.domain.limits import Judged, Limit, judge, worst
from hientai.attendance.queries.limits import limits_of
from hientai.attendance.queries.marks import noted
from hientai.classes.models import TrainingClass
from hientai.timetables.models import Session
from hientai.timetables.queries import Learning, learners_ever
from hientai.timetables.queries.plans import wall

Marks = dict[int, dict[int, Marked]]


@dataclass(frozen=True)
class Standing:
    """A learner of a class: what was attended up to a day, of how much, and within which limits."""

    learner: Learning
    attended: Attended
    whole: int
    judged: tuple[Judged, ...]

    @property
    def verdict(self) -> str:
        """Exceeded, not known or kept."""
        return worst(self.judged)

    @property
    def warned(self) -> bool:
        """Whether one more session missed would exceed a limit."""
        return self.verdict != "failed" and any(one.warned for one in self.judged)


def attended(class_id: int, on: date) -> dict[int, Attended]:
    """What each learner of a class, by key of `timetables.Learner`, attended of the sessions held
    up to and with a day: in periods, cancelled sessions left out, made-up ones counted once. As far
    as the reader is told of the learners; those who left are in it with the days they learned."""
    meetings, marks = meetings_of(class_id), marks_of(class_id)
    return {
        one.id: counted(meetings, stay_of(one), marks.get(one.id, {}), on)
        for one in learners_ever(class_id)
    }


def standings(held: TrainingClass, on: date) -> list[Standing]:
    """The learners of a class with what they attended and how they stand to the limits, by name."""
    meetings, marks = meetings_of(held.pk), marks_of(held.pk)
    limits = limits_of(held.institution_id, held.starts_on)
    coming = max((one.periods for one in meetings if one.day > on), default=0)
    return [
        _standing(one, meetings, marks.get(one.id, {}), limits, coming, on)
        for one in learners_ever(held.pk)
    ]


def _standing(
    learner: Learning,
    meetings: list[Meeting],
    marks: Mapping[int, Marked],
    limits: tuple[Limit, ...],
    coming: int,
    on: date,
) -> Standing:
    stay = stay_of(learner)
    done = counted(meetings, stay, marks, on)
    of = whole(meetings, stay)
    found = tuple(judge(done, of, limit, coming) for limit in limits)
    return Standing(learner, done, of, found)


def stay_of(learner: Learning) -> Stay:
    """From when to when somebody learns."""
    return Stay(learner.joined_on, learner.left_on)


def meetings_of(class_id: int) -> list[Meeting]:
    """The sessions of a class that stand, as far as counting goes, in the order of time."""
    rows = Session.objects.filter(training_class=class_id, state="planned").order_by("hours", "pk")
    return [
        Meeting(pk, wall(hours.lower).date(), periods, makes_up)
        for pk, hours, periods, makes_up in rows.values_list(
            "pk", "hours", "periods", "makes_up_id"
        )
    ]


def marks_of(class_id: int) -> Marks:
    """What was marked in a class: by learner, then by session."""
    found: Marks = {}
    for one in noted(class_id):
        found.setdefault(one.learner, {})[one.session] = Marked(one.state, one.missed)
    return found
