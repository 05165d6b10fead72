"""Who of those who want a place gets one: in the order given, while there are places.

A place is one of every pool the wish names. Of a quota that is divided over units the places of
their allotments are theirs: who has no allotment gets what is left beside them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from hientai.shared.vietnamese import day, number
from hientai.shared.words import _

QUOTA, ALLOTMENT, CLASS = "quota", "allotment", "class"


@dataclass(frozen=True)
class Wanted:
    """One place for one person: of a quota (`scheme` is its code), of a class, or of both.

    `unit_id` is the unit that sends the person. Both days belong to the time; without `ends_on` it
    runs on. Who studies beside the work (`exclusive` false) may be elsewhere at the time.
    """

    person_id: int
    unit_id: int
    starts_on: date
    ends_on: date | None
    scheme: str = ""
    item_id: str = ""
    class_id: int | None = None
    exclusive: bool = True


@dataclass(frozen=True)
class Room:
    """A pool under its lock: `places` None is without limit; `promised` of a quota are the free
    places of the units' allotments; `stated` is the number that the document, unit or class says,
    `elsewhere` those used without a seat: by who studies or studied, in a class by guests."""

    id: int
    kind: str
    title: str
    places: int | None
    taken: int
    stated: int | None = None
    elsewhere: int = 0
    promised: int = 0


@dataclass(frozen=True)
class Clash:
    """What keeps a person from being there: a seat or turn of the time, or a place had already."""

    what: str
    title: str
    where: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def words(self) -> str:
        """The clash in words: what, where, from when to when."""
        told = {"title": self.title, "where": f", {self.where}" if self.where else ""}
        if self.what == "again":
            return _("đã có chỗ của chỉ tiêu hoặc lớp này: %(title)s%(where)s") % told
        return self._kind() % {**told, "days": self._days()}

    def _kind(self) -> str:
        if self.what == "turn":
            return _("trùng thời gian với lượt học %(title)s%(where)s, %(days)s")
        return _("trùng thời gian với chỗ đã giữ: %(title)s%(where)s, %(days)s")

    def _days(self) -> str:
        if self.since is None:
            return ""
        if self.until is None:
            return _("từ %s, chưa ghi ngày kết thúc") % day(self.since)
        return f"{day(self.since)} – {day(self.until)}"


@dataclass(frozen=True)
class Refusal:
    """Why somebody gets no place: a pool that is full, or a clash."""

    full: Room | None = None
    clash: Clash | None = None
    no_places: str = ""

    @property
    def code(self) -> str:
        """What kind of refusal: full, clash, again, none."""
        if self.full is not None:
            return "full"
        if self.clash is None:
            return "none"
        return "again" if self.clash.what == "again" else "clash"

    @property
    def words(self) -> str:
        """Why, in words."""
        if self.full is not None:
            return full_words(self.full)
        return self.clash.words if self.clash else self.no_places


def full_words(room: Room) -> str:
    """That a pool is full, with its numbers."""
    told = {
        "title": room.title,
        "n": number(room.stated or 0),
        "taken": number(room.taken),
        "elsewhere": number(room.elsewhere),
        "promised": number(room.promised),
    }
    if room.promised and room.places is not None and room.places > room.taken:
        return _("%(title)s: %(promised)s chỗ còn lại đã giao cho các đơn vị khác") % told
    words = _("%(title)s hết chỗ: %(n)s chỗ, đã giữ %(taken)s") % told
    if room.elsewhere and room.kind == CLASS:
        words += _(", khách học %(elsewhere)s") % told
    elif room.elsewhere:
        words += _(", đã học từ trước %(elsewhere)s") % told
    return words


@dataclass
class Ledger:
    """How many places each pool has left while they are given away."""

    rooms: Mapping[int, Room]
    taken: dict[int, int] = field(default_factory=dict)
    kept: dict[int, int] = field(default_factory=dict)

    def full(self, quota: int | None, allotment: int | None, of_class: int | None) -> Room | None:
        """The first of the pools without a place for this wish; None where each has one."""
        for pool in (allotment, quota, of_class):
            if pool is not None and not self._has(pool, pool == quota and allotment is None):
                return self._now(pool)
        return None

    def take(self, quota: int | None, allotment: int | None, of_class: int | None) -> None:
        """Take one place of each."""
        for pool in (quota, allotment, of_class):
            if pool is not None:
                self.taken[pool] = self.taken.get(pool, 0) + 1
        if quota is not None and allotment is not None:
            self.kept[quota] = self.kept.get(quota, 0) + 1

    def _has(self, pool: int, beside_allotments: bool) -> bool:
        room = self._now(pool)
        if room.places is None:
            return True
        return room.places - room.taken - (room.promised if beside_allotments else 0) > 0

    def _now(self, pool: int) -> Room:
        room = self.rooms[pool]
        promised = max(0, room.promised - self.kept.get(pool, 0))
        return replace(room, taken=room.taken + self.taken.get(pool, 0), promised=promised)


@dataclass(frozen=True)
class Wish:
    """A wish with the pools it draws from, and what is already known to stand against it."""

    wanted: Wanted
    quota: int | None = None
    allotment: int | None = None
    of_class: int | None = None
    against: Refusal | None = None

    @property
    def pools(self) -> tuple[int | None, int | None, int | None]:
        """Quota, allotment, class."""
        return self.quota, self.allotment, self.of_class


def given_out(wishes: Sequence[Wish], rooms: Mapping[int, Room]) -> list[Refusal | None]:
    """For each wish, in order: None where it gets its place, else why not."""
    ledger = Ledger(rooms)
    granted: dict[int, list[Wish]] = {}
    answers: list[Refusal | None] = []
    for wish in wishes:
        mine = granted.setdefault(wish.wanted.person_id, [])
        refusal = wish.against or _met(wish, mine, rooms) or _full(wish, ledger)
        answers.append(refusal)
        if refusal is None:
            ledger.take(*wish.pools)
            mine.append(wish)
    return answers


def _full(wish: Wish, ledger: Ledger) -> Refusal | None:
    room = ledger.full(*wish.pools)
    return Refusal(full=room) if room else None


def _met(wish: Wish, mine: Sequence[Wish], rooms: Mapping[int, Room]) -> Refusal | None:
    """What the person was given a moment ago that stands against this wish."""
    for other in mine:
        title = " · ".join(rooms[pool].title for pool in other.pools if pool is not None)
        if any(a is not None and a == b for a, b in _same_thing(wish, other)):
            return Refusal(clash=Clash("again", title))
        if wish.wanted.exclusive and other.wanted.exclusive and meet(wish.wanted, other.wanted):
            days = other.wanted.starts_on, other.wanted.ends_on
            return Refusal(clash=Clash("seat", title, "", *days))
    return None


def _same_thing(one: Wish, other: Wish) -> list[tuple[int | None, int | None]]:
    return [(one.quota, other.quota), (one.of_class, other.of_class)]


def meet(one: Wanted, other: Wanted) -> bool:
    """Whether two times share a day."""
    return one.starts_on <= (other.ends_on or date.max) and other.starts_on <= (
        one.ends_on or date.max
    )
