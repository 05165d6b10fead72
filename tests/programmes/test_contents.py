"""What a version teaches is read from lines as they are pasted, added up and compared (G1)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hientai.programmes.domain.contents import (
    Line,
    days_of,
    differences,
    read_lines,
    totals,
    write_lines,
)
from hientai.shared.refused import Refused


def test_lines_pasted_from_a_spreadsheet_keep_the_module_above() -> None:
    """G1: merged cells of a spreadsheet come as empty ones."""
    lines = read_lines("A\tChuyên đề 1\t4\t4\n\tChuyên đề 2\t2\t\t6")
    assert lines == [Line("A", "Chuyên đề 1", 4, 4, None), Line("A", "Chuyên đề 2", 2, None, 6)]


def test_the_heading_of_a_pasted_table_is_no_topic() -> None:
    lines = read_lines("Hợp phần | Chuyên đề | Lý thuyết | Thực hành\nA | Một | 1 | 2")
    assert [line.title for line in lines] == ["Một"]


def test_a_name_that_is_not_in_hand_is_a_place_for_a_topic_and_no_name() -> None:
    """G1: nothing is invented where the source is silent."""
    lines = read_lines("? | chưa có trong tay\n? | ?")
    assert lines == [Line(None, ""), Line(None, "")]
    assert totals(lines).unnamed == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A | Một | bốn", "“bốn” không phải số tiết"),
        ("A | | 4", "chưa có tên chuyên đề"),
        ("A | Một | 1\nA | một | 2", "ghi hai lần"),
        ("A | Một | 1 | 2 | 3 | 4", "thừa cột"),
        ("A | Một | 9999", "“9999” không phải số tiết"),
    ],
)
def test_a_line_that_cannot_be_read_is_told_with_its_number(text: str, told: str) -> None:
    with pytest.raises(Refused) as refused:
        read_lines(text)
    assert told in refused.value.why


def test_periods_make_days_of_eight_and_a_rest_makes_a_part_of_one() -> None:
    """L6: one day of study is eight periods."""
    found = totals(read_lines("A | Một | 10 | 10\nA | Hai | 4 | 4 | 4"))
    assert found.periods == 32
    assert days_of(found, None, 8) == Decimal(4)
    assert days_of(totals(read_lines("A | Một | 9")), None, 8) == Decimal("1.2")


def test_with_periods_missing_the_length_is_what_the_document_states() -> None:
    found = totals([Line(None, "")] * 32)
    assert found.periods is None
    assert days_of(found, Decimal(32), 8) == Decimal(32)
    assert days_of(found, None, 8) is None


NAMES = st.text("abcđêưÀ ", min_size=1, max_size=12).map(lambda t: " ".join(t.split()))
COUNTS = st.none() | st.integers(0, 40)


@given(
    st.lists(
        st.builds(
            Line,
            st.none() | NAMES.filter(bool),
            NAMES.filter(bool),
            COUNTS,
            COUNTS,
            COUNTS,
        ),
        max_size=8,
        unique_by=lambda line: line.title.casefold(),
    )
)
def test_what_is_written_is_read_back_the_same(lines: list[Line]) -> None:
    """G1: a form that is saved unchanged changes nothing."""
    try:
        read = read_lines(write_lines(lines))
    except Refused as refused:  # names that differ in accents alone are one name
        assert "ghi hai lần" in refused.why
        return
    assert read == lines


def test_two_versions_differ_topic_by_topic_and_fact_by_fact() -> None:
    """G1: versions and their difference, item by item."""
    before = read_lines("A | Ngân sách | 4 | 2\nA | Dự toán | 2\nB | Kho bạc | 8")
    after = read_lines("A | Ngân sách | 4 | 4\nA | Dự toán | 2\nC | Quyết toán | 8")
    facts = ({"Đối tượng": "Công chức"}, {"Đối tượng": "Công chức cấp xã"})
    found = [(c.what, c.before, c.after) for c in differences(before, after, *facts)]
    assert found == [
        ("Đối tượng", "Công chức", "Công chức cấp xã"),
        ("Hợp phần", "B", ""),
        ("Hợp phần", "", "C"),
        ("Chuyên đề", "Kho bạc (lý thuyết 8) – B", ""),
        (
            "Chuyên đề",
            "Ngân sách (lý thuyết 4, thực hành 2) – A",
            "Ngân sách (lý thuyết 4, thực hành 4) – A",
        ),
        ("Chuyên đề", "", "Quyết toán (lý thuyết 8) – C"),
    ]


def test_the_same_lines_do_not_differ() -> None:
    lines = read_lines("A | Một | 4\n? | ?")
    assert differences(lines, lines, {"Nguồn": "x"}, {"Nguồn": "x"}) == []
