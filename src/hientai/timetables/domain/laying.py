"""Laying the topics of a programme out over study days, each as soon as everybody is free."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from hientai.shared.refused import Refused
from hientai.shared.words import _
from hientai.timetables.domain.hours import AFTERNOON, IN_A_HALF, MORNING, STARTS, span
from hientai.timetables.domain.plan import Plan, Planned

BOTH = (MORNING, AFTERNOON)


@dataclass(frozen=True)
class Lesson:
    """So many periods of one form of one topic, with who teaches and where."""

    periods: int
    form: str = "theory"
    topic: int | None = None
    title: str = ""
    lecturers: tuple[int, ...] = ()
    room: int | None = None
    place: str = ""


Taken = Callable[[Lesson, date, int], bool]
"""Whether somebody or the room of a lesson is taken in a period (1 to 8) of a day."""


def lay_out(
    lessons: Sequence[Lesson], days: Sequence[date], taken: Taken, halves: Sequence[int] = BOTH
) -> Plan:
    """The sessions of a timetable: topics in their order, each as early as it fits.

    A session lies within half a day; field study begins with one. Refused where the days do not
    suffice.
    """
    grid = [(day, period) for day in days for period in _periods(halves)]
    made: list[Planned] = []
    at = 0
    for lesson in lessons:
        left = lesson.periods
        while left:
            at = _next(lesson, grid, at, taken, starts_anew=left == lesson.periods)
            count = min(left, _run(lesson, grid, at, taken))
            made.append(_session(lesson, *grid[at], count))
            at, left = at + count, left - count
    return tuple(made)


def lessons_of(
    parts: Sequence[tuple[int, str, dict[str, int | None]]], usual: int, **where: int | str | None
) -> list[Lesson]:
    """The lessons of topics (key, title, periods by form) in their order; a topic whose periods
    nobody stated has the usual number of theory."""
    found = []
    for topic, title, periods in parts:
        known = {form: count for form, count in periods.items() if count}
        for form, count in (known or {"theory": usual}).items():
            found.append(_lesson(topic, title, form, count, where))
    return found


def _lesson(
    topic: int, title: str, form: str, count: int, where: dict[str, int | str | None]
) -> Lesson:
    room, place = where.get("room"), where.get("place")
    return Lesson(
        periods=count,
        form=form,
        topic=topic,
        title=title,
        room=room if isinstance(room, int) and form != "field_study" else None,
        place=place if isinstance(place, str) else "",
    )


def _periods(halves: Sequence[int]) -> Iterator[int]:
    return (one for one in range(1, len(STARTS) + 1) if (one - 1) // IN_A_HALF in halves)


def _next(
    lesson: Lesson,
    grid: Sequence[tuple[date, int]],
    at: int,
    taken: Taken,
    *,
    starts_anew: bool,
) -> int:
    """Where the lesson can go on, from a place of the grid on."""
    while at < len(grid):
        day, period = grid[at]
        begins = (period - 1) % IN_A_HALF == 0
        waits = starts_anew and lesson.form == "field_study" and not begins
        if not waits and not taken(lesson, day, period):
            return at
        at += 1
    raise Refused(
        _("Không đủ ngày trống để xếp hết chuyên đề"),
        remedy=_("Thêm ngày học, đổi phòng hoặc giảng viên."),
    )


def _run(lesson: Lesson, grid: Sequence[tuple[date, int]], at: int, taken: Taken) -> int:
    """How many periods in a row are free within the half of the day."""
    day, first = grid[at]
    left = IN_A_HALF - (first - 1) % IN_A_HALF
    free = 0
    while free < left and not taken(lesson, day, first + free):
        free += 1
    return free


def _session(lesson: Lesson, day: date, first: int, count: int) -> Planned:
    starts, ends = span(day, first, count)
    return Planned(
        starts=starts,
        ends=ends,
        periods=count,
        form=lesson.form,
        topic=lesson.topic,
        title="" if lesson.topic else lesson.title,
        room=lesson.room,
        place=lesson.place,
        lecturers=lesson.lecturers,
    )
