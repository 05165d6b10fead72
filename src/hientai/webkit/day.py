"""The day a page speaks of: `request.on`, chosen in the header and kept in the session."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from hientai.shared.days import parse_day
from hientai.shared.refused import Refused
from hientai.webkit.programs import is_by_program
from hientai.webkit.refusals import refusal_page

if TYPE_CHECKING:
    from django.contrib.auth.models import _User  # the stubs' name for AUTH_USER_MODEL

PARAMETER = "on"
SESSION_KEY = "on"
EARLIEST, LATEST = date(1945, 9, 2), date(2099, 12, 31)


def today() -> date:
    """The day of the clock, or the one that `HIENTAI_TODAY` (YYYY-MM-DD) puts in its place."""
    fixed = settings.HIENTAI_TODAY
    return date.fromisoformat(fixed) if fixed else timezone.localdate()


def moment(at: datetime) -> datetime:
    """When something was written down, by the clock on the wall and the same day as `today`: where
    `HIENTAI_TODAY` puts another day in its place, what was written today was written on that."""
    return timezone.localtime(at) + (today() - timezone.localdate())


class Visit(HttpRequest):
    """The type of the request that a guarded view receives; Django itself makes the object.

    `ChosenDay` puts the days on it; the guard lets nobody in without an account, except where a
    page is public.
    """

    on: date
    today: date
    user: "_User"


class ChosenDay:
    """Middleware: sets `request.on` from the address, else the session, else today.

    The address says `?on=2024-06-01` or `?on=01/06/2024`. A day in the address is
    kept for the session; `?on=` (empty) goes back to today. A program says its day each time
    (see `webkit.endpoints`).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Visit) -> HttpResponse:
        request.today = request.on = today()
        if is_by_program(request):
            return self.get_response(request)
        request.on = _kept(request) or request.today
        if PARAMETER in request.GET:
            try:
                request.on = _chosen(request) or request.today
            except ValueError:
                return refusal_page(request, _not_a_day(request.GET[PARAMETER]))
            _keep(request)
        return self.get_response(request)


def _chosen(request: HttpRequest) -> date | None:
    text = request.GET[PARAMETER].strip()
    if not text:
        return None
    day, precision = parse_day(text) or (None, "")
    if day is None or precision != "day" or not EARLIEST <= day <= LATEST:
        raise ValueError(text)
    return day


def _kept(request: HttpRequest) -> date | None:
    text = request.session.get(SESSION_KEY)
    return date.fromisoformat(text) if text else None


def _keep(request: Visit) -> None:
    if request.on == request.today:
        request.session.pop(SESSION_KEY, None)
    else:
        request.session[SESSION_KEY] = request.on.isoformat()


def _not_a_day(text: str) -> Refused:
    return Refused(
        _("“%(text)s” không phải là một ngày.") % {"text": text[:40]},
        remedy=_("Chọn lại ngày ở đầu trang, hoặc viết theo mẫu 01/06/2024."),
    )
