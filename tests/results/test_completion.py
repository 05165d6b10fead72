"""C4: who completed a class and how they are classified, by dated rules, in three values."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hientai.results.domain.completion import (
    BEST,
    CAPPED,
    COMPLETED,
    LAST,
    NOT_COMPLETED,
    UNKNOWN,
    Assessed,
    Presence,
    classified,
    counted,
    judged,
    mean_of,
)
from hientai.results.domain.points import GIVEN, MISSED, TAKEN_BACK, Mark, read, rounded, shown
from hientai.results.domain.rules import rule_on
from hientai.rules.engine import Certainty, Correction
from hientai.shared.refused import Refused

RULE = rule_on(date(2024, 6, 1))
FULL = Presence(periods=32, present=32, excused=0, absent=0, unmarked=0)
TEST = Assessed(1, "Bài kiểm tra", Decimal(10), Decimal(1))
ESSAY = Assessed(2, "Tiểu luận", Decimal(100), Decimal(2))


def mark(points: str) -> Mark:
    return Mark(GIVEN, Decimal(points))


def state(parts: list[Assessed], marks: dict[int, list[Mark]], presence: Presence | None) -> str:
    return judged(RULE, parts, marks, presence).state


def test_every_part_at_half_of_its_scale_and_full_attendance_complete_a_class() -> None:
    found = judged(RULE, [TEST, ESSAY], {1: [mark("5")], 2: [mark("50")]}, FULL)
    assert (found.state, found.mean, found.classification) == (
        COMPLETED,
        Decimal("5.00"),
        "Trung bình",
    )
    assert {one.clause for one in found.reasons} == {"Thông tư 03/2023/TT-BNV, Điều 6"}


def test_a_part_below_half_of_its_scale_is_a_failure_whatever_the_mean() -> None:
    found = judged(RULE, [TEST, ESSAY], {1: [mark("10")], 2: [mark("49.99")]}, FULL)
    assert (found.state, found.classification) == (NOT_COMPLETED, "")
    assert [one.told for one in found.failures] == ["Tiểu luận: 49,99, từ 50 trên 100 điểm"]


def test_a_missing_mark_or_an_open_roll_is_unknown_and_says_what_is_needed() -> None:
    found = judged(RULE, [TEST, ESSAY], {1: [mark("7")]}, None)
    assert (found.state, found.mean) == (UNKNOWN, None)
    assert found.missing == ["điểm danh của lớp", "điểm Tiểu luận"]
    unclosed = Presence(32, 28, 0, 0, 4)
    assert judged(RULE, [], {}, unclosed).missing == ["điểm danh của 4 tiết"]


def test_what_failed_already_is_told_though_something_else_is_unknown() -> None:
    assert state([TEST, ESSAY], {1: [mark("4")]}, None) == NOT_COMPLETED
    absent = Presence(periods=32, present=20, excused=0, absent=4, unmarked=8)
    assert state([TEST], {}, absent) == NOT_COMPLETED


def test_an_absence_excused_by_paper_counts_as_attended_and_another_does_not() -> None:
    assert state([], {}, Presence(32, 28, 4, 0, 0)) == COMPLETED
    assert state([], {}, Presence(32, 31, 0, 1, 0)) == NOT_COMPLETED
    assert state([], {}, Presence(0, 0, 0, 0, 0)) == UNKNOWN


def test_a_class_without_weighted_parts_is_passed_without_a_mean() -> None:
    report = Assessed(3, "Báo cáo thu hoạch", Decimal(10), Decimal(0))
    found = judged(RULE, [report], {3: [mark("6")]}, FULL)
    assert (found.state, found.mean, found.classification) == (COMPLETED, None, "Đạt")
    assert state([report], {3: [mark("4.99")]}, FULL) == NOT_COMPLETED


def test_a_least_mark_of_the_class_counts_where_it_asks_for_more_than_the_rule() -> None:
    more = Assessed(1, "Bài thi", Decimal(10), Decimal(1), least=Decimal(6))
    less = Assessed(1, "Bài thi", Decimal(10), Decimal(1), least=Decimal(3))
    assert state([more], {1: [mark("5.5")]}, FULL) == NOT_COMPLETED
    assert state([less], {1: [mark("4")]}, FULL) == NOT_COMPLETED
    assert state([less], {1: [mark("5")]}, FULL) == COMPLETED


def test_who_broke_the_rules_of_the_class_does_not_complete_it() -> None:
    found = judged(RULE, [], {}, FULL, "thi hộ")
    assert found.state == NOT_COMPLETED
    assert found.failures[0].value == "thi hộ"


def test_who_was_absent_from_a_test_failed_it_until_it_is_sat_again() -> None:
    twice = Assessed(1, "Bài kiểm tra", Decimal(10), Decimal(1), attempts=2)
    assert state([twice], {1: [Mark(MISSED)]}, FULL) == NOT_COMPLETED
    assert state([twice], {1: [Mark(MISSED), mark("8")]}, FULL) == COMPLETED


def test_a_mark_that_was_taken_back_is_as_if_never_given() -> None:
    assert state([TEST], {1: [Mark(TAKEN_BACK)]}, FULL) == UNKNOWN


@pytest.mark.parametrize(
    ("resit", "marks", "counts"),
    [
        (BEST, ("4", "8"), "8"),
        (BEST, ("8", "4"), "8"),
        (LAST, ("8", "6"), "6"),
        (CAPPED, ("4", "9"), "5"),
        (CAPPED, ("7", "9"), "7"),
        (CAPPED, ("4", "3"), "4"),
    ],
)
def test_a_resit_counts_as_the_part_says(resit: str, marks: tuple[str, ...], counts: str) -> None:
    part = Assessed(1, "Bài thi", Decimal(10), Decimal(1), resit=resit, attempts=2)
    assert counted(RULE, part, [mark(one) for one in marks]) == Decimal(counts)


@pytest.mark.parametrize(
    ("mean", "words"),
    [
        ("10", "Xuất sắc"),
        ("9.00", "Xuất sắc"),
        ("8.99", "Giỏi"),
        ("7", "Khá"),
        ("6.99", "Trung bình"),
        ("5", "Trung bình"),
        ("4.2", "Đạt"),
    ],
)
def test_the_lower_bound_of_a_band_belongs_to_it(mean: str, words: str) -> None:
    assert classified(RULE, Decimal(mean)) == words


def test_the_mean_is_weighted_of_ten_and_rounded_with_halves_up() -> None:
    marks = {1: [mark("7.01")], 2: [mark("80.05")]}
    assert mean_of(RULE, [TEST, ESSAY], marks) == Decimal("7.67")
    half = Assessed(9, "x", Decimal(8), Decimal(1))
    assert mean_of(RULE, [half], {9: [mark("5.3")]}) == Decimal("6.63")
    assert rounded(Decimal("6.625"), 2) == Decimal("6.63")


def test_rules_change_with_the_day_and_a_day_without_one_is_refused() -> None:
    assert rule_on(date(2023, 6, 14)).code == "tt-01-2018"
    assert rule_on(date(2023, 6, 15)).code == "tt-03-2023"
    with pytest.raises(Refused, match="01/01/2018"):
        rule_on(date(2018, 1, 1))


def test_an_institutions_own_bands_hold_from_their_day_with_their_clause() -> None:
    """S4, L7: the classification that administrators keep is dated and cited like the law."""
    ours = Correction(
        parameter="classes.band_good",
        value=75,
        since=date(2024, 5, 1),
        clause="Quy chế 12/QC-TBDCB, Điều 9",
        certainty=Certainty.VERIFIED,
    )
    before, after = (rule_on(on, [ours]) for on in (date(2024, 4, 30), date(2024, 5, 1)))
    mean = Decimal("7.5")
    assert [classified(one, mean) for one in (before, after)] == ["Khá", "Giỏi"]
    assert classified(after, Decimal("7.49")) == "Khá"
    assert after.bands.clause == "Quy chế 12/QC-TBDCB, Điều 9"


points = st.decimals(0, 10, places=2)
weights = st.decimals(0, 9, places=1)


@given(st.lists(st.tuples(points, weights), min_size=1, max_size=6), points, st.integers(0, 5))
def test_more_points_never_lower_the_mean_nor_undo_completion(
    told: list[tuple[Decimal, Decimal]], more: Decimal, at: int
) -> None:
    parts = [Assessed(n, f"phần {n}", Decimal(10), weight) for n, (_p, weight) in enumerate(told)]
    marks = {n: [Mark(GIVEN, one)] for n, (one, _weight) in enumerate(told)}
    at %= len(told)
    raised = {**marks, at: [Mark(GIVEN, max(more, told[at][0]))]}
    before, after = judged(RULE, parts, marks, FULL), judged(RULE, parts, raised, FULL)
    assert (after.mean or 0) >= (before.mean or 0)
    assert after.state == COMPLETED or before.state == NOT_COMPLETED


@given(st.lists(st.tuples(points, weights), min_size=1, max_size=6), st.decimals(1, 7, places=1))
def test_the_mean_lies_between_the_marks_and_does_not_depend_on_the_unit_of_weights(
    told: list[tuple[Decimal, Decimal]], times: Decimal
) -> None:
    parts = [Assessed(n, "p", Decimal(10), weight) for n, (_p, weight) in enumerate(told)]
    scaled = [Assessed(n, "p", Decimal(10), w * times) for n, (_p, w) in enumerate(told)]
    marks = {n: [Mark(GIVEN, one)] for n, (one, _weight) in enumerate(told)}
    mean = mean_of(RULE, parts, marks)
    assert mean == mean_of(RULE, scaled, marks)
    counts = [one for one, weight in told if weight]
    if mean is None:
        assert not counts
    else:
        assert min(counts) <= mean <= max(counts)


@given(st.lists(points, min_size=1, max_size=5), points)
def test_another_attempt_never_lowers_what_counts_unless_the_last_one_does(
    told: list[Decimal], more: Decimal
) -> None:
    for resit in (BEST, CAPPED):
        part = Assessed(1, "p", Decimal(10), Decimal(1), resit=resit, attempts=9)
        before = counted(RULE, part, [Mark(GIVEN, one) for one in told])
        after = counted(RULE, part, [Mark(GIVEN, one) for one in [*told, more]])
        assert before is not None and after is not None and after >= before
    last = Assessed(1, "p", Decimal(10), Decimal(1), resit=LAST, attempts=9)
    assert counted(RULE, last, [Mark(GIVEN, one) for one in [*told, more]]) == more


@given(st.lists(st.sampled_from(["present", "excused", "absent", "unmarked"]), max_size=40))
def test_a_closed_roll_never_contradicts_what_was_said_while_it_was_open(rolls: list[str]) -> None:
    """Unknown may become anything; failed stays failed however the open rolls are closed."""

    def held(marks: list[str]) -> Presence:
        counts = [marks.count(one) for one in ("present", "excused", "absent", "unmarked")]
        return Presence(len(marks), *counts)

    before = state([], {}, held(rolls))
    closed = {
        state([], {}, held([how if one == "unmarked" else one for one in rolls]))
        for how in ("present", "absent")
    }
    assert before == UNKNOWN or closed == {before}


@pytest.mark.parametrize(
    ("text", "said"),
    [("8,5", "8,5"), (" 7.25 ", "7,25"), ("10", "10"), ("0", "0"), ("V", "v"), ("vắng", "v")],
)
def test_points_are_read_as_people_write_them(text: str, said: str) -> None:
    assert shown(read(text, Decimal(10))) == said


@pytest.mark.parametrize("text", ["10,5", "11", "-1", "8,555", "tám", "1e1", "=A1", "8 5"])
def test_what_is_no_mark_of_the_scale_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        read(text, Decimal(10))


@pytest.mark.parametrize("text", ["", "  ", "-", "–"])
def test_a_blank_is_no_mark(text: str) -> None:
    assert read(text, Decimal(10)) is None
