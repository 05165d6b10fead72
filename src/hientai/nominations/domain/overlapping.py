"""What runs at the same time as a course, and what that means for who is put forward to it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from hientai.shared.vietnamese import day
from hientai.shared.words import N_, _

NONE, NOTE, WARN, BLOCK = "none", "note", "warn", "block"
LEVELS = (NONE, NOTE, WARN, BLOCK)
"""From the mildest to the strongest; `none` says nothing at all."""

LABELS = {
    NONE: N_("không xét"),
    NOTE: N_("ghi chú"),
    WARN: N_("cảnh báo"),
    BLOCK: N_("không cho trình"),
}
BY_DEFAULT = WARN

Kind = Literal["turn", "seat", "nomination"]
ATTENDANCE: frozenset[Kind] = frozenset({"turn", "seat"})
"""Who attends, or holds a seat, cannot attend elsewhere at the time: always blocked."""

KINDS: dict[Kind, str] = {
    "turn": N_("đang học hoặc đã ghi lượt học"),
    "seat": N_("đã được giữ chỗ"),
    "nomination": N_("đã được đề cử"),
}


@dataclass(frozen=True)
class Other:
    """Something of a person at some time: what, where, from when until when (None: runs on)."""

    kind: Kind
    what: str
    where: str
    starts_on: date
    ends_on: date | None
    exclusive: bool = True
    ref: int = 0


@dataclass(frozen=True)
class Overlap:
    """What meets a course in time, and how strongly that counts."""

    other: Other
    level: str


@dataclass(frozen=True)
class Policy:
    """What two nominations at one time mean from a day on; `scheme` None: for all schemes."""

    scheme: int | None
    since: date
    level: str


def level_on(policies: Iterable[Policy], scheme: int, on: date) -> str:
    """The level that holds for a scheme on a day: its own newest word, else that for all."""
    known = [one for one in policies if one.since <= on and one.scheme in (scheme, None)]
    last = max(known, key=lambda one: (one.scheme is not None, one.since), default=None)
    return last.level if last else BY_DEFAULT


def meets(starts_on: date, ends_on: date, other: Other) -> bool:
    """Whether two courses share a day."""
    return other.starts_on <= ends_on and (other.ends_on is None or other.ends_on >= starts_on)


def overlaps(
    starts_on: date, ends_on: date, exclusive: bool, others: Sequence[Other], policy: str
) -> list[Overlap]:
    """What meets a course, the strongest first; nothing where either may run beside others.

    Attendance is blocked whatever the policy for nominations says.
    """
    if not exclusive:
        return []
    found = [
        Overlap(other, BLOCK if other.kind in ATTENDANCE else policy)
        for other in others
        if other.exclusive and meets(starts_on, ends_on, other)
    ]
    told = [one for one in found if one.level != NONE]
    return sorted(told, key=lambda one: (-LEVELS.index(one.level), one.other.starts_on))


def strongest(found: Iterable[Overlap]) -> str:
    """The strongest level of some overlaps; none where there are none."""
    return max((one.level for one in found), key=LEVELS.index, default=NONE)


def as_data(overlap: Overlap) -> dict[str, Any]:
    """An overlap under stable names, as rows keep it."""
    other = overlap.other
    return {
        "kind": other.kind,
        "what": other.what,
        "where": other.where,
        "starts_on": other.starts_on.isoformat(),
        "ends_on": other.ends_on.isoformat() if other.ends_on else None,
        "level": overlap.level,
        "ref": other.ref,
    }


def told(kept: dict[str, Any]) -> str:
    """A kept overlap in words of the reader's language."""
    ends = date.fromisoformat(kept["ends_on"]) if kept["ends_on"] else None
    return _("%(kind)s: %(what)s, %(where)s, %(from)s – %(to)s") % {
        "kind": _(KINDS[kept["kind"]]),
        "what": kept["what"],
        "where": kept["where"] or _("không rõ nơi"),
        "from": day(date.fromisoformat(kept["starts_on"])),
        "to": day(ends) if ends else "…",
    }
