"""The API of approvals: what awaits an answer, what was submitted and how it went, the routes."""

from datetime import date, datetime
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_noop as N_
from ninja import Path, Query, Router, Schema
from pydantic import Field

from hientai.approvals import queries as reads
from hientai.approvals import services as verbs
from hientai.approvals.domain.routes import MOST_DAYS, MOST_STEPS, Place, Step, Whose
from hientai.approvals.domain.states import ANSWERS, LONGEST_REASON, State
from hientai.approvals.models import Route, Submission
from hientai.approvals.services.routes import refuse_unknown_units
from hientai.shared.vocabulary import BLOCS
from hientai.webkit.day import Visit
from hientai.webkit.endpoints import (
    Answer,
    Asked,
    Code,
    Day,
    Entry,
    Name,
    Number,
    Paged,
    Text,
    Words,
    asks,
    chosen,
    page_of,
)

router = Router(tags=["approvals"])
VERDICTS = [one.value for one in ANSWERS]
WHOSE = [one.value for one in Whose]
AT_ONCE = 2_000


class SubmissionsAsked(Asked):
    """Submissions by what their list filters by."""

    search: Name = ""
    state: str = chosen(one.value for one in State)


class RoutesAsked(Asked):
    """Routes whose key begins so."""

    key: Name = ""


class SubmissionOut(Schema):
    """Something on its way: where it stands, with whom, until when; `step_number` is what an
    answer has to name."""

    id: int
    key: str
    title: str
    unit: str
    state: str
    step: str
    step_number: int
    steps: int
    holder: str | None
    people: int
    submitted_on: date
    submitter: str
    waiting_since: date
    due_on: date
    closed_on: date | None
    reason: str
    link: str


class MarkOut(Schema):
    """One point of a trail: what happened or is to happen, where, by whom, why."""

    what: str
    title: str
    where: str
    who: str
    reason: str
    on: date | None
    at: datetime | None
    due_on: date | None
    submission: int


class SubmissionWhole(SubmissionOut):
    """A submission with its trail, the former ones of the same subject among it."""

    issuer: str
    trail: list[MarkOut]


class AnswerToGive(Entry):
    """What is said at a step; a reason stands with whatever does not agree."""

    step: int = Field(ge=0, le=MOST_STEPS, strict=True)
    verdict: str = chosen(VERDICTS, "agreed")
    reason: str = Field("", max_length=LONGEST_REASON, pattern=r"^[^\x00]*$")


class Seen(Entry):
    """A submission as it was looked at."""

    id: Number
    step: int = Field(ge=0, le=MOST_STEPS, strict=True)


class AnswersToGive(Entry):
    """The same said of many."""

    submissions: list[Seen] = Field(min_length=1, max_length=AT_ONCE)
    verdict: str = chosen(VERDICTS, "agreed")
    reason: str = Field("", max_length=LONGEST_REASON, pattern=r"^[^\x00]*$")


class RefusedOut(Schema):
    """One that stays as it was, and why."""

    id: int
    what: str
    why: str
    remedy: str


class AnsweredOut(Schema):
    """What became of an answer to many."""

    done: list[SubmissionOut]
    refused: list[RefusedOut]


class ReasonToGive(Entry):
    """Why something is taken back."""

    reason: Words = Field(max_length=LONGEST_REASON)


class RouteStepOut(Schema):
    """A step of a route: whose it is, within how many working days."""

    title: str
    whose: str
    unit: str
    days: int
    permission: str


class RouteOut(Schema):
    """A version of a route: for what and whom, by which steps, on which clause, from when."""

    id: int
    key: str
    blocs: list[str]
    managed: bool | None
    title: str
    steps: list[RouteStepOut]
    issuer: str
    issuer_unit: str
    authority: str
    source: str
    certainty: str
    note: str
    since: date
    put_by: str


class StepToPut(Entry):
    """A step: `unit` is a code where `whose` is unit, and only then."""

    title: Words = Field(max_length=200)
    whose: str = chosen(WHOSE, "submitter")
    unit: Code = ""
    days: int = Field(ge=1, le=MOST_DAYS)


class RouteToPut(Entry):
    """A version of a route, which holds from its day until a later one does."""

    key: Words = Field(max_length=200)
    title: Words = Field(max_length=200)
    blocs: list[Code] = Field(default_factory=list, max_length=len(BLOCS.codes))
    managed: bool | None = None
    steps: list[StepToPut] = Field(min_length=1, max_length=MOST_STEPS)
    issuer: str = chosen(WHOSE, "submitter")
    issuer_unit: Code = ""
    authority: Words = Field(max_length=40)
    source: Words = Field(max_length=500)
    since: Day
    note: Text = ""


class RouteToStop(Entry):
    """From when a route is no more, and on which ground."""

    since: Day
    source: Words = Field(max_length=500)


@router.get(
    "/approvals/tasks", response=Paged[SubmissionOut], summary=N_("Hồ sơ chờ tôi phê duyệt")
)
@asks("approvals:answer")
def list_tasks(request: Visit, asked: Query[Asked]) -> Answer:
    """What awaits an answer of the token's role, the earliest due first."""
    return page_of(request, reads.tasks_of(request.user, request.on), asked, _submission)


@router.get("/approvals", response=Paged[SubmissionOut], summary=N_("Hồ sơ trình"))
@asks("approvals:view")
def list_submissions(request: Visit, asked: Query[SubmissionsAsked]) -> Answer:
    """Everything submitted that is in sight, the last first."""
    rows = Submission.objects.select_related("route", "unit", "holder")
    rows = rows.filter(submitted_on__lte=request.on).order_by("-submitted_on", "-pk")
    if asked.search:
        rows = rows.filter(title__icontains=asked.search)
    if asked.state:
        rows = rows.filter(state=asked.state)
    return page_of(request, rows, asked, _submission)


