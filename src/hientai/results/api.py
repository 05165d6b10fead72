"""The API of results: the outcomes in sight, one of them with its conditions; marks given."""

from datetime import date
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from ninja import Path, Query, Router, Schema

from hientai.classes.queries import class_of
from hientai.results.domain.completion import STATES
from hientai.results.domain.points import read
from hientai.results.models import Outcome
from hientai.results.queries.book import book_of
from hientai.results.queries.outcomes import current
from hientai.results.services import Given, grade
from hientai.shared.refused import Refused
from hientai.timetables.queries import learners_ever
from hientai.webkit.day import Visit
from hientai.webkit.endpoints import (
    Answer,
    Asked,
    Code,
    Entry,
    Name,
    Number,
    Paged,
    Text,
    asks,
    chosen,
    page_of,
)

router = Router(tags=["results"])
MOST = 5_000


class OutcomesAsked(Asked):
    """Outcomes by class and state."""

    training_class: Name = ""
    state: str = chosen(tuple(STATES))


class OutcomeOut(Schema):
    """What the results of a learner came to."""

    number: int
    training_class: str
    person: str | None
    state: str
    mean: float | None
    classification: str
    on: date
    ground: str
    corrects: bool


class OutcomeReasonOut(Schema):
    """A condition as it was judged."""

    code: str
    title: str
    outcome: str
    value: str
    limit: str
    clause: str
    certainty: str
    missing: str


class OutcomeInFull(OutcomeOut):
    """An outcome with every condition."""

    rule: str
    reasons: list[OutcomeReasonOut]


class MarkGiven(Entry):
    """A mark: points with comma or dot, "v" for who was absent, blank to take it back."""

    learner: Number
    part: Number
    attempt: Number = 1
    mark: Text = ""


class MarksGiven(Entry):
    """Marks to be written in one step, all or none."""

    marks: list[MarkGiven]
    ground: Text = ""


class GradingStepOut(Schema):
    """A step in which marks were given."""

    number: int
    marks: int


@router.get("/outcomes", response=Paged[OutcomeOut], summary=N_("Kết quả đã kết luận"))
@asks("results:view")
def list_outcomes(request: Visit, asked: Query[OutcomesAsked]) -> Answer:
    """Every outcome in sight that stands, the latest first."""
    rows = current().filter(on__lte=request.on)
    if asked.training_class:
        rows = rows.filter(learner__training_class__code__iexact=asked.training_class)
    if asked.state:
        rows = rows.filter(state=asked.state)
    related = ("learner__person", "learner__training_class")
    return page_of(request, rows.select_related(*related), asked, _outcome)


@router.get("/outcomes/{number}", response=OutcomeInFull, summary=N_("Một kết quả đã kết luận"))
@asks("results:view")
def show_outcome(request: Visit, number: Path[Number]) -> Answer:
    """One outcome with its conditions; 404 out of sight."""
    rows = Outcome.objects.select_related("learner__person", "learner__training_class")
    found = rows.filter(pk=number).first()
    if found is None:
        raise Http404
    return {**_outcome(found), "rule": found.rule, "reasons": found.reasons}


@router.post("/classes/{code}/marks", response=GradingStepOut, summary=N_("Ghi điểm của một lớp"))
@asks("results:grade")
def give_marks(request: Visit, code: Path[Code], given: MarksGiven) -> Answer:
    """Give marks in one step, all or none; refused as on the page."""
    held = class_of(code, request.on)
    if held is None or not learners_ever(held.pk):
        raise Http404
    scales = {one.pk: one.scale for one in book_of(held).parts}
    if len(given.marks) > MOST or any(one.part not in scales for one in given.marks):
        raise Refused(_("Điểm này không thuộc phần đánh giá của lớp"))
    marks = [
        Given(one.learner, one.part, read(one.mark, scales[one.part]), one.attempt)
        for one in given.marks
    ]
    batch = grade(
        actor=request.user,
        held_class=held,
        given=marks,
        on=request.today,
        ground=given.ground,
        source="program",
    )
    return {"number": batch.pk, "marks": batch.count}


def _outcome(one: Outcome) -> dict[str, Any]:
    learner = one.learner
    plain = ("state", "mean", "classification", "on", "ground")
    return {
        **{name: getattr(one, name) for name in plain},
        "number": one.pk,
        "training_class": learner.training_class.code,
        "person": learner.person.code if learner.person else None,
        "corrects": one.follows_id is not None,
    }
