"""Pages of forms: the list, opening one, one form with its results, its end."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hientai.classes.models import TrainingClass
from hientai.classes.queries import class_of
from hientai.evaluation.domain import states
from hientai.evaluation.domain.criteria import BY_TOPIC
from hientai.evaluation.forms import EndForm, OpenForm, WithdrawForm
from hientai.evaluation.models import Form
from hientai.evaluation.queries import forms as reads
from hientai.evaluation.queries import results, teaching
from hientai.evaluation.queries.learners import learners, without_account
from hientai.evaluation.queries.templates import template_on
from hientai.evaluation.services import counting, opening
from hientai.evaluation.services.opening import Taught, Terms
from hientai.evaluation.views import shared
from hientai.evaluation.views.parts import chart_of_results
from hientai.evaluation.views.shared import OPEN, VIEW, Asked, address, crumbs, said
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day, typed_day
from hientai.webkit.cells import Empty
from hientai.webkit.day import Visit, today
from hientai.webkit.guard import guarded
from hientai.webkit.lists import Column, Filter, Lines, Link, ListPage

METHODS = ["GET", "HEAD", "POST"]


@require_safe
@guarded(VIEW)
def forms(request: Visit) -> HttpResponseBase:
    """Every form in sight, the last opened first."""
    page = ListPage(
        request,
        cards=True,
        title=_("Phiếu đánh giá"),
        rows=reads.forms(),
        columns=[
            Column("lop", _("Lớp"), _of_class, sort="training_class__title"),
            Column("thoi-gian", _("Thời gian thu phiếu"), _days, sort="opens_on"),
            Column("hoc-vien", _("Học viên"), lambda one: one.learners, number=True),
            Column("phieu", _("Phiếu thu về"), lambda one: one.received, number=True, wide=True),
            Column("chi-so", _("Chỉ số chung"), _index, number=True),
            Column("tinh-trang", _("Tình trạng"), shared.badge, sort="state"),
        ],
        filters=_filters(),
        dress=_dressed,
        empty=_empty(),
    )
    return page.render("evaluation/forms.html", {"may_read": request.user.may("classes:view")})


def _dressed(rows: Any) -> list[Form]:
    found = list(rows)
    figures = results.indices(found)
    for form in found:
        form.figures = figures.get(form.pk)
    return found


def _index(form: Any) -> Any:
    figure = form.figures.whole if getattr(form, "figures", None) else None
    return Lines(results.two_places(figure), figure.band) if figure and figure.number else "–"


def _of_class(form: Form) -> Link:
    return Link(form.training_class.title, address(form), form.training_class.code)


def _days(form: Form) -> Lines:
    return Lines(day(form.opens_on), _("đến %s") % day(form.closes_on))


def _filters() -> list[Filter]:
    choices = [(code, _(words)) for code, words in states.STATES.items()]
    return [
        Filter("tim", _("Tìm lớp"), apply=reads.found, placeholder=_("Tên, mã")),
        Filter(
            "tinh-trang",
            _("Tình trạng"),
            choices=choices,
            apply=lambda rows, state: rows.filter(state=state),
        ),
    ]


def _empty() -> Empty | str:
    if Form.objects.exists():
        return ""
    return Empty(
        _("Chưa có phiếu đánh giá nào."),
        _("Phiếu đánh giá được mở từ trang của một lớp."),
        reverse("classes:classes"),
        _("Lớp học"),
    )


@require_http_methods(METHODS)
@guarded(OPEN)
def open_one(request: Visit, code: str) -> HttpResponse:
    """A form for a class: when, how learners answer, who taught which topic."""
    held = class_of(code, request.on)
    if held is None or not reads.writes(held):
        raise Http404
    there = reads.of_class(held)
    if there is not None:
        return redirect(address(there))
    form = OpenForm(request.POST or None, initial=_first_days(held))
    if request.method == "POST" and form.is_valid():
        try:
            made = _opened(request, held, form.cleaned_data)
            return redirect(said(request, _("Đã mở phiếu đánh giá."), address(made)))
        except Refused as refused:
            form.add_error(None, str(refused))
    status = 422 if request.method == "POST" else 200
    return render(request, "evaluation/open.html", _to_open(request, held, form), status=status)


def _first_days(held: TrainingClass) -> dict[str, Any]:
    first = max(held.ends_on, today())
    return {
        "opens_on": typed_day(first),
        "closes_on": typed_day(first + timedelta(days=7)),
        "slips": without_account(held.pk) or None,
    }


def _to_open(request: Visit, held: TrainingClass, form: OpenForm) -> dict[str, Any]:
    template = template_on(today(), held.unit_id)
    lecturers = teaching.offered(held, request.on)
    known = {one.pk for one, _able in lecturers}
    return {
        "held": held,
        "form": form,
        "crumbs": [(_("Lớp học"), reverse("classes:class", args=[held.code]))],
        "template": template,
        "topics": teaching.topics_of(held, request.POST, known),
        "offered": lecturers,
        "learners": len(learners(held)),
        "without": without_account(held.pk),
        "lines": len(template.indicators) - len(template.of(BY_TOPIC)),
        "each": len(template.of(BY_TOPIC)),
    }


def _opened(request: Visit, held: TrainingClass, given: dict[str, Any]) -> Form:
    given["slips"] = given["slips"] or 0
    known = {str(one.pk): one for one, _qualified in teaching.offered(held, request.on)}
    taught = [
        Taught(one.topic, known.get(one.lecturer), one.name if not one.lecturer else "")
        for one in teaching.topics_of(held, request.POST)
        if one.is_asked
    ]
    return opening.open_form(
        actor=request.user, training_class=held, terms=Terms(**given), taught=taught, on=today()
    )


@require_safe
@guarded(VIEW)
def one(request: Visit, number: int) -> HttpResponse:
    """One form: how far it is, and once it is counted what was found."""
    form = shared.form_or_404(number)
    whole = reads.reads(form.training_class)
    context = {
        "held": form,
        "badge": shared.badge(form),
        "whole": whole,
        "answered": reads.answered(form) if whole else None,
        "may_write": request.user.may(OPEN) and reads.writes(form.training_class),
        "may_count": form.state == states.OPEN and form.closes_on < today(),
        "is_open": form.state == states.OPEN,
        "actions": list(form.actions.select_related("owner", "lecturer").order_by("due_on")),
    }
    if form.state == states.COUNTED:
        found = results.results_of(form)
        context |= {"results": found, "chart": chart_of_results(found)}
        if whole:
            context |= {"remarks": [results.remarks_of(form, at) for at in range(2)]}
    return render(request, "evaluation/form.html", context)


@require_POST
@guarded(OPEN)
def count(request: Visit, number: int) -> HttpResponse:
    """Count a form whose last day is over."""
    form = shared.form_or_404(number, to_write=True)
    held = counting.count_form(actor=request.user, form=form, on=today())
    if held.state == states.COUNTED:
        messages.success(request, _("Đã tổng hợp phiếu đánh giá."))
    else:
        messages.warning(
            request, _("Chưa đủ năm phiếu hợp lệ: các phiếu đã được hủy mà không đọc nội dung.")
        )
    return redirect(address(held))


@require_http_methods(METHODS)
@guarded(OPEN)
def move_end(request: Visit, number: int) -> HttpResponse:
    """Another last day for a form that takes answers."""
    held = shared.form_or_404(number, to_write=True)
    asked = Asked(_("Đổi ngày cuối thu phiếu"), crumbs(held), _("Ghi"))

    def done(given: dict[str, Any]) -> str:
        opening.move_end(actor=request.user, form=held, on=today(), **given)
        return said(request, _("Đã đổi ngày cuối thu phiếu."), address(held))

    initial = {"closes_on": typed_day(held.closes_on)}
    return shared.form_page(request, EndForm(request.POST or None, initial=initial), asked, done)


@require_http_methods(METHODS)
@guarded(OPEN)
def withdraw(request: Visit, number: int) -> HttpResponse:
    """Withdraw a form; what was answered is destroyed unread."""
    held = shared.form_or_404(number, to_write=True)
    note = _("Các phiếu đã thu bị hủy mà không đọc nội dung; không lấy lại được.")
    asked = Asked(_("Hủy phiếu đánh giá"), crumbs(held), _("Hủy phiếu"), note)

    def done(given: dict[str, Any]) -> str:
        opening.withdraw_form(actor=request.user, form=held, **given)
        return said(request, _("Đã hủy phiếu đánh giá."), address(held))

    return shared.form_page(request, WithdrawForm(request.POST or None), asked, done)
