"""A list as an XLSX file: written row by row, so that its length does not show in memory."""

import tempfile
from collections.abc import Iterable, Sequence
from datetime import date
from typing import IO, Any

import xlsxwriter
from django.http import FileResponse

from hientai.webkit.cells import Column, plain

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,  # a cell that begins with "=" stays a text
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "dd/mm/yyyy",
}
ROWS_OF_A_SHEET = 1_048_576


def workbook_response(
    *, title: str, about: Sequence[str], columns: Sequence[Column], rows: Iterable[Any], name: str
) -> FileResponse:
    """The rows as an attachment, under a heading that says what the list is and of which day."""
    file = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115 — the response closes it
    write_workbook(file, title=title, about=about, columns=columns, rows=rows)
    file.seek(0)
    return FileResponse(
        file, as_attachment=True, filename=f"{name}.xlsx", content_type=CONTENT_TYPE
    )


def write_workbook(
    file: IO[bytes],
    *,
    title: str,
    about: Sequence[str],
    columns: Sequence[Column],
    rows: Iterable[Any],
) -> None:
    """Write one sheet: title, what it is about, headings (frozen), then the rows."""
    book = xlsxwriter.Workbook(file, OPTIONS)
    sheet = book.add_worksheet()
    strong = book.add_format({"bold": True, "font_size": 13})
    grey = book.add_format({"font_color": "#5b6270"})
    head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#f1f3f6", "text_wrap": True})
    sheet.set_column(0, max(len(columns) - 1, 0), 22)
    sheet.write_string(0, 0, title, strong)
    for at, line in enumerate(about, start=1):
        sheet.write_string(at, 0, line, grey)
    top = len(about) + 2
    for at, column in enumerate(columns):
        sheet.write_string(top, at, str(column.heading), head)
    sheet.freeze_panes(top + 1, 0)
    _write_rows(sheet, top + 1, columns, rows)
    book.close()


def _write_rows(sheet: Any, first: int, columns: Sequence[Column], rows: Iterable[Any]) -> None:
    for at, row in enumerate(rows, start=first):
        for place, column in enumerate(columns):
            value = plain(column.cell(row))
            if value is None or value == "":
                continue
            if isinstance(value, date):
                sheet.write_datetime(at, place, value)
            elif isinstance(value, (int, float)) and not isinstance(value, bool):
                sheet.write_number(at, place, value)
            else:
                sheet.write_string(at, place, str(value)[:32767])
