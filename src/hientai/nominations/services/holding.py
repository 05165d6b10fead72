"""What every verb does: lock the list, sign, keep a step for each row that moved."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from hientai.accounts.models import User
from hientai.documents.services.holding import author_of
from hientai.nominations.domain.states import refuse_move
from hientai.nominations.models import Nomination, NominationList
from hientai.shared.refused import Refused
from hientai.shared.words import N_

GROUND = N_("đề cử: %s")
BEING_SIGNED = Refused(
    N_("Quyết định về người này đang được ký"),
    remedy=N_("Trả lại văn bản đang ký trước, hoặc chờ đăng ký rồi lập quyết định điều chỉnh."),
)
WALLS = {
    "nominated_once_in_a_list": Refused(
        N_("Người này vừa được thêm vào danh sách"), remedy=N_("Tải lại trang.")
    ),
    "locked_nomination_stands": BEING_SIGNED,
    "locked_seat_stands": BEING_SIGNED,
}

STEPS = """
INSERT INTO nominations_nominationstep (nomination_id, was, became, reason, "on", at, by)
SELECT t.nomination, t.was, t.became, t.reason, %(on)s, now(), %(by)s
FROM unnest(%(rows)s::bigint[], %(was)s::text[], %(became)s::text[], %(why)s::text[])
     AS t (nomination, was, became, reason)
"""


def locked_list(nomination_list: NominationList) -> NominationList:
    """The list with its row locked; refused where it is out of reach."""
    found = (
        NominationList.objects.select_for_update(of=("self",))
        .select_related("scheme", "unit", "training_class")
        .filter(pk=nomination_list.pk)
        .first()
    )
    if found is None:
        raise Refused(
            _("Danh sách này nằm ngoài phạm vi đơn vị của bạn"),
            remedy=_("Đề nghị cán bộ phụ trách của đơn vị đề cử thực hiện."),
        )
    return found


def locked_rows(keys: Collection[int]) -> list[Nomination]:
    """Nominations with their rows locked, by place in their lists; refused where one is out of
    reach."""
    rows = (
        Nomination.objects.select_for_update(of=("self",))
        .select_related("list__scheme", "list__unit", "person", "seat")
        .filter(pk__in=keys)
        .order_by("list", "position", "pk")
    )
    found = list(rows)
    if len(found) != len(set(keys)):
        raise Refused(
            _("Có đề cử nằm ngoài phạm vi đơn vị của bạn"), remedy=_("Tải lại trang rồi chọn lại.")
        )
    return found


def keep_steps(
    *,
    actor: User | None,
    rows: Sequence[tuple[int, str, str]],
    on: date,
    reason: str = "",
    reasons: Mapping[int, str] | None = None,
) -> None:
    """Write a step for each (nomination, was, became); `reasons` says more of some of them."""
    own = reasons or {}
    said: dict[str, Any] = {
        "rows": [key for key, _was, _became in rows],
        "was": [was for _key, was, _became in rows],
        "became": [became for _key, _was, became in rows],
        "why": [own.get(key, reason) for key, _was, _became in rows],
        "on": on,
        "by": author_of(actor),
    }
    with connection.cursor() as cursor:
        cursor.execute(STEPS, said)


def move_rows(
    *,
    actor: User | None,
    rows: Iterable[Nomination],
    became: str,
    on: date,
    reason: str = "",
    **changed: Any,
) -> int:
    """Bring locked rows to a state, all alike, with a step for each; refused where one cannot go.

    Returns how many moved.
    """
    moving = list(rows)
    for row in moving:
        refuse_move(row.state, became)
    steps = [(row.pk, row.state, became) for row in moving]
    if became != Nomination.State.RESERVE:
        changed.setdefault("reserve_order", None)
    Nomination.objects.filter(pk__in=[row.pk for row in moving]).update(state=became, **changed)
    for row in moving:
        row.state = became
    keep_steps(actor=actor, rows=steps, on=on, reason=reason)
    return len(moving)
