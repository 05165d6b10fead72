"""What a chain of seals proves: its links, worked out again from what each segment says.

The database makes the hashes (`audit_words`, `audit_seal_book`); this is the second hand that
checks them, so that neither can be wrong unnoticed.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Literal

from hientai.shared.vietnamese import number
from hientai.shared.words import N_, _

GENESIS = "0" * 64  # what the first segment names as the hash before it
Kind = Literal["altered", "removed", "inserted", "segment", "missing", "link", "unknown"]
BOOKS = {"event": N_("thay đổi dữ liệu"), "recordread": N_("lượt mở hồ sơ")}


@dataclass(frozen=True)
class Seal:
    """A segment's own words (all that its hash covers), its hash, and the hash it names before."""

    number: int
    words: str
    previous: str
    hash: str

    @property
    def stands(self) -> bool:
        """Whether the hash is that of the words."""
        return hashlib.sha256(self.words.encode()).hexdigest() == self.hash


@dataclass(frozen=True)
class Fault:
    """One thing that is not as it was sealed: rows of a book, or segments, from first to last."""

    kind: Kind
    first: int = 0
    last: int = 0
    book: str = ""
    segment: int = 0
    about: str = ""

    def __str__(self) -> str:
        return _(WORDS[self.kind]) % {
            "book": _(BOOKS.get(self.book, "")),
            "where": _span(self.first, self.last),
            "count": number(self.last - self.first + 1),
            "segment": self.segment,
            "before": self.first - 1,
            "about": f" ({self.about})" if self.about else "",
        }


WORDS = {
    "altered": N_("Nhật ký %(book)s: dòng %(where)s bị sửa%(about)s, đoạn %(segment)s"),
    "removed": N_("Nhật ký %(book)s: dòng %(where)s bị xóa, đoạn %(segment)s"),
    "inserted": N_(
        "Nhật ký %(book)s: %(count)s dòng chèn vào phần đã niêm phong hoặc mất niêm phong, "
        "số %(where)s"
    ),
    "segment": N_("Đoạn %(where)s: lời ghi của niêm phong bị sửa"),
    "missing": N_("Thiếu niêm phong của đoạn %(where)s"),
    "link": N_("Đoạn %(where)s không nối với đoạn %(before)s"),
    "unknown": N_("Mã niêm phong được giữ bên ngoài không có trong chuỗi: phần cuối đã bị cắt"),
}


@dataclass(frozen=True)
class Tail:
    """Rows of a book that wait to be sealed, and since when the oldest does."""

    book: str
    count: int
    since: datetime | None


@dataclass(frozen=True)
class Found:
    """What a check of the whole chain found."""

    segments: int
    rows: int
    faults: Sequence[Fault]
    tails: Sequence[Tail]
    head: str = GENESIS
    against: int | None = None  # the segment whose hash was given to be found
    seconds: float = field(default=0.0, compare=False)

    @property
    def whole(self) -> bool:
        """Whether nothing is otherwise than it was sealed."""
        return not self.faults


def as_data(found: Found, most: int = 500) -> dict[str, Any]:
    """What was found, as plain data to keep or to print; at most so many faults by name."""
    return {
        "whole": found.whole,
        "segments": found.segments,
        "rows": found.rows,
        "head": found.head,
        "against": found.against,
        "faults": [asdict(fault) | {"words": str(fault)} for fault in found.faults[:most]],
        "faults_in_all": len(found.faults),
        "unsealed": [
            {"book": t.book, "rows": t.count, "since": t.since and t.since.isoformat()}
            for t in found.tails
        ],
        "seconds": round(found.seconds, 2),
    }


def broken_links(seals: Sequence[Seal]) -> list[Fault]:
    """Segments that say something else than they were sealed with, are gone, or do not join."""
    faults: list[Fault] = []
    before, said = 0, GENESIS
    for seal in seals:
        if seal.number != before + 1:
            faults.append(Fault("missing", before + 1, seal.number - 1))
        elif seal.previous != said:
            faults.append(Fault("link", seal.number, seal.number))
        if not seal.stands:
            faults.append(Fault("segment", seal.number, seal.number))
        before, said = seal.number, seal.hash
    return faults


def spans(faults: Sequence[Fault]) -> list[Fault]:
    """Neighbouring rows with the same fault told as one; a row that can be named stays alone."""
    told: list[Fault] = []
    for fault in faults:
        last = told[-1] if told else None
        if last and last.last + 1 == fault.first and _alike(last, fault):
            told[-1] = Fault(last.kind, last.first, fault.last, last.book, last.segment)
        else:
            told.append(fault)
    return told


def _alike(one: Fault, other: Fault) -> bool:
    same = (one.kind, one.book, one.segment) == (other.kind, other.book, other.segment)
    return same and not one.about and not other.about


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"
