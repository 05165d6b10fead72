"""What a delegation costs: kinds of cost and sources of money, in đồng."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hientai.shared.vocabulary import FUNDS
from hientai.shared.words import N_, _

KINDS = {
    "fare": N_("Vé máy bay, vé tàu xe đi về"),
    "papers": N_("Hộ chiếu, thị thực, lệ phí"),
    "lodging": N_("Tiền ở"),
    "board": N_("Tiền ăn, tiêu vặt"),
    "tuition": N_("Học phí, chi cho cơ sở nước ngoài"),
    "travel": N_("Đi lại tại nước đến"),
    "interpreting": N_("Phiên dịch, biên dịch"),
    "insurance": N_("Bảo hiểm"),
    "other": N_("Chi khác"),
}
SOURCES = tuple(code for code in FUNDS.codes if code != "mixed")
"""Each line names one source: what comes from several is several lines."""
MOST = 10**12


@dataclass(frozen=True)
class Line:
    """One kind of cost from one source: planned, and spent once that is known."""

    kind: str
    source: str
    planned: int
    spent: int | None = None


@dataclass(frozen=True)
class Sum:
    """A sum by kind, by source or over all; `spent` is None where some line has none yet."""

    title: str
    planned: int
    spent: int | None


def kind_label(kind: str) -> str:
    """A kind of cost in words."""
    return _(KINDS[kind])


def by_source(lines: Sequence[Line]) -> list[Sum]:
    """How much each source gives, in the order of sources."""
    return [
        _sum(FUNDS.label(source), mine)
        for source in SOURCES
        if (mine := [one for one in lines if one.source == source])
    ]


def in_all(lines: Iterable[Line]) -> Sum:
    """The sum of all lines."""
    return _sum(_("Cộng"), list(lines))


def _sum(title: str, lines: Sequence[Line]) -> Sum:
    known = [one.spent for one in lines if one.spent is not None]
    whole = sum(known) if lines and len(known) == len(lines) else None
    return Sum(title, sum(one.planned for one in lines), whole)
