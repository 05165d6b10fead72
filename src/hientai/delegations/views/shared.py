"""What the pages of delegations share."""

from datetime import date
from typing import Any

from django.http import Http404
from django.urls import reverse

from hientai.classes.models import TrainingClass
from hientai.classes.queries import class_of
from hientai.delegations.domain.standing import (
    AWAY,
    LATE,
    OWES,
    PLANNED,
    REPORTED,
    WITHDRAWN,
    state_words,
)
from hientai.delegations.models import Journey
from hientai.delegations.queries.journeys import journey_of, state_of
from hientai.timetables.queries import writes
from hientai.webkit.cells import Badge, Tone
from hientai.webkit.day import Visit

VIEW, EDIT = "delegations:view", "delegations:edit"
TONES: dict[str, Tone] = {
    PLANNED: "info",
    AWAY: "good",
    OWES: "warn",
    LATE: "bad",
    REPORTED: "mute",
    WITHDRAWN: "mute",
}


def badge(one: Any, on: date) -> Badge:
    """Where a delegation stands, as a badge."""
    state = state_of(one, on)
    return Badge(state_words(state), TONES[state])


def journey_at(code: str, *, to_edit: bool = False) -> Journey:
    """The delegation of an address; 404 where there is none, or none the reader keeps."""
    held = journey_of(code)
    if held is None or to_edit and not writes(held.training_class_id):
        raise Http404
    return held


def class_at(request: Visit, code: str, form: str, *, to_edit: bool = False) -> TrainingClass:
    """The class of an address, of one form; 404 for another, or one the reader does not keep."""
    held = class_of(code, request.on)
    if held is None or held.form != form or to_edit and not writes(held.pk):
        raise Http404
    return held


def may_edit(request: Visit, held: TrainingClass) -> bool:
    """Whether the reader writes what a class has in this room."""
    return held.withdrawn_at is None and request.user.may(EDIT) and writes(held.pk)


def address(one: Journey) -> str:
    """The page of a delegation."""
    return reverse("delegations:journey", args=[one.training_class.code])
