"""Counting in working days and study days, whatever the days (C1)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hientai.rules.engine import Certainty
from hientai.shared.refused import Refused
from hientai.workdays.domain import WEEK, Calendar, Kind, Mark

days = st.dates(date(1990, 1, 1), date(2060, 12, 31))
counts = st.integers(0, 120)
weekdays = st.sets(st.integers(0, 6), min_size=1)


@given(days, counts)
def test_so_many_days_on_are_so_many_days_between(day: date, count: int) -> None:
    known = Calendar()
    last = known.add(day, count)
    assert known.between(day, last) == count
    assert count == 0 or known.is_working(last)


@given(days, st.integers(1, 60))
def test_counting_back_undoes_counting_on(day: date, count: int) -> None:
    known = Calendar()
    start = known.add(day, 1)  # a working day
    assert known.add(known.add(start, count), -count) == start


@given(days, st.integers(1, 40), weekdays)
def test_study_days_are_the_first_so_many_that_fit_and_no_other(
    first: date, count: int, meets: set[int]
) -> None:
    known = Calendar()
    found = known.study_days(first, count, meets)
    span = [first + timedelta(days=at) for at in range((found[-1] - first).days + 1)]
    assert found == [day for day in span if known.is_study_day(day, meets)]
    assert len(found) == count


@given(days, weekdays)
def test_no_class_meets_on_a_holiday(day: date, meets: set[int]) -> None:
    mark = Calendar().mark(day)
    if mark and mark.is_off:
        assert not Calendar().is_study_day(day, meets)


def test_a_class_on_saturdays_too_ends_earlier() -> None:
    saturdays_too = Calendar().study_days(date(2018, 3, 16), 32, WEEK | {5})
    assert saturdays_too[-1] == date(2018, 4, 21)


def test_days_that_fall_out_are_skipped() -> None:
    storm = date(2018, 3, 20)
    days = Calendar().study_days(date(2018, 3, 16), 32, skip=[storm])
    assert storm not in days and days[-1] == date(2018, 5, 4)


def test_noted_days_of_tet_take_the_place_of_the_estimate() -> None:
    noted = [
        Mark(date(2027, 2, day), Kind.TET, "Thông báo năm 2027", Certainty.VERIFIED)
        for day in (4, 5, 8, 9, 10)
    ]
    known = Calendar(noted)
    assert not known.is_working(date(2027, 2, 4)) and known.is_working(date(2027, 2, 11))
    assert all(mark.is_sure for mark in known.marks(2027) if mark.kind is Kind.TET)


@pytest.mark.parametrize("count", [0, -1, 2_001])
def test_no_class_has_so_many_days(count: int) -> None:
    with pytest.raises(Refused):
        Calendar().study_days(date(2024, 1, 1), count)
