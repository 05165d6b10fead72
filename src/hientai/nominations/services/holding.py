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
from hientai.nominations.queries.marks import mark_of, terms_mark
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
    """The list with its row locked; refused where it is out of reach, or was changed since it was
    `looked_at`."""
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
    _refuse_unseen(found, nomination_list.looked_at)
    return found


def _refuse_unseen(now: NominationList, looked_at: str) -> None:
    if looked_at and looked_at not in (terms_mark(now), mark_of(now)):
        raise Refused(
            _("Danh sách vừa được người khác sửa"),
            why=_("nội dung hoặc người trong danh sách khác lúc bạn mở trang"),
            remedy=_("Chưa ghi gì. Tải lại trang, xem danh sách hiện nay rồi làm lại."),
        )


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


def lock_whole(keys: Iterable[int]) -> None:
    """Keep nominations from others together with their lists, in the order in which every verb
    locks them: lists by key, then rows; places come last."""
    wanted = set(keys)
    lists = NominationList.objects.filter(nominations__in=wanted).values("pk")
    for held in (
        NominationList.objects.filter(pk__in=lists).order_by("pk"),
        Nomination.objects.filter(pk__in=wanted).order_by("list", "position", "pk"),
    ):
        list(held.select_for_update(of=("self",)).values_list("pk", flat=True))


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
