"""Verbs of roles: given, ended, and exercised by a deputy; each from a day, on a ground (A1)."""

from datetime import date, timedelta

from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from hientai.accounts.domain import ROLES, label_of, role_of
from hientai.accounts.models import Deputy, RoleAssignment, User
from hientai.audit.services import sign
from hientai.organisations.models import Unit
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day


@transaction.atomic
def give_role(
    *,
    user: User,
    role: str,
    unit: Unit,
    since: date,
    until: date | None = None,
    ground: str = "",
    actor: User | None = None,
) -> RoleAssignment:
    """Let a user hold a role at a unit from a day on (to the last day, where one is given).

    A role held already is given back. Nobody gives a role to oneself; an administrator of a part
    gives roles of its units, and none of the top.
    """
    _refuse_unknown(role)
    if actor is not None and actor.pk == user.pk:
        raise Refused(
            _("Không ai tự giao vai trò cho mình"), remedy=_("Nhờ người quản trị khác giao.")
        )
    refuse_out_of_reach(role, unit)
    period = DateRange(since, until + timedelta(days=1) if until else None)
    same = RoleAssignment.objects.filter(user=user, role=role, unit=unit)
    held = same.filter(period__contains=since).first()
    if held:
        return held
    if same.filter(period__overlap=period).exists():
        raise Refused(
            _("%s đã được giao vai trò này trong một phần của thời gian đó") % user,
            remedy=_("Chọn ngày khác, hoặc thôi vai trò đã giao trước."),
        )
    if ground:
        sign(actor=None, ground=ground)
    return RoleAssignment.objects.create(
        user=user, role=role, unit=unit, period=period, ground=ground
    )


@transaction.atomic
def end_role(*, held: RoleAssignment, on: date, ground: str) -> None:
    """Let a role end from a day on, and with it whoever stands in for it.

    One that was only to begin later is taken back whole. Refused where it had ended by then.
    """
    since, until = held.period.lower, held.period.upper
    refuse_out_of_reach(held.role, held.unit)
    if until is not None and until <= on:
        raise Refused(
            _("Vai trò này đã thôi từ ngày %s") % day(until), remedy=_("Chọn ngày sớm hơn.")
        )
    sign(actor=None, ground=ground)
    if since >= on:
        held.delete()
        return
    for deputy in held.deputies.filter(period__endswith__gt=on):
        end_deputy(deputy=deputy, on=on, ground=ground)
    held.period, held.end_ground = DateRange(since, on), ground
    held.save(update_fields=["period", "end_ground"])


@transaction.atomic
def deputise(
    *,
    held: RoleAssignment,
    user: User,
    since: date,
    until: date,
    ground: str,
    actor: User | None = None,
) -> Deputy:
    """Let another user exercise a role from the first to the last day, in the holder's stead.

    Refused outside the time of the role, for a role about the own record, for the holder, and for
    the one who decides it.
    """
    _refuse_deputy(held, user, actor)
    refuse_out_of_reach(held.role, held.unit)
    period = DateRange(since, until + timedelta(days=1))
    ends = held.period.upper
    if since < held.period.lower or (ends is not None and period.upper > ends):
        raise Refused(
            _("Thời gian làm thay phải nằm trong thời gian giữ vai trò"),
            why=_("vai trò từ %(since)s đến %(until)s")
            % {"since": day(held.period.lower), "until": day(ends - _DAY) if ends else "…"},
            remedy=_("Chọn ngày khác."),
        )
    sign(actor=None, ground=ground)
    try:
        with transaction.atomic():
            return Deputy.objects.create(assignment=held, user=user, period=period, ground=ground)
    except IntegrityError as error:
        raise Refused(
            _("%s đã được cử làm thay trong thời gian đó") % user, remedy=_("Chọn ngày khác.")
        ) from error


@transaction.atomic
def end_deputy(*, deputy: Deputy, on: date, ground: str) -> None:
    """Let a deputyship end from a day on; one that had not begun by then never was."""
    refuse_out_of_reach(deputy.assignment.role, deputy.assignment.unit)
    sign(actor=None, ground=ground)
    since = deputy.period.lower
    if since >= on:
        deputy.delete()
    elif deputy.period.upper > on:
        deputy.period = DateRange(since, on)
        deputy.save(update_fields=["period"])


_DAY = timedelta(days=1)


def _refuse_unknown(role: str) -> None:
    if role not in {r.code for r in ROLES}:
        raise Refused(
            _("Không có vai trò “%s”") % role,
            remedy=", ".join(f"{r.code}: {r.label}" for r in ROLES),
        )


def _refuse_deputy(held: RoleAssignment, user: User, actor: User | None) -> None:
    if role_of(held.role).is_personal:
        raise Refused(_("Không ai làm thay việc về hồ sơ của chính một người"))
    if user.pk == held.user_id:
        raise Refused(
            _("Người giữ vai trò không tự làm thay cho mình"), remedy=_("Chọn người khác.")
        )
    if actor is not None and user.pk == actor.pk:
        raise Refused(_("Không ai tự cử mình làm thay"), remedy=_("Nhờ người quản trị khác cử."))


def refuse_out_of_reach(role: str, unit: Unit) -> None:
    """Refused where who looks neither gives nor ends a role at a unit."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT accounts_may_give(%s, %s)", [role, unit.pk])
        if cursor.fetchone()[0]:
            return
    raise Refused(
        _("Bạn không giao được vai trò “%(role)s” tại %(unit)s")
        % {"role": label_of(role), "unit": unit.code},
        why=_("người quản trị giao vai trò tại đơn vị trong phạm vi của mình"),
        remedy=_("Nhờ người quản trị toàn hệ thống."),
    )
