"""Delegations and workshops of a scheme, for the targets that ask for so many in a year."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from hientai.classes.models import TrainingClass
from hientai.delegations.models import Journey, Workshop
from hientai.screening.domain.events import DELEGATION, WORKSHOP, Registered
from hientai.timetables.models import Learner


def registered(scheme: str, since: date, on: date) -> list[Registered]:
    """Delegations that left with somebody, and workshops that were held, between two days.

    Each names the turns that it explains, so that nobody counts them once more.
    """
    days = {"training_class__starts_on__gte": since, "training_class__starts_on__lte": on}
    kept = {"training_class__scheme__slug": scheme, "training_class__withdrawn_at": None, **days}
    held = {
        one.training_class_id: (kind, one.training_class)
        for kind, model in ((DELEGATION, Journey), (WORKSHOP, Workshop))
        for one in model.objects.filter(**kept)
        .exclude(training_class__item_id="")
        .select_related("training_class__version__programme")
    }
    there = _learners(list(held))
    return [
        _told(kind, one, there.get(key, []))
        for key, (kind, one) in held.items()
        if kind == WORKSHOP or there.get(key)
    ]


def _learners(classes: Sequence[int]) -> dict[int, list[Learner]]:
    found: dict[int, list[Learner]] = defaultdict(list)
    rows = Learner.objects.filter(training_class__in=classes) if classes else Learner.objects.none()
    for one in rows.select_related("seat"):
        found[one.training_class_id].append(one)
    return found


def _told(kind: str, one: TrainingClass, there: Sequence[Learner]) -> Registered:
    went = [who for who in there if who.left_on is None or who.left_on > one.starts_on]
    return Registered(
        event=kind,
        item=one.item_id,
        programme=one.title,
        starts_on=one.starts_on,
        people=frozenset(who.person_id for who in went if who.person_id),
        turns=frozenset(who.seat.turn_id for who in there if who.seat and who.seat.turn_id),
        names=frozenset({one.title, one.version.programme.title}),
    )
