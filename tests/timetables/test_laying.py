"""Topics laid out over study days: in their order, each as early as everybody is free (C1)."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hientai.shared.refused import Refused
from hientai.timetables.domain.hours import periods_met, slot_of, span
from hientai.timetables.domain.laying import Lesson, lay_out, lessons_of
from hientai.timetables.domain.plan import differences, refuse_plan, replaced

MONDAY = date(2024, 9, 9)
DAYS = [MONDAY + timedelta(days=at) for at in range(60)]
lessons = st.lists(
    st.builds(
        Lesson,
        periods=st.integers(1, 20),
        form=st.sampled_from(["theory", "practice", "field_study"]),
        topic=st.integers(1, 99),
    ),
    max_size=8,
)
busy = st.sets(st.tuples(st.sampled_from(DAYS[:8]), st.integers(1, 8)), max_size=30)


def nobody(_lesson: Lesson, _day: date, _period: int) -> bool:
    return False


@given(lessons, busy)
def test_nothing_meets_and_the_order_and_the_periods_are_kept(
    wanted: list[Lesson], taken: set[tuple[date, int]]
) -> None:
    plan = lay_out(wanted, DAYS, lambda _lesson, day, period: (day, period) in taken)
    refuse_plan(plan)
    assert [one.starts for one in plan] == sorted(one.starts for one in plan)
    spans = [(one.starts, one.ends) for one in plan]
    assert not periods_met(spans) & taken
    assert len(periods_met(spans)) == sum(one.periods for one in plan)
    at = 0
    for lesson in wanted:  # the sessions of a lesson follow one another and are as long as it
        left = lesson.periods
        while left:
            assert (plan[at].topic, plan[at].form) == (lesson.topic, lesson.form)
            left, at = left - plan[at].periods, at + 1
    assert at == len(plan)


@given(lessons)
def test_without_anybody_busy_no_period_is_left_empty_but_before_field_study(
    wanted: list[Lesson],
) -> None:
    plan = lay_out([one for one in wanted if one.form != "field_study"], DAYS, nobody)
    met = sorted(periods_met((one.starts, one.ends) for one in plan))
    assert met == [(DAYS[at // 8], at % 8 + 1) for at in range(len(met))]


def test_the_programme_of_32_periods_takes_four_days_of_eight() -> None:
    parts = [
        (1, "Tổng quan", {"theory": 6, "practice": 2}),
        (2, "Dự toán", {"theory": 4, "practice": 4}),
        (3, "Tình huống", {"theory": 2, "practice": 6}),
        (4, "Kho bạc", {"field_study": 8}),
    ]
    plan = lay_out(lessons_of(parts, 8, room=5), DAYS, nobody)
    assert {one.day for one in plan} == set(DAYS[:4])
    assert (plan[0].starts, plan[0].ends) == (
        datetime.combine(MONDAY, time(8)),
        datetime.combine(MONDAY, time(11, 25)),
    )
    assert {one.room for one in plan if one.form == "field_study"} == {None}


def test_mornings_alone_take_twice_the_days_and_too_few_days_are_refused() -> None:
    lesson = [Lesson(periods=32, topic=1)]
    plan = lay_out(lesson, DAYS, nobody, halves=[0])
    assert len({one.day for one in plan}) == 8 and {slot_of(one.starts).half for one in plan} == {0}
    with pytest.raises(Refused, match="Không đủ ngày"):
        lay_out(lesson, DAYS[:3], nobody)


def test_a_lecturer_is_replaced_from_a_day_on() -> None:
    plan = lay_out([Lesson(periods=16, topic=1, lecturers=(7, 9))], DAYS, nobody)
    after = replaced(plan, 7, 9, DAYS[1])
    assert [one.lecturers for one in after] == [(7, 9), (7, 9), (9,), (9,)]
    named = [replace(one, key=at) for at, one in enumerate(plan, 1)]
    now = [replace(one, key=at) for at, one in enumerate(after, 1)]
    assert [one.after.key for one in differences(named, now) if one.after] == [3, 4]


def test_hours_over_noon_take_the_periods_they_touch() -> None:
    starts, _ends = span(MONDAY, 4, 1)
    assert periods_met([(starts, datetime.combine(MONDAY, time(14)))]) == {(MONDAY, 4), (MONDAY, 5)}
