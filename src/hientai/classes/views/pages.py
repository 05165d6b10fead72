"""Pages of classes: the list, one class, opening and withdrawing; what other pages show of them."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hientai.classes import queries
from hientai.classes.forms import OpenForm, WithdrawForm
from hientai.classes.models import TrainingClass
from hientai.classes.services import Terms, open_class
from hientai.classes.services import withdraw as withdraw_class
from hientai.organisations.queries import names_on, units_on
from hientai.programmes.models import Version
from hientai.programmes.queries.scope import writes
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day
from hientai.shared.vocabulary import DELIVERY_FORMS
from hientai.webkit.cells import Empty, Tone
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.lists import Badge, Column, Filter, Lines, Link, ListPage

VIEW, OPEN = "classes:view", "classes:open"
MOST = 6  # classes on the home page
OFFERED = ("city", "department", "district", "training_institution", "central_body")
TONES: dict[str, Tone] = {
    queries.COMING: "info",
    queries.RUNNING: "good",
    queries.OVER: "mute",
    queries.WITHDRAWN: "warn",
}


def state_words() -> dict[str, str]:
    """Where a class can stand, in words."""
    return {
        queries.COMING: _("sắp khai giảng"),
        queries.RUNNING: _("đang học"),
        queries.OVER: _("đã kết thúc"),
        queries.WITHDRAWN: _("đã rút"),
    }


def state_badge(one: TrainingClass, on: date) -> Badge:
    """Where a class stands on a day, as a badge."""
    state = queries.state_of(one, on)
    return Badge(state_words()[state], TONES[state])


@require_safe
@guarded(VIEW)
def classes(request: Visit) -> HttpResponseBase:
    """Every class, the last to begin first."""
    may_open = request.user.may(OPEN)
    page = ListPage(
        request,
        cards=True,
        title=_("Lớp học"),
        rows=queries.classes_on(request.on),
        columns=[
            Column("ten", _("Lớp"), _title, sort="title"),
            Column("chuong-trinh", pgettext("một", "Chương trình"), _programme, wide=True),
            Column("co-so", _("Cơ sở"), _where, wide=True),
            Column("thoi-gian", _("Thời gian"), _days, sort="starts_on"),
            Column("cho", _("Số chỗ"), lambda one: one.places, number=True, sort="places"),
            Column("tinh-trang", _("Tình trạng"), lambda one: state_badge(one, request.on)),
        ],
        filters=_filters(request.on),
        empty=_empty(may_open),
    )
    return page.render("classes/classes.html", {"may_open": may_open})


def _title(one: TrainingClass) -> Link:
    return Link(one.title, address(one), one.code)


def _programme(one: TrainingClass) -> Link:
    programme = one.version.programme
    href = reverse("programmes:programme", args=[programme.code])
    note = f"{programme.code} · " + _("bản %s") % one.version.number
    return Link(programme.title, f"{href}?ban={one.version.number}", note)


def _where(one: Any) -> Lines:
    return Lines(one.institution_name or one.institution.unit.code, one.form_label)


def _days(one: TrainingClass) -> Lines:
    return Lines(day(one.starts_on), _("đến %s") % day(one.ends_on))


def _filters(on: date) -> list[Filter]:
    return [
        Filter("tim", _("Tìm lớp"), apply=queries.found, placeholder=_("Tên, mã, chương trình")),
        Filter(
            "tinh-trang",
            _("Tình trạng"),
            choices=list(state_words().items()),
            apply=lambda rows, state: queries.in_state(rows, state, on),
        ),
        Filter(
            "hinh-thuc",
            _("Hình thức tổ chức"),
            choices=DELIVERY_FORMS.choices,
            apply=lambda rows, form: rows.filter(form=form),
        ),
    ]


def _empty(may_open: bool) -> Empty | str:
    if TrainingClass.objects.exists():
        return ""
    return Empty(
        _("Chưa có lớp nào."),
        _("Lớp được mở từ một chương trình đã phê duyệt, tại một cơ sở đã ghi hồ sơ."),
        reverse("classes:open_class") if may_open else "",
        _("Mở lớp"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(OPEN)
def open_one(request: Visit) -> HttpResponse:
    """A form for a class; what it can be opened from is what is in force on its first day."""
    versions = queries.versions_open(request.on)
    chosen = request.GET.get("ban", "")
    form = OpenForm(
        request.POST or None,
        versions=versions,
        items=queries.item_choices(request.on),
        initial={"version": chosen},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = _opened(request, form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã mở lớp %s.") % made.code)
            return redirect(address(made))
    status = 422 if request.method == "POST" else 200
    return render(request, "classes/open.html", _offered(request, form), status=status)


def _offered(request: Visit, form: OpenForm) -> dict[str, Any]:
    """The form, with the units and institutions to pick from as their codes are typed."""
    return {
        "form": form,
        "none": not form.versions,
        "units": [(u.code, u.name) for u in units_on(request.on) if u.type in OFFERED],
        "institutions": queries.institution_choices(request.on),
    }


def _opened(request: Visit, given: dict[str, Any]) -> TrainingClass:
    scheme, _bar, item = given.pop("item").partition("/")
    version, unit = given.pop("version"), given.pop("unit")
    institution = given.pop("institution")
    return open_class(
        actor=request.user,
        version=version,
        institution=institution,
        unit=unit,
        terms=Terms(scheme=scheme, item=item, **given),
        on=request.today,
    )


@require_safe
@guarded(VIEW)
def one(request: Visit, code: str) -> HttpResponse:
    """One class."""
    return _page(request, _of(request, code), WithdrawForm())


@require_POST
@guarded(OPEN)
def withdraw(request: Visit, code: str) -> HttpResponse:
    """Take a class back while it is empty."""
    held, form = _of(request, code), WithdrawForm(request.POST)
    if not writes(held.unit_id):
        raise Http404
    if not form.is_valid():
        return _page(request, held, form, status=422)
    withdraw_class(actor=request.user, held_class=held, on=request.today, **form.cleaned_data)
    messages.success(request, _("Đã rút lớp %s.") % held.code)
    return redirect(address(held))


def _page(
    request: Visit, held: TrainingClass, form: WithdrawForm, status: int = 200
) -> HttpResponse:
    state = queries.state_of(held, request.on)
    context = {
        "held": held,
        "form": form,
        "state": state_words()[state],
        "tone": TONES[state],
        "unit_name": names_on([held.unit_id], request.on).get(held.unit_id, held.unit.code),
        "may_withdraw": held.withdrawn_at is None
        and request.user.may(OPEN)
        and writes(held.unit_id)
        and not queries.people_in(held),
    }
    return render(request, "classes/class.html", context, status=status)


def of_programme(request: Visit, version: Version) -> str:
    """The classes of a programme, on its page."""
    held = list(queries.of_programme(version.programme_id))
    may_open = request.user.may(OPEN) and version.in_force is not None
    if not held and not may_open:
        return ""
    rows = [(one, state_badge(one, request.on)) for one in held[:10]]
    context = {"rows": rows, "total": len(held), "may_open": may_open, "version": version}
    return render_to_string("classes/of_programme.html", context, request=request)


def address(held: TrainingClass) -> str:
    """The page of a class."""
    return reverse("classes:class", args=[held.code])


def _of(request: Visit, code: str) -> TrainingClass:
    held = queries.class_of(code, request.on)
    if held is None:
        raise Http404
    return held


def under_way(request: Visit, _subject: None) -> str:
    """The classes that the reader's units open or hold now and soon; nothing where there are
    none."""
    rows = queries.under_way(request.on)
    held = [(one, state_badge(one, request.on)) for one in rows[:MOST]]
    if not held:
        return ""
    return render_to_string("classes/under_way.html", {"rows": held}, request=request)
