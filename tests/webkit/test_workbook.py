"""A list as a workbook: headings always, texts as texts, numbers and days as such (R3, R6)."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from hientai.webkit.cells import Column
from hientai.webkit.workbook import write_workbook

COLUMNS = [
    Column("ten", "Tên", lambda row: row["ten"]),
    Column("ngay", "Ngày", lambda row: row["ngay"]),
    Column("so", "Số", lambda row: row["so"]),
    Column("so-2", "Số", lambda row: row["so"]),
]


def cells(rows: list[dict[str, object]]) -> list[list[object]]:
    file = BytesIO()
    write_workbook(
        file, title="Con người", about=["Tại ngày 01/06/2024"], columns=COLUMNS, rows=rows
    )
    file.seek(0)
    return CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()


def test_a_text_that_begins_with_an_equals_sign_stays_a_text() -> None:
    """A name in a register never becomes a formula on the reader's machine."""
    rows = cells([{"ten": "=HYPERLINK(1)", "ngay": date(2024, 6, 1), "so": 1.5}])
    assert rows[-1] == ["=HYPERLINK(1)", date(2024, 6, 1), 1.5, 1.5]


@pytest.mark.parametrize("text", ["=1+1", "+84912", "-2+3", "@SUM(A1)", "\t=1", "'=1"])
def test_a_cell_of_text_holds_no_formula(text: str) -> None:
    """Kept as written, and no cell of the sheet is a formula for the program that opens it."""
    file = BytesIO()
    write_workbook(
        file, title=text, about=[text], columns=COLUMNS, rows=[{"ten": text, "ngay": 0, "so": 0}]
    )
    with ZipFile(file) as book:
        assert b"<f" not in book.read("xl/worksheets/sheet1.xml").replace(b"<foot", b"")
    file.seek(0)
    rows = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()
    assert rows[-1][0] == text


def test_yes_and_no_are_words() -> None:
    rows = cells([{"ten": True, "ngay": None, "so": False}])
    assert rows[-1] == ["có", "", "không", "không"]


def test_headings_stand_over_an_empty_list_too() -> None:
    assert [str(cell).strip() for cell in cells([])[-1]] == ["Tên", "Ngày", "Số", "Số"]


def test_the_title_and_what_it_is_about_stand_on_top() -> None:
    rows = cells([])
    assert (rows[0][0], rows[1][0]) == ("Con người", "Tại ngày 01/06/2024")
