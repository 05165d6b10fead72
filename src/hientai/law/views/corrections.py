"""One parameter over time with a form to correct it, and a correction from draft to revoked."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from hientai.law import papers, queries, services
from hientai.law.forms import CorrectionForm, RevokeForm
from hientai.law.models import Correction, State
from hientai.rules.decrees import parameter_of
from hientai.rules.engine import Decree, Parameter
from hientai.shared.refused import Refused
from hientai.webkit.cells import Tone
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.lists import Badge, Column, Filter, Lines, Link, ListPage

TONES: dict[str, Tone] = {State.DRAFT: "info", State.IN_FORCE: "good", State.REVOKED: "mute"}


@require_safe
@guarded("law:view")
def parameter(request: Visit, code: str) -> HttpResponse:
    """The whole history of a parameter: shipped and corrected values, and a form to correct it."""
    decree, known = _known(code)
    return _parameter_page(request, decree, known, CorrectionForm(known))


@require_POST
@guarded("law:correct")
def write(request: Visit, code: str) -> HttpResponseBase:
    """Write a correction down as a draft and go on to try it."""
    decree, known = _known(code)
    form = CorrectionForm(known, request.POST)
    if form.is_valid():
        try:
            made = services.draft_correction(
                actor=request.user, parameter=known.code, **form.cleaned_data
            )
            return redirect("law:correction", pk=made.pk)
        except Refused as refused:
            form.add_error(None, str(refused))
    return _parameter_page(request, decree, known, form)


@require_safe
@guarded("law:view")
def corrections(request: Visit) -> HttpResponseBase:
    """Every correction ever written, the newest first."""
    page = ListPage(
        request,
        title=_("Điều chỉnh tham số"),
        rows=queries.corrections_kept(),
        columns=_columns(),
        filters=[Filter("trang-thai", _("Trạng thái"), State.choices, _in_state)],
        empty=_("Chưa có điều chỉnh nào. Mở một tham số ở trang Pháp luật để sửa."),
    )
    return page.render("law/corrections.html")


@require_safe
@guarded("law:view")
def correction(request: Visit, pk: int) -> HttpResponse:
    """One correction beside the shipped value; what it changes is tried before it is accepted."""
    return _correction_page(request, _found(pk), RevokeForm())


@require_POST
@guarded("law:correct")
def accept(request: Visit, pk: int) -> HttpResponseBase:
    """Let a draft come into force."""
    made = services.accept_correction(actor=request.user, correction=_found(pk).pk)
    messages.success(request, _("Điều chỉnh đã được áp dụng; mọi kết quả từ nay xét theo đó."))
    return redirect("law:correction", pk=made.pk)


@require_POST
@guarded("law:correct")
def discard(request: Visit, pk: int) -> HttpResponseBase:
    """Throw a draft away."""
    code = services.discard_draft(actor=request.user, correction=_found(pk).pk)
    messages.success(request, _("Đã bỏ bản nháp; không có gì thay đổi."))
    return redirect("law:parameter", code=code)


@require_POST
@guarded("law:correct")
def revoke(request: Visit, pk: int) -> HttpResponseBase:
    """Take a correction out of force, on a ground."""
    made, form = _found(pk), RevokeForm(request.POST)
    if not form.is_valid():
        return _correction_page(request, made, form)
    services.revoke_correction(actor=request.user, correction=pk, **form.cleaned_data)
    messages.success(request, _("Đã thu hồi; giá trị gốc được áp dụng trở lại."))
    return redirect("law:correction", pk=pk)


def _known(code: str) -> tuple[Decree, Parameter]:
    try:
        return parameter_of(code)
    except Refused as unknown:
        raise Http404 from unknown


def _found(pk: int) -> Correction:
    made = queries.correction(pk)
    if made is None:
        raise Http404
    return made


def _parameter_page(
    request: Visit, decree: Decree, known: Parameter, form: CorrectionForm
) -> HttpResponse:
    kept = list(queries.corrections_kept(known.code))
    context = {
        "decree": decree,
        "parameter": known,
        "history": papers.history(known, queries.corrections()),
        "today": request.on,
        "kept": [(one, queries.shown(one), _days(one), TONES[one.state]) for one in kept],
        "form": form,
    }
    return render(request, "law/parameter.html", context)


def _correction_page(request: Visit, made: Correction, form: RevokeForm) -> HttpResponse:
    decree, known = parameter_of(made.parameter)
    context = {
        "correction": made,
        "decree": decree,
        "parameter": known,
        "value": known.shown(made.value),
        "days": _days(made),
        "shipped": papers.shipped_in(known, made),
        "tone": TONES[made.state],
        "form": form,
    }
    return render(request, "law/correction.html", context)


def _days(made: Correction) -> str:
    return papers.days_told(*queries.days_of(made))


def _in_state(rows: Any, state: str) -> Any:
    return rows.filter(state=state)


def _columns() -> list[Column]:
    return [
        Column("what", _("Tham số"), _what),
        Column("value", _("Giá trị sửa"), lambda row: Lines(queries.shown(row), _days(row))),
        Column("clause", pgettext("văn bản", "Căn cứ"), lambda row: Lines(row.clause, row.source)),
        Column("sure", _("Độ chắc"), lambda row: str(papers.CERTAINTIES[row.certainty]), wide=True),
        Column("state", _("Trạng thái"), _state, sort="state"),
        Column("written", _("Nhập lúc"), lambda row: row.written_at.date(), sort="written_at"),
        Column("by", _("Người nhập"), lambda row: row.written_by, wide=True),
        Column("code", _("Mã"), lambda row: row.parameter, only_download=True),
    ]


def _what(row: Correction) -> Link:
    decree, known = parameter_of(row.parameter)
    return Link(_(known.title), reverse("law:correction", args=[row.pk]), _(decree.short))


def _state(row: Correction) -> Badge:
    return Badge(str(State(row.state).label), TONES[row.state])
