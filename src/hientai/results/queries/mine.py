"""A learner's own results: the classes, what was handed in, marks once published, outcomes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef

from hientai.law.queries import corrections
from hientai.results.models import Grade, Objection, Outcome, Part, Work
from hientai.results.queries.outcomes import current
from hientai.rules.decrees.classes.rules import number
from hientai.rules.engine import Correction
from hientai.shared.refused import Refused
from hientai.timetables.models import Learner

LATE = timedelta(days=30)
"""How long a work that was not handed in is still told of after its last day."""


@dataclass(frozen=True)
class Mine:
    """A part of an own class: what was handed in, what it was marked with, the objection."""

    part: Part
    works: Sequence[Work]
    grades: Sequence[Grade]
    objections: dict[int, Objection]
    may_object_until: date | None

    @property
    def attempt(self) -> int:
        """The attempt that a work handed in now is of."""
        return min(self.part.attempts, 1 + max((one.attempt for one in self.grades), default=0))


@dataclass(frozen=True)
class OwnClass:
    """A class the reader learns in, with the own results."""

    learner: Learner
    parts: Sequence[Mine]
    outcome: Outcome | None


def own_classes(person_id: int) -> list[OwnClass]:
    """Every class a person learned in that has parts or an outcome, the latest first."""
    found = Learner.objects.filter(person=person_id).select_related("training_class")
    rows = list(found.order_by("-training_class__starts_on", "-pk"))
    if not rows:
        return []
    keys = [one.pk for one in rows]
    parts = Part.objects.filter(
        training_class__in={one.training_class_id for one in rows}, withdrawn_on=None
    )
    parts = parts.select_related("training_class").order_by("due", "pk")
    later = Grade.objects.filter(follows=OuterRef("pk"))
    grades = list(
        Grade.objects.filter(~Exists(later), learner__in=keys, part__published_on__isnull=False)
        .exclude(what="taken_back")
        .order_by("attempt")
    )
    works = list(Work.objects.filter(learner__in=keys).defer("content").order_by("-pk"))
    objections = {
        one.grade_id: one
        for one in Objection.objects.filter(grade__learner__in=keys).order_by("pk")
    }
    outcomes = {one.learner_id: one for one in current().filter(learner__in=keys)}
    law = corrections()
    told = []
    for row in rows:
        own = [
            _mine(part, row, works, grades, objections, law)
            for part in parts
            if part.training_class_id == row.training_class_id
        ]
        told.append(OwnClass(row, own, outcomes.get(row.pk)))
    return [one for one in told if one.parts or one.outcome]


@dataclass(frozen=True)
class Owed:
    """What a learner has still to do for a part: hand a work in, or come to be tested."""

    part: Part
    hands_in: bool
    is_late: bool


def owed(person_id: int, on: date) -> list[Owed]:
    """What a person owes on a day in classes not concluded: works not handed in, late ones for a
    month; tests whose day has not passed. What was marked is owed no more."""
    found = [
        _owed(one, on)
        for held in own_classes(person_id)
        if held.outcome is None and (held.learner.left_on is None or on < held.learner.left_on)
        for one in held.parts
    ]
    return [one for one in found if one is not None]


def _owed(one: Mine, on: date) -> Owed | None:
    part, due = one.part, one.part.due
    if one.grades or one.works or part.published_on is not None:
        return None
    late = due is not None and on > due
    if part.takes_files:
        return Owed(part, True, late) if due is None or on <= due + LATE else None
    return Owed(part, False, False) if due is not None and not late else None


def _mine(
    part: Part,
    row: Learner,
    works: Sequence[Work],
    grades: Sequence[Grade],
    objections: dict[int, Objection],
    law: Sequence[Correction],
) -> Mine:
    own = [one for one in grades if (one.part_id, one.learner_id) == (part.pk, row.pk)]
    return Mine(
        part,
        [one for one in works if (one.part_id, one.learner_id) == (part.pk, row.pk)],
        own,
        {one.pk: objections[one.pk] for one in own if one.pk in objections},
        objections_until(part, law),
    )


def objections_until(part: Part, law: Sequence[Correction] | None = None) -> date | None:
    """The last day on which an objection to a mark of a part is taken; None while unpublished, and
    for a day of which the law says nothing. `law`: the corrections, where they are known."""
    if part.published_on is None:
        return None
    try:
        days = number("objection_days", part.published_on, corrections() if law is None else law)
    except Refused:
        return None
    return part.published_on + timedelta(days=int(days.value))
