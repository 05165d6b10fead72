"""Points as people write them, and how they are written again."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from hientai.shared.refused import Refused
from hientai.shared.vietnamese import fold
from hientai.shared.words import N_, _

GIVEN, MISSED, TAKEN_BACK = "given", "missed", "taken_back"
WHATS = {
    GIVEN: N_("có điểm"),
    MISSED: N_("vắng, không làm bài"),
    TAKEN_BACK: N_("đã rút điểm"),
}
ABSENT = frozenset({"v", "vang", "bo", "bo thi", "vang thi", "khong nop", "kn"})
_WRITTEN = re.compile(r"\d{1,4}(?:[.,]\d{1,2})?")


@dataclass(frozen=True)
class Mark:
    """One mark of one attempt; without points where nothing was done or the mark was taken back."""

    what: str
    points: Decimal | None = None

    @property
    def counts(self) -> bool:
        """Whether it stands: what was taken back is as if never given."""
        return self.what != TAKEN_BACK


def read(text: str, scale: Decimal) -> Mark | None:
    """The mark that was meant: points with comma or dot, "v" for who was absent; None for blank.

    Refused for what is no mark, more than two decimals, or more points than the scale has.
    """
    said = " ".join(text.split())
    if said in ("", "-", "–"):
        return None
    if fold(said) in ABSENT:
        return Mark(MISSED)
    if not _WRITTEN.fullmatch(said):
        raise Refused(
            _("Không đọc được điểm “%s”") % said[:20],
            remedy=_("Ghi số, nhiều nhất hai chữ số thập phân; vắng ghi “v”."),
        )
    points = Decimal(said.replace(",", "."))
    if points > scale:
        raise Refused(
            _("Điểm %(points)s quá thang điểm %(scale)s")
            % {"points": written(points), "scale": written(scale)}
        )
    return Mark(GIVEN, points)


def written(points: Decimal | None) -> str:
    """Points as Vietnamese write them: 8,5; "" for none."""
    if points is None:
        return ""
    plain = f"{points.normalize():f}" if points else "0"
    return plain.replace(".", ",")


def shown(mark: Mark | None) -> str:
    """A mark as it stands in a grid: points, "v", or nothing."""
    if mark is None or not mark.counts:
        return ""
    return "v" if mark.what == MISSED else written(mark.points)


def rounded(value: Decimal, places: int) -> Decimal:
    """Rounded to some decimals, halves away from zero."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
