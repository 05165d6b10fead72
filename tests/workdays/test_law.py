"""Working days of Viet Nam against the lists that were published for each year (C1)."""

from datetime import date

import holidays
import pytest

from hientai.workdays.domain import Calendar, Kind
from hientai.workdays.domain.law import book

PUBLISHED = {
    # year: the days off from Monday to Friday, as they were announced
    2016: "01/01 08/02 09/02 10/02 11/02 12/02 18/04 02/05 03/05 02/09",
    2017: "02/01 26/01 27/01 30/01 31/01 01/02 06/04 01/05 02/05 04/09",
    2018: "01/01 14/02 15/02 16/02 19/02 20/02 25/04 30/04 01/05 03/09 31/12",
    2019: "01/01 04/02 05/02 06/02 07/02 08/02 15/04 29/04 30/04 01/05 02/09",
    2020: "01/01 23/01 24/01 27/01 28/01 29/01 02/04 30/04 01/05 02/09",
    2021: "01/01 10/02 11/02 12/02 15/02 16/02 21/04 30/04 03/05 02/09 03/09",
    2022: "03/01 31/01 01/02 02/02 03/02 04/02 11/04 02/05 03/05 01/09 02/09",
    2023: "02/01 20/01 23/01 24/01 25/01 26/01 01/05 02/05 03/05 01/09 04/09",
    2024: "01/01 08/02 09/02 12/02 13/02 14/02 18/04 29/04 30/04 01/05 02/09 03/09",
    2025: "01/01 27/01 28/01 29/01 30/01 31/01 07/04 30/04 01/05 02/05 01/09 02/09",
}
WORKED_SATURDAYS = ["2019-01-05", "2019-05-04", "2024-05-04", "2025-04-26", "2026-01-10"]


def off(year: int, known: Calendar | None = None) -> set[date]:
    """The days of a year from Monday to Friday on which nobody works."""
    marks = (known or Calendar()).off(date(year, 1, 1), date(year, 12, 31))
    return {mark.day for mark in marks}


@pytest.mark.parametrize("year", sorted(PUBLISHED))
def test_days_off_are_those_that_were_announced(year: int) -> None:
    announced = [text.split("/") for text in PUBLISHED[year].split()]
    assert off(year) == {date(year, int(month), int(day)) for day, month in announced}


@pytest.mark.parametrize("text", WORKED_SATURDAYS)
def test_a_saturday_is_worked_for_a_day_off_that_was_swapped(text: str) -> None:
    assert Calendar().is_working(date.fromisoformat(text))


@pytest.mark.parametrize("year", range(2010, 2027))
def test_the_library_knows_no_day_off_that_is_worked_here(year: int) -> None:
    theirs = {day for day in holidays.country_holidays("VN", years=year) if day.weekday() < 5}
    assert theirs - off(year) == set()
    assert off(year) - theirs <= {date(2026, 1, 2)}  # swapped by Công văn 12729/VPCP-KGVX


def test_national_day_is_one_day_until_2020_and_two_since() -> None:
    def national(year: int) -> int:
        return sum(mark.kind is Kind.NATIONAL for mark in Calendar().marks(year))

    assert [national(year) for year in (2019, 2020, 2021, 2025)] == [1, 1, 2, 2]


def test_a_year_nothing_was_decided_of_says_so_and_keeps_the_days_free() -> None:
    marks = [mark for mark in Calendar().marks(2027) if not mark.is_sure]
    assert {Kind.TET, Kind.NATIONAL, Kind.CULTURE} == {mark.kind for mark in marks}
    assert not any(Calendar().is_working(mark.day) for mark in marks)
    assert "dự kiến" in marks[0].why


def test_each_day_says_why_and_by_which_paper() -> None:
    for year in range(2010, 2028):
        assert all(mark.why and len(mark.clause) > 10 for mark in Calendar().marks(year))
    told = {mark.day: mark.why for mark in Calendar().marks(2024)}
    assert told[date(2024, 4, 29)] == "Nghỉ hoán đổi, làm bù ngày 04/05/2024"
    assert told[date(2024, 4, 18)] == "Giỗ Tổ Hùng Vương (10/3 âm lịch)"


def test_every_swap_gives_a_working_day_for_a_day_of_rest() -> None:
    for swap in book().swaps:
        assert swap.rest.weekday() < 5 <= swap.work.weekday()


def test_the_class_of_hanoi_2315_of_32_days_ends_on_the_third_of_may() -> None:
    """Opened on 16/3/2018, Saturdays and Sundays excepted; Giỗ Tổ, 30/4 and 1/5 fall out (C1)."""
    days = Calendar().study_days(date(2018, 3, 16), 32)
    assert (len(days), days[0], days[-1]) == (32, date(2018, 3, 16), date(2018, 5, 3))
    fallen = {mark.day for mark in Calendar().off(days[0], days[-1])}
    assert fallen == {date(2018, 4, 25), date(2018, 4, 30), date(2018, 5, 1)}
