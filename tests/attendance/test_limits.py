"""Limits of absence are dated data with their source, judged in three values (C2)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hientai.attendance.domain.counting import Attended
from hientai.attendance.domain.limits import ALL, UNEXCUSED, Limit, in_force, judge, shipped

TENTH = Limit(ALL, 10, date(2024, 1, 1), "Quy chế 5/QC-TCB, Điều 7", "verified")


def test_every_number_that_ships_has_a_clause_and_says_how_sure_it_is() -> None:
    for one in [limit for row in shipped() for limit in row]:
        assert one.clause and one.certainty == "uncertain" and one.note


@pytest.mark.parametrize(
    ("on", "counts"),
    [
        (date(2017, 1, 1), []),
        (date(2020, 1, 1), [ALL]),
        (date(2023, 6, 14), [ALL]),
        (date(2023, 6, 15), [UNEXCUSED, ALL]),
    ],
)
def test_the_limits_of_a_day_are_those_that_began_last(on: date, counts: list[str]) -> None:
    assert [one.counts for one in in_force(on)] == counts


def test_the_regulation_of_an_institution_stands_in_their_place_from_its_day() -> None:
    assert in_force(date(2024, 5, 1), [[TENTH]]) == (TENTH,)
    assert in_force(date(2023, 12, 31), [[TENTH]]) == in_force(date(2023, 12, 31))


@pytest.mark.parametrize(
    ("attended", "verdict", "warned"),
    [
        (Attended(40, present=40), "passed", False),
        (Attended(40, present=36, absent=4), "passed", False),
        (Attended(40, present=32, absent=4, excused=4), "passed", True),
        (Attended(40, present=31, absent=9), "failed", False),
        (Attended(40, present=32, absent=4, unmarked=8), "unknown", False),
    ],
)
def test_a_limit_is_kept_exceeded_or_not_known_and_warned_of_before(
    attended: Attended, verdict: str, warned: bool
) -> None:
    """Ten percent of 80 periods: 8 may be missed; a session is of four."""
    found = judge(attended, 80, TENTH, 4)
    assert (found.verdict, found.warned) == (verdict, warned)
    assert found.allowed == 8 and "8 tiết" in found.limit and "/80" in found.value


def test_leave_counts_where_the_limit_says_so() -> None:
    limit = Limit(UNEXCUSED, 0, date(2023, 6, 15), "Điều 6", "uncertain")
    assert judge(Attended(8, present=4, excused=4), 80, limit, 4).verdict == "passed"
    assert judge(Attended(8, present=4, absent=4), 80, limit, 4).verdict == "failed"


def test_without_a_timetable_nothing_is_known() -> None:
    assert judge(Attended(), 0, TENTH, 0).verdict == "unknown"


@given(st.integers(1, 400), st.integers(0, 400), st.integers(0, 400), st.floats(0, 100))
def test_marking_what_was_open_never_turns_a_failure_back(
    whole: int, absent: int, unmarked: int, most: float
) -> None:
    """What is not known becomes kept or exceeded; exceeded stays exceeded."""
    limit = Limit(ALL, most, date(2024, 1, 1), "Quy chế", "verified")
    before = judge(Attended(absent=absent, unmarked=unmarked), whole, limit, 4).verdict
    came = judge(Attended(absent=absent, present=unmarked), whole, limit, 4).verdict
    stayed = judge(Attended(absent=absent + unmarked), whole, limit, 4).verdict
    if before == "passed":
        assert (came, stayed) == ("passed", "passed")
    if before == "failed":
        assert (came, stayed) == ("failed", "failed")
    if before == "unknown":
        assert (came, stayed) == ("passed", "failed")
