"""A learner's own results: the classes, what was handed in, marks once published, outcomes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef

from hientai.results.domain.rules import rule_on
from hientai.results.models import Grade, Objection, Outcome, Part, Work
from hientai.results.queries.outcomes import current
from hientai.shared.refused import Refused
from hientai.timetables.models import Learner


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
    ).order_by("due", "pk")
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
    told = []
    for row in rows:
        own = [
            _mine(part, row, works, grades, objections)
            for part in parts
            if part.training_class_id == row.training_class_id
        ]
        told.append(OwnClass(row, own, outcomes.get(row.pk)))
    return [one for one in told if one.parts or one.outcome]


def _mine(
    part: Part,
    row: Learner,
    works: Sequence[Work],
    grades: Sequence[Grade],
    objections: dict[int, Objection],
) -> Mine:
    own = [one for one in grades if (one.part_id, one.learner_id) == (part.pk, row.pk)]
    return Mine(
        part,
        [one for one in works if (one.part_id, one.learner_id) == (part.pk, row.pk)],
        own,
        {one.pk: objections[one.pk] for one in own if one.pk in objections},
        objections_until(part),
    )


def objections_until(part: Part) -> date | None:
    """The last day on which an objection to a mark of a part is taken; None while unpublished."""
    if part.published_on is None:
        return None
    try:
        days = rule_on(part.published_on).objection_days.value
    except Refused:
        return None
    return part.published_on + timedelta(days=days)
