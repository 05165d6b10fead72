"""Who holds which role where, on the day of the page; roles given and ended (A1)."""

from collections.abc import Sequence
from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hientai.accounts import queries, services
from hientai.accounts.domain import ROLES, label_of
from hientai.accounts.domain.roles import PERMISSIONS, PUBLIC, role_of
from hientai.accounts.forms import DeputyForm, EndForm, GrantForm
from hientai.accounts.models import Deputy, RoleAssignment
from hientai.organisations.queries import names_on, subtree_ids, unit_on
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day
from hientai.webkit.day import Visit
from hientai.webkit.guard import SIGNED_IN, guarded
from hientai.webkit.lists import Column, Empty, Filter, Lines, Link, ListPage

PERMISSION = "accounts:roles"


@require_safe
@guarded(PERMISSION)
def listing(request: Visit) -> HttpResponseBase:
    """Who holds what here, as of the day."""
    page = ListPage(
        request,
        title=_("Ai giữ vai trò gì"),
        rows=queries.holders_on(request.on).order_by("unit__code", "role", "user__name"),
        dress=lambda rows: _named(rows, request),
        columns=[
            Column("nguoi", _("Người giữ"), _holder, sort="user__name", width=30),
            Column("ten", _("Tên đăng nhập"), lambda r: r.user.username, only_download=True),
            Column("vai-tro", _("Vai trò"), lambda r: label_of(r.role), sort="role", width=26),
            Column("don-vi", _("Đơn vị"), lambda r: Lines(r.unit_name, r.unit.code), width=40),
            Column("tu", _("Từ ngày"), lambda r: r.period.lower, sort="period"),
            Column("den", _("Đến hết ngày"), lambda r: last_day(r) or "–"),
            Column("thay", _("Người làm thay"), _standing_in, width=30),
            Column("can-cu", _("Căn cứ"), lambda r: r.ground or "–", width=36),
        ],
        filters=[
            Filter("tim", _("Tìm tên người giữ"), apply=queries.held_by),
            Filter(
                "vai-tro",
                _("Vai trò"),
                choices=[(r.code, label_of(r.code)) for r in ROLES],
                apply=lambda rows, code: rows.filter(role=code),
            ),
            Filter("don-vi", _("Mã đơn vị"), apply=lambda rows, code: _under(rows, code, request)),
        ],
        empty=Empty(_("Không ai giữ vai trò nào khớp vào ngày này.")),
        download=PERMISSION,
    )
    return page.render("accounts/roles.html")


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(PERMISSION)
def give(request: Visit) -> HttpResponse:
    """A form that gives a role."""
    first = {"since": f"{request.today:%d/%m/%Y}", "user": request.GET.get("nguoi", "")}
    form = GrantForm(request.POST or None, initial=first, top=queries.gives_from_the_top())
    if request.method == "POST" and form.is_valid():
        try:
            held = services.give_role(actor=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã giao vai trò."))
            return redirect("accounts:role", held.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/give_role.html", {"form": form}, status=status)


@require_safe
@guarded(PERMISSION)
def one(request: Visit, number: int) -> HttpResponse:
    """One role that somebody holds, and who stands in for it."""
    return page_of(request, get_object_or_404(queries.roles_given_here(), pk=number))


@require_POST
@guarded(PERMISSION)
def end(request: Visit, number: int) -> HttpResponse:
    """Let a role end from a day on."""
    held = get_object_or_404(queries.roles_given_here(), pk=number)
    form = EndForm(request.POST)
    if form.is_valid():
        try:
            services.end_role(held=held, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Vai trò thôi từ %s.") % day(form.cleaned_data["on"]))
            return redirect("accounts:roles")
    return page_of(request, held, end_form=form, status=422)


@require_safe
@guarded(SIGNED_IN)
def table(request: Visit) -> HttpResponse:
    """What each role may do: the table that the guard of every page reads."""
    told = [
        (_(role.label), [_(PERMISSIONS[code]) for code in PERMISSIONS if code in role.permissions])
        for role in ROLES
    ]
    rows = [*told, (_(PUBLIC.label), [_("Xem các trang công khai, không cần tài khoản")])]
    context = {"rows": rows, "manages": request.user.may(PERMISSION)}
    return render(request, "accounts/role_table.html", context)


def page_of(
    request: Visit,
    held: RoleAssignment,
    *,
    end_form: EndForm | None = None,
    deputy_form: DeputyForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of one role, with the form that was just refused, if one was."""
    ended = held.period.upper is not None and held.period.upper <= request.today
    context = {
        "held": held,
        "role": label_of(held.role),
        "unit_name": names_on([held.unit_id], request.on).get(held.unit_id, held.unit.code),
        "last_day": last_day(held),
        "deputies": [(one, last_day(one)) for one in queries.deputies_of(held)],
        "ended": ended,
        "personal": role_of(held.role).is_personal,
        "end_form": end_form or EndForm(auto_id="thoi_%s"),
        "deputy_form": deputy_form or DeputyForm(auto_id="thay_%s"),
    }
    return render(request, "accounts/role.html", context, status=status)


def last_day(one: RoleAssignment | Deputy) -> str:
    """The last day of something dated, "" where none is set."""
    until = one.period.upper
    return day(until - timedelta(days=1)) if until else ""


def _named(rows: Sequence[RoleAssignment], request: Visit) -> Sequence[RoleAssignment]:
    names = names_on([row.unit_id for row in rows], request.on)
    for row in rows:
        row.unit_name = names.get(row.unit_id, row.unit.code)  # type: ignore[attr-defined]
    return rows


def _holder(row: RoleAssignment) -> Link:
    return Link(str(row.user), reverse("accounts:role", args=[row.pk]), row.user.username)


def _standing_in(row: RoleAssignment) -> str:
    told = [f"{one.user} ({last_day(one)})" for one in row.standing_in]  # type: ignore[attr-defined]
    return "; ".join(told) or "–"


def _under(rows: object, code: str, request: Visit) -> object:
    unit = unit_on(code.strip().upper(), request.on)
    ids = subtree_ids(unit.unit_id, request.on) if unit else []
    return rows.filter(unit__in=ids)  # type: ignore[attr-defined]
