"""Leave asked for and given in a class, as far as the reader keeps it."""

from django.db.models import QuerySet

from hientai.attendance.domain.states import ASKED
from hientai.attendance.models import Excuse


def excuses_of(class_id: int) -> QuerySet[Excuse]:
    """The leave of a class: what waits for an answer first, then the last asked."""
    return _rows().filter(learner__training_class=class_id).order_by("decided_at", "-pk")


def excuse_of(pk: int) -> Excuse | None:
    """One leave; none out of sight."""
    return _rows().filter(pk=pk).first()


def waiting() -> QuerySet[Excuse]:
    """The leave that waits for an answer in classes the reader keeps, the first asked first."""
    return _rows().filter(state=ASKED).order_by("pk")


def _rows() -> QuerySet[Excuse]:
    related = ("learner__training_class__institution", "learner__person", "session")
    return Excuse.objects.select_related(*related).defer("scan")
