"""How often signing in may be tried, by whom it is counted, and what is shown after that."""

import math
import unicodedata
from datetime import timedelta
from ipaddress import ip_address
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_client_ip_address, get_client_username
from axes.models import AccessLog
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

Sign = dict[str, Any] | None  # what somebody signs in with


class SignInLimits(AxesDatabaseHandler):  # type: ignore[misc]  # axes has no types
    """Wrong tries of a quarter of an hour, counted three ways, each with a limit of its own.

    One name from one address: few. One address over all names, and one name from all addresses:
    more. The last does not bind an address from which the user has signed in of late, so that an
    outsider who keeps a known name locked does not lock out its user.
    """

    def get_failures(self, request: HttpRequest, credentials: Sign = None) -> int:
        """The worst of the three counts, on the scale of the first limit."""
        tallies = self.get_user_attempts(request, credentials)
        limits = settings.HIENTAI_SIGN_IN_LIMITS
        failures: list[int] = [
            (tries.aggregate(n=Sum("failures_since_start"))["n"] or 0) * limits[0] // limit
            for tries, limit in zip(tallies, limits, strict=True)
        ]
        known = self._signed_in_from_here(request, credentials)
        return max(failures[:2] if known else failures)

    def reset_user_attempts(self, request: HttpRequest, credentials: Sign = None) -> int:
        """A sign-in forgives the tries with this name from this address, not those with others."""
        return int(self.filter_user_attempts(request, credentials)[0].delete()[0])

    def _signed_in_from_here(self, request: HttpRequest, credentials: Sign) -> bool:
        of_late = timezone.now() - timedelta(days=30)
        signed_in = AccessLog.objects.filter(attempt_time__gte=of_late)
        name = get_client_username(request, credentials)
        address = get_client_ip_address(request)
        return bool(signed_in.filter(username__iexact=name, ip_address=address).exists())


def tried_name(request: HttpRequest, credentials: Sign = None) -> str:
    """The name that was tried, in the one form under which it is counted."""
    typed = (credentials or request.POST).get("username") or ""
    return unicodedata.normalize("NFKC", typed).strip().lower()[:150]


def client_address(request: HttpRequest) -> str | None:
    """Where a request comes from: the connection, or what the trusted proxy says in its header.

    A proxy adds the address it saw at the end of the list; what stands before is the client's word.
    """
    header = settings.HIENTAI_CLIENT_HEADER
    told = request.headers.get(header, "") if header else ""
    try:
        return str(ip_address(told.rpartition(",")[2].strip()))
    except ValueError:
        return request.META.get("REMOTE_ADDR") or None


def locked_out(
    request: HttpRequest, original_response: object = None, credentials: Sign = None
) -> HttpResponse:
    """The page shown when sign-in was tried too often, with the minutes still to wait."""
    tallies = SignInLimits().get_user_attempts(request, credentials)
    last = max(
        (t for tries in tallies for t in tries.values_list("attempt_time", flat=True)),
        default=timezone.now(),
    )
    wait = last + timedelta(hours=settings.AXES_COOLOFF_TIME) - timezone.now()
    minutes = max(math.ceil(wait.total_seconds() / 60), 1)
    page = render(request, "accounts/locked_out.html", {"minutes": minutes}, status=429)
    page["Retry-After"] = str(minutes * 60)
    return page


def closed(request: HttpRequest, name: str) -> HttpResponse | None:
    """The page to show instead, where this name, or this address, has been wrong too often.

    For the steps beside the password, each wrong one of which `count_wrong` has to count.
    """
    AxesProxyHandler.update_request(request)
    credentials = {"username": name}
    if AxesProxyHandler.is_allowed(request, credentials):
        return None
    return locked_out(request, credentials=credentials)


def count_wrong(request: HttpRequest, name: str) -> None:
    """Count one wrong try, of whatever step, for this name and this address."""
    credentials = {"username": tried_name(request, {"username": name})}
    user_login_failed.send(sender=__name__, credentials=credentials, request=request)
