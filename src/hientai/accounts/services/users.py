"""Verbs of users: make them, give roles, act as the operator of the machine."""

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.accounts.domain import ROLES
from hientai.accounts.models import RoleAssignment, User
from hientai.audit.services import call_with_proof
from hientai.organisations.models import Unit
from hientai.shared.refused import Refused


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
    label = N_("quản trị máy chủ: %s") % getpass.getuser()
    call_with_proof("accounts_operate", label, message=f"operate|{label}", through=through)
