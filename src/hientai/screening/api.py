"""The API of screening: funnels with reasons, targets, the people behind them, who may go where."""

from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl
from django.http import Http404
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as N_
from ninja import Query, Router, Schema

from hientai.people import queries as people
from hientai.people.queries.merging import known_as
from hientai.people.services import open_record
from hientai.schemes.queries import questions_of
from hientai.screening.domain.screening import Part
from hientai.screening.papers.figures import quota_data, target_data
from hientai.screening.queries.answers import answers_of, as_data, people_as_data
from hientai.screening.queries.conditions import MAIN
from hientai.screening.queries.figures import quota_figure, target_figures
from hientai.screening.queries.listings import (
    Behind,
    Rows,
    outside_of_quota,
    people_of_quota,
    people_of_target,
    studying_of_quota,
    trained_of_quota,
)
from hientai.training.queries.readings import Reading, people_on, reading_at
from hientai.webkit.day import Visit
from hientai.webkit.endpoints import (
    Answer,
    Asked,
    Code,
    Given,
    Name,
    Paged,
    Problem,
    asks,
    chosen,
    page_of,
)

router = Router(tags=["screening"])

STUDYING, ALL_TRAINED = "studying", "all_trained"
LISTS: dict[str, Callable[[Reading, str, str], Rows]] = {
    Part.OUTSIDE.value: outside_of_quota,
    ALL_TRAINED: trained_of_quota,
    STUDYING: studying_of_quota,
}
PARTS = (*(part.value for part in Part), ALL_TRAINED, STUDYING)


class QuestionAsked(Given):
    """Which question of a quota: of the whole, or of its part abroad."""

    question: str = chosen(("main", "abroad"), MAIN)


class QuotaPeopleAsked(Asked):
    """People of a quota by part of the funnel, name or code, organ."""

    question: str = chosen(("main", "abroad"), MAIN)
    part: str = chosen(PARTS)
    search: Name = ""
    organ: Code = ""


class TargetPeopleAsked(Asked):
    """People behind a figure of a target."""

    part: str = chosen((one.value for one in Behind), Behind.COUNTED.value)
    search: Name = ""
    organ: Code = ""


class MayGoAsked(Given):
    """Which scheme is asked about."""

    scheme: Code


class FunnelOut(Schema):
    """How many stand in each part; members are those of the group."""

    everybody: int
    members: int
    outside: int
    membership_unknown: int
    trained: int
    failed: int
    unknown: int
    eligible: int
    to_be_proved: int


class ReasonCountOut(Schema):
    """A condition, and how many it stops or cannot judge; `alone`, how many nothing else stops."""

    code: str
    title: str
    limit: str
    clause: str
    certainty: str
    about_group: bool
    failed: int
    unknown: int
    alone: int


class FrozenOut(Schema):
    """A part of the group that stands still, and why."""

    last_day: date
    persons: int
    membership_unknown: int
    rested_on: list[dict[str, str]]
    grounds: list[str]
    why: str


class QuotaOut(Schema):
    """A quota on the day, counted in persons."""

    scheme: str
    quota: str
    clause: str
    question: str
    on: date
    places: int | None
    studying: int
    free: int | None
    funnel: FunnelOut
    reasons: list[ReasonCountOut]
    frozen: list[FrozenOut]


class ReasonOut(Schema):
    """A condition about one person: the person's value, the limit, the clause, what is missing."""

    code: str
    title: str
    outcome: str
    value: str | None
    limit: str
    clause: str
    certainty: str
    missing: list[str]
    note: str
    about_group: bool


class JudgedOut(Schema):
    """A person of a quota's list, with the reasons."""

    code: str
    name: str
    unit: str | None
    unit_name: str | None
    position: str | None
    part: str
    verdict: str
    score: int | None
    reasons: list[ReasonOut]


class TargetOut(Schema):
    """A target on the day; what its kind does not have is null."""

    id: str
    clause: str
    title: str
    measure: str
    members: int | None = None
    done: int | None = None
    percent: float | None = None
    goal_percent: float | None = None
    goal_persons: int | None = None
    expected_percent: float | None = None
    missing: int | None = None
    membership_unknown: int | None = None
    person_turns: int | None = None
    pace: str | None = None
    years: list[dict[str, Any]] | None = None


class TargetPersonOut(Schema):
    """A person behind a figure of a target."""

    code: str
    name: str
    unit: str | None
    unit_name: str | None
    position: str | None


class AnswerOut(Schema):
    """Whether a person may go by a quota, and why."""

    code: str
    name: str
    quota: str
    question: str
    verdict: str
    part: str
    completed_on: date | None
    frozen_on: date | None
    reasons: list[ReasonOut]


