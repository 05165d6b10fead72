"""A list as an XLSX file: rows stream into it, so that a city's register takes seconds."""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, BinaryIO, cast

from django.http import FileResponse
from django.utils.translation import gettext as _
from rustpy_xlsxwriter import FastExcel, Format

from hientai.webkit.cells import Cell, Column, plain

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHEET = "Danh sách"
TEXT_WIDTH, NUMBER_WIDTH, LONG_WIDTH = 22.0, 13.0, 40
"""Characters; a column of long texts breaks them into lines."""
PAPER = {"landscape": True, "paper_size": 9, "fit_to_pages": (1, 0)}  # A4, one page wide
MergedLine = tuple[int, int, int, int, str, Format]
LONGEST_TEXT = 32_767  # what a cell of XLSX can hold


def workbook_response(
    *, title: str, about: Sequence[str], columns: Sequence[Column], rows: Iterable[Any], name: str
) -> FileResponse:
    """The rows as an attachment, under a heading that says what the list is and of which day."""
    file = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115 — the response closes it
    write_workbook(cast(BinaryIO, file), title=title, about=about, columns=columns, rows=rows)
    file.seek(0)
    return FileResponse(
        file, as_attachment=True, filename=f"{name}.xlsx", content_type=CONTENT_TYPE
    )


def write_workbook(
    file: BinaryIO,
    *,
    title: str,
    about: Sequence[str],
    columns: Sequence[Column],
    rows: Iterable[Any],
) -> None:
    """Write one sheet: title, what it is about, headings (frozen, on each printed page), the rows.

    A text stays a text, also one that begins with "=".
    """
    names, top = _headings(columns), len(about) + 2
    book = FastExcel(file).format(datetime_format="dd/mm/yyyy").freeze(row=top + 1, col=0)
    book.sheet(
        SHEET,
        _records(columns, rows),
        header_row=top,
        header_format=_head_format(),
        column_width=TEXT_WIDTH,
        column_widths=dict(zip(names, map(_width, columns), strict=True)),
        column_formats={
            name: form for name, c in zip(names, columns, strict=True) if (form := _format(c))
        },
        autofilter=True,
        page_setup={**PAPER, "repeat_rows": (top, top)},
        merge_ranges=_lines_on_top(title, about, last=max(len(columns) - 1, 1)),
    ).save()


def _lines_on_top(title: str, about: Sequence[str], last: int) -> list[MergedLine]:
    """The title and what the list is about, each over all columns up to the last."""
    strong, grey = Format().set_bold().set_font_size(13), Format().set_font_color("#5b6270")
    lines = [(title, strong), *((line, grey) for line in about)]
    return [(at, 0, at, last, text, form) for at, (text, form) in enumerate(lines)]


def _head_format() -> Format:
    head = Format().set_bold().set_border_bottom("thin").set_background_color("#f1f3f6")
    return head.set_text_wrap().set_align("top")


def _records(columns: Sequence[Column], rows: Iterable[Any]) -> Iterator[dict[str, Any]]:
    """Each row by its headings; without any row one blank one, for the headings to stand."""
    names = _headings(columns)
    cells = [(name, column.cell) for name, column in zip(names, columns, strict=True)]
    empty = True
    for row in rows:
        empty = False
        yield {name: _value(cell(row)) for name, cell in cells}
    if empty:
        yield dict.fromkeys(names)


def _width(column: Column) -> float:
    return float(column.width or (NUMBER_WIDTH if column.number else TEXT_WIDTH))


def _format(column: Column) -> Format | None:
    """How the cells of a column read; None for plain text and days."""
    if column.share:
        return Format().set_num_format("0.0%")
    if column.number:
        return Format().set_num_format("#,##0")
    return Format().set_text_wrap().set_align("top") if column.width >= LONG_WIDTH else None


def _headings(columns: Sequence[Column]) -> list[str]:
    """The headings; one that stands twice is told apart by a blank that nobody sees."""
    names: list[str] = []
    for column in columns:
        name = str(column.heading)
        while name in names:
            name += " "
        names.append(name)
    return names


def _value(cell: Cell) -> str | int | float | date | None:
    """What a cell holds in the workbook; texts, most of all cells, are looked at first."""
    value = cell if type(cell) is str else plain(cell)
    if isinstance(value, str):
        return value[:LONGEST_TEXT] or None
    if isinstance(value, bool):
        return _("có") if value else _("không")
    return value
