"""Verbs of users: make them, act as the operator of the machine."""

import getpass
from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.accounts.models import User
from hientai.audit.services import call_with_proof
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