class MayGoOut(Schema):
    """The answers of every quota of a scheme for one person."""

    on: date
    scheme: str
    answers: list[AnswerOut]


@router.get("/schemes/{slug}/quotas/{item}", response=QuotaOut, summary=N_("Phễu của một chỉ tiêu"))
@asks("training:view")
def show_quota(request: Visit, slug: str, item: str, asked: Query[QuestionAsked]) -> Answer:
    """Who may go, who not and why, in numbers."""
    reading = _of_quota(request, slug, item, asked.question)
    figure = quota_figure(reading, item, asked.question)
    return quota_data(reading, figure, asked.question)


@router.get(
    "/schemes/{slug}/quotas/{item}/people",
    response=Paged[JudgedOut],
    summary=N_("Người của một chỉ tiêu, kèm lý do"),
)
@asks("people:view")
def list_quota_people(
    request: Visit, slug: str, item: str, asked: Query[QuotaPeopleAsked]
) -> Answer:
    """People of a part of the funnel, those with the highest priority first, with every reason."""
    reading = _of_quota(request, slug, item, asked.question)
    rows = LISTS.get(asked.part, people_of_quota)(reading, item, asked.question)
    if asked.part and asked.part not in LISTS:
        rows = rows.where(pl.col("part") == asked.part)
    return page_of(
        request,
        _narrowed(rows, asked.search, asked.organ),
        asked,
        lambda row: row,
        dress=lambda shown: _judged(reading, shown, item, asked.question),
    )


@router.get("/schemes/{slug}/targets", response=Paged[TargetOut], summary=N_("Tiến độ mục tiêu"))
@asks("training:view")
def list_targets(request: Visit, slug: str, asked: Query[Asked]) -> Answer:
    """Every target of the scheme with its figure on the day, counted in persons."""
    reading = reading_at(slug, request.on)
    figures = list(target_figures(reading).values())
    return page_of(request, figures, asked, lambda one: target_data(reading, one))


@router.get(
    "/schemes/{slug}/targets/{item}/people",
    response=Paged[TargetPersonOut],
    summary=N_("Người đứng sau một mục tiêu"),
)
@asks("people:view")
def list_target_people(
    request: Visit, slug: str, item: str, asked: Query[TargetPeopleAsked]
) -> Answer:
    """Who is counted, missing, unknown or has left, by name; none for a target without a group."""
    reading = reading_at(slug, request.on)
    figure = target_figures(reading).get(item)
    if figure is None:
        raise Http404
    if figure.progress is None:
        rows = Rows(people_on(reading).head(0))
    else:
        rows = people_of_target(reading, item, Behind(asked.part))
    return page_of(request, _narrowed(rows, asked.search, asked.organ), asked, _person)


@router.get("/people/{code}/may-go", response=MayGoOut, summary=N_("Một người có thể đi đâu"))
@asks("people:view")
def list_may_go(request: Visit, code: str, asked: Query[MayGoAsked]) -> Answer:
    """The answer of every quota of a scheme for one person; the opening is kept."""
    person = people.person_by_code(code) or known_as(code)
    if person is None:
        raise Http404
    try:
        reading = reading_at(asked.scheme, request.on)
    except Http404:
        raise Problem(422, gettext("Không có đề án này"), field="scheme") from None
    open_record(actor=request.user, person=person, purpose=N_("Xét một người qua API"))
    given = answers_of(reading, person.pk, person.code)
    return {
        "on": request.on,
        "scheme": asked.scheme,
        "answers": [as_data(one) for one in given],
    }


def _of_quota(request: Visit, slug: str, item: str, question: str) -> Reading:
    """What is asked about a quota; 404 where the scheme has no such one."""
    reading = reading_at(slug, request.on)
    if item not in {quota.id for quota in reading.pack.quotas}:
        raise Http404
    if question not in {one.id for one in questions_of(reading.version, item)}:
        raise Problem(422, gettext("Chỉ tiêu này không có câu hỏi đó"), field="question")
    return reading


def _narrowed(rows: Rows, search: str, organ: str) -> Rows:
    found = rows.found(search) if search else rows
    return found.of_organ(organ) if organ else found


def _judged(reading: Reading, shown: Any, item: str, question: str) -> list[dict[str, Any]]:
    told = people_as_data(reading, shown, item, question)
    return [{**_person(row), **one} for row, one in zip(shown, told, strict=True)]


def _person(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "code": row["code"],
        "name": row["name"],
        "unit": row["unit_code"],
        "unit_name": row["unit_name"],
        "position": row["position"],
    }
