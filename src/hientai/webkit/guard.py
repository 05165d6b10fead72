"""Who may open a page: every view of every room stands behind `guarded("room:action")`."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, cast
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.template.response import SimpleTemplateResponse

from hientai.webkit.day import Visit

View = Callable[..., HttpResponseBase]

PUBLIC = "public"
SIGNED_IN = "signed-in"
STAND_IN = "stand-in"  # of a session: in which deputyship the user acts, if in one


class Guarded(Protocol):
    """A view behind its guard, which says what it asks for."""

    permission: str

    def __call__(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The answer to a request."""


def guarded(permission: str) -> Callable[[View], Guarded]:
    """Let a view run only for a user with the permission, inside that user's scope of sight.

    Nobody signed in: to the sign-in page (401 where JSON is asked). Without the permission: 404,
    so that nobody learns what exists. `PUBLIC` opens a page to everybody, `SIGNED_IN` to every
    user. A deputy acts in another's role, or in the own ones, as the session says. The page is
    rendered before the transaction ends, for the scope ends with it.
    """

    def wrap(view: View) -> Guarded:
        @wraps(view)
        def opened(request: Visit, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if permission == PUBLIC:
                return view(request, *args, **kwargs)
            if not request.user.is_authenticated:
                return _to_sign_in(request)
            _enter(request, permission)
            return _rendered(view(request, *args, **kwargs))

        guard = cast(Guarded, opened)
        guard.permission = permission  # read by the architecture test: every URL has a guard
        return guard

    return wrap


def _enter(request: Visit, permission: str) -> None:
    """Open the user's scope of sight; 404 where the permission lacks."""
    request.user.stand_in(request.session.get(STAND_IN))
    if permission != SIGNED_IN and not request.user.may(permission):
        raise Http404
    request.user.enter(request.on)


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    if "application/json" in request.headers.get("Accept", ""):
        return HttpResponse(status=401)
    address = resolve_url(settings.LOGIN_URL) + "?" + urlencode({"next": request.get_full_path()})
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def _rendered(response: HttpResponseBase) -> HttpResponseBase:
    if isinstance(response, SimpleTemplateResponse) and not response.is_rendered:
        response.render()
    return response
