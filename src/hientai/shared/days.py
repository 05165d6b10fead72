"""Days as Vietnamese files write them, and counting in months and years.

Counting follows Bộ luật Dân sự 2015, Điều 148: a period ends on the day of the same number;
where the month has no such day, on the last day of that month. So who is born on 29/02 turns a
year older on 28/02 of a year without a leap day.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal

from hientai.shared.vietnamese import fold

Precision = Literal["day", "month", "year"]
Parsed = tuple[date, Precision]

EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
_EXCEL_EPOCH = date(1899, 12, 30)
_TIME = r"(?:[t ]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:z|[+-]\d{2}:?\d{2})?)?"
_SEPARATOR = r" ?[/.\-] ?"
_FULL = rf"(?:ngay )?(\d{{1,2}}){_SEPARATOR}(\d{{1,2}}){_SEPARATOR}(\d{{4}}){_TIME}"


def parse_day(text: str) -> Parsed | None:
    """The day a cell means and how exactly it says it, or None where it cannot be read.

    Understands 1/6/1980, 01-06-1980, 1.6.1980, "ngày 1 tháng 6 năm 1980", 06/1980 (precision
    month, first day of it), 1980 (precision year, 1 January), 00/06/1980 and 00/00/1980 (the
    same two), ISO with or without a time, and Excel serials of five digits. The day comes before
    the month. A year of two digits is not guessed at: None.
    """
    plain = fold(text)
    for pattern, read in _READERS:
        found = pattern.fullmatch(plain)
        if found:
            return read(*found.groups())
    return None


def add_months(day: date, months: int) -> date:
    """The day of the same number so many months on (or back), at most the month's last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def add_years(day: date, years: int) -> date:
    """The same day so many years on (or back); 29/02 becomes 28/02 in a year without it."""
    return add_months(day, 12 * years)


def completed_months(since: date, on: date) -> int:
    """Whole months from a day to another; negative when the second comes first."""
    months = (on.year - since.year) * 12 + on.month - since.month
    return months if add_months(since, months) <= on else months - 1


def completed_years(birth: date, on: date) -> int:
    """Age in completed years on a day."""
    return completed_months(birth, on) // 12


def latest_start(months: int, on: date) -> date:
    """The last day from which so many whole months have passed on a day.

    ``start <= latest_start(m, on)`` says the same as ``add_months(start, m) <= on``, with one
    fixed day for everybody, which is what makes it quick over a column.
    """
    start = add_months(on, -months)
    while add_months(start + timedelta(days=1), months) <= on:
        start += timedelta(days=1)
    return start


def month_end(day: date) -> date:
    """The last day of the month a day lies in."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def _of_numbers(day: str, month: str, year: str) -> Parsed | None:
    precision: Precision = "day" if int(day) else "month" if int(month) else "year"
    if int(day) and not int(month):
        return None
    return _checked(int(year), int(month) or 1, int(day) or 1, precision)


def _of_month(month: str, year: str) -> Parsed | None:
    return _of_numbers("0", month, year)


def _of_year(year: str) -> Parsed | None:
    return _of_numbers("0", "0", year)


def _of_serial(serial: str) -> Parsed | None:
    found = _EXCEL_EPOCH + timedelta(days=int(serial))
    return _checked(found.year, found.month, found.day, "day")


def _checked(year: int, month: int, day: int, precision: Precision) -> Parsed | None:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    try:
        return date(year, month, day), precision
    except ValueError:
        return None


def _iso(year: str, month: str, day: str | None) -> Parsed | None:
    return _of_numbers(day, month, year) if day else _of_month(month, year)


_READERS: tuple[tuple[re.Pattern[str], Callable[..., Parsed | None]], ...] = (
    (re.compile(_FULL), _of_numbers),
    (re.compile(r"(?:ngay )?(\d{1,2}) thang (\d{1,2}),? nam (\d{4})"), _of_numbers),
    (re.compile(rf"(\d{{4}})[-/](\d{{1,2}})(?:[-/](\d{{1,2}}){_TIME})?"), _iso),
    (re.compile(rf"(?:thang )?(\d{{1,2}})(?:{_SEPARATOR}| nam )(\d{{4}})"), _of_month),
    (re.compile(r"(?:nam )?(\d{4})"), _of_year),
    (re.compile(r"(\d{5})(?:\.\d+)?"), _of_serial),
)
