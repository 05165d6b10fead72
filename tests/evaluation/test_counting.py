"""What ballots come to: void forms, means, indices, bands, against a plain reckoning (E1)."""

from collections import defaultdict
from fractions import Fraction
from itertools import pairwise
from statistics import mean as plain_mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hientai.evaluation.domain.ballots import REMARK_LETTERS, Ballot, packed, unpacked
from hientai.evaluation.domain.counting import (
    BANDS,
    LEAST,
    Line,
    band_of,
    counted,
    index_of,
    is_void,
    mean,
)

SCORES = st.one_of(st.none(), st.integers(1, 10))
LINES = (
    Line("programme", "Mục tiêu"),
    Line("programme", "Tài liệu"),
    Line("lecturer", "Kiến thức", "Ngân sách"),
    Line("lecturer", "Kiến thức", "Dự toán"),
    Line("lecturer", "Phương pháp", "Ngân sách"),
    Line("lecturer", "Phương pháp", "Dự toán"),
    Line("facilities", "Phòng học"),
)


@given(st.lists(st.lists(SCORES, min_size=7, max_size=7), max_size=25))
def test_means_and_indices_are_those_of_a_plain_reckoning(ballots: list[list[int | None]]) -> None:
    counts = counted(ballots, len(LINES), 10)
    index = index_of(LINES, counts, "indicators")
    by_line = [[b[at] for b in ballots if b[at] is not None] for at in range(len(LINES))]
    means = [Fraction(sum(one), len(one)) if len(one) >= 5 else None for one in by_line]
    indicators = defaultdict(list)
    for line, one in zip(LINES, means, strict=True):
        indicators[line.object, line.indicator].append(one)
    told = {}
    for key, values in indicators.items():
        known = [value for value in values if value is not None]
        told[key] = plain_mean(known) if known else None
    known = [value for value in told.values() if value is not None]
    assert index.indicators == told
    assert index.whole == (plain_mean(known) if known else None)
    for code in {line.object for line in LINES}:
        mine = [value for key, value in told.items() if key[0] == code and value is not None]
        assert index.objects[code] == (plain_mean(mine) if mine else None)


@given(st.lists(st.integers(1, 10), max_size=4), st.lists(st.integers(1, 10), min_size=5))
def test_a_line_with_too_few_answers_changes_no_figure(few: list[int], many: list[int]) -> None:
    """Nothing is learned of it by the difference of two figures."""
    lines = (Line("course", "Lịch học"), Line("course", "Quản lý lớp"))
    ballots = [[score, None] for score in many]
    with_few = [[score, few[at] if at < len(few) else None] for at, score in enumerate(many)]
    assert index_of(lines, counted(ballots, 2, 10), "indicators") == index_of(
        lines, counted(with_few[: len(many)], 2, 10), "indicators"
    )


@given(st.lists(SCORES, min_size=1, max_size=120), st.integers(0, 20))
def test_a_form_is_void_above_the_share_of_blanks_and_not_at_it(
    scores: list[int | None], percent: int
) -> None:
    blank = Fraction(scores.count(None), len(scores))
    assert is_void(scores, percent) == (blank > Fraction(percent, 100))


def test_one_blank_of_twenty_is_five_percent_and_counts() -> None:
    assert not is_void([None, *[8] * 19], 5)
    assert is_void([None, None, *[8] * 18], 5)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Fraction(199, 100), "kém"),
        (Fraction(2), "yếu"),
        (Fraction(4), "trung bình"),
        (Fraction(599, 100), "trung bình"),
        (Fraction(6), "khá"),
        (Fraction(7999999, 1000000), "khá"),
        (Fraction(8), "tốt"),
        (Fraction(10), "tốt"),
        (None, ""),
    ],
)
def test_a_band_begins_at_its_lower_bound(value: Fraction | None, words: str) -> None:
    assert band_of(value, 10, "tt-10-2017") == words


@pytest.mark.parametrize(
    ("value", "words"),
    [(Fraction(499, 100), "không đạt"), (Fraction(5), "đạt"), (Fraction(7), "khá"), (8, "tốt")],
)
def test_the_four_bands_of_a_hundred_points(value: Fraction, words: str) -> None:
    assert band_of(Fraction(value), 10, "tt-07-2023") == words


@pytest.mark.parametrize("table", BANDS)
def test_bands_cover_the_whole_scale_in_order(table: str) -> None:
    bounds = [since for _code, _name, since in BANDS[table]]
    assert bounds[0] == 0
    assert all(one < other for one, other in pairwise(bounds))


def test_below_five_answers_there_is_no_mean() -> None:
    assert LEAST == 5
    assert mean((0, 0, 4)) is None
    assert mean((0, 0, 5)) == 3


@given(
    st.lists(SCORES, min_size=1, max_size=100),
    st.lists(st.text(max_size=REMARK_LETTERS + 50), min_size=2, max_size=2),
)
def test_ballots_of_one_form_have_one_length_and_come_back(
    scores: list[int | None], remarks: list[str]
) -> None:
    data = packed(Ballot(tuple(scores), tuple(remarks)))
    assert len(data) == len(packed(Ballot((None,) * len(scores))))
    back = unpacked(data, len(scores))
    assert back.scores == tuple(scores)
    for text in back.remarks:
        assert len(text) <= REMARK_LETTERS
