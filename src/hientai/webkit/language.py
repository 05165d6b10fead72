"""The language of the pages: Vietnamese, unless this browser has chosen another.

What the browser prefers (`Accept-Language`) is not asked: the papers the pages speak of are
Vietnamese, and most machines of an office are set up in English by their makers.
"""

from collections.abc import Callable
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation

Answer = TypeVar("Answer", bound=HttpResponseBase)
CHOICES = tuple(code for code, _name in settings.LANGUAGES)


class ChosenLanguage:
    """Middleware: speaks the chosen language while a page is made."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with translation.override(chosen(request)):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "")
            return response


def chosen(request: HttpRequest) -> str:
    """The language of this browser; Vietnamese where none, or an unknown one, was chosen."""
    said = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return said if said in CHOICES else settings.LANGUAGE_CODE


def spoken_from_now(response: Answer, language: str) -> Answer:
    """The answer, which makes the browser keep a language; nothing changes for an unknown one."""
    if language in CHOICES:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
            samesite="Lax",
            secure=settings.LANGUAGE_COOKIE_SECURE,
        )
    return response
