"""What a delegation costs, line by line: a kind from a source."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.audit.services import Author, sign
from hientai.delegations.domain.costs import KINDS, MOST, SOURCES
from hientai.delegations.models import Cost, Journey
from hientai.delegations.services.journeys import NOT_YOURS
from hientai.shared.refused import Refused
from hientai.timetables.queries import writes

GROUND = N_("kinh phí của đoàn")


@transaction.atomic
def write_cost(
    *,
    actor: Author | None,
    journey: Journey,
    kind: str,
    source: str,
    planned: int,
    spent: int | None = None,
    note: str = "",
) -> Cost:
    """Write one line of costs, or write it anew; refused for an unknown kind or source, and for a
    sum that is none."""
    _signed(actor, journey)
    if kind not in KINDS or source not in SOURCES:
        raise Refused(_("Không có khoản chi hoặc nguồn này"), remedy=_("Chọn trong danh sách."))
    if not 0 <= planned <= MOST or spent is not None and not 0 <= spent <= MOST:
        raise Refused(_("Số tiền không hợp lệ"), remedy=_("Ghi số đồng, không ghi số âm."))
    values = {"planned": planned, "spent": spent, "note": " ".join(note.split())}
    row, _made = Cost.objects.update_or_create(
        journey=journey, kind=kind, source=source, defaults=values
    )
    return row


@transaction.atomic
def remove_cost(*, actor: Author | None, cost: Cost) -> None:
    """Take a line of costs away; it stays in the trace."""
    _signed(actor, cost.journey)
    cost.delete()


def _signed(actor: Author | None, journey: Journey) -> None:
    if not writes(journey.training_class_id):
        raise NOT_YOURS
    sign(actor=actor, ground=GROUND)
