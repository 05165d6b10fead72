"""The API of evaluations: forms and their results; never a single answer, nobody who answered."""

from datetime import date
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_noop as N_
from ninja import Query, Router, Schema

from hientai.evaluation.domain.states import COUNTED, STATES
from hientai.evaluation.models import Form
from hientai.evaluation.queries import forms
from hientai.evaluation.queries.results import as_data, results_of
from hientai.webkit.day import Visit
from hientai.webkit.endpoints import Answer, Asked, Name, Paged, asks, chosen, page_of

router = Router(tags=["evaluation"])


class EvaluationsAsked(Asked):
    """Forms by what their list filters by."""

    search: Name = ""
    state: str = chosen(tuple(STATES))


class EvaluationOut(Schema):
    """A form after a class, and where it stands."""

    number: int
    training_class: str
    title: str
    template: str
    opens_on: date
    closes_on: date
    learners: int
    received: int | None
    void: int | None
    state: str


class FigureOut(Schema):
    """A mean with how many answered; none where fewer than five did."""

    answers: int | None
    mean: float | None
    band: str


class IndicatorOut(FigureOut):
    """The figure of an indicator."""

    indicator: str


class ObjectOut(FigureOut):
    """The figure of an object of evaluation, and of its indicators."""

    object: str
    indicators: list[IndicatorOut]


class TopicOut(FigureOut):
    """The figure of a topic and its lecturer."""

    topic: str
    lecturer: str


class ResultsOut(EvaluationOut):
    """What a counted form found, as far as the reader sees its lines."""

    index: FigureOut
    groups: list[ObjectOut]
    topics: list[TopicOut]


@router.get("/evaluations", response=Paged[EvaluationOut], summary=N_("Các phiếu đánh giá"))
@asks("evaluation:view")
def list_evaluations(request: Visit, asked: Query[EvaluationsAsked]) -> Answer:
    """Every form in sight, the last opened first."""
    rows = forms.forms()
    if asked.search:
        rows = forms.found(rows, asked.search)
    if asked.state:
        rows = rows.filter(state=asked.state)
    return page_of(request, rows, asked, _form)


@router.get(
    "/evaluations/{number}", response=ResultsOut, summary=N_("Kết quả của một phiếu đánh giá")
)
@asks("evaluation:view")
def show_evaluation(request: Visit, number: int) -> Answer:
    """The results of a counted form; 404 before it is counted."""
    found = forms.form_of(number)
    if found is None or found.state != COUNTED:
        raise Http404
    return {**_form(found), **as_data(results_of(found))}


def _form(one: Form) -> dict[str, Any]:
    plain = ("template", "opens_on", "closes_on", "learners", "received", "void", "state")
    return {
        **{name: getattr(one, name) for name in plain},
        "number": one.pk,
        "training_class": one.training_class.code,
        "title": one.training_class.title,
    }
