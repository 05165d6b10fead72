"""Who comes before whom on a list: by points, ties by hand with a note, else by given name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hientai.shared.refused import Refused
from hientai.shared.words import _


@dataclass(frozen=True)
class Candidate:
    """One person of a list. `by_hand` is the place that an officer gave inside a tie, None where
    none did; `name_order` is a text that puts names in Vietnamese order."""

    key: int
    score: int
    name_order: str
    may_go: bool = True
    by_hand: int | None = None


@dataclass(frozen=True)
class Placed:
    """Where a candidate stands: `position` is the candidate's own, `rank` is shared by a tie of
    `tied` people."""

    key: int
    position: int
    rank: int
    tied: int


def ordered(candidates: Iterable[Candidate]) -> list[Placed]:
    """Everybody in order: who may go before who may not, the more points the earlier.

    Inside a tie those placed by hand come first, in that order, then the others by given name.
    """
    found = sorted(candidates, key=_place)
    placed: list[Placed] = []
    start = 0
    while start < len(found):
        end = start
        while end < len(found) and _merit(found[end]) == _merit(found[start]):
            end += 1
        tie = found[start:end]
        placed += [Placed(c.key, start + n, start + 1, len(tie)) for n, c in enumerate(tie, 1)]
        start = end
    return placed


def _merit(one: Candidate) -> tuple[bool, int]:
    return not one.may_go, -one.score


def _place(one: Candidate) -> tuple[bool, int, bool, int, str, int]:
    by_hand = one.by_hand is None, one.by_hand or 0
    return (*_merit(one), *by_hand, one.name_order, one.key)


def arranged(candidates: Sequence[Candidate], wanted: Sequence[int]) -> dict[int, int]:
    """The places by hand of the people named in a wanted order, all of one tie.

    Refused where they do not share their points: points go before, an order by hand only parts
    those who are equal.
    """
    by_key = {one.key: one for one in candidates}
    strange = [key for key in wanted if key not in by_key]
    if strange or len(set(wanted)) != len(wanted) or not wanted:
        raise Refused(
            _("Thứ tự nêu người không có trong danh sách, hoặc nêu hai lần"),
            remedy=_("Tải lại trang rồi xếp lại."),
        )
    if len({_merit(by_key[key]) for key in wanted}) > 1:
        raise Refused(
            _("Chỉ đổi thứ tự được giữa những người bằng điểm"),
            why=_("người nhiều điểm ưu tiên hơn đứng trước"),
            remedy=_("Chọn những người cùng hạng."),
        )
    return {key: place for place, key in enumerate(wanted, 1)}


def turns(wanted: Mapping[int, int], positions: Mapping[int, int]) -> bool:
    """Whether an order by hand changes the order that was there."""
    before = sorted(wanted, key=positions.__getitem__)
    return before != sorted(wanted, key=wanted.__getitem__)
