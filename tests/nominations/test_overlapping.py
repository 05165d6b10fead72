"""What overlaps, and how strongly: four levels for nominations, attendance always blocked (L4)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hientai.nominations.domain.overlapping import (
    LEVELS,
    Other,
    Policy,
    level_on,
    meets,
    overlaps,
    strongest,
)

STARTS, ENDS = date(2024, 9, 2), date(2024, 9, 20)
days = st.dates(date(2024, 8, 1), date(2024, 11, 1))


def other(kind: str, starts: date = STARTS, ends: date | None = ENDS, **more) -> Other:
    return Other(kind, "Lớp khác", "Trường", starts, ends, **more)


@pytest.mark.parametrize("kind", ["turn", "seat"])
@pytest.mark.parametrize("policy", LEVELS)
def test_attendance_at_the_time_is_blocked_whatever_the_policy_says(kind, policy) -> None:
    found = overlaps(STARTS, ENDS, True, [other(kind)], policy)
    assert strongest(found) == "block"


@pytest.mark.parametrize("policy", LEVELS)
def test_another_nomination_counts_as_the_policy_says(policy) -> None:
    found = overlaps(STARTS, ENDS, True, [other("nomination")], policy)
    assert (strongest(found), len(found)) == (policy, 0 if policy == "none" else 1)


def test_a_form_that_runs_beside_others_overlaps_nothing() -> None:
    assert overlaps(STARTS, ENDS, False, [other("turn")], "block") == []
    beside = other("turn", exclusive=False)
    assert overlaps(STARTS, ENDS, True, [beside], "block") == []


@pytest.mark.parametrize(
    ("starts", "ends", "met"),
    [
        (date(2024, 9, 20), date(2024, 9, 30), True),
        (date(2024, 9, 21), date(2024, 9, 30), False),
        (date(2024, 8, 1), date(2024, 9, 2), True),
        (date(2024, 8, 1), date(2024, 9, 1), False),
        (date(2024, 1, 1), None, True),
        (date(2024, 10, 1), None, False),
    ],
)
def test_both_days_of_a_course_belong_to_it(starts, ends, met) -> None:
    """A turn without an end runs on."""
    assert meets(STARTS, ENDS, other("turn", starts, ends)) is met


@given(days, days, days, days)
def test_meeting_is_the_same_from_either_side(a, b, c, d) -> None:
    one, two = sorted((a, b)), sorted((c, d))
    there = meets(one[0], one[1], other("turn", two[0], two[1]))
    back = meets(two[0], two[1], other("turn", one[0], one[1]))
    shared = {one[0] + timedelta(n) for n in range((one[1] - one[0]).days + 1)} & {
        two[0] + timedelta(n) for n in range((two[1] - two[0]).days + 1)
    }
    assert there == back == bool(shared)


def test_the_word_of_the_scheme_goes_before_the_word_for_all() -> None:
    said = [
        Policy(None, date(2024, 1, 1), "note"),
        Policy(7, date(2024, 2, 1), "block"),
        Policy(None, date(2024, 3, 1), "none"),
    ]
    assert level_on(said, 7, date(2024, 1, 31)) == "note"
    assert level_on(said, 7, date(2024, 6, 1)) == "block"
    assert level_on(said, 8, date(2024, 6, 1)) == "none"
    assert level_on([], 8, date(2024, 6, 1)) == "warn"
