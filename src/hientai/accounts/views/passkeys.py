"""Signing in with a passkey: what the browser is asked, and its answer, as data for the script."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hientai.accounts.domain.steps import By, Next
from hientai.accounts.services import passkeys
from hientai.accounts.services.limits import closed, count_wrong
from hientai.accounts.services.signing_in import begin, finish, lately_proved, pending
from hientai.accounts.views.going_on import own_page
from hientai.webkit.day import Visit
from hientai.webkit.guard import PUBLIC, SIGNED_IN, guarded
from hientai.webkit.language import spoken_from_now

NOBODY_NAMED = "khoa-truy-cap"  # the name under which answers without one are counted


@never_cache
@require_POST
@guarded(PUBLIC)
def ask(request: HttpRequest) -> JsonResponse:
    """What the browser is asked for: the one passkey of the second step, or any."""
    waiting = pending(request)
    return JsonResponse(passkeys.asked_to_sign_in(request, waiting.user if waiting else None))


@never_cache
@require_POST
@guarded(PUBLIC)
def answer(request: HttpRequest) -> HttpResponse:
    """Let in whoever proved to have the passkey; says where to go on to."""
    waiting = pending(request)
    name = waiting.user.username if waiting else NOBODY_NAMED
    if closed(request, name):
        return _told(_("Đã thử quá nhiều lần. Hãy đợi một lát rồi thử lại."), 429)
    said = read(request)
    user = passkeys.proved_by(request, said.get("answer", {}), waiting.user if waiting else None)
    if user is None:
        count_wrong(request, name)
        return _told(_("Khóa truy cập này không dùng được cho tài khoản nào ở đây."), 422)
    if waiting and waiting.needs is Next.CODE:
        finish(request, user, waiting.by)
        return _opened(waiting.to or resolve_url("home"), user.language)
    to = own_page(request, str(said.get("next", "")), "home")
    begin(request, user, By.PASSKEY, to=to)
    return _opened(to, user.language)


@never_cache
@require_POST
@guarded(SIGNED_IN)
def ask_new(request: Visit) -> JsonResponse:
    """What the browser is asked for to make a passkey; first the password, if that was long ago."""
    if not lately_proved(request):
        return JsonResponse({"to": reverse("accounts:again")})
    return JsonResponse(passkeys.asked_to_register(request, request.user))


@never_cache
@require_POST
@guarded(SIGNED_IN)
def keep_new(request: Visit) -> JsonResponse:
    """Keep the passkey that the browser has made."""
    if not lately_proved(request):
        return JsonResponse({"to": reverse("accounts:again")})
    said = read(request)
    name = str(said.get("name", "")).strip() or request.session.get("browser", "")
    passkeys.register(request, user=request.user, answer=said.get("answer", {}), name=name)
    return JsonResponse({"to": reverse("accounts:security")})


def read(request: HttpRequest) -> dict[str, Any]:
    """What the script sends; nothing at all where that cannot be read."""
    try:
        said = json.loads(request.body)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _opened(to: str, language: str) -> HttpResponse:
    return spoken_from_now(JsonResponse({"to": to}), language)


def _told(words: str, status: int) -> JsonResponse:
    return JsonResponse({"refused": words}, status=status)
