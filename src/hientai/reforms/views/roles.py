"""Roles that fell with a unit without one successor: the list of them, and where each one goes."""

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hientai.accounts.domain import label_of
from hientai.reforms import queries, services
from hientai.reforms.forms import RoleForm
from hientai.reforms.models import CarriedRole
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day, number
from hientai.webkit.cells import Empty
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.lists import Column, Lines, Link, ListPage

PERMISSION = "accounts:manage"


@require_safe
@guarded(PERMISSION)
def lost(request: Visit) -> HttpResponseBase:
    """Every role that waits for a decision."""
    page = ListPage(
        request,
        title=_("Vai trò chờ phân công lại"),
        rows=queries.lost_roles(),
        columns=[
            Column("nguoi-dung", _("Người dùng"), _user),
            Column("vai-tro", _("Vai trò"), lambda one: label_of(one.left.role)),
            Column("don-vi", _("Đơn vị cũ"), lambda one: one.left.unit.code),
            Column("ngay", _("Kết thúc từ"), lambda one: one.reform.on, sort="reform__on"),
            Column("dot", _("Đợt sắp xếp"), _act),
        ],
        empty=Empty(
            _("Không có vai trò nào chờ phân công lại."),
            _("Vai trò hiện ở đây khi một đợt sắp xếp chia tách hoặc giải thể đơn vị của vai trò."),
            reverse("reforms:reforms"),
            _("Xem các đợt sắp xếp"),
        ),
    )
    return page.render("reforms/lost_roles.html")


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(PERMISSION)
def decide(request: Visit, number: int) -> HttpResponseBase:
    """A form for where a role goes; or it is left to end."""
    held = get_object_or_404(queries.lost_roles(), pk=number)
    form = RoleForm(request.POST or None, units=queries.suggestions(held))
    if request.method == "POST" and "thoi" in request.POST:
        services.let_end(actor=request.user, lost=held)
        messages.success(request, _("Đã ghi nhận vai trò kết thúc."))
        return redirect("reforms:lost_roles")
    if request.method == "POST" and form.is_valid():
        try:
            return _reassigned(request, held, form)
        except Refused as refused:
            form.add_error("ma", str(refused))
    status = 422 if request.method == "POST" else 200
    context = {"lost": held, "form": form, "role": label_of(held.left.role)}
    return render(request, "reforms/decide_role.html", context, status=status)


def _reassigned(request: Visit, held: CarriedRole, form: RoleForm) -> HttpResponseBase:
    services.reassign(actor=request.user, lost=held, units=form.units)
    told = {
        "user": held.left.user,
        "n": number(len(form.units)),
        "day": day(held.reform.on),
    }
    words = _("Từ ngày %(day)s, %(user)s giữ vai trò tại %(n)s đơn vị đã chọn.")
    messages.success(request, words % told)
    return redirect("reforms:lost_roles")


def _user(one: CarriedRole) -> Link:
    href = reverse("reforms:decide_role", args=[one.pk])
    return Link(str(one.left.user), href, one.left.user.username)


def _act(one: CarriedRole) -> Lines:
    return Lines(one.reform.name, one.reform.ground)
