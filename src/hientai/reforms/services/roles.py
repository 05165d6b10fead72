"""Roles that fell with a unit without one successor: given at other units, or left to end."""

from collections.abc import Collection, Sequence

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from django.utils.translation import gettext as _

from hientai.accounts.models import User
from hientai.accounts.services.roles import refuse_out_of_reach
from hientai.approvals.services.daily import lay_again_soon
from hientai.audit.services import sign
from hientai.organisations.models import Unit
from hientai.reforms import queries
from hientai.reforms.models import CarriedRole, Reform
from hientai.reforms.services.acting import author_of
from hientai.reforms.services.following import open_role
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day


@transaction.atomic
def reassign(*, actor: User | None, lost: CarriedRole, units: Sequence[str]) -> int:
    """Give a role that fell with its unit at other units, from the day of the act; how many.

    The roles go back with the act when it is undone. Refused at units whose roles the actor does
    not give.
    """
    held = _locked(lost)
    sign(actor=actor, ground=held.reform.ground)
    ids = queries.ids_alive(units, held.reform.on)
    _refuse_unless_alive(units, ids, held.reform)
    for unit in Unit.objects.filter(pk__in=ids.values()):
        refuse_out_of_reach(held.left.role, unit)
    period = DateRange(held.reform.on, held.until)
    given = [open_role(held.left, ids[code], period) for code in dict.fromkeys(units)]
    taken = [role for role in given if role]
    held.taken = taken[0] if taken else None
    _decide(held, author_of(actor))
    for role in taken[1:]:
        again = CarriedRole(reform=held.reform, left=held.left, until=held.until, taken=role)
        _decide(again, author_of(actor))
    lay_again_soon()
    return len(taken)


@transaction.atomic
def let_end(*, actor: User | None, lost: CarriedRole) -> None:
    """Leave a role that fell with its unit ended."""
    held = _locked(lost)
    sign(actor=actor, ground=held.reform.ground)
    _decide(held, author_of(actor))


def _locked(lost: CarriedRole) -> CarriedRole:
    rows = CarriedRole.objects.select_for_update(of=["self"]).select_related("reform", "left__user")
    held = rows.filter(pk=lost.pk, reform__state=Reform.State.DONE, decided_at=None).first()
    if held is None:
        raise Refused(
            _("Vai trò này không còn chờ phân công"),
            remedy=_("Mở lại danh sách để xem tình trạng hiện nay."),
        )
    return held


def _refuse_unless_alive(units: Sequence[str], ids: Collection[str], reform: Reform) -> None:
    if not units:
        raise Refused(
            _("Chưa chọn đơn vị cho vai trò này"),
            remedy=_("Chọn ít nhất một đơn vị, hoặc cho vai trò kết thúc."),
        )
    if missing := [code for code in units if code not in ids]:
        raise Refused(
            _("Không có đơn vị %s") % ", ".join(missing),
            why=_("không tồn tại vào ngày %s") % day(reform.on),
            remedy=_("Kiểm tra lại mã đơn vị."),
        )


def _decide(row: CarriedRole, author: str) -> None:
    row.decided_at, row.decided_by = timezone.now(), author
    row.save()
