"""Who is told of places: the units of what they are given, the owner of what they answer, both of
held places that nobody used.

A letter carries the title alone; names and numbers stand in the text, which is read after signing
in. What concerns one unit is told as one notice.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from hientai.accounts.queries import who_may
from hientai.notices.domain.kinds import Kind, Mail, Said
from hientai.notices.services import tell
from hientai.places.models import Allotment, Division, Seat
from hientai.shared.vietnamese import day, number
from hientai.shared.words import N_

GIVEN, ANSWERED, LAPSED = "places.given", "places.answered", "places.lapsed"
KINDS = (
    Kind(GIVEN, N_("Chỗ giao cho đơn vị tôi")),
    Kind(ANSWERED, N_("Trả lời của đơn vị về chỗ được giao"), Mail.DIGEST),
    Kind(LAPSED, N_("Chỗ giữ hết hạn, đã trả lại")),
)
ANSWER, DIVIDE = "places:answer", "places:divide"
OFFERED = N_("%(title)s: đơn vị được giao %(n)s chỗ, trả lời trước hết ngày %(until)s.")
UNUSED = N_("%(title)s: thu lại %(n)s chỗ không dùng.")
AGAIN = N_("%(title)s: đơn vị được giao thêm %(n)s chỗ. %(why)s")
SAID = N_("%(unit)s, %(title)s: %(what)s %(n)s chỗ. %(why)s")


def tell_offered(division: Division, parts: Sequence[Allotment], on: date) -> None:
    """Tell each unit what it was given, and until when it answers."""
    until = day(division.answer_by)
    for part in parts:
        said = Said(OFFERED, _of(division, part.offered) | {"until": until})
        _tell_unit(part, N_("Đơn vị bạn được giao chỗ, chờ trả lời"), said, on)


def tell_returned(division: Division, parts: Sequence[tuple[Allotment, int]], on: date) -> None:
    """Tell each unit how many unused places were taken back from it."""
    for part, places in parts:
        said = Said(UNUSED, _of(division, places))
        _tell_unit(part, N_("Chỗ không dùng của đơn vị bạn đã được thu lại"), said, on)


def tell_again(division: Division, parts: Sequence[tuple[Allotment, int, str]], on: date) -> None:
    """Tell each unit that gets returned places how many, and why."""
    for part, places, why in parts:
        if places:
            said = Said(AGAIN, _of(division, places) | {"why": why})
            _tell_unit(part, N_("Đơn vị bạn được giao thêm chỗ"), said, on)


def tell_answer(part: Allotment, what: str, places: int, why: str, on: date) -> None:
    """Tell who divides the quota what a unit says of its part; `what` is a message."""
    told = _of(part.division, places) | {"unit": part.unit.code, "what": Said(what), "why": why}
    tell(
        to=who_may(DIVIDE, units=[part.unit_id], on=on),
        kind=ANSWERED,
        title=Said(N_("Một đơn vị trả lời về chỗ được giao")),
        text=Said(SAID, told),
        link=reverse("places:part", args=[part.pk]),
        on=on,
    )


def tell_lapsed(seats: Sequence[Seat], on: date) -> None:
    """Tell each unit that held places, and who divides them, that nobody used them in time."""
    by_unit: dict[int, int] = defaultdict(int)
    for seat in seats:
        by_unit[seat.unit_id] += 1
    for unit, count in by_unit.items():
        tell(
            to=who_may(ANSWER, units=[unit], on=on) | who_may(DIVIDE, units=[unit], on=on),
            kind=LAPSED,
            title=Said(N_("%(n)s chỗ giữ đã hết hạn và được trả lại"), {"n": number(count)}),
            text=Said(N_("Chưa có quyết định cử trước hết hạn giữ. Xem danh sách chỗ đã trả.")),
            link=reverse("places:seats") + "?tinh-trang=released",
            on=on,
        )


def _of(division: Division, places: int) -> dict[str, object]:
    return {"title": division.title, "n": number(places)}


def _tell_unit(part: Allotment, title: str, text: Said, on: date) -> None:
    tell(
        to=who_may(ANSWER, units=[part.unit_id], on=on),
        kind=GIVEN,
        title=Said(title),
        text=text,
        link=reverse("places:part", args=[part.pk]),
        on=on,
    )
