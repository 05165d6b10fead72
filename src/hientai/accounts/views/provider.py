"""Signing in at the provider of identities, and linking one of its identities (A3)."""

from dataclasses import asdict

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from hientai.accounts.domain.steps import By
from hientai.accounts.models import Identity
from hientai.accounts.services import identities
from hientai.accounts.services.limits import closed, count_wrong
from hientai.accounts.services.provider import (
    Errand,
    Provider,
    Told,
    address_to,
    provider,
    told_by,
)
from hientai.accounts.services.signing_in import begin, lately_proved
from hientai.accounts.views.going_on import go_on, own_page
from hientai.shared.refused import Refused
from hientai.webkit.day import Visit, today
from hientai.webkit.guard import PUBLIC, SIGNED_IN, guarded

ERRAND = "errand"
NOBODY_NAMED = "dang-nhap-chung"  # the name under which what comes back wrong is counted


@never_cache
@require_safe
@guarded(PUBLIC)
def leave(request: HttpRequest) -> HttpResponseBase:
    """To the provider, to sign in there."""
    to = own_page(request, request.GET.get("next", ""), "home")
    return redirect(_sent(request, to=to))


@never_cache
@require_POST
@guarded(SIGNED_IN)
def link(request: Visit) -> HttpResponseBase:
    """A page that leads to the provider, to link the identity signed in there."""
    if not lately_proved(request):
        return redirect("accounts:again")
    address = _sent(request, link=request.user.pk)
    return render(request, "accounts/leave.html", {"address": address, "provider": provider()})


@never_cache
@transaction.non_atomic_requests
@require_safe
@guarded(PUBLIC)
def back(request: HttpRequest) -> HttpResponseBase:
    """Back from the provider: sign in whom it means, or link what it told.

    The provider is asked outside of any transaction, for it may take its time.
    """
    kept, of = request.session.pop(ERRAND, None), _named()
    if refused := closed(request, NOBODY_NAMED):
        return refused
    if kept is None:
        return _stale(request)
    told = _believed(request, of, Errand(**kept["errand"]))
    with transaction.atomic():
        if kept["link"]:
            return _linked(request, kept["link"], told)
        user = identities.user_told(told)
        needs = begin(request, user, By.PROVIDER, to=kept["to"], told=told.ways)
        return go_on(needs, user, kept["to"])


@require_POST
@guarded(SIGNED_IN)
def unlink(request: Visit, number: int) -> HttpResponse:
    """Take the link to an identity away."""
    if not lately_proved(request):
        return redirect("accounts:again")
    identities.unlink(identity=get_object_or_404(Identity, pk=number, user=request.user))
    messages.success(request, _("Đã gỡ liên kết."))
    return redirect("accounts:security")


def _named() -> Provider:
    found = provider()
    if found is None:
        raise Http404
    return found


def _sent(request: HttpRequest, *, to: str = "", link: int | None = None) -> str:
    of, errand = _named(), Errand.new()
    request.session[ERRAND] = {"errand": asdict(errand), "to": to, "link": link}
    return address_to(of, errand, _back(request))


def _back(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("accounts:provider_back"))


def _believed(request: HttpRequest, of: Provider, errand: Errand) -> Told:
    try:
        return told_by(of, errand, request.GET, _back(request))
    except Refused:
        count_wrong(request, NOBODY_NAMED)
        raise


def _linked(request: HttpRequest, user_id: int, told: Told) -> HttpResponse:
    if request.user.pk != user_id:
        return _stale(request)
    request.user.enter(today())
    identities.link(user=request.user, told=told)
    messages.success(request, _("Đã liên kết với “%s”.") % told.shown)
    return redirect("accounts:security")


def _stale(request: HttpRequest) -> HttpResponse:
    messages.warning(request, _("Bước đăng nhập này đã hết hạn. Hãy đăng nhập lại."))
    return redirect("accounts:sign_in")
