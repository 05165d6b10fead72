"""What each new day asks: what waits is laid where the units and roles of the day are, and called
to mind."""

import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from django.db import connection, transaction
from django.utils.translation import gettext_noop as N_
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from hientai.approvals.domain.states import State
from hientai.approvals.models import Submission
from hientai.approvals.queries.desks import Layer, living
from hientai.approvals.services.telling import tell_due, tell_waiting
from hientai.audit.services import sign
from hientai.workdays import queries as workdays

LAY_AGAIN = "approvals.lay_again"
LAID = N_("hồ sơ chờ phê duyệt theo đơn vị và vai trò của ngày")
REMINDED = N_("nhắc hạn phê duyệt")
SEEN_BY_LINES = """
WITH gone AS (
    SELECT DISTINCT u FROM approvals_submission, unnest(seen_by) u
    WHERE NOT EXISTS (SELECT FROM organisations_tree v
                      WHERE v.unit_id = u AND v.period @> %(on)s)
) SELECT u FROM gone
"""
REMIND = """
INSERT INTO approvals_reminder (submission_id, step, "on")
SELECT id, step, %(on)s FROM approvals_submission WHERE state = 'open' AND due_on <= %(last)s
ON CONFLICT DO NOTHING RETURNING submission_id
"""


@transaction.atomic
def lay_again(*, on: date) -> int:
    """Lay what is open anew by the units and roles of a day; how many now lie elsewhere.

    Where a unit has ended its successors take its place; where nobody may answer any more, or
    somebody nearer may, it goes up or down. What is due stays due. Who goes on for a unit that
    ended also sees what that unit had a part in.
    """
    sign(actor=None, ground=LAID)
    _hand_down(on)
    layer = Layer(on)
    rows = Submission.objects.select_for_update(of=("self",)).select_related("route")
    moved = [row for row in rows.filter(state=State.OPEN).order_by("pk") if _laid(row, layer)]
    Submission.objects.bulk_update(moved, ["holder", "units", "seen_by"], batch_size=500)
    tell_waiting(moved, layer)
    return len(moved)


def lay_again_soon() -> None:
    """Leave it to the background to lay what is open anew as soon as this transaction is kept:
    units or roles have changed, and who is to answer should not wait for the night."""
    with suppress(AlreadyEnqueued), transaction.atomic():
        app.configure_task(LAY_AGAIN).defer(timestamp=int(time.time()))


@transaction.atomic
def remind(*, on: date) -> int:
    """Remind who may answer of what is due by the next working day or overdue; of how many.

    Each step is called to mind once a day, however often this is asked.
    """
    sign(actor=None, ground=REMINDED)
    with connection.cursor() as cursor:
        cursor.execute(REMIND, {"on": on, "last": workdays.add(on, 1)})
        keys = [row[0] for row in cursor.fetchall()]
    rows = Submission.objects.filter(pk__in=keys).select_related("route").order_by("due_on", "pk")
    tell_due(rows, Layer(on))
    return len(keys)


def _laid(row: Submission, layer: Layer) -> bool:
    """Lay a submission at its step; whether it lies elsewhere now."""
    laid = layer.lay(row, row.route, row.stage)
    if (laid.holder, laid.units) == (row.holder_id, row.units):
        return False
    row.holder_id, row.units = laid.holder, laid.units
    row.seen_by = list(dict.fromkeys([*row.seen_by, *laid.units]))
    return True


def _hand_down(on: date) -> None:
    with connection.cursor() as cursor:
        cursor.execute(SEEN_BY_LINES, {"on": on})
        gone = [row[0] for row in cursor.fetchall()]
    for unit in gone:
        heirs = [one for one in living([unit], on) if one != unit]
        if heirs:
            _let_see(unit, heirs)


def _let_see(unit: int, heirs: Sequence[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE approvals_submission SET seen_by = seen_by || %(heirs)s::bigint[]"
            " WHERE seen_by @> ARRAY[%(unit)s]::bigint[] AND NOT seen_by @> %(heirs)s::bigint[]",
            {"unit": unit, "heirs": list(heirs)},
        )
