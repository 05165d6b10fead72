"""Hold, release and move seats: many at once, in one transaction, never oversold."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.audit.services import Author, sign
from hientai.places.domain.following import tell_lapsing, tell_released
from hientai.places.domain.holding import Refusal, Room, Wanted, Wish, given_out
from hientai.places.models import Seat
from hientai.places.queries.clashes import Asked, clashes
from hientai.places.services.locking import (
    locked,
    locked_seats,
    opened,
    pool_of_class,
    titled,
    wish_of,
)
from hientai.places.services.telling import tell_lapsed
from hientai.programmes.services.materials import author_of
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day, number
from hientai.training.models import Turn
from hientai.webkit.constraints import told

AGAIN = N_("Thử lại; nếu vẫn vậy, tải lại trang để xem số chỗ hiện nay.")
WALLS = {
    "pool_is_not_oversold": Refused(N_("Đã hết chỗ"), remedy=AGAIN),
    "nobody_sits_twice_at_once": Refused(
        N_("Có người đã giữ chỗ khác trong cùng thời gian"), remedy=AGAIN
    ),
    "one_seat_of_a_quota": Refused(N_("Có người đã có chỗ của chỉ tiêu này"), remedy=AGAIN),
    "one_seat_in_a_class": Refused(N_("Có người đã có chỗ trong lớp này"), remedy=AGAIN),
    "seat_meets_a_turn": Refused(
        N_("Có người đang học nơi khác trong cùng thời gian"), remedy=AGAIN
    ),
    "turn_is_recorded_once": Refused(
        N_("Có người đã có lượt học của chương trình này bắt đầu cùng ngày"),
        remedy=N_("Sửa lượt học đã ghi, hoặc bỏ người đó ra."),
    ),
    "turn_meets_a_seat": Refused(N_("Có người đã giữ chỗ khác trong cùng thời gian"), remedy=AGAIN),
}
AT_ONCE = 2_000  # a statement has at most 65,535 parameters
LAPSED = N_("hết hạn giữ chỗ")


@dataclass(frozen=True)
class Held:
    """What became of one wish: the seat, or why there is none."""

    person_id: int
    seat: Seat | None = None
    refusal: Refusal | None = None


@transaction.atomic
def hold(
    *, actor: Author | None, wanted: Sequence[Wanted], until: date, on: date, ground: str = ""
) -> list[Held]:
    """Hold a place for each person, in the order given, while there are places; until a day.

    Pools are locked once, by key, and their places read anew. Each answer stands where its wish
    stands: the seat, or the pool that is full or the study elsewhere that stands against it.
    Refused as a whole where the last day lies before the day, or a person is out of reach.
    """
    if until < on:
        raise Refused(
            _("Không giữ chỗ đến một ngày đã qua"),
            why=_("giữ đến %(until)s, hôm nay %(on)s") % {"until": day(until), "on": day(on)},
            remedy=_("Chọn ngày giữ chỗ muộn hơn."),
        )
    pools = opened(wanted, on)
    wishes = [_possible(wish_of(one, pools)) for one in wanted]
    rooms = locked(
        (pool for wish in wishes for pool in wish.pools if pool is not None),
        (one.person_id for one in wanted),
        on,
    )
    answers = _answers(wishes, rooms)
    sign(actor=actor, ground=ground or N_("giữ chỗ đến %s") % day(until))
    granted = [wish for wish, no in zip(wishes, answers, strict=True) if no is None]
    by = author_of(actor)
    with told(WALLS):
        rows = [_seat(one, until, by) for one in granted]
        made = iter(Seat.objects.bulk_create(rows, batch_size=AT_ONCE))
    return [
        Held(wish.wanted.person_id, None if no else next(made), no)
        for wish, no in zip(wishes, answers, strict=True)
    ]


def _answers(wishes: Sequence[Wish], rooms: dict[int, Room]) -> list[Refusal | None]:
    """For each wish why it gets no place; None where it gets one."""
    judged = _judged(wishes)
    answers = given_out(judged, rooms)
    if any(answers):  # why in words: with the names of the pools
        answers = given_out(judged, titled(rooms))
    return answers


def _possible(wish: Wish) -> Wish:
    """A wish, with why it can have no place at all where that is so."""
    one = wish.wanted
    if one.ends_on is not None and one.ends_on < one.starts_on:
        words = _("ngày cuối trước ngày đầu")
    elif one.item_id and wish.quota is None:
        told = {"item": one.item_id, "scheme": one.scheme}
        words = _("không có chỗ của chỉ tiêu %(item)s (%(scheme)s) cho đơn vị này") % told
    elif one.class_id is not None and wish.of_class is None:
        words = _("không có lớp này")
    elif not any(wish.pools):
        words = _("chưa nêu chỉ tiêu hoặc lớp")
    else:
        return wish
    return replace(wish, against=Refusal(no_places=words))


def _judged(wishes: Sequence[Wish]) -> list[Wish]:
    """The wishes with what stands against them by seats and turns there are."""
    asked = [
        Asked(
            wish.wanted.person_id,
            wish.wanted.starts_on,
            max(wish.wanted.ends_on, wish.wanted.starts_on) if wish.wanted.ends_on else None,
            wish.wanted.exclusive,
            wish.quota,
            wish.of_class,
        )
        for wish in wishes
    ]
    met = clashes(asked)
    return [
        replace(wish, against=Refusal(clash=met[at][0])) if at in met and not wish.against else wish
        for at, wish in enumerate(wishes)
    ]


def _seat(wish: Wish, until: date, by: str) -> Seat:
    one = wish.wanted
    return Seat(
        person_id=one.person_id,
        unit_id=one.unit_id,
        of_quota_id=wish.quota,
        of_allotment_id=wish.allotment,
        of_class_id=wish.of_class,
        period=span(one.starts_on, one.ends_on),
        exclusive=one.exclusive,
        held_until=until,
        held_by=by,
    )


def span(first: date, last: date | None) -> DateRange:
    """The days from one to another, both of them in it; without the last it runs on."""
    return DateRange(first, last + timedelta(days=1) if last else None)


@transaction.atomic
def release(*, actor: Author | None, seats: Sequence[Seat], reason: str, on: date) -> list[Seat]:
    """Give seats back, held or used, for a reason; the turn of a used one reads "withdrawn".

    Refused where one is out of reach or was given back already.
    """
    if not reason.strip():
        raise Refused(_("Cần nêu lý do trả chỗ"), remedy=_("Ghi lý do."))
    now = of_state(seats, locked_seats(seats, on), *("held", "used"))
    sign(actor=actor, ground=reason)
    _give_back(now, reason.strip(), author_of(actor))
    return now


@transaction.atomic
def release_lapsed(*, on: date, seats: Collection[int] | None = None) -> list[Seat]:
    """Give back every held seat whose last day lies before a day, or those of some seats, and tell
    the rooms above. The daily work does so pool by pool (`services.lapsing`)."""
    rows = Seat.objects.filter(state="held", held_until__lt=on)
    due = list(rows if seats is None else rows.filter(pk__in=seats))
    tell_lapsing([seat.pk for seat in due])
    now = [seat for seat in locked_seats(due, on) if seat.state == "held"]
    lapsed = [seat for seat in now if seat.held_until is not None and seat.held_until < on]
    if lapsed:
        sign(actor=None, ground=LAPSED)
        _give_back(lapsed, _(LAPSED), author_of(None))
        tell_lapsed(lapsed, on)
        tell_released([seat.pk for seat in lapsed], on)
    return lapsed


def _give_back(seats: Sequence[Seat], reason: str, by: str) -> None:
    at = timezone.now()
    turns = [seat.turn_id for seat in seats if seat.turn_id is not None]
    with told(WALLS):
        Seat.objects.filter(pk__in=[seat.pk for seat in seats]).update(
            state="released", released_at=at, released_by=by, reason=reason
        )
        if turns:
            Turn.objects.filter(pk__in=turns).update(result="withdrawn")
    for seat in seats:
        seat.state, seat.released_at = "released", at
        seat.released_by, seat.reason = by, reason


@transaction.atomic
def move(
    *,
    actor: Author | None,
    seats: Sequence[Seat],
    starts_on: date,
    ends_on: date | None,
    on: date,
    class_id: int | None = None,
    until: date | None = None,
    ground: str = "",
) -> list[Seat]:
    """Let seats be for other days, and in another class where one is named; turns of used ones
    follow. A held one may be kept until another day.

    Refused as a whole where the class is full, or somebody studies elsewhere in those days.
    """
    if ends_on is not None and ends_on < starts_on:
        raise Refused(_("Ngày cuối trước ngày đầu"), remedy=_("Kiểm tra lại hai ngày."))
    target = None if class_id is None else pool_of_class(class_id, on)
    now = of_state(seats, locked_seats(seats, on, *([target] if target else [])), "held", "used")
    _refuse_elsewhere(now, starts_on, ends_on, target)
    sign(actor=actor, ground=ground or N_("đổi thời gian học"))
    rows = Seat.objects.filter(pk__in=[seat.pk for seat in now])
    with told(WALLS):
        rows.update(period=span(starts_on, ends_on), **({"of_class": target} if target else {}))
        if until is not None:
            rows.filter(state="held").update(held_until=until)
        turns = Turn.objects.filter(pk__in=[seat.turn_id for seat in now if seat.turn_id])
        turns.update(starts_on=starts_on, ends_on=ends_on)
    return list(rows.order_by("pk"))


def _refuse_elsewhere(
    seats: Sequence[Seat], starts_on: date, ends_on: date | None, of_class: int | None
) -> None:
    asked = [
        Asked(
            seat.person_id,
            starts_on,
            ends_on,
            seat.exclusive,
            of_class=of_class,
            own=seat.pk,
        )
        for seat in seats
    ]
    met = clashes(asked)
    if met:
        at, found = next(iter(met.items()))
        raise Refused(
            _("%(n)s người không dời được sang thời gian này") % {"n": number(len(met))},
            why=f"{seats[at].person.name}: {found[0].words}",
            remedy=_("Chọn thời gian khác, hoặc bỏ những người này ra."),
        )


def of_state(asked: Sequence[Seat], now: list[Seat], *states: str) -> list[Seat]:
    """The seats as they are; refused where one is missing or stands otherwise than it must."""
    if len(now) < len({seat.pk for seat in asked}):
        raise Refused(
            _("Có chỗ nằm ngoài phạm vi đơn vị của bạn"),
            remedy=_("Đề nghị đơn vị cấp trên thực hiện."),
        )
    wrong = [seat for seat in now if seat.state not in states]
    if wrong:
        raise Refused(
            _("%(n)s chỗ không còn ở tình trạng cần có") % {"n": number(len(wrong))},
            why=f"{wrong[0].person.name}: {wrong[0].get_state_display()}"
            + (f" ({wrong[0].reason})" if wrong[0].reason else ""),
            remedy=_("Tải lại trang để xem tình trạng hiện nay."),
        )
    return now