@router.post("/approvals/answers", response=AnsweredOut, summary=N_("Trả lời nhiều hồ sơ"))
@asks("approvals:answer")
def answer_many(request: Visit, given: AnswersToGive) -> Answer:
    """Say the same of many; those that are refused stay as they were, each with its reason."""
    steps = {one.id: one.step for one in given.submissions}
    rows = Submission.objects.select_related("route", "unit", "holder").filter(pk__in=steps)
    seen = list(rows.order_by("pk"))
    if len(seen) != len(steps):
        raise Http404
    for row in seen:
        row.step = steps[row.pk]
    said = {"verdict": given.verdict, "reason": given.reason}
    done = verbs.answer_many(actor=request.user, submissions=seen, on=request.today, **said)
    now = rows.in_bulk([one.submission.pk for one in done.done])
    return {
        "done": [_submission(now[one.submission.pk]) for one in done.done],
        "refused": [
            {"id": row.pk, "what": why.what, "why": why.why, "remedy": why.remedy}
            for row, why in done.refused
        ],
    }


@router.get("/approvals/routes", response=Paged[RouteOut], summary=N_("Trình tự phê duyệt"))
@asks("approvals:view")
def list_routes(request: Visit, asked: Query[RoutesAsked]) -> Answer:
    """The routes in force on the day, by key."""
    return page_of(request, reads.routes_on(request.on, asked.key), asked, _route)


@router.post("/approvals/routes", response={201: RouteOut}, summary=N_("Ghi một trình tự"))
@asks("approvals:routes")
def put_route(request: Visit, given: RouteToPut) -> Answer:
    """Write a version of a route; what is on its way keeps the version it was submitted by."""
    steps = [Step(one.title, Place(Whose(one.whose), one.unit), one.days) for one in given.steps]
    issuer = Place(Whose(given.issuer), given.issuer_unit)
    refuse_unknown_units(steps, issuer, given.authority)
    said = given.dict(exclude={"steps", "issuer", "issuer_unit"})
    made = verbs.put_route(actor=request.user, steps=steps, issuer=issuer, **said)
    return _route(made)


@router.get("/approvals/routes/{number}", response=RouteOut, summary=N_("Một trình tự"))
@asks("approvals:view")
def show_route(request: Visit, number: Path[Number]) -> Answer:
    """One version of a route."""
    return _route(_route_of(number))


@router.post(
    "/approvals/routes/{number}/stop", response=RouteOut, summary=N_("Thôi áp dụng trình tự")
)
@asks("approvals:routes")
def stop_route(request: Visit, number: Path[Number], given: RouteToStop) -> Answer:
    """Let a route be no more from a day on; what is on its way goes on by it."""
    return _route(verbs.stop_route(actor=request.user, route=_route_of(number), **given.dict()))


@router.get("/approvals/{number}", response=SubmissionWhole, summary=N_("Một hồ sơ trình"))
@asks("approvals:view")
def show_submission(request: Visit, number: Path[Number]) -> Answer:
    """One submission with its trail."""
    return _whole(request, number)


@router.post("/approvals/{number}/answer", response=SubmissionWhole, summary=N_("Trả lời hồ sơ"))
@asks("approvals:answer")
def answer_submission(request: Visit, number: Path[Number], given: AnswerToGive) -> Answer:
    """Answer at the step that was looked at; refused where it was answered meanwhile."""
    row = _of(number)
    row.step = given.step
    said = {"verdict": given.verdict, "reason": given.reason}
    verbs.answer(actor=request.user, submission=row, on=request.today, **said)
    return _whole(request, number)


@router.post("/approvals/{number}/withdraw", response=SubmissionWhole, summary=N_("Rút hồ sơ"))
@asks("approvals:answer")
def withdraw_submission(request: Visit, number: Path[Number], given: ReasonToGive) -> Answer:
    """Take back what is still on its way, for the unit that submitted it."""
    row = _of(number)
    verbs.withdraw(actor=request.user, submission=row, reason=given.reason, on=request.today)
    return _whole(request, number)


def _of(number: int) -> Submission:
    row = reads.submission(number)
    if row is None:
        raise Http404
    return row


def _route_of(number: int) -> Route:
    row = Route.objects.filter(pk=number).first()
    if row is None:
        raise Http404
    return row


def _whole(request: Visit, number: int) -> dict[str, Any]:
    row = _of(number)
    return {
        **_submission(row),
        "issuer": reads.issuer_of(row, request.on).code,
        "trail": reads.trail(row, request.on),
    }


def _submission(row: Submission) -> dict[str, Any]:
    plain = ("id", "key", "title", "state", "submitted_on", "submitter", "waiting_since")
    return {
        **{name: getattr(row, name) for name in (*plain, "due_on", "closed_on", "reason", "link")},
        "unit": row.unit.code,
        "step": row.stage.title,
        "step_number": row.step,
        "steps": len(row.route.steps),
        "holder": row.holder.code if row.is_open else None,
        "people": len(row.people),
    }


def _route(row: Route) -> dict[str, Any]:
    plain = ("id", "key", "blocs", "managed", "title", "steps", "authority", "source")
    return {
        **{name: getattr(row, name) for name in (*plain, "certainty", "note", "since", "put_by")},
        "issuer": row.issuer_whose,
        "issuer_unit": row.issuer_unit,
    }
