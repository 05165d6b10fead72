"""Verbs of what is demanded of roles: a second factor from a day on."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from hientai.accounts.models import Demand
from hientai.audit.services import sign
from hientai.shared.refused import Refused


@transaction.atomic
def demand(*, role: str, since: date, until: date | None, ground: str) -> Demand:
    """Demand a second factor of whoever holds a role, from the first to the last day."""
    sign(actor=None, ground=ground)
    period = DateRange(since, until + timedelta(days=1) if until else None)
    try:
        with transaction.atomic():
            return Demand.objects.create(role=role, period=period, ground=ground)
    except IntegrityError as error:
        raise Refused(
            _("Vai trò này đã được yêu cầu xác thực hai bước trong thời gian đó"),
            remedy=_("Thôi yêu cầu cũ trước, hoặc chọn ngày khác."),
        ) from error


@transaction.atomic
def end_demand(*, demand: Demand, on: date) -> None:
    """Demand it no longer from a day on; one that had not begun by then never was."""
    since, until = demand.period.lower, demand.period.upper
    if since >= on:
        demand.delete()
    elif until is None or until > on:
        demand.period = DateRange(since, on)
        demand.save(update_fields=["period"])
