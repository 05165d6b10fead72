"""Who may open a page: every view of every room stands behind `guarded("room:action")`."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from functools import wraps
from typing import Any, Protocol
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.template.response import SimpleTemplateResponse

View = Callable[..., HttpResponse]

PUBLIC = "public"
SIGNED_IN = "signed-in"


class Visitor(Protocol):
    """What the guard asks of a signed-in user (`accounts.User` answers it)."""

    is_authenticated: bool

    def may(self, permission: str) -> bool:
        """Whether one of the user's roles grants the permission `room:action`."""

    def enter(self, on: date) -> AbstractContextManager[None] | None:
        """Set the scope of sight of this transaction for the database's row-level security."""


def guarded(permission: str) -> Callable[[View], View]:
    """Let a view run only for a user with the permission, inside that user's scope of sight.

    Nobody signed in: to the sign-in page (401 where JSON is asked). Without the permission: 404,
    so that nobody learns what exists. `PUBLIC` opens a page to everybody, `SIGNED_IN` to every
    user. The page is rendered before the transaction ends, for the scope ends with it.
    """

    def wrap(view: View) -> View:
        @wraps(view)
        def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if permission == PUBLIC:
                return view(request, *args, **kwargs)
            if not request.user.is_authenticated:
                return _to_sign_in(request)
            if permission != SIGNED_IN and not request.user.may(permission):
                raise Http404
            request.user.enter(request.on)
            return _rendered(view(request, *args, **kwargs))

        opened.permission = permission  # read by the architecture test: every URL has a guard
        return opened

    return wrap


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    if "application/json" in request.headers.get("Accept", ""):
        return HttpResponse(status=401)
    address = resolve_url(settings.LOGIN_URL) + "?" + urlencode({"next": request.get_full_path()})
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def _rendered(response: HttpResponse) -> HttpResponse:
    if isinstance(response, SimpleTemplateResponse) and not response.is_rendered:
        response.render()
    return response
