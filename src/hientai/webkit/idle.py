"""A session that nobody uses ends by itself, and none lasts longer than a working day."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import SESSION_KEY as SIGNED_IN_AS
from django.http import HttpRequest, HttpResponse

BEGAN, SEEN = "began", "seen"
STEP = 300  # seconds between two notes of having been seen: not every page writes to the database


class SessionsEnd:
    """Middleware: signs out a session that has been idle or open for too long.

    Stands before the user is read from the session; what follows sees nobody signed in.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if SIGNED_IN_AS in request.session:
            self._look_at(request, int(time.time()))
        return self.get_response(request)

    def _look_at(self, request: HttpRequest, now: int) -> None:
        began, seen = request.session.get(BEGAN, now), request.session.get(SEEN, now)
        if now - seen > settings.HIENTAI_IDLE_SECONDS or now - began > settings.SESSION_COOKIE_AGE:
            request.session.flush()
        elif BEGAN not in request.session or now - seen > STEP:
            request.session[BEGAN], request.session[SEEN] = began, now
