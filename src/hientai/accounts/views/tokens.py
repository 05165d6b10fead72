"""Tokens of programs: the own ones, made and revoked; and those of the accounts looked after."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hientai.accounts import queries
from hientai.accounts.domain import label_of
from hientai.accounts.forms import TokenForm
from hientai.accounts.models import RoleAssignment, Token, User
from hientai.accounts.services.signing_in import lately_proved
from hientai.accounts.services.tokens import make_token, revoke_token
from hientai.organisations.queries import names_on
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day
from hientai.webkit.day import Visit
from hientai.webkit.guard import SIGNED_IN, guarded
from hientai.webkit.lists import Badge, Column, Empty, Filter, Lines, Link, ListPage

PERMISSION = "accounts:manage"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@guarded(SIGNED_IN)
def own(request: Visit) -> HttpResponse:
    """The own tokens, and a form that makes one; its word is shown this once."""
    roles = _own_roles(request.user, request.today)
    names = {pk: words for pk, (_role, words) in roles.items()}
    form = TokenForm(request.POST if request.method == "POST" else None, roles=names)
    if request.method == "POST" and not lately_proved(request):
        return redirect(f"{reverse('accounts:again')}?next={reverse('accounts:tokens')}")
    if request.method == "POST" and form.is_valid():
        made = _made(request, form, roles)
        if made is not None:
            return render(request, "accounts/token_made.html", made)
    context = {
        "form": form,
        "roles": roles,
        "tokens": [(one, state_of(one, request.today)) for one in queries.tokens_of(request.user)],
        "proved": lately_proved(request),
        "again": f"{reverse('accounts:again')}?next={reverse('accounts:tokens')}",
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/tokens.html", context, status=status)


def _made(
    request: Visit, form: TokenForm, roles: dict[int, tuple[RoleAssignment, str]]
) -> dict[str, Any] | None:
    """The token made and its word; None where the form says why not."""
    given = form.cleaned_data
    held, words = roles[int(given["held"])]
    try:
        token, word = make_token(
            user=request.user,
            held=held,
            unit=given["unit"] or held.unit,
            name=given["name"],
            days=given["days"],
            reads_only=not given["may_write"],
            on=request.today,
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return None
    return {"token": token, "word": word, "role": words}


@require_POST
@guarded(SIGNED_IN)
def revoke(request: Visit, number: int) -> HttpResponse:
    """Revoke one of the own tokens."""
    mine = get_object_or_404(queries.tokens_of(request.user), pk=number)
    _revoked(request, mine)
    return redirect("accounts:tokens")


@require_safe
@guarded(PERMISSION)
def managed(request: Visit) -> HttpResponseBase:
    """Every token of the accounts that are looked after here."""
    page = ListPage(
        request,
        title=_("Mã truy cập API"),
        rows=queries.tokens(),
        columns=[
            Column("dung-cho", _("Dùng cho"), _called, sort="name"),
            Column("cua", _("Của"), _owner, sort="user__name"),
            Column("vai-tro", _("Vai trò"), _role),
            Column("han", _("Dùng được đến hết ngày"), lambda t: t.last_day, sort="last_day"),
            Column("gan-nhat", _("Dùng gần nhất"), _last, sort="used_at"),
            Column("trang-thai", _("Trạng thái"), lambda t: state_of(t, request.today)),
        ],
        filters=[Filter("tim", _("Tìm tên"), apply=_found)],
        empty=Empty(_("Chưa có mã truy cập nào.")),
    )
    return page.render("accounts/managed_tokens.html")


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(PERMISSION)
def revoke_managed(request: Visit, number: int) -> HttpResponse:
    """Asked again, then revoked: the program that uses the token stops at once."""
    token = get_object_or_404(queries.tokens(), pk=number)
    if request.method == "POST":
        _revoked(request, token)
        return redirect("accounts:managed_tokens")
    context = {
        "token": token,
        "role": label_of(token.assignment.role),
        "state": state_of(token, request.today),
    }
    return render(request, "accounts/revoke_token.html", context)


def state_of(token: Token, on: date) -> Badge:
    """Whether a token opens on a day, as a coloured word."""
    if token.revoked_at is not None:
        return Badge(_("đã thu hồi"), "mute")
    if token.last_day < on:
        return Badge(_("hết hạn"), "mute")
    if on not in token.assignment.period:
        return Badge(_("vai trò đã thôi"), "warn")
    return Badge(_("đang dùng được"), "good")


def _own_roles(user: User, on: date) -> dict[int, tuple[RoleAssignment, str]]:
    """The own roles of today with their words."""
    own = [role for role in user.held if role.deputy_id is None]
    names = names_on([role.unit_id for role in own], on)
    return {
        role.pk: (role, f"{label_of(role.role)} · {names.get(role.unit_id, role.unit.code)}")
        for role in own
    }


def _revoked(request: Visit, token: Token) -> None:
    if revoke_token(token=token, by=request.user):
        messages.success(request, _("Đã thu hồi mã truy cập “%s”.") % token.name)


def _found(rows: Any, text: str) -> Any:
    users = queries.found(User.objects.filter(tokens__in=rows).distinct(), text)
    return rows.filter(user__in=users.values("pk")) | rows.filter(name__unaccent__icontains=text)


def _called(token: Token) -> Link:
    address = reverse("accounts:revoke_managed_token", args=[token.pk])
    return Link(token.name, address, f"{token.start}…")


def _owner(token: Token) -> Lines:
    return Lines(str(token.user), token.user.username)


def _role(token: Token) -> Lines:
    wide = _("chỉ xem") if token.reads_only else _("xem và ghi")
    return Lines(label_of(token.assignment.role), f"{token.unit.code} · {wide}")


def _last(token: Token) -> str:
    return day(timezone.localdate(token.used_at)) if token.used_at else _("chưa lần nào")
