"""The eight periods of a day: four before noon and four after, of 45 minutes each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

STARTS = (
    time(8, 0),
    time(8, 50),
    time(9, 50),
    time(10, 40),
    time(13, 30),
    time(14, 20),
    time(15, 20),
    time(16, 10),
)
LENGTH = timedelta(minutes=45)
IN_A_HALF = 4
NOON = time(12, 30)
MORNING, AFTERNOON = 0, 1
LATER = timedelta(hours=5, minutes=30)  # from the first period before noon to the first after it


@dataclass(frozen=True, order=True)
class Slot:
    """Half a day, in the order in which halves follow one another."""

    day: date
    half: int


def span(day: date, first: int, count: int) -> tuple[datetime, datetime]:
    """From when to when so many periods last that begin with one (1 to 8) on a day."""
    starts = datetime.combine(day, STARTS[first - 1])
    return starts, datetime.combine(day, STARTS[first + count - 2]) + LENGTH


def half_of(moment: datetime) -> int:
    """Whether something that begins then is before noon or after."""
    return MORNING if moment.time() < NOON else AFTERNOON


def slot_of(moment: datetime) -> Slot:
    """The half of a day in which something begins."""
    return Slot(moment.date(), half_of(moment))


def moved(moment: datetime, to: Slot) -> datetime:
    """The same time of a half day in another half."""
    by = LATER * (to.half - half_of(moment))
    return datetime.combine(to.day, moment.time()) + by


def periods_met(spans: Iterable[tuple[datetime, datetime]]) -> set[tuple[date, int]]:
    """The periods that some spans of time lie over, each with its day."""
    return {met for starts, ends in spans for met in _met(starts, ends)}


def slots_met(spans: Iterable[tuple[datetime, datetime]]) -> set[Slot]:
    """The halves of days of which some spans take a period."""
    return {Slot(day, (period - 1) // IN_A_HALF) for day, period in periods_met(spans)}


def _met(starts: datetime, ends: datetime) -> Iterator[tuple[date, int]]:
    day = starts.date()
    while day <= ends.date():
        for period in range(1, len(STARTS) + 1):
            first, last = span(day, period, 1)
            if first < ends and starts < last:
                yield day, period
        day += timedelta(days=1)
