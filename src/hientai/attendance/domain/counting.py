"""How much of a class somebody attended, in periods.

Cancelled sessions are left out, made-up ones are counted once.

A session that makes up for one that still stands gives back what was missed there, and is no more
to attend itself. One that makes up for a cancelled session stands in its place.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hientai.attendance.domain.states import CAME, EXCUSED


@dataclass(frozen=True)
class Meeting:
    """A session that stands, as far as counting goes."""

    id: int
    day: date
    periods: int
    makes_up: int | None = None


@dataclass(frozen=True)
class Stay:
    """From when to when somebody learns in a class; `left` is the first day on which one does
    not."""

    joined: date
    left: date | None = None

    def holds(self, day: date) -> bool:
        """Whether one is a learner on a day."""
        return self.joined <= day and (self.left is None or day < self.left)


@dataclass(frozen=True)
class Marked:
    """What was marked of one learner in one session; of who came, how many periods were missed."""

    state: str
    missed: int = 0


@dataclass(frozen=True)
class Attended:
    """Periods of held sessions: attended, excused, missed, and not marked yet. They add up."""

    periods: int = 0
    present: int = 0
    excused: int = 0
    absent: int = 0
    unmarked: int = 0

    def __add__(self, other: "Attended") -> "Attended":
        return Attended(
            self.periods + other.periods,
            self.present + other.present,
            self.excused + other.excused,
            self.absent + other.absent,
            self.unmarked + other.unmarked,
        )

    @property
    def missing(self) -> int:
        """Periods away, excused or not."""
        return self.excused + self.absent


def counted(
    meetings: Sequence[Meeting], stay: Stay, marks: Mapping[int, Marked], on: date
) -> Attended:
    """What one learner attended of the sessions held up to and with a day."""
    return sum(
        (_together(group, marks) for group in groups(meetings, stay) if group[0].day <= on),
        Attended(),
    )


def whole(meetings: Sequence[Meeting], stay: Stay) -> int:
    """The periods of the whole class that one learner has to attend, those to come too."""
    return sum(group[0].periods for group in groups(meetings, stay))


def groups(meetings: Iterable[Meeting], stay: Stay) -> list[list[Meeting]]:
    """Each session that one has to attend, followed by those that make up for it."""
    standing = {one.id: one for one in meetings}
    found: dict[int, list[Meeting]] = {}
    for one in sorted(standing.values(), key=lambda m: m.id):
        head = _head(one, standing)
        if head is one and stay.holds(one.day):
            found[one.id] = [one]
        elif head is not one and head.id in found:
            found[head.id].append(one)
    return list(found.values())


def _head(one: Meeting, standing: Mapping[int, Meeting]) -> Meeting:
    """The session in whose place one is held in the end; itself where that does not stand. What
    makes up for another was written after it."""
    head = one
    while (before := standing.get(head.makes_up or 0)) and before.id < head.id:
        head = before
    return head


def _together(group: Sequence[Meeting], marks: Mapping[int, Marked]) -> Attended:
    """One session with what makes up for it: never more than its own periods."""
    head = group[0]
    mark = marks.get(head.id)
    present = min(head.periods, sum(_present(one, marks.get(one.id)) for one in group))
    away = head.periods - present
    if mark is None:
        return Attended(head.periods, present, unmarked=away)
    if mark.state == EXCUSED:
        return Attended(head.periods, present, excused=away)
    return Attended(head.periods, present, absent=away)


def _present(one: Meeting, mark: Marked | None) -> int:
    if mark is None or mark.state not in CAME:
        return 0
    return max(0, one.periods - mark.missed)
