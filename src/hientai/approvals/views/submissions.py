"""One submission with its trail, and lists of them: the reader's own, and all in sight."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hientai.approvals import queries as reads
from hientai.approvals import services as verbs
from hientai.approvals.domain.states import STATE_WORDS, State
from hientai.approvals.forms import AnswerForm, ReasonForm
from hientai.approvals.models import Submission
from hientai.approvals.queries.answering import obstacles
from hientai.approvals.queries.tasks import writes
from hientai.approvals.queries.trail import names_of, state_words
from hientai.organisations.models import Unit
from hientai.shared.kept import kept
from hientai.shared.refused import Refused
from hientai.webkit.cells import Tone
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.lists import Badge, Column, Filter, Lines, Link, ListPage

VIEW, ANSWER = "approvals:view", "approvals:answer"
TONES: dict[str, Tone] = {
    State.OPEN: "info",
    State.APPROVED: "good",
    State.SENT_BACK: "warn",
    State.REFUSED: "bad",
    State.WITHDRAWN: "mute",
}


@require_safe
@guarded(VIEW)
def submitted(request: Visit) -> HttpResponseBase:
    """What I submitted, the last first."""
    return _list(request, reads.submissions_of(request.user), _("Hồ sơ tôi trình"))


@require_safe
@guarded(VIEW)
def all_in_sight(request: Visit) -> HttpResponseBase:
    """Everything submitted that is in sight, the last first."""
    rows = Submission.objects.select_related("route", "unit", "holder")
    return _list(request, rows.order_by("-submitted_on", "-pk"), _("Hồ sơ trình trong phạm vi"))


def _list(request: Visit, rows: QuerySet[Submission], title: str) -> HttpResponseBase:
    names: dict[int, str] = {}

    def dress(page: Sequence[Any]) -> Sequence[Any]:
        units = {one.unit_id for one in page} | {one.holder_id for one in page}
        names.update(names_of(units, request.on))
        return page

    page = ListPage(
        request,
        title=title,
        rows=rows,
        columns=[
            Column("noi-dung", _("Nội dung trình"), _called),
            Column("don-vi", _("Đơn vị trình"), lambda one: names[one.unit_id]),
            Column("ngay", _("Ngày trình"), lambda one: one.submitted_on, sort="submitted_on"),
            Column("tinh-trang", _("Tình trạng"), lambda one: state_badge(one, request.on)),
            Column("dang-o", _("Đang ở"), lambda one: _where(one, names)),
            Column("han", _("Hạn"), _due, sort="due_on"),
        ],
        filters=[
            Filter("tim", _("Tìm nội dung"), apply=lambda r, t: r.filter(title__icontains=t)),
            Filter(
                "tinh-trang",
                _("Tình trạng"),
                choices=[(one.value, _(words)) for one, words in STATE_WORDS.items()],
                apply=lambda r, state: r.filter(state=state),
            ),
        ],
        dress=dress,
        empty="" if request.GET else _("Chưa có hồ sơ nào được trình."),
        cards=True,
    )
    return page.render("approvals/submissions.html", {"mine": request.path.endswith("da-trinh/")})


def _called(one: Submission) -> Link:
    return Link(one.title, reverse("approvals:submission", args=[one.pk]), one.submitter)


def _where(one: Submission, names: dict[int, str]) -> Lines | str:
    return Lines(kept(names[one.holder_id]), kept(one.stage.title)) if one.is_open else "–"


def _due(one: Submission) -> date | str:
    return one.due_on if one.is_open else "–"


def state_badge(one: Submission, on: date) -> Badge:
    """Where a submission stands, as a badge; told where it is overdue."""
    if one.is_open and one.due_on < on:
        return Badge(_("quá hạn trả lời"), "bad")
    return Badge(state_words(one.state), TONES[one.state])


@require_safe
@guarded(VIEW)
def submission(request: Visit, number: int) -> HttpResponse:
    """One submission: its trail, who has it, and what the reader may do."""
    return _page(request, _in_sight(number))


@require_POST
@guarded(ANSWER)
def answer(request: Visit, number: int) -> HttpResponse:
    """Answer at the step that the page showed."""
    row, form = _in_sight(number), AnswerForm(request.POST, auto_id="tra-loi-%s")
    if not form.is_valid():
        return _page(request, row, answer=form, status=422)
    given = form.cleaned_data
    row.step = given["step"]
    try:
        done = verbs.answer(
            actor=request.user,
            submission=row,
            verdict=given["verdict"],
            reason=given["reason"],
            on=request.today,
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return _page(request, _in_sight(number), answer=form, status=422)
    messages.success(request, _("Đã ghi ý kiến: hồ sơ %s.") % state_words(done.state))
    return redirect("approvals:submission", number)


@require_POST
@guarded(ANSWER)
def withdraw(request: Visit, number: int) -> HttpResponse:
    """Take a submission back."""
    row, form = _in_sight(number), ReasonForm(request.POST, auto_id="rut-%s")
    if not form.is_valid():
        return _page(request, row, withdraw=form, status=422)
    reason = form.cleaned_data["reason"]
    verbs.withdraw(actor=request.user, submission=row, reason=reason, on=request.today)
    messages.success(request, _("Đã rút hồ sơ."))
    return redirect("approvals:submission", number)


def _page(
    request: Visit,
    row: Submission,
    answer: AnswerForm | None = None,
    withdraw: ReasonForm | None = None,
    status: int = 200,
) -> HttpResponse:
    barred = obstacles(request.user, [row], {row.pk: row}) if row.is_open else {}
    may_answer = row.is_open and request.user.may(ANSWER) and not barred
    may_withdraw = row.is_open and request.user.may(ANSWER) and writes(row)
    issuer = reads.issuer_of(row, request.on)
    context = {
        "row": row,
        "badge": state_badge(row, request.on),
        "marks": reads.trail(row, request.on),
        "on": request.on,
        "unit": names_of([row.unit_id], request.on)[row.unit_id],
        "issuer": _name_of(issuer, request.on),
        "answer": (answer or _answer_form(row)) if may_answer or answer else None,
        "withdraw": (withdraw or ReasonForm(auto_id="rut-%s")) if may_withdraw else None,
        "standing_for": next((r.holder for r in request.user.roles if r.deputy_id), ""),
    }
    return render(request, "approvals/submission.html", context, status=status)


def _answer_form(row: Submission) -> AnswerForm:
    return AnswerForm(initial={"step": row.step, "verdict": "agreed"}, auto_id="tra-loi-%s")


def _name_of(unit: Unit, on: date) -> str:
    return names_of([unit.pk], on)[unit.pk]


def _in_sight(number: int) -> Submission:
    """The submission, or 404 for one that the reader does not see."""
    row = reads.submission(number)
    if row is None:
        raise Http404
    return row


def trail_html(request: Visit, row: Submission) -> str:
    """The trail of a submission, for pages of the rooms above."""
    context = {"marks": reads.trail(row, request.on), "on": request.on, "row": row}
    return render_to_string("approvals/trail.html", context, request=request)
