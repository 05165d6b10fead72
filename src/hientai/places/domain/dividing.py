"""Places divided over units by the largest remainder, and returned ones offered again in order.

`shares`: each unit's part is its weight's part of the places, rounded down; the places that are
left go, one each, to the largest remainders (then the heavier unit, then the code). Nobody gets
more than its cap; what a cap cuts off is divided anew over the others. Claimed, and held by tests:
the parts add up to the places, or to the caps where those are fewer; a heavier unit of the same cap
gets no less. Not claimed: with one place more a unit may get one less (the known paradox of the
method); a division is therefore made once, and what comes later goes by `again`, which only adds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from hientai.shared.vietnamese import number
from hientai.shared.words import N_, _


def shares(
    total: int, weights: Mapping[str, int], caps: Mapping[str, int] | None = None
) -> dict[str, int]:
    """The places of each unit, by code. A unit without weight gets none."""
    caps = caps or {}
    given = dict.fromkeys(weights, 0)
    open_ones = {code: weight for code, weight in weights.items() if weight > 0}
    while open_ones and total:
        whole = sum(open_ones.values())
        capped = [c for c, w in open_ones.items() if c in caps and total * w >= caps[c] * whole]
        if not capped:
            given.update(_by_remainder(total, open_ones, whole))
            break
        for code in capped:
            given[code] = caps[code]
            total -= caps[code]
            del open_ones[code]
    return given


def _by_remainder(total: int, weights: Mapping[str, int], whole: int) -> dict[str, int]:
    parts = {code: divmod(total * weight, whole) for code, weight in weights.items()}
    left = total - sum(floor for floor, _rest in parts.values())
    order = sorted(parts, key=lambda code: (-parts[code][1], -weights[code], code))
    first = set(order[:left])
    return {code: floor + (code in first) for code, (floor, _rest) in parts.items()}


@dataclass(frozen=True)
class Wanting:
    """A unit that may want more: how many places it needs, how many it has."""

    code: str
    wanted: int
    has: int

    @property
    def unmet(self) -> int:
        """Places it needs beyond those it has."""
        return max(0, self.wanted - self.has)


@dataclass(frozen=True)
class Again:
    """What a unit gets of returned places, and why."""

    code: str
    places: int
    why: str


ORDER = N_(
    "Từng chỗ một: đơn vị còn thiếu nhiều nhất được trước; thiếu bằng nhau thì đơn vị có ít chỗ hơn"
    " được trước; vẫn bằng nhau thì theo mã đơn vị."
)
"""The order in which returned places are offered again, as published with each division."""


def again(places: int, units: Iterable[Wanting]) -> list[Again]:
    """Returned places, one by one, to the largest unmet need, then who has fewest, then by code.

    Everybody who wants more is answered, those who get none too. One place more takes nothing away.
    """
    asking = [one for one in units if one.unmet]
    got = dict.fromkeys((one.code for one in asking), 0)
    queue = [(-one.unmet, one.has, one.code) for one in asking]
    heapify(queue)
    left = places
    while queue and left:
        unmet, has, code = heappop(queue)
        got[code] += 1
        left -= 1
        if unmet < -1:
            heappush(queue, (unmet + 1, has + 1, code))
    ranked = sorted(asking, key=lambda one: (-one.unmet, one.has, one.code))
    return [
        Again(one.code, got[one.code], _why(one, at, got[one.code], places))
        for at, one in enumerate(ranked, 1)
    ]


def _why(one: Wanting, at: int, got: int, places: int) -> str:
    told = {
        "unmet": number(one.unmet),
        "has": number(one.has),
        "at": number(at),
        "got": number(got),
        "places": number(places),
    }
    if got == one.unmet:
        return _("còn thiếu %(unmet)s chỗ, đã có %(has)s (thứ %(at)s): được đủ %(got)s") % told
    if got:
        words = _(
            "còn thiếu %(unmet)s chỗ, đã có %(has)s (thứ %(at)s): được %(got)s, "
            "%(places)s chỗ trả lại chia lần lượt thì hết"
        )
        return words % told
    words = _(
        "còn thiếu %(unmet)s chỗ, đã có %(has)s (thứ %(at)s): "
        "%(places)s chỗ trả lại đã hết trước khi đến lượt"
    )
    return words % told
