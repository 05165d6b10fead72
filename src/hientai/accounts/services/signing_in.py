"""The steps of signing in: what is still asked after the first, and the session that opens (A3)."""

import time
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth import login
from django.http import HttpRequest
from django.utils import timezone

from hientai.accounts.domain.browsers import browser_of
from hientai.accounts.domain.steps import By, Next, next_step
from hientai.accounts.models import User
from hientai.accounts.services.factors import demanded_of, has_factor
from hientai.accounts.services.limits import client_address
from hientai.accounts.services.sessions import ADDRESS, BROWSER, BY
from hientai.webkit.day import today
from hientai.webkit.idle import BEGAN, SEEN

BACKEND = "django.contrib.auth.backends.ModelBackend"
PENDING, PENDING_SECONDS = "pending", 600
PROVED, PROVED_SECONDS = "proved", 900


@dataclass(frozen=True)
class Pending:
    """Somebody between two steps: who, by which way, what comes next and where to afterwards."""

    user: User
    by: By
    needs: Next
    to: str


def begin(
    request: HttpRequest, user: User, by: By, *, to: str = "", told: Iterable[str] = ()
) -> Next:
    """Take the first step of signing in; opens the session where nothing else is asked.

    `told` is how a provider of identities says that it asked; `to` the page asked for.
    """
    user.enter(today())
    needs = next_step(by, has_factor=has_factor(user), demanded=demanded_of(user), told=told)
    if needs is Next.NOTHING:
        finish(request, user, by)
        return needs
    request.session.cycle_key()
    request.session[PENDING] = {
        "user": user.pk,
        "by": by,
        "needs": needs,
        "to": to,
        "since": int(time.time()),
        "stamp": user.get_session_auth_hash(),
    }
    return needs


def pending(request: HttpRequest) -> Pending | None:
    """Who stands between two steps in this browser; nobody once some minutes have passed."""
    kept = request.session.get(PENDING)
    if not kept or time.time() - kept["since"] > PENDING_SECONDS:
        return None
    user = User.objects.filter(pk=kept["user"], is_active=True).first()
    if user is None or user.get_session_auth_hash() != kept["stamp"]:
        return None
    user.enter(today())
    return Pending(user, By(kept["by"]), Next(kept["needs"]), kept["to"])


def finish(request: HttpRequest, user: User, by: By) -> None:
    """Open the user's session in this browser, under a new key."""
    user.enter(today())
    user.last_login = timezone.now()
    user.save(update_fields=["last_login"])
    request.session.pop(PENDING, None)
    login(request, user, backend=BACKEND)
    now = int(time.time())
    agent = request.headers.get("User-Agent", "")
    request.session.update(
        {
            BY: by,
            BROWSER: browser_of(agent),
            ADDRESS: client_address(request) or "",
            BEGAN: now,
            SEEN: now,
            PROVED: now,
        }
    )


def prove_again(request: HttpRequest) -> None:
    """Note that the user has just shown who it is once more."""
    request.session[PROVED] = int(time.time())


def lately_proved(request: HttpRequest) -> bool:
    """Whether the user has shown who it is so lately that the way of signing in may be changed."""
    return bool(time.time() - request.session.get(PROVED, 0) < PROVED_SECONDS)
