"""Who may ask an operation of the API, and about which day: every operation stands behind it."""

import inspect
from collections.abc import Callable, Collection
from datetime import date
from functools import wraps
from typing import Any, get_args

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja.decorators import decorate_view
from ninja.params.models import Form, Query

from hientai.webkit.day import EARLIEST, LATEST, PARAMETER, Visit
from hientai.webkit.endpoints.problems import A_DAY, Problem

ANY_TOKEN = "any-token"
Answer = Any
Operation = Callable[..., Any]


def asks(permission: str) -> Callable[[Operation], Operation]:
    """Let an operation run only where the token's role has the permission, in the token's scope.

    `ANY_TOKEN` asks for no permission. The day is that of the address (`on`), else today; what
    is sent under a name that the operation does not know is refused, so that no filter is passed
    over. All that is asked before what was sent is read.
    """

    def wrap(operation: Operation) -> Operation:
        known, fields = _names(operation, Query), _names(operation, Form)

        def before(run: Operation) -> Operation:
            @wraps(run)
            def opened(request: Visit, *args: Any, **kwargs: Any) -> HttpResponse:
                _refuse_permission(request, permission)
                _refuse_unknown(request, known, fields)
                request.on = _day_asked(request) or request.today
                request.user.enter(request.on)
                answer: HttpResponse = run(request, *args, **kwargs)
                return answer

            return opened

        guarded: Operation = decorate_view(before)(operation)
        guarded.permission = permission  # type: ignore[attr-defined]  # read by tests, the page
        return guarded

    return wrap


def _refuse_permission(request: Visit, permission: str) -> None:
    allowed = permission == ANY_TOKEN or request.user.may(permission)
    token = request.user.token
    writes = request.method != "GET" and (token is None or token.reads_only)
    if not allowed or writes:
        raise Problem(
            403,
            _("Mã truy cập này không có quyền %s") % (_("ghi") if allowed else permission),
            remedy=_("Dùng mã truy cập của vai trò có quyền này; để ghi, lập mã được ghi dữ liệu."),
        )


def _names(operation: Operation, place: type) -> frozenset[str]:
    """The names that may stand in the address, or in a form: those of the schemas it takes."""
    names: set[str] = set()
    for one in inspect.signature(operation).parameters.values():
        schema, *told = get_args(one.annotation) or (None,)
        if any(isinstance(mark, place) for mark in told):
            names |= set(schema.model_fields)
    return frozenset(names)


def _refuse_unknown(request: Visit, known: Collection[str], fields: Collection[str]) -> None:
    allowed = {*known, PARAMETER} if request.method == "GET" else known
    unknown = [("query", name) for name in request.GET if name not in allowed]
    if fields:  # else what is sent is no form, and is read once
        unknown += [("form", name) for name in request.POST if name not in fields]
    for where, name in unknown:
        words = _("Không có tham số nào tên như vậy")
        raise Problem(422, words, field=name[:80], where=where)


def _day_asked(request: Visit) -> date | None:
    if PARAMETER not in request.GET:
        return None
    try:
        day = date.fromisoformat(request.GET[PARAMETER])
    except ValueError:
        day = None
    if day is None or len(request.GET[PARAMETER]) != 10:
        raise Problem(422, str(A_DAY), field=PARAMETER)
    if not EARLIEST <= day <= LATEST:
        span = {"first": EARLIEST.year, "last": LATEST.year}
        words = _("chỉ nhận ngày từ năm %(first)s đến năm %(last)s") % span
        raise Problem(422, words, field=PARAMETER)
    return day
