"""A day falls out: the fewest sessions move, in order, against every way there is (C1)."""

from datetime import date, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from hientai.timetables.domain.hours import Slot, span
from hientai.timetables.domain.plan import Planned
from hientai.timetables.domain.shifting import filled, postponed, shifted, without_days

DAYS = [date(2024, 9, 9) + timedelta(days=at) for at in range(20)]
MOST = 7
now = st.sets(st.integers(0, MOST - 1), max_size=4).map(sorted)
forbidden = st.sets(st.tuples(st.integers(0, 3), st.integers(0, MOST - 1)))


def cost(now: list[int], found: tuple[int, ...]) -> tuple[int, int, int]:
    """What is least: how many change, the end, how far they move."""
    changed = sum(a != b for a, b in zip(now, found, strict=True))
    way = sum(abs(a - b) for a, b in zip(now, found, strict=True))
    return changed, found[-1], way


@given(now, forbidden)
def test_no_way_in_order_changes_fewer(now: list[int], never: set[tuple[int, int]]) -> None:
    def fits(block: int, slot: int) -> bool:
        return (block, slot) not in never

    ways = [
        way
        for way in combinations(range(MOST), len(now))
        if all(fits(block, slot) for block, slot in enumerate(way))
    ]
    found = shifted(now, MOST, fits)
    if not now:
        assert found == []
    elif not ways:
        assert found is None
    else:
        assert found is not None
        best = min(cost(now, way) for way in ways)
        changed, _end, _way = cost(now, tuple(found))
        assert tuple(found) in ways and changed == best[0]
        fewest = [way for way in ways if cost(now, way)[0] == changed]
        assert found[-1] == min(way[-1] for way in fewest)


@given(now, forbidden)
def test_out_of_order_only_those_move_that_must(
    now: list[int], never: set[tuple[int, int]]
) -> None:
    found = filled(now, MOST, lambda block, slot: (block, slot) not in never)
    if found is not None:
        assert len(set(found)) == len(found)
        for block, (stands, goes) in enumerate(zip(now, found, strict=True)):
            assert (goes == stands) == ((block, stands) not in never)


def lesson(day: date, first: int = 1, count: int = 4, topic: int = 1) -> Planned:
    starts, ends = span(day, first, count)
    return Planned(starts=starts, ends=ends, periods=count, topic=topic, key=day.day * 10 + first)


def slots(days: list[date]) -> list[Slot]:
    return [Slot(day, half) for day in days for half in (0, 1)]


def test_a_free_half_day_takes_up_the_storm_and_the_rest_stays() -> None:
    plan = [lesson(DAYS[0]), lesson(DAYS[1]), lesson(DAYS[3]), lesson(DAYS[4])]
    after = without_days(
        plan, {DAYS[1]}, slots(DAYS[:10]), lambda _one, _slot: False, since=DAYS[0]
    )
    assert [one.day for one in after] == [DAYS[0], DAYS[2], DAYS[3], DAYS[4]]


def test_a_full_week_shifts_by_a_day_in_order_and_by_one_session_out_of_it() -> None:
    plan = [lesson(day, first, topic=at) for at, day in enumerate(DAYS[:4]) for first in (1, 5)]
    kept = without_days(plan, {DAYS[1]}, slots(DAYS[:10]), lambda _one, _slot: False, since=DAYS[0])
    assert [one.topic for one in kept] == [0, 0, 1, 1, 2, 2, 3, 3]
    assert {one.day for one in kept} == {DAYS[0], *DAYS[2:5]}
    loose = without_days(
        plan,
        {DAYS[1]},
        slots(DAYS[:10]),
        lambda _one, _slot: False,
        since=DAYS[0],
        keeps_order=False,
    )
    moved = [one.key for one in plan if one not in loose]
    assert len(moved) == 2 and [one.topic for one in loose] == [0, 0, 2, 2, 3, 3, 1, 1]


def test_what_was_held_before_the_day_stays_and_who_is_busy_is_waited_for() -> None:
    plan = [lesson(DAYS[0]), lesson(DAYS[1], topic=2)]
    after = without_days(
        plan,
        {DAYS[0], DAYS[1]},
        slots(DAYS[:10]),
        lambda one, slot: slot in (Slot(DAYS[2], 0), Slot(DAYS[2], 1), Slot(DAYS[3], 0)),
        since=DAYS[1],
    )
    assert after[0] == plan[0] and after[1].slot == Slot(DAYS[3], 1)
    assert after[1].starts.hour == 13 and after[1].ends - after[1].starts == (
        plan[1].ends - plan[1].starts
    )


def test_a_class_that_is_postponed_keeps_its_pattern() -> None:
    plan = [lesson(DAYS[0]), lesson(DAYS[0], 5), lesson(DAYS[4])]
    after = postponed(plan, DAYS[10:])
    assert [(one.day, one.slot.half) for one in after] == [
        (DAYS[10], 0),
        (DAYS[10], 1),
        (DAYS[11], 0),
    ]
