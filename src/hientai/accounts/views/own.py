"""The own way of signing in: second factor, passkeys, linked identities, sessions (A3)."""

from django.contrib import messages
from django.contrib.auth.hashers import check_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hientai.accounts import queries
from hientai.accounts.forms import AgainForm
from hientai.accounts.models import Factor
from hientai.accounts.services import factors
from hientai.accounts.services.limits import closed, count_wrong
from hientai.accounts.services.provider import provider
from hientai.accounts.services.sessions import end_session, end_sessions, hashed
from hientai.accounts.services.signing_in import lately_proved, prove_again
from hientai.accounts.views.going_on import own_page
from hientai.accounts.views.steps import app_page, codes_page, registered
from hientai.webkit.day import Visit
from hientai.webkit.guard import SIGNED_IN, guarded

PAGE = "accounts:security"


@never_cache
@require_safe
@guarded(SIGNED_IN)
def security(request: Visit) -> HttpResponse:
    """All that the own account is opened with, and where it is open now."""
    held = list(queries.factors_of(request.user))
    context = {
        "app": next((f for f in held if f.kind == Factor.Kind.APP), None),
        "passkeys": [f for f in held if f.kind == Factor.Kind.PASSKEY],
        "left": factors.left_of(held),
        "demanded": factors.demanded_of(request.user),
        "provider": provider(),
        "identities": queries.identities_of(request.user),
        "sessions": queries.sessions_of(request.user),
        "here": hashed(request.session.session_key or ""),
    }
    return render(request, "accounts/security.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@guarded(SIGNED_IN)
def app(request: Visit) -> HttpResponse:
    """Register an authenticator app."""
    if not lately_proved(request):
        return _again(request, "accounts:app")
    form, kept = registered(request, request.user)
    if kept is None:
        return app_page(request, request.user, form)
    return codes_page(request, kept, "")


@require_POST
@guarded(SIGNED_IN)
def recovery(request: Visit) -> HttpResponse:
    """New codes to keep on paper, shown this once."""
    if not lately_proved(request):
        return _again(request, PAGE)
    if not factors.has_factor(request.user):
        messages.warning(request, _("Đăng ký ứng dụng hoặc khóa truy cập trước."))
        return redirect(PAGE)
    return codes_page(request, factors.new_recovery_codes(user=request.user), "")


@require_POST
@guarded(SIGNED_IN)
def remove(request: Visit, number: int) -> HttpResponse:
    """Take an app or a passkey away."""
    if not lately_proved(request):
        return _again(request, PAGE)
    mine = queries.factors_of(request.user).exclude(kind=Factor.Kind.RECOVERY)
    factors.remove_factor(factor=get_object_or_404(mine, pk=number))
    messages.success(request, _("Đã bỏ."))
    return redirect(PAGE)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@guarded(SIGNED_IN)
def again(request: Visit) -> HttpResponse:
    """The own password once more, before the way of signing in is changed."""
    if refused := closed(request, request.user.username):
        return refused
    form = AgainForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if check_password(form.cleaned_data["password"], request.user.password):
            prove_again(request)
            return redirect(own_page(request, request.POST.get("next", ""), PAGE))
        count_wrong(request, request.user.username)
        form.add_error("password", _("Mật khẩu không đúng."))
    context = {"form": form, "next": request.POST.get("next") or request.GET.get("next", "")}
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/again.html", context, status=status)


@require_POST
@guarded(SIGNED_IN)
def end_one(request: Visit, kept_as: str) -> HttpResponse:
    """End one of the own sessions."""
    if end_session(user=request.user, kept_as=kept_as):
        messages.success(request, _("Đã kết thúc phiên đăng nhập."))
    return redirect(PAGE)


@require_POST
@guarded(SIGNED_IN)
def end_others(request: Visit) -> HttpResponse:
    """End every own session but this one."""
    ended = end_sessions(user=request.user, but=request.session.session_key)
    messages.success(request, _("Đã kết thúc %s phiên đăng nhập khác.") % ended)
    return redirect(PAGE)


def _again(request: HttpRequest, page: str) -> HttpResponse:
    return redirect(f"{reverse('accounts:again')}?next={reverse(page)}")
