"""Workshops in sight: classes of that form, with what came of each."""

from django.db.models import QuerySet

from hientai.classes.models import TrainingClass
from hientai.delegations.models import WORKSHOP, Workshop
from hientai.shared.vietnamese import fold


def workshops() -> QuerySet[TrainingClass]:
    """Every class of that form, the last to begin first; `workshop` stands once it was recorded."""
    rows = TrainingClass.objects.filter(form=WORKSHOP).select_related("unit", "scheme", "workshop")
    return rows.order_by("-starts_on", "code")


def workshop_of(held: TrainingClass) -> Workshop | None:
    """What was recorded of a workshop."""
    return Workshop.objects.filter(training_class=held).first()


def found(rows: QuerySet[TrainingClass], text: str) -> QuerySet[TrainingClass]:
    """Workshops whose code or title holds every word, whatever its accents."""
    for word in fold(text).split():
        rows = rows.filter(title_folded__contains=word)
    return rows
