"""How the learners of a class were there: read from the rolls of its sessions."""

from datetime import date, datetime, time

from django.utils import timezone

from hientai.attendance.queries import attended
from hientai.results.domain.completion import Presence
from hientai.timetables.models import Session


def presence(class_id: int, on: date) -> dict[int, Presence]:
    """The attendance of each learner by a day, in periods; none where no session was held."""
    open_rolls = _open_rolls(class_id, on)
    return {
        key: Presence(**vars(one), open_rolls=open_rolls)
        for key, one in attended(class_id, on).items()
    }


def _open_rolls(class_id: int, on: date) -> int:
    """How many sessions held by a day have no closed roll."""
    until = timezone.make_aware(datetime.combine(on, time.max))
    held = Session.objects.filter(training_class=class_id, state="planned")
    return held.filter(hours__startswith__lte=until).exclude(roll__state="closed").count()
