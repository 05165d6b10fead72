"""The door of the API: language, token, throttle, one transaction for each request.

Everything under /api/ answers as JSON, what went wrong too. A token is looked up and counted in a
transaction of its own; what is asked then runs in another, which is undone where the answer tells
a problem.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from hientai.accounts.domain.tokens import FAULTS, word_in
from hientai.accounts.services import client_address
from hientai.accounts.services.tokens import Asked, asked_with, user_of
from hientai.shared.refused import Refused
from hientai.webkit.day import today
from hientai.webkit.endpoints import Problem, not_there, problem, problem_of, problem_of_entry
from hientai.webkit.refusals import NUL, refused_by_others

BY_TOKEN = "by-token"
View = Callable[..., HttpResponse]


def through(view: View) -> View:
    """An operation of the API behind its door."""

    @csrf_exempt
    @transaction.non_atomic_requests
    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with translation.override(spoken(request)):
            response = _answered(view, request, args, kwargs)
            response["Content-Language"] = translation.get_language() or ""
            return response

    opened.permission = BY_TOKEN  # type: ignore[attr-defined]  # each operation says its own
    return opened


def spoken(request: HttpRequest) -> str:
    """The language a program asks for: English where it names that first, else Vietnamese."""
    return "en" if request.headers.get("Accept-Language", "").lower().startswith("en") else "vi"


def hand_over(api: NinjaAPI) -> None:
    """Let an API tell what goes wrong as problems."""
    for kind, tell in TOLD.items():
        api.add_exception_handler(kind, _teller(tell))


def _teller(tell: Callable[[Any], HttpResponse]) -> Callable[[HttpRequest, Any], HttpResponse]:
    return lambda _request, error: tell(error)


def of_problem(told: Problem) -> HttpResponse:
    """A problem that was raised, as the answer that tells it."""
    return problem(told.status, told.what, remedy=told.remedy, fields=told.fields)


TOLD: dict[type[Exception], Callable[[Any], HttpResponse]] = {
    Problem: of_problem,
    Refused: problem_of,
    OperationalError: lambda error: _of_database(error),
    ValidationError: lambda error: problem_of_entry(error.errors),
    Http404: lambda _error: not_there(),
    HttpError: lambda error: problem(error.status_code),
    BadRequest: lambda _error: problem(400),
    SuspiciousOperation: lambda _error: problem(400),
    RequestDataTooBig: lambda _error: problem(413),
}
"""What goes wrong within an operation, each as the problem that is told."""


def _of_database(error: OperationalError) -> HttpResponse:
    """What another was doing with the same at that moment; the same may be asked again at once."""
    refused = refused_by_others(error)
    if refused is None:
        raise error
    return problem_of(refused, status=409)


def _answered(view: View, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse:
    if NUL in request.path or any(NUL in text for text in _texts(request)):
        return problem(400)
    word = word_in(request.headers.get("Authorization", ""))
    asked = asked_with(word, client_address(request) or "", today()) if word else None
    if asked is None or asked.token is None or asked.too_often:
        return _shut(asked)
    try:
        response = _done(asked.token, view, request, args, kwargs)
    except OperationalError as error:  # at the end of the transaction, too, another may go first
        response = _of_database(error)
    return _as_problem(response)


def _done(token: Any, view: View, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse:
    with transaction.atomic():
        request.user = request.acting = user_of(token)  # type: ignore[attr-defined]
        response = _told(view, request, args, kwargs)
        if response.status_code >= 400:
            transaction.set_rollback(True)
    return response


def _told(view: View, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse:
    try:
        return view(request, *args, **kwargs)
    except Problem as one:  # of what is asked before the library reads what was sent
        return of_problem(one)


def _texts(request: HttpRequest) -> list[str]:
    return [text for name, values in request.GET.lists() for text in (name, *values)]


def _shut(asked: Asked | None) -> HttpResponse:
    if asked is not None and asked.too_often:
        response = problem(429, remedy=_("Chờ một phút rồi hỏi tiếp."))
        response["Retry-After"] = "60"
        return response
    why = _(FAULTS[asked.fault]) if asked is not None else _("yêu cầu không mang mã truy cập")
    remedy = _("Gửi tiêu đề “Authorization: Bearer …” với mã lập ở trang Bảo mật đăng nhập.")
    response = problem(401, why=why, remedy=remedy)
    response["WWW-Authenticate"] = "Bearer"
    return response


def _as_problem(response: HttpResponse) -> HttpResponse:
    """What the library says in its own words, said as a problem."""
    kind = response.get("Content-Type", "")
    if response.status_code < 400 or "json" in kind:
        return response
    told = problem(response.status_code)
    if response.has_header("Allow"):
        told["Allow"] = response["Allow"]
    return told
