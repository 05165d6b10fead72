"""Verbs of accounts: make users, give roles, act as the operator of the machine."""

import getpass
import math
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from ipaddress import ip_address
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_ip_address, get_client_username
from axes.models import AccessLog
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from hientai.accounts.domain import ROLES
from hientai.accounts.models import RoleAssignment, User
from hientai.audit.services import call_with_proof
from hientai.organisations.models import Unit
from hientai.shared.refused import Refused

Sign = dict[str, Any] | None  # what somebody signs in with


@transaction.atomic
def create_user(*, username: str, name: str, password: str, email: str = "") -> User:
    """Make a user who can sign in; a user of that name stays as it is and is given back."""
    known = User.objects.filter(username__iexact=username).first()
    if known:
        return known
    try:
        validate_password(password)
    except ValidationError as error:
        raise Refused(
            _("Mật khẩu chưa đủ mạnh"), why=" ".join(error.messages), remedy=_("Đặt mật khẩu khác.")
        ) from error
    user = User(username=username, name=name, email=email)
    user.set_password(password)
    user.save()
    return user


@transaction.atomic
def give_role(*, user: User, role: str, unit: Unit, since: date) -> RoleAssignment:
    """Let a user hold a role at a unit from a day on; a role held already is given back."""
    if role not in {r.code for r in ROLES}:
        raise Refused(
            _("Không có vai trò “%s”") % role,
            remedy=", ".join(f"{r.code}: {r.label}" for r in ROLES),
        )
    held = RoleAssignment.objects.filter(
        user=user, role=role, unit=unit, period__contains=since
    ).first()
    return held or RoleAssignment.objects.create(
        user=user, role=role, unit=unit, period=DateRange(since, None)
    )


@contextmanager
def operator_scope(ground: str = "") -> Iterator[None]:
    """One transaction in which the machine's operator sees and changes everything, by name."""
    with transaction.atomic():
        operate()
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('hientai.ground', %s, true)", [ground])
        yield


def operate(through: BaseDatabaseWrapper | None = None) -> None:
    """Open the transaction of a connection to the machine's operator, by name."""
    label = _("quản trị máy chủ: %s") % getpass.getuser()
    call_with_proof("accounts_operate", label, message=f"operate|{label}", through=through)


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
