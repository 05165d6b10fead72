"""What the results of learners came to, as far as the reader may see them."""

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from hientai.classes.models import TrainingClass
from hientai.results.domain.completion import COMPLETED, Judged, Reason, told_of
from hientai.results.models import Outcome

STANDING = (
    "SELECT id, learner_id, state, mean, classification, rule, reasons::text, breach, ends_on,"
    ' "on", "by", ground, corrects FROM results_standing(%s, %s)'
)


@dataclass(frozen=True)
class Standing:
    """The outcome of a learner that stands; `corrects`: an earlier one stood before it."""

    id: int
    learner_id: int
    state: str
    mean: Decimal | None
    classification: str
    rule: str
    reasons: tuple[Reason, ...]
    breach: str
    ends_on: date
    on: date
    by: str
    ground: str
    corrects: bool

    @property
    def judged(self) -> Judged:
        """As it was judged."""
        return Judged(self.state, self.mean, self.classification, self.reasons)


def standing(class_id: int, on: date | None = None) -> dict[int, Standing]:
    """The outcome that stands of each learner of a class, on a day or after everything."""
    with connection.cursor() as cursor:
        cursor.execute(STANDING, [class_id, on])
        names = [column.name for column in cursor.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return {row["learner_id"]: _standing(row) for row in rows}


def completed(class_id: int, on: date | None = None) -> list[int]:
    """The learners who completed a class, by the outcomes that stood on a day."""
    found = standing(class_id, on).values()
    return [one.learner_id for one in found if one.state == COMPLETED]


def outcome(learner_id: int) -> Outcome | None:
    """The outcome of a learner that stands; None before the conclusion, or out of sight."""
    return current().filter(learner=learner_id).first()


def current() -> QuerySet[Outcome]:
    """The outcomes that stand: those no other follows."""
    later = Outcome.objects.filter(follows=OuterRef("pk"))
    return Outcome.objects.filter(~Exists(later)).order_by("-pk")


def history(learner_id: int) -> QuerySet[Outcome]:
    """All outcomes of a learner, the latest first."""
    return Outcome.objects.filter(learner=learner_id).order_by("-pk")


def reasons_of(one: Outcome) -> list[Reason]:
    """The conditions of an outcome as they were judged."""
    return [told_of(data) for data in one.reasons]


def _standing(row: dict[str, Any]) -> Standing:
    kept = json.loads(row["reasons"])
    return Standing(**{**row, "reasons": tuple(told_of(data) for data in kept)})


def concluded_between(since: date, until: date | None) -> QuerySet[TrainingClass]:
    """The classes in sight that were concluded by marks and ended in some days, the last first."""
    judged = Outcome.objects.filter(learner__training_class=OuterRef("pk")).exclude(rule="")
    rows = TrainingClass.objects.filter(Exists(judged), ends_on__gte=since)
    rows = rows if until is None else rows.filter(ends_on__lte=until)
    return rows.order_by("-ends_on", "code")
