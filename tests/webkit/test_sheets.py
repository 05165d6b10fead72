"""A workbook reads as it opens: every row as high as its texts, nothing cut, fit to print (R3)."""

import re
import textwrap
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hientai.webkit import sheets
from hientai.webkit.cells import Column
from hientai.webkit.workbook import write_workbook

REASON = "xếp loại năm trước hoàn thành nhiệm vụ, cần từ hoàn thành tốt nhiệm vụ trở lên; "
COLUMNS = [
    Column("ten", "Họ và tên", lambda row: row["ten"]),
    Column("so", "Số", lambda row: row["so"], number=True),
    Column("tong", "Tổng số người đã được đào tạo, bồi dưỡng", lambda row: 1, number=True),
    Column("ly-do", "Lý do", lambda row: row["why"], width=70),
    Column("ty-le", "Tỷ lệ", lambda row: 0.5, share=True),
    Column("don-vi", "Đơn vị", lambda row: row["unit"]),
]
SHORT = {"ten": "Nguyễn Văn An", "so": 1, "why": "đủ", "unit": "Sở Tài chính"}
ROWS = [
    SHORT,
    {**SHORT, "so": 1_234_567, "why": REASON * 4},
    {**SHORT, "unit": "Trung tâm Giáo dục nghề nghiệp – Giáo dục thường xuyên quận Đống Đa"},
    {**SHORT, "why": "một\nhai\nba"},
]
HEAD = 4  # the row of the headings, below the title, one line about it and a blank one


def parts(title: str = "Con người", rows: list[dict[str, Any]] = ROWS) -> dict[str, str]:
    """The XML of the sheet and of its looks."""
    file = BytesIO()
    write_workbook(file, title=title, about=["Tại ngày 01/06/2024"], columns=COLUMNS, rows=rows)
    with ZipFile(file) as book:
        names = {"sheet": "xl/worksheets/sheet1.xml", "looks": "xl/styles.xml"}
        return {key: book.read(name).decode() for key, name in names.items()} | {
            "book": book.read("xl/workbook.xml").decode()
        }


def heights(xml: str) -> dict[int, float]:
    found = re.findall(r'<row r="(\d+)"[^>]*? ht="([\d.]+)"[^>]*customHeight="1"', xml)
    return {int(row): float(height) for row, height in found}


def widths(xml: str) -> list[float]:
    found = re.findall(r'<col min="(\d+)" max="(\d+)" width="([\d.]+)"', xml)
    return [float(w) for first, last, w in found for _at in range(int(first), int(last) + 1)]


def test_a_long_reason_has_the_height_of_all_its_lines() -> None:
    """Four sentences of 81 letters in 70 characters take five lines of 11 points, not eight."""
    height = heights(parts()["sheet"])[HEAD + 2]
    assert 5 * 12.7 <= height <= 7 * 15


def test_a_short_row_keeps_the_height_of_one_line() -> None:
    assert HEAD + 1 not in heights(parts()["sheet"])


def test_lines_broken_by_hand_are_counted() -> None:
    assert heights(parts()["sheet"])[HEAD + 4] >= 3 * 12.7


def test_a_unit_with_a_long_name_breaks_into_two_lines() -> None:
    found = parts()["sheet"]
    assert widths(found)[5] <= 40
    assert heights(found)[HEAD + 3] >= 2 * 12.7


def test_a_heading_of_several_lines_is_shown_whole() -> None:
    """40 letters over numbers of three digits: the heading breaks, its row is high enough."""
    found = parts()["sheet"]
    lines = len(textwrap.wrap("Tổng số người đã được đào tạo, bồi dưỡng", int(widths(found)[2])))
    assert lines >= 2
    assert heights(found)[HEAD] >= lines * 12.7


def test_a_name_fits_its_column() -> None:
    assert widths(parts()["sheet"])[0] >= len("Nguyễn Văn An")


def test_a_long_title_over_few_columns_is_shown_whole() -> None:
    title = "Danh sách người thuộc đối tượng chưa được bồi dưỡng, xếp theo đơn vị. " * 4
    found = parts(title)["sheet"]
    lines = len(title) * 13 / 11 / sum(widths(found))
    assert heights(found)[1] >= lines * 15


def test_a_number_keeps_off_the_next_column() -> None:
    """Right-aligned with an indent, so that it does not touch the text at its right."""
    alignments = re.findall(r"<alignment [^>]*>", parts()["looks"])
    assert any('horizontal="right"' in one and 'indent="1"' in one for one in alignments)


def test_the_headings_stay_in_sight_and_on_every_printed_page() -> None:
    found = parts()
    assert re.search(r'<pane [^>]*ySplit="4"[^>]*state="frozen"', found["sheet"])
    assert "'Danh sách'!$4:$4" in found["book"]


def test_a_page_is_printed_across_and_as_wide_as_the_paper() -> None:
    found = parts()["sheet"]
    assert '<pageSetUpPr fitToPage="1"/>' in found
    setup = re.search(r"<pageSetup [^>]*>", found)
    assert setup and 'orientation="landscape"' in setup[0] and 'fitToHeight="0"' in setup[0]


def test_rows_beyond_the_first_portion_have_their_heights_too() -> None:
    rows = [SHORT] * 2_500 + [{**SHORT, "why": REASON * 4}]
    assert heights(parts(rows=rows)["sheet"])[HEAD + 2_501] >= 5 * 12.7


@given(
    st.lists(st.text("aăâbcdđeêghiklmnoôơ", min_size=1, max_size=12), min_size=1, max_size=60),
    st.integers(min_value=14, max_value=70),
)
def test_small_letters_break_as_a_typist_breaks_them(words: list[str], width: int) -> None:
    text = " ".join(words)
    found = sheets.lines_of(text, (width + 0.01) * sheets.LETTER)
    assert found == len(textwrap.wrap(text, width, break_on_hyphens=False))


@pytest.mark.parametrize("text", ["", "một"])
def test_no_text_takes_less_than_a_line(text: str) -> None:
    assert sheets.lines_of(text, 10) == 1


def test_no_row_is_written_twice_where_a_long_list_is_streamed() -> None:
    """A sheet with a row twice is one that programs offer to repair."""
    rows = [*[SHORT] * 20_500, {**SHORT, "why": REASON * 4}, {**SHORT, "why": REASON * 4}]
    found = parts(rows=rows)["sheet"]
    numbers = re.findall(r'<row r="(\d+)"', found)
    assert len(numbers) == len(set(numbers))
    assert heights(found)[HEAD + 20_501] >= 5 * 12.7


def test_a_code_is_not_broken_within() -> None:
    """A narrow column wished for codes is as wide as the longest of them."""
    assert sheets.width_of("Mã", ["A.1", "PL1.B.DOAN"], 10) >= len("PL1.B.DOAN")


def test_a_column_without_width_breaks_a_text_and_ends() -> None:
    assert sheets.lines_of("Tại ngày 01/06/2024", 0) > 1
