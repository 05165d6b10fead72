"""The marks of a class: its parts, its learners, what stands of every attempt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, F, OuterRef, QuerySet

from hientai.classes.models import TrainingClass
from hientai.results.domain.completion import Assessed, Judged, judged
from hientai.results.domain.points import Mark
from hientai.results.domain.rules import Rule
from hientai.results.models import Batch, Grade, Objection, Part, Work
from hientai.results.queries.attending import presence
from hientai.results.queries.outcomes import Standing, standing
from hientai.results.queries.rules import rule_of
from hientai.timetables.queries import Learning, learners, learners_ever

Cell = tuple[int, int, int]
"""A learner, a part, an attempt."""


@dataclass(frozen=True)
class Row:
    """A learner with what stands of each attempt."""

    learner: Learning
    grades: Mapping[tuple[int, int], Grade]
    is_here: bool

    def marks(self, part: int) -> list[Mark]:
        """The marks of a part that stand, by attempt."""
        own = sorted((key[1], one) for key, one in self.grades.items() if key[0] == part)
        return [mark_of(one) for _at, one in own]


@dataclass(frozen=True)
class Book:
    """All marks of a class. `last` is the newest row: what was seen when a page was made."""

    held: TrainingClass
    parts: Sequence[Part]
    rows: Sequence[Row]
    last: int = 0
    assessed: Sequence[Assessed] = field(default=())

    def row_of(self, learner: int) -> Row | None:
        """The row of a learner."""
        return next((one for one in self.rows if one.learner.id == learner), None)

    def cell(self, at: Cell) -> Grade | None:
        """What stands in a cell."""
        row = self.row_of(at[0])
        return row.grades.get(at[1:]) if row else None


def parts_of(class_id: int) -> QuerySet[Part]:
    """The parts of a class that stand, in their order."""
    rows = Part.objects.filter(training_class=class_id, withdrawn_on=None)
    return rows.select_related("topic", "lecturer").order_by("due", "pk")


def standing_grades(class_id: int) -> QuerySet[Grade]:
    """The marks of a class that no other follows, as far as the reader sees them."""
    later = Grade.objects.filter(follows=OuterRef("pk"))
    rows = Grade.objects.filter(part__training_class=class_id, part__withdrawn_on=None)
    return rows.filter(~Exists(later))


def book_of(held: TrainingClass) -> Book:
    """The marks of a class that the reader may see; who left stands in it if they were marked."""
    here = {one.id for one in learners(held.pk, held.ends_on)}
    parts = list(parts_of(held.pk))
    grades: dict[int, dict[tuple[int, int], Grade]] = {}
    found = list(standing_grades(held.pk))
    for one in found:
        grades.setdefault(one.learner_id, {})[(one.part_id, one.attempt)] = one
    rows = [
        Row(one, grades.get(one.id, {}), one.id in here)
        for one in learners_ever(held.pk)
        if one.id in here or one.id in grades
    ]
    last = max((one.pk for one in found), default=0)
    return Book(held, parts, rows, last, [assessed(one) for one in parts])


def assessed(part: Part) -> Assessed:
    """A part as it is judged."""
    return Assessed(
        key=part.pk,
        title=part.title,
        scale=part.scale,
        weight=part.weight,
        least=part.least,
        resit=part.resit,
        attempts=part.attempts,
    )


def mark_of(grade: Grade) -> Mark:
    """A mark as it is judged."""
    return Mark(grade.what, grade.points)


@dataclass(frozen=True)
class Verdict:
    """A learner as the rules judge the results now, beside the outcome that stands."""

    row: Row
    judged: Judged
    breach: str
    before: Standing | None

    @property
    def changes(self) -> bool:
        """Whether concluding now would say something else than what stands."""
        if self.before is None:
            return True
        said = (self.before.state, self.before.mean, self.before.classification)
        same = (self.judged.state, self.judged.mean, self.judged.classification)
        return said != same or self.before.reasons != self.judged.reasons

    @property
    def corrects(self) -> bool:
        """Whether it would say otherwise whether the class was completed."""
        return self.before is not None and self.before.state != self.judged.state


def verdicts(
    held: TrainingClass, on: date, breaches: Mapping[int, str] | None = None
) -> tuple[Rule, list[Verdict]]:
    """The rule of the class's last day, and each learner of that day judged by it.

    `breaches`: what was recorded against the conduct of a learner; without it, as it was said last.
    """
    rule, book = rule_of(held.ends_on), book_of(held)
    there, before = presence(held.pk, on), standing(held.pk)
    told = []
    for row in book.rows:
        if not row.is_here:
            continue
        key = row.learner.id
        was = before.get(key)
        breach = (was.breach if was else "") if breaches is None else breaches.get(key, "")
        marks = {one.key: row.marks(one.key) for one in book.assessed}
        found = judged(rule, book.assessed, marks, there.get(key), breach)
        told.append(Verdict(row, found, breach, was))
    return rule, told


def stale(held: TrainingClass, on: date) -> int:
    """Of how many learners rolls or marks, corrected since, say otherwise than the conclusion."""
    if not any(one.rule for one in standing(held.pk).values()):
        return 0
    _rule, found = verdicts(held, on)
    return sum(one.changes for one in found if one.before is not None and one.before.rule)


def batches_of(class_id: int) -> QuerySet[Batch]:
    """The steps in which marks were given, the latest first."""
    rows = Batch.objects.filter(training_class=class_id).select_related("undone_by")
    return rows.order_by("-pk")


def works_of(part: Part) -> QuerySet[Work]:
    """What was handed in for a part, without the files; the latest edition of an attempt first."""
    rows = Work.objects.filter(part=part).defer("content").select_related("learner__person")
    return rows.order_by("learner", "attempt", "-edition")


def works_of_class(class_id: int) -> QuerySet[Work]:
    """What was handed in in a class, without the files, as far as the reader sees it; editions of
    an attempt as they came."""
    rows = Work.objects.filter(part__training_class=class_id, part__withdrawn_on=None)
    rows = rows.defer("content").select_related("part")
    return rows.order_by("part", "learner", "attempt", "edition")


def content_of(work: int) -> bytes:
    """The file of a work."""
    return bytes(Work.objects.values_list("content", flat=True).get(pk=work))


def objections_of(class_id: int) -> QuerySet[Objection]:
    """The objections to marks of a class, those that wait first."""
    rows = Objection.objects.filter(grade__part__training_class=class_id)
    return rows.select_related("grade__part", "grade__learner__person", "new_grade").order_by(
        F("decided_on").desc(nulls_first=True), "pk"
    )
