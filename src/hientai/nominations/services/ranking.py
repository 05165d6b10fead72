"""The order of a list: by points, ties by hand with a note, else by given name."""

from collections.abc import Sequence
from datetime import date

from django.db import connection, transaction
from django.utils.translation import gettext as _

from hientai.accounts.models import User
from hientai.audit.services import sign
from hientai.nominations.domain.ordering import Candidate, Placed, arranged, ordered
from hientai.nominations.domain.states import DRAFT, LIVE, refuse_unless_draft
from hientai.nominations.domain.verdicts import stops
from hientai.nominations.models import Nomination, NominationList
from hientai.nominations.queries.judging import Judged, name_orders
from hientai.nominations.services.holding import GROUND, keep_steps, locked_list
from hientai.shared.refused import Refused
from hientai.shared.words import N_

LONGEST_NOTE = 500
READ = ("pk", "score", "verdict", "level", "by_hand", "person__name_key", "position", "rank")
PLACED = """
UPDATE nominations_nomination n SET position = t.position, rank = t.rank
FROM unnest(%(rows)s::bigint[], %(positions)s::int[], %(ranks)s::int[]) AS t (id, position, rank)
WHERE n.id = t.id AND (n.position, n.rank) IS DISTINCT FROM (t.position, t.rank)
"""


def put_in_order(held: NominationList) -> None:
    """Give every live row of a locked list its place and rank."""
    _write(ordered(_candidates(held)))


def make_room(held: NominationList, new: Sequence[Judged]) -> list[tuple[int, int]]:
    """Place and rank of each of some people who are to come onto a locked list; those on it move
    on where they have to."""
    orders = name_orders({row.person_id: row.name_key for row in new})
    coming = [
        Candidate(-at, row.score, orders[row.person_id], may_go=not row.stopped)
        for at, row in enumerate(new, 1)
    ]
    placed = ordered([*_candidates(held), *coming])
    _write([one for one in placed if one.key > 0])
    mine = {-one.key: (one.position, one.rank) for one in placed if one.key < 0}
    return [mine[at] for at in range(1, len(new) + 1)]


def _write(placed: Sequence[Placed]) -> None:
    asked = {
        "rows": [one.key for one in placed],
        "positions": [one.position for one in placed],
        "ranks": [one.rank for one in placed],
    }
    with connection.cursor() as cursor:
        cursor.execute(PLACED, asked)


@transaction.atomic
def arrange(
    *,
    actor: User | None,
    nomination_list: NominationList,
    nominations: Sequence[int],
    note: str,
    on: date,
) -> None:
    """Put the people named, who share their points, in the order named, for the reason in `note`.

    Whoever of the tie is not named comes after them. Refused without a reason, or across points.
    """
    tidy = " ".join(note.split())[:LONGEST_NOTE]
    if not tidy:
        raise Refused(
            _("Chưa ghi lý do xếp trước"),
            why=_("người bằng điểm chỉ khác nhau ở lý do được ghi"),
            remedy=_("Ghi lý do, ví dụ: yêu cầu công việc của đơn vị."),
        )
    held = locked_list(nomination_list)
    refuse_unless_draft(held.state)
    places = arranged(_candidates(held), nominations)
    sign(actor=actor, ground=GROUND % N_("xếp thứ tự"))
    rows = list(Nomination.objects.select_for_update().filter(pk__in=places))
    for row in rows:
        row.by_hand, row.tie_note = places[row.pk], tidy
    Nomination.objects.bulk_update(rows, ["by_hand", "tie_note"])
    put_in_order(held)
    keep_steps(actor=actor, rows=[(row.pk, DRAFT, DRAFT) for row in rows], on=on, reason=tidy)


def _candidates(held: NominationList) -> list[Candidate]:
    rows = list(Nomination.objects.filter(list=held, state__in=LIVE).values(*READ))
    orders = name_orders({row["pk"]: row["person__name_key"] for row in rows})
    return [
        Candidate(
            key=row["pk"],
            score=row["score"],
            name_order=orders[row["pk"]],
            may_go=not stops(row["verdict"], row["level"]),
            by_hand=row["by_hand"],
        )
        for row in rows
    ]
