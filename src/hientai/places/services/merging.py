"""When the seats of two records cannot be one person's."""

from datetime import timedelta

from django.utils.translation import gettext as _

from hientai.people.models import Person
from hientai.places.domain.holding import Clash
from hientai.places.models import Seat
from hientai.places.queries.clashes import Asked, clashes
from hientai.shared.refused import Refused

LIVE = ("held", "used")


def refuse_clashing_seats(kept: Person, merged: Person) -> None:
    """Refused, with what meets what, where the two would be at two places at once, or have two
    places of one quota or class: one of these is to be given back first."""
    found = [*_met(kept, merged), *(one for one in _met(merged, kept) if one.what == "turn")]
    if found:
        raise Refused(
            _("Chỗ học của hai hồ sơ không thể là của một người"),
            why="; ".join(one.words for one in found[:5]),
            remedy=_(
                "Chỗ đang giữ: rút đề cử của hồ sơ thừa khỏi danh sách. Chỗ đã có quyết định: lập"
                " quyết định thu hồi. Lượt học ghi sai: đính chính. Sau đó gộp lại."
            ),
        )


def _met(one: Person, other: Person) -> list[Clash]:
    """What of one record stands against the live seats of the other."""
    seats = list(Seat.objects.filter(person=other, state__in=LIVE).select_related("turn"))
    found = clashes([_asked(one, seat) for seat in seats])
    return [
        clash for at, those in found.items() for clash in those if not _told_twice(seats[at], clash)
    ]


def _asked(person: Person, seat: Seat) -> Asked:
    days = seat.period
    return Asked(
        person.pk,
        days.lower,
        days.upper and days.upper - timedelta(days=1),
        seat.exclusive,
        seat.of_quota_id,
        seat.of_class_id,
    )


def _told_twice(seat: Seat, clash: Clash) -> bool:
    """Whether a turn is the seat's own, written in the other record too: the two become one."""
    turn = seat.turn
    return bool(
        turn
        and clash.what == "turn"
        and (clash.title, clash.since) == (turn.programme, turn.starts_on)
    )
