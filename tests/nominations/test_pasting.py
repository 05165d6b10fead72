"""Whom pasted lines mean: by code, by name and birth date; nobody is guessed (N1)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hientai.nominations.domain.pasting import Known, Register, Said, matched, rows_of, said_in

AN = Known(1, "HN0001", "Nguyễn Văn An", "nguyen van an", date(1980, 2, 1))
AN_TOO = Known(2, "HN0002", "Nguyễn Văn Ân", "nguyen van an", date(1980, 2, 1))
BINH = Known(3, "HN0003", "Trần Thị Bình", "tran thi binh", date(1985, 1, 1), "year")
REGISTER = Register(
    {one.code: one for one in (AN, AN_TOO, BINH)},
    {"nguyen van an": (AN, AN_TOO), "tran thi binh": (BINH,)},
)


def read(text: str):
    """What became of each line of a pasted text."""
    return matched(said_in(rows_of(text)), REGISTER)


def test_a_block_from_excel_is_read_with_its_headings_left_out() -> None:
    lines = read("STT\tMã CBCCVC\tHọ và tên\n1\tHN0001\tNguyễn Văn An\n2\thn0003\t")
    assert [(one.said.line, one.outcome, one.person_id) for one in lines][-2:] == [
        (2, "found", 1),
        (3, "found", 3),
    ]


def test_a_name_and_a_birth_date_find_the_one_who_is_written_so() -> None:
    """Accents part those who differ by nothing else."""
    assert read("Nguyễn Văn Ân\t01/02/1980")[0].person_id == 2


def test_a_name_without_accents_leaves_the_choice_between_two() -> None:
    [line] = read("Nguyen Van An; 1/2/1980")
    assert (line.outcome, line.person_id) == ("ambiguous", None)
    assert [one.code for one in line.choices] == ["HN0001", "HN0002"]


def test_a_year_of_birth_is_compared_as_exactly_as_both_are_known() -> None:
    assert read("TRẦN THỊ BÌNH\t12/05/1985")[0].person_id == 3
    assert read("Trần Thị Bình\t1986")[0].outcome == "unknown"


def test_a_code_of_somebody_else_than_the_name_is_told() -> None:
    [line] = read("HN0001\tTrần Thị Bình")
    assert line.outcome == "mismatch" and "Nguyễn Văn An" in line.why


def test_a_name_alone_is_not_enough() -> None:
    [line] = read("Trần Thị Bình")
    assert (line.outcome, line.choices) == ("unread", (BINH,))


def test_somebody_named_twice_is_told_at_the_second_line() -> None:
    first, second = read("HN0001\nNguyễn Văn An\t01/02/1980\tHN0001")
    assert (first.outcome, second.outcome) == ("found", "double")
    assert "1" in second.why


def test_an_unknown_code_is_told() -> None:
    assert read("HN9999")[0].outcome == "unknown"


@pytest.mark.parametrize("line", ["", "   \t ", "\n\n"])
def test_blank_lines_are_no_lines(line: str) -> None:
    assert said_in(rows_of(line)) == []


@given(st.text(max_size=300))
def test_any_text_is_read_without_an_error_and_every_line_answered_once(text: str) -> None:
    said = said_in(rows_of(text))
    lines = matched(said, REGISTER)
    assert [one.said for one in lines] == said
    assert all(one.person_id is not None for one in lines if one.outcome == "found")


@given(st.lists(st.sampled_from(["HN0001", "HN0002", "HN0003", "HN9999"]), max_size=12))
def test_nobody_is_found_twice(codes: list[str]) -> None:
    lines = matched([Said(at, code, code) for at, code in enumerate(codes, 1)], REGISTER)
    found = [one.person_id for one in lines if one.outcome == "found"]
    assert len(found) == len(set(found)) == len({code for code in codes if code != "HN9999"})
