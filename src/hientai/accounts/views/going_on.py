"""Where a sign-in goes on to, whichever way it began."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from hientai.accounts.domain.steps import Next
from hientai.accounts.models import User
from hientai.webkit.language import spoken_from_now

PAGES = {Next.CODE: "accounts:code", Next.SET_UP: "accounts:set_up"}


def go_on(needs: Next, user: User, to: str) -> HttpResponse:
    """To the next step, else to the page asked for, in the user's language."""
    return spoken_from_now(redirect(PAGES.get(needs, to or "home")), user.language)


def own_page(request: HttpRequest, asked: str, otherwise: str) -> str:
    """The page asked for where it is one of ours."""
    own = url_has_allowed_host_and_scheme(asked, {request.get_host()}, request.is_secure())
    return asked if own else resolve_url(otherwise)
