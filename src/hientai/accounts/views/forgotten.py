"""A forgotten password, and the words of letters: an invitation's and a reset's (A3)."""

from django.contrib import messages
from django.contrib.auth.forms import SetPasswordForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hientai.accounts.domain.steps import By
from hientai.accounts.forms import ForgottenForm
from hientai.accounts.models import Ticket
from hientai.accounts.services.invitations import ask_reset, redeem, ticket_of
from hientai.accounts.services.limits import closed, count_wrong
from hientai.accounts.services.sealed import opened, sealed
from hientai.accounts.services.signing_in import begin
from hientai.accounts.views.going_on import go_on
from hientai.webkit.guard import PUBLIC, guarded

WORD = "ticket"
NOBODY_NAMED = "dat-lai-mat-khau"  # the name under which words that open nothing are counted


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@guarded(PUBLIC)
def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for a letter; the answer is the same whether there is such a user or not."""
    form = ForgottenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data["asked"].strip()
        if refused := closed(request, f"{NOBODY_NAMED} {asked}"):
            return refused
        count_wrong(request, f"{NOBODY_NAMED} {asked}")
        ask_reset(asked=asked, base=page_of_words(request))
        return render(request, "accounts/asked.html")
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/forgotten.html", {"form": form}, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@guarded(PUBLIC)
def new_password(request: HttpRequest) -> HttpResponse:
    """Set a password by the word of a letter, which leaves the address at once."""
    if "ma" in request.GET:
        request.session[WORD] = sealed({"word": request.GET["ma"][:200]}, of=WORD)
        return redirect("accounts:new_password")
    if refused := closed(request, NOBODY_NAMED):
        return refused
    ticket = _ticket(request)
    if ticket is None:
        return render(request, "accounts/no_ticket.html", status=410)
    form = SetPasswordForm(ticket.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _redeemed(request, ticket, form.cleaned_data["new_password1"])
    status = 422 if request.method == "POST" else 200
    invited = ticket.purpose == Ticket.Purpose.INVITATION
    context = {"form": form, "ticket": ticket, "invited": invited}
    return render(request, "accounts/new_password.html", context, status=status)


def page_of_words(request: HttpRequest) -> str:
    """The address that a letter names, before its word."""
    return request.build_absolute_uri(reverse("accounts:new_password"))


def _ticket(request: HttpRequest) -> Ticket | None:
    kept = opened(request.session.get(WORD, ""), of=WORD)
    if kept is None:
        return None
    ticket = ticket_of(kept["word"], timezone.now())
    if ticket is None:
        request.session.pop(WORD, None)
        count_wrong(request, NOBODY_NAMED)
    return ticket


def _redeemed(request: HttpRequest, ticket: Ticket, password: str) -> HttpResponse:
    user = redeem(ticket=ticket, password=password, now=timezone.now())
    request.session.pop(WORD, None)
    if ticket.purpose == Ticket.Purpose.INVITATION:
        messages.success(request, _("Tài khoản đã kích hoạt."))
        return go_on(begin(request, user, By.PASSWORD), user, "")
    messages.success(request, _("Đã đặt mật khẩu mới. Hãy đăng nhập."))
    return redirect("accounts:sign_in")
