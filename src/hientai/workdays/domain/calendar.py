"""The calendar of working days: what ships, with what administrators noted in front of it."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from itertools import islice

from hientai.shared.refused import Refused
from hientai.shared.words import _
from hientai.workdays.domain.law import marks_of
from hientai.workdays.domain.marks import Kind, Mark

WEEK = frozenset(range(5))
ONE_DAY = timedelta(days=1)
CHOSEN_EACH_YEAR = (Kind.TET, Kind.NATIONAL)
MOST_DAYS = 2_000


class Calendar:
    """Which days are worked; a note of an administrator goes before what ships.

    Days of Tết, or of the National Day, that were noted for a year take the place of the estimate
    of that year.
    """

    def __init__(self, noted: Iterable[Mark] = ()) -> None:
        self._noted = {mark.day: mark for mark in noted}
        self._chosen = {
            (mark.kind, mark.day.year)
            for mark in self._noted.values()
            if mark.kind in CHOSEN_EACH_YEAR
        }

    def mark(self, day: date) -> Mark | None:
        """What is said of a day; None where its weekday alone decides."""
        return self._noted.get(day) or self._shipped(day)

    def is_working(self, day: date) -> bool:
        """Whether offices work on a day."""
        return self.is_study_day(day)

    def is_study_day(self, day: date, weekdays: Collection[int] = WEEK) -> bool:
        """Whether a class that meets on these weekdays (0 Monday) meets on a day.

        Never on a holiday; on a Saturday that is worked instead of another day where the class
        meets on all working days.
        """
        mark = self.mark(day)
        if mark is None:
            return day.weekday() in weekdays
        if mark.is_off:
            return False
        return set(weekdays) >= WEEK or day.weekday() in weekdays

    def add(self, day: date, days: int) -> date:
        """The last of so many working days after a day (before it, where negative)."""
        step = ONE_DAY if days > 0 else -ONE_DAY
        left = abs(days)
        while left:
            day += step
            left -= self.is_working(day)
        return day

    def between(self, since: date, until: date) -> int:
        """Working days after one day up to another, which counts; negative the other way round."""
        if until < since:
            return -self.between(until, since)
        return sum(self.is_working(day) for day in _days(since + ONE_DAY, until))

    def study_days(
        self, first: date, count: int, weekdays: Collection[int] = WEEK, skip: Collection[date] = ()
    ) -> list[date]:
        """So many study days from a day on, which counts if it is one; without those to skip.

        Refused for none, for more than a class ever has, and for no weekday.
        """
        if not 1 <= count <= MOST_DAYS or not set(weekdays):
            raise Refused(_("Số ngày học phải từ 1 đến %s") % MOST_DAYS)
        running = (
            day for day in _onward(first) if self.is_study_day(day, weekdays) and day not in skip
        )
        return list(islice(running, count))

    def off(self, first: date, last: date) -> list[Mark]:
        """The marks from a day to another that are off, and not on a weekend."""
        marks = [mark for day in _days(first, last) if (mark := self.mark(day))]
        return [mark for mark in marks if mark.is_off and mark.day.weekday() in WEEK]

    def marks(self, year: int) -> list[Mark]:
        """All that is said of the days of a year, in order."""
        days = _days(date(year, 1, 1), date(year, 12, 31))
        return [mark for day in days if (mark := self.mark(day))]

    def _shipped(self, day: date) -> Mark | None:
        mark = marks_of(day.year).get(day)
        if mark and not mark.is_sure and (mark.kind, day.year) in self._chosen:
            return None
        return mark


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=at) for at in range((last - first).days + 1))


def _onward(first: date) -> Iterator[date]:
    day = first
    while True:
        yield day
        day += ONE_DAY
