"""The second step of signing in: a code, or an app to be set up where a role asks for one (A3)."""

import io
from typing import Any

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hientai.accounts.domain import codes
from hientai.accounts.domain.steps import Next
from hientai.accounts.forms import AppForm, CodeForm
from hientai.accounts.models import Factor, User
from hientai.accounts.services.factors import new_secret, register_app, try_code
from hientai.accounts.services.limits import closed, count_wrong
from hientai.accounts.services.sealed import opened, sealed
from hientai.accounts.services.signing_in import Pending, finish, pending
from hientai.accounts.views.going_on import go_on
from hientai.shared.refused import Refused
from hientai.webkit.guard import PUBLIC, guarded

SECRET = "app_secret"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@guarded(PUBLIC)
def code(request: HttpRequest) -> HttpResponse:
    """A code of the app, one kept on paper, or a passkey."""
    waiting = pending(request)
    if waiting is None or waiting.needs is not Next.CODE:
        return _from_the_start(request)
    if refused := closed(request, waiting.user.username):
        return refused
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _right(request, waiting, form):
        finish(request, waiting.user, waiting.by)
        return go_on(Next.NOTHING, waiting.user, waiting.to)
    kinds = set(Factor.objects.filter(user=waiting.user).values_list("kind", flat=True))
    context = {"form": form, "kinds": kinds, "user_named": waiting.user}
    return render(request, "accounts/code.html", context, status=_status(request))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@guarded(PUBLIC)
def set_up(request: HttpRequest) -> HttpResponse:
    """An app is set up before the session opens, for the user's role asks for one."""
    waiting = pending(request)
    if waiting is None or waiting.needs is not Next.SET_UP:
        return _from_the_start(request)
    if refused := closed(request, waiting.user.username):
        return refused
    form, kept = registered(request, waiting.user)
    if kept is None:
        return app_page(request, waiting.user, form, demanded=True)
    finish(request, waiting.user, waiting.by)
    return codes_page(request, kept, waiting.to)


def registered(request: HttpRequest, user: User) -> tuple[AppForm, list[str] | None]:
    """The form of an app's first code; where that code was right, the codes to keep on paper."""
    form = AppForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return form, None
    try:
        kept = register_app(
            user=user,
            secret=_secret(request, user),
            typed=form.cleaned_data["code"],
            now=timezone.now(),
        )
    except Refused as refused:
        count_wrong(request, user.username)
        form.add_error("code", str(refused))
        return form, None
    request.session.pop(SECRET, None)
    return form, kept


def app_page(
    request: HttpRequest, user: User, form: AppForm, *, demanded: bool = False
) -> HttpResponse:
    """The page with the picture that an app reads."""
    secret = _secret(request, user)
    context = {
        "form": form,
        "demanded": demanded,
        "picture": _picture(codes.app_address(secret, user.username)),
        "spelled": codes.grouped(codes.spelled(secret)),
    }
    return render(request, "accounts/app.html", context, status=_status(request))


def codes_page(request: HttpRequest, kept: list[str], to: str) -> HttpResponse:
    """The codes to keep on paper, shown this once."""
    if not kept:
        messages.success(request, _("Đã đăng ký ứng dụng xác thực."))
        return redirect(to or "accounts:security")
    return render(request, "accounts/codes.html", {"codes": kept, "to": to})


def _right(request: HttpRequest, waiting: Pending, form: CodeForm) -> bool:
    typed = form.cleaned_data["code"]
    try:
        if try_code(user=waiting.user, typed=typed, now=timezone.now()):
            return True
        form.add_error("code", _("Mã không đúng, hoặc đã được dùng."))
    except Refused as refused:
        form.add_error("code", str(refused))
    count_wrong(request, waiting.user.username)
    return False


def _secret(request: HttpRequest, user: User) -> bytes:
    """The secret this browser is setting up, made at the first look."""
    of = f"{SECRET}:{user.pk}"
    kept: dict[str, Any] | None = opened(request.session.get(SECRET, ""), of=of)
    if kept is None:
        kept = {"secret": new_secret().hex()}
        request.session[SECRET] = sealed(kept, of=of)
    return bytes.fromhex(kept["secret"])


def _picture(address: str) -> SafeString:
    drawn = io.BytesIO()
    title = _("Mã QR để quét bằng ứng dụng xác thực")
    segno.make(address, error="m").save(
        drawn, kind="svg", scale=5, border=2, xmldecl=False, svgns=True, title=title, omitsize=False
    )
    return mark_safe(drawn.getvalue().decode())


def _status(request: HttpRequest) -> int:
    return 422 if request.method == "POST" else 200


def _from_the_start(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect("home")
    messages.warning(request, _("Bước đăng nhập này đã hết hạn. Hãy đăng nhập lại."))
    return redirect("accounts:sign_in")
