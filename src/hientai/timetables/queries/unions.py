"""Two classes that are to become one: what would happen, and what has."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from hientai.classes.models import TrainingClass
from hientai.classes.queries import classes_on
from hientai.places.queries.pools import places_of_class
from hientai.timetables.domain.decided import Decision, decisions_of
from hientai.timetables.models import Learner, Union
from hientai.timetables.queries.decided import sent_into


@dataclass(frozen=True)
class Preview:
    """What a merger of two classes would do: decisions to be amended, people who go at once
    because no decision sent them (`undecided` seats), guests, places that `into` has left."""

    decisions: list[Decision]
    undecided: list[int]
    guests: list[Learner]
    left: int

    @property
    def people(self) -> int:
        """Everybody who goes."""
        return sum(one.people for one in self.decisions) + self.at_once

    @property
    def at_once(self) -> int:
        """Who goes without a decision being amended."""
        return len(self.undecided) + len(self.guests)


def preview(gone: TrainingClass, into: TrainingClass) -> Preview:
    """What merging one class into another would do."""
    sent = sent_into(gone.pk)
    return Preview(
        decisions=decisions_of(sent),
        undecided=[one.seat for one in sent if one.sending is None],
        guests=guests_of(gone.pk),
        left=into.places - places_of_class(into.pk).all,
    )


def guests_of(class_id: int) -> list[Learner]:
    """The guests who learn in a class and have not left it."""
    rows = Learner.objects.filter(training_class=class_id, person=None, left_on=None)
    return list(rows.order_by("pk"))


def guests_in(class_id: int) -> int:
    """How many guests keep a class from being withdrawn."""
    return len(guests_of(class_id))


def open_union(held: TrainingClass) -> Union | None:
    """The merger that a class is being emptied by, where there is one."""
    rows = Union.objects.filter(gone=held, state=Union.State.OPEN)
    return rows.select_related("gone", "into").first()


def last_union(held: TrainingClass) -> Union | None:
    """What became of a class that was merged into another."""
    rows = Union.objects.filter(gone=held, state=Union.State.DONE)
    return rows.select_related("gone", "into").first()


def candidates(held: TrainingClass, on: date) -> QuerySet[TrainingClass]:
    """Classes that another can be merged into: of its programme, neither withdrawn nor over."""
    rows = classes_on(on).filter(
        version__programme=held.version.programme_id, withdrawn_at=None, ends_on__gte=on
    )
    return rows.exclude(pk=held.pk).order_by("starts_on", "code")
