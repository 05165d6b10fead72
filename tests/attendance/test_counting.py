"""Periods attended are counted rightly (C2): cancelled out, made up once, nothing twice."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hientai.attendance.domain.counting import Attended, Marked, Meeting, Stay, counted, whole

FIRST = date(2024, 9, 9)
STAY = Stay(FIRST)
DAYS = [FIRST + timedelta(days=at) for at in range(5)]
MONDAY, TUESDAY = Meeting(1, DAYS[0], 4), Meeting(2, DAYS[1], 8)

marks = st.builds(
    Marked, st.sampled_from(["present", "late", "left_early", "absent", "excused"]), st.just(0)
) | st.builds(Marked, st.sampled_from(["late", "left_early"]), st.integers(0, 12))


@st.composite
def classes(draw: st.DrawFn) -> tuple[list[Meeting], dict[int, Marked]]:
    """Some sessions of a week, some making up for another or for one that was cancelled."""
    keys = range(1, draw(st.integers(1, 8)) + 1)
    meetings = [
        Meeting(
            key,
            draw(st.sampled_from(DAYS)),
            draw(st.integers(1, 8)),
            draw(st.none() | st.integers(1, 10).filter(lambda n, key=key: n != key)),
        )
        for key in keys
    ]
    return meetings, draw(st.dictionaries(st.sampled_from(list(keys)), marks))


def test_present_and_missed_periods_of_held_sessions_are_told_apart() -> None:
    found = counted([MONDAY, TUESDAY], STAY, {1: Marked("present"), 2: Marked("absent")}, DAYS[4])
    assert found == Attended(12, present=4, absent=8)
    assert counted([MONDAY, TUESDAY], STAY, {1: Marked("late", 1)}, DAYS[0]) == Attended(
        4, present=3, absent=1
    )


def test_what_is_not_marked_is_neither_present_nor_absent() -> None:
    assert counted([MONDAY], STAY, {}, DAYS[0]) == Attended(4, unmarked=4)


def test_a_session_that_was_missed_and_made_up_counts_once_and_as_attended() -> None:
    again = Meeting(3, DAYS[3], 4, makes_up=1)
    found = counted(
        [MONDAY, TUESDAY, again],
        STAY,
        {1: Marked("absent"), 2: Marked("present"), 3: Marked("present")},
        DAYS[4],
    )
    assert found == Attended(12, present=12)
    assert whole([MONDAY, TUESDAY, again], STAY) == 12


def test_who_was_there_need_not_come_to_the_session_that_makes_up() -> None:
    again = Meeting(3, DAYS[3], 4, makes_up=1)
    found = counted([MONDAY, again], STAY, {1: Marked("present"), 3: Marked("absent")}, DAYS[4])
    assert found == Attended(4, present=4)


def test_sessions_that_make_up_for_a_cancelled_one_stand_in_its_place() -> None:
    """The cancelled one is not among the sessions any more."""
    halves = [Meeting(3, DAYS[2], 4, makes_up=99), Meeting(4, DAYS[3], 4, makes_up=99)]
    found = counted(halves, STAY, {3: Marked("present"), 4: Marked("excused")}, DAYS[4])
    assert found == Attended(8, present=4, excused=4)


def test_who_joins_later_owes_nothing_of_before_and_who_left_nothing_of_after() -> None:
    stay = Stay(DAYS[1], DAYS[2])
    wednesday = Meeting(3, DAYS[2], 4)
    assert counted([MONDAY, TUESDAY, wednesday], stay, {}, DAYS[4]) == Attended(8, unmarked=8)
    assert whole([MONDAY, TUESDAY, wednesday], stay) == 8


@given(classes(), st.sampled_from(DAYS))
def test_every_period_is_counted_once_whatever_makes_up_for_what(
    held: tuple[list[Meeting], dict[int, Marked]], on: date
) -> None:
    meetings, noted = held
    found = counted(meetings, STAY, noted, on)
    assert found.periods == found.present + found.excused + found.absent + found.unmarked
    assert min(vars(found).values()) >= 0
    assert found.periods <= whole(meetings, STAY) <= sum(one.periods for one in meetings)


@given(classes())
def test_coming_to_one_more_session_never_counts_less(
    held: tuple[list[Meeting], dict[int, Marked]],
) -> None:
    meetings, noted = held
    before = counted(meetings, STAY, noted, DAYS[4]).present
    for one in meetings:
        assert (
            counted(meetings, STAY, {**noted, one.id: Marked("present")}, DAYS[4]).present >= before
        )
