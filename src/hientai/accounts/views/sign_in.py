"""Signing in and out by password, changing the own password, choosing the language."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash, views
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hientai.accounts.domain.steps import By
from hientai.accounts.forms import SignInForm
from hientai.accounts.services.invitations import set_password
from hientai.accounts.services.provider import provider
from hientai.accounts.services.signing_in import begin
from hientai.accounts.views.going_on import go_on
from hientai.webkit.day import Visit
from hientai.webkit.guard import PUBLIC, SIGNED_IN, guarded
from hientai.webkit.language import CHOICES, spoken_from_now


class _SignIn(views.LoginView):
    """The first step; what comes next depends on the user."""

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        to = self.get_success_url()
        needs = begin(self.request, form.get_user(), By.PASSWORD, to=to)
        return go_on(needs, form.get_user(), to)

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        return super().get_context_data(**more, provider=provider())


_sign_in = _SignIn.as_view(
    template_name="accounts/sign_in.html",
    authentication_form=SignInForm,
    redirect_authenticated_user=True,
)
_sign_out = views.LogoutView.as_view()


@guarded(PUBLIC)
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """The page and the act of signing in; too many wrong tries close it for a while."""
    return _sign_in(request)


@require_POST
@guarded(PUBLIC)
def sign_out(request: HttpRequest) -> HttpResponseBase:
    """End the session."""
    return _sign_out(request)


@require_POST
@guarded(PUBLIC)
def language(request: Visit) -> HttpResponseBase:
    """Show the pages in another language from now on, at the next sign-in too."""
    chosen, back = request.POST.get("language", ""), request.POST.get("next", "")
    if chosen in CHOICES and request.user.is_authenticated:
        request.user.enter(request.on)
        request.user.language = chosen
        request.user.save(update_fields=["language"])
    own = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    return spoken_from_now(redirect(back if own else "home"), chosen)


@never_cache
@guarded(SIGNED_IN)
def password(request: Visit) -> HttpResponse:
    """Change the own password; other sessions of the user end, this one goes on."""
    form = PasswordChangeForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        new = form.cleaned_data["new_password1"]
        set_password(user=request.user, password=new, but=request.session.session_key)
        update_session_auth_hash(request, request.user)
        messages.success(request, _("Đã đổi mật khẩu. Các phiên đăng nhập khác đã kết thúc."))
        return redirect("home")
    return render(request, "accounts/password.html", {"form": form})
