"""Reads of forms: the list, one form, how many answered."""

from datetime import date

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from hientai.classes.models import TrainingClass
from hientai.evaluation.domain.states import OPEN, WITHDRAWN
from hientai.evaluation.models import Form
from hientai.shared.vietnamese import fold


def forms() -> QuerySet[Form]:
    """Every form in sight, the last opened first."""
    rows = Form.objects.select_related(
        "training_class__version__programme", "training_class__institution__unit"
    )
    return rows.order_by("-opens_on", "-pk")


def form_of(number: int) -> Form | None:
    """A form by its number."""
    return forms().filter(pk=number).first()


def of_class(held: TrainingClass) -> Form | None:
    """The form of a class that was not withdrawn."""
    return forms().filter(training_class=held).exclude(state=WITHDRAWN).first()


def found(rows: QuerySet[Form], text: str) -> QuerySet[Form]:
    """Forms of classes whose title or code holds every word."""
    for word in fold(text).split():
        rows = rows.filter(
            Q(training_class__title_folded__contains=word) | Q(training_class__code__icontains=word)
        )
    return rows


def answered(form: Form) -> int:
    """How many answered so far; after counting, how many did."""
    if form.received is not None:
        return form.received
    with connection.cursor() as cursor:
        cursor.execute("SELECT evaluation_answered(%s)", [form.pk])
        return int(cursor.fetchone()[0])


def own_forms(on: date) -> list[Form]:
    """The forms that the reader, a learner, may answer in the system on a day."""
    rows = forms().filter(state=OPEN, in_app=True, opens_on__lte=on, closes_on__gte=on)
    return list(rows.filter(training_class__in=RawSQL("SELECT evaluation_my_classes()", [])))


def to_count(on: date) -> QuerySet[Form]:
    """Forms whose last day is over and that were not counted."""
    return forms().filter(state=OPEN, closes_on__lt=on)


def to_invite(on: date) -> QuerySet[Form]:
    """Forms that learners answer in the system on a day."""
    return forms().filter(state=OPEN, in_app=True, opens_on__lte=on, closes_on__gte=on)


def writes(held: TrainingClass) -> bool:
    """Whether the reader opens and counts forms of a class."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT evaluation_writes(%s)", [held.pk])
        return bool(cursor.fetchone()[0])


def reads(held: TrainingClass) -> bool:
    """Whether the reader sees the whole evaluation of a class."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT evaluation_reads(%s)", [held.pk])
        return bool(cursor.fetchone()[0])
