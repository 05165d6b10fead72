"""Days as Vietnamese write them, and counting in months and years (P3, L1)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hientai.shared.days import (
    add_months,
    add_years,
    completed_months,
    completed_years,
    latest_start,
    parse_day,
)

FIRST_OF_JUNE = date(1980, 6, 1)
some_days = st.dates(date(1930, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    "text",
    ["1/6/1980", "01/06/1980", "01-06-1980", "1.6.1980", " 1 / 6 / 1980 ", "1980-06-01",
     "1980-06-01T00:00:00", "1980-06-01 00:00:00", "1980-6-1", "1/6/1980 00:00:00",
     "ngày 1 tháng 6 năm 1980", "Ngày 01 tháng 6, năm 1980", "29373", "29373.0"],
)  # fmt: skip
def test_a_full_day_is_read_in_every_usual_form(text: str) -> None:
    assert parse_day(text) == (FIRST_OF_JUNE, "day")


@pytest.mark.parametrize(
    "text", ["06/1980", "6-1980", "1980-06", "tháng 6/1980", "tháng 6 năm 1980", "00/06/1980"]
)
def test_a_month_alone_has_the_precision_of_a_month(text: str) -> None:
    assert parse_day(text) == (FIRST_OF_JUNE, "month")


@pytest.mark.parametrize("text", ["1980", "năm 1980", "00/00/1980"])
def test_a_year_alone_has_the_precision_of_a_year(text: str) -> None:
    assert parse_day(text) == (date(1980, 1, 1), "year")


@pytest.mark.parametrize(
    "text",
    ["1.6.80", "1/6/80", "31/2/1980", "29/02/1981", "13/1980", "6/13/1980", "0", "", "abc",
     "1/0/1980", "1799", "32/01/1980", "198006", "1/6"],
)  # fmt: skip
def test_what_cannot_be_read_for_sure_is_not_guessed(text: str) -> None:
    assert parse_day(text) is None


@given(some_days)
def test_a_printed_day_is_read_back(day: date) -> None:
    assert parse_day(f"{day:%d/%m/%Y}") == (day, "day")
    assert parse_day(day.isoformat()) == (day, "day")
    assert parse_day(str((day - date(1899, 12, 30)).days)) == (day, "day")


@pytest.mark.parametrize(
    ("day", "years", "expected"),
    [
        (date(2024, 2, 29), 1, date(2025, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
        (date(2024, 2, 29), -1, date(2023, 2, 28)),
        (date(2023, 2, 28), 1, date(2024, 2, 28)),
    ],
)
def test_29_february_becomes_28_in_a_year_without_it(day: date, years: int, expected: date) -> None:
    assert add_years(day, years) == expected


def test_a_month_without_such_a_day_ends_on_its_last() -> None:
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2024, 3, 31), -1) == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("birth", "on", "years"),
    [
        (date(1984, 6, 1), date(2024, 5, 31), 39),
        (date(1984, 6, 1), date(2024, 6, 1), 40),
        (date(1984, 2, 29), date(2025, 2, 27), 40),
        (date(1984, 2, 29), date(2025, 2, 28), 41),
        (date(1984, 2, 29), date(2024, 2, 28), 39),
    ],
)
def test_a_year_is_completed_on_the_birthday(birth: date, on: date, years: int) -> None:
    assert completed_years(birth, on) == years


@given(some_days, st.integers(0, 900))
def test_as_many_months_as_were_added_have_passed(day: date, months: int) -> None:
    assert completed_months(day, add_months(day, months)) == months
    assert completed_months(day, add_months(day, months) - timedelta(days=1)) == months - 1


@given(some_days, st.integers(0, 900), st.integers(-3, 3))
def test_one_latest_start_answers_for_every_start(on: date, months: int, shift: int) -> None:
    start = latest_start(months, on) + timedelta(days=shift)
    assert (start <= latest_start(months, on)) == (add_months(start, months) <= on)
