"""The holidays of a year: those the law fixes, what was decided for the year, swapped days.

Days of the moon and, for a year nothing was decided of yet, the estimate come from the library
`holidays`; what is estimated is marked as uncertain.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import holidays
from pydantic import BaseModel, ConfigDict

from hientai.rules.engine import Certainty
from hientai.shared.words import N_
from hientai.shared.yaml_files import read_yaml
from hientai.workdays.domain.marks import ESTIMATED, Kind, Mark

SATURDAY = 5
NOT_FOUND = N_("chưa thấy văn bản sửa Bộ luật Lao động")  # in the file, to be translated


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Law(_Strict):
    """Which law fixes the holidays since a day, and by which clause they are made up for."""

    since: date
    clause: str
    made_up: str
    certainty: Certainty


class Fixed(_Strict):
    """A holiday of the same day each year."""

    kind: Kind
    month: int
    day: int
    since: int
    clause: str = ""
    certainty: Certainty | None = None
    note: str = ""


class Days(_Strict):
    """The days off from the first to the last, as decided for a year."""

    first: date
    last: date
    clause: str
    certainty: Certainty


class One(_Strict):
    """The day off beside the National Day, as decided for a year."""

    day: date
    clause: str
    certainty: Certainty


class Year(_Strict):
    """What was decided for a year."""

    year: int
    tet: Days
    national: One | None = None


class Swap(_Strict):
    """A working day that is off, and the day of rest that is worked instead."""

    rest: date
    work: date
    clause: str
    certainty: Certainty


class Names(_Strict):
    """How the library calls the holidays that are taken from it."""

    kings: str
    national: str
    tet: str
    new_year: str


class Book(_Strict):
    """All that ships."""

    library: Names
    laws: tuple[Law, ...]
    fixed: tuple[Fixed, ...]
    kings_since: int
    second_national_day_since: int
    years: tuple[Year, ...]
    swaps: tuple[Swap, ...]


@cache
def book() -> Book:
    """The file that ships, read once."""
    return Book.model_validate(read_yaml(Path(__file__).with_name("viet_nam.yaml")))


@cache
def marks_of(year: int) -> dict[date, Mark]:
    """Every day of a year of which something is said, by what ships."""
    if year < book().laws[0].since.year:
        return {}
    found: dict[date, Mark] = {}
    for mark in [*_fixed(year), *_moon(year), *_second_national_day(year)]:
        found.setdefault(mark.day, mark)
    for mark in _made_up(found, year):
        found.setdefault(mark.day, mark)
    for swap in book().swaps:
        for mark in of_swap(swap):
            if mark.day.year == year:
                found[mark.day] = mark
    return found


def of_swap(swap: Swap) -> tuple[Mark, Mark]:
    """The two days of a swap."""
    off = Mark(swap.rest, Kind.SWAP_OFF, swap.clause, swap.certainty, of=swap.work)
    return off, Mark(swap.work, Kind.SWAP_WORK, swap.clause, swap.certainty, of=swap.rest)


def decided(year: int) -> Year | None:
    """What was decided for a year, as far as it ships."""
    return next((one for one in book().years if one.year == year), None)


def _law(day: date) -> Law:
    return next(law for law in reversed(book().laws) if law.since <= day)


def _fixed(year: int) -> Iterator[Mark]:
    for one in book().fixed:
        if year < one.since:
            continue
        day = date(year, one.month, one.day)
        law = _law(day)
        clause, sure = one.clause or law.clause, one.certainty or law.certainty
        yield Mark(day, one.kind, clause, sure, note=one.note)


def _moon(year: int) -> Iterator[Mark]:
    """Tết as decided or estimated, and the day of the Kings."""
    chosen = decided(year)
    if chosen is not None:
        for day in _from(chosen.tet.first, chosen.tet.last):
            yield Mark(day, Kind.TET, chosen.tet.clause, chosen.tet.certainty)
    else:
        for day, name in _library(year, observed=True).items():
            if book().library.tet in name and book().library.new_year not in name:
                yield _estimate(day, Kind.TET)
    for day, name in _library(year, observed=False).items():
        if book().library.kings in name and year >= book().kings_since:
            yield Mark(day, Kind.KINGS, _law(day).clause, _law(day).certainty)


def _second_national_day(year: int) -> Iterator[Mark]:
    if year < book().second_national_day_since:
        return
    chosen = decided(year)
    if chosen is not None and chosen.national is not None:
        yield Mark(
            chosen.national.day, Kind.NATIONAL, chosen.national.clause, chosen.national.certainty
        )
        return
    for day, name in _library(year, observed=False).items():
        if name == book().library.national and day != date(year, 9, 2):
            yield _estimate(day, Kind.NATIONAL)


def _made_up(found: dict[date, Mark], year: int) -> Iterator[Mark]:
    """One day for each holiday on a weekend, the next working one; Tết says its days itself."""
    taken = set(found)
    for day in sorted(found):
        mark = found[day]
        if mark.kind is Kind.TET or day.weekday() < SATURDAY:
            continue
        after = day
        while after in taken or after.weekday() >= SATURDAY:
            after += timedelta(days=1)
        taken.add(after)
        law = _law(day)
        yield Mark(after, Kind.MADE_UP, law.made_up, _least(law.certainty, mark.certainty), of=day)


def _least(*marks: Certainty) -> Certainty:
    order = [Certainty.UNCERTAIN, Certainty.RECALLED, Certainty.VERIFIED]
    return min(marks, key=order.index)


def _estimate(day: date, kind: Kind) -> Mark:
    return Mark(day, kind, _law(day).clause, Certainty.UNCERTAIN, note=ESTIMATED)


def _from(first: date, last: date) -> list[date]:
    return [first + timedelta(days=at) for at in range((last - first).days + 1)]


@cache
def _library(year: int, *, observed: bool) -> dict[date, str]:
    found = holidays.country_holidays("VN", years=year, observed=observed, language="vi")
    return dict(found.items())
