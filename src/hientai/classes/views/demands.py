"""Lists of demand: the list, one with what units said, opened, answered, dated, given up."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hientai.classes import services as verbs
from hientai.classes.forms import CloseForm, DateForm, DemandForm, WantForm
from hientai.classes.models import Demand, TrainingClass
from hientai.classes.queries import demands as reads
from hientai.classes.queries import institution_choices, item_choices, versions_open
from hientai.classes.views.pages import OFFERED, OPEN, VIEW, address
from hientai.organisations.queries import names_on, units_on
from hientai.programmes.queries.scope import writes
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day
from hientai.webkit.cells import Empty, Tone
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.lists import Badge, Column, Filter, Link, ListPage

WANT = "classes:want"
TONES: dict[str, Tone] = {"open": "info", "dated": "good", "closed": "mute"}


@require_safe
@guarded(VIEW)
def listing(request: Visit) -> HttpResponseBase:
    """Every list of demand, the last first."""
    may_open = request.user.may(OPEN)
    page = ListPage(
        request,
        cards=True,
        title=_("Nhu cầu mở lớp"),
        rows=reads.demands(),
        columns=[
            Column("ten", _("Lớp dự kiến"), _title, width=45),
            Column("khi", _("Thời gian dự kiến"), lambda one: one.when),
            Column("han", _("Ghi nhu cầu đến"), lambda one: one.answer_by, sort="answer_by"),
            Column("don-vi", _("Đơn vị đã ghi"), lambda one: one.units, number=True, wide=True),
            Column("nguoi", _("Số người"), lambda one: one.people or 0, number=True),
            Column("tinh-trang", _("Tình trạng"), badge),
        ],
        filters=[
            Filter("tim", _("Tìm"), apply=reads.found, placeholder=_("Tên lớp dự kiến")),
            Filter("tinh-trang", _("Tình trạng"), Demand.State.choices, _in_state),
        ],
        empty=_empty(may_open),
    )
    return page.render("classes/demands.html", {"may_open": may_open})


def _in_state(rows: Any, state: str) -> Any:
    return rows.filter(state=state)


def _empty(may_open: bool) -> Empty | str:
    if Demand.objects.exists():
        return ""
    return Empty(
        _("Chưa có danh sách nhu cầu nào."),
        _("Lấy nhu cầu của các đơn vị khi chưa định ngày; định ngày thì thành lớp."),
        reverse("classes:open_demand") if may_open else "",
        _("Lấy nhu cầu"),
    )


def _title(one: Demand) -> Link:
    return Link(one.title, where(one), one.programme.code)


def badge(one: Demand) -> Badge:
    """Where a list stands, as a badge."""
    return Badge(str(one.get_state_display()), TONES[one.state])


def where(one: Demand) -> str:
    """The page of a list."""
    return reverse("classes:demand", args=[one.pk])


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(OPEN)
def open_one(request: Visit) -> HttpResponseBase:
    """A list of demand for a programme."""
    form = DemandForm(request.POST or None, items=item_choices(request.on))
    if request.method == "POST" and form.is_valid():
        try:
            made = _opened(request, dict(form.cleaned_data))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã mở danh sách nhu cầu."))
            return redirect(where(made))
    units = [(u.code, u.name) for u in units_on(request.on) if u.type in OFFERED]
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "units": units}
    return render(request, "classes/open_demand.html", context, status=status)


def _opened(request: Visit, said: dict[str, Any]) -> Demand:
    scheme, _bar, item = said.pop("item").partition("/")
    programme, unit = said.pop("programme"), said.pop("unit")
    terms = verbs.DemandTerms(scheme=scheme, item=item, **said)
    return verbs.open_demand(
        actor=request.user, programme=programme, unit=unit, terms=terms, on=request.today
    )


@require_safe
@guarded(VIEW)
def one(request: Visit, number: int) -> HttpResponse:
    """A list with what units said."""
    return _page(request, _of(number), WantForm())


@require_POST
@guarded(WANT)
def want(request: Visit, number: int) -> HttpResponse:
    """Say how many of a unit want to come."""
    held, form = _of(number), WantForm(request.POST)
    if form.is_valid():
        try:
            verbs.want(actor=request.user, demand=held, on=request.on, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi nhu cầu."))
            return redirect(where(held))
    return _page(request, held, form, status=422)


def _page(request: Visit, held: Demand, form: WantForm, status: int = 200) -> HttpResponse:
    lines = reads.lines_of(held)
    names = names_on([held.unit_id, *(line.unit_id for line in lines)], request.on)
    keeps = writes(held.unit_id)
    is_open = held.state == Demand.State.OPEN
    context = {
        "held": held,
        "badge": badge(held),
        "unit_name": names.get(held.unit_id, held.unit.code),
        "lines": [(line, names.get(line.unit_id, line.unit.code)) for line in lines],
        "total": sum(line.people for line in lines),
        "form": form,
        "may_want": is_open and request.user.may(WANT) and (keeps or request.on <= held.answer_by),
        "may_date": is_open and keeps and request.user.may(OPEN),
        "units": [(u.code, u.name) for u in units_on(request.on) if u.type in OFFERED],
    }
    return render(request, "classes/demand.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(OPEN)
def date_it(request: Visit, number: int) -> HttpResponseBase:
    """Days and a place for what was wanted: it becomes a class."""
    held = _kept(number)
    versions = [v for v in versions_open(request.on) if v.programme_id == held.programme_id]
    people = sum(line.people for line in reads.lines_of(held))
    form = DateForm(
        request.POST or None,
        versions=versions,
        initial={"title": held.title, "places": people or "", "ground": held.ground},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = _dated(request, held, dict(form.cleaned_data))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã mở lớp %s.") % made.code)
            return redirect(address(made))
    context = {
        "held": held,
        "form": form,
        "people": people,
        "none": not versions,
        "institutions": institution_choices(request.on),
        "by": day(request.on),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "classes/date_demand.html", context, status=status)


def _dated(request: Visit, held: Demand, said: dict[str, Any]) -> TrainingClass:
    version, institution = said.pop("version"), said.pop("institution")
    slug = held.scheme.slug if held.scheme else ""
    return verbs.date_demand(
        actor=request.user,
        demand=held,
        version=version,
        institution=institution,
        terms=verbs.Terms(scheme=slug, item=held.item_id, **said),
        on=request.today,
    )


@require_POST
@guarded(OPEN)
def close(request: Visit, number: int) -> HttpResponse:
    """Give a list up."""
    held, form = _kept(number), CloseForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Ghi lý do khép danh sách nhu cầu."))
    else:
        verbs.close_demand(actor=request.user, demand=held, **form.cleaned_data)
        messages.success(request, _("Đã khép danh sách nhu cầu."))
    return redirect(where(held))


def _of(number: int) -> Demand:
    held = reads.demand_of(number)
    if held is None:
        raise Http404
    return held


def _kept(number: int) -> Demand:
    """A list that is open and that the reader keeps."""
    held = _of(number)
    if held.state != Demand.State.OPEN or not writes(held.unit_id):
        raise Http404
    return held
