"""A list as an XLSX file that reads well as it opens and as it prints."""

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, BinaryIO, cast

from django.http import FileResponse
from rustpy_xlsxwriter import FastExcel, Format

from hientai.webkit import sheets
from hientai.webkit.cells import Column
from hientai.webkit.measured import Kind, Measured, measured

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHEET = "Danh sách"
DAY = "dd/mm/yyyy"
PAPER = {
    "landscape": True,
    "paper_size": sheets.A4,
    "fit_to_pages": (1, 0),  # one page wide, as many as it takes
    "margins": {"left": 0.4, "right": 0.4, "top": 0.5, "bottom": 0.6},
    "footer": sheets.FOOTER,
}
KEPT_WHOLE = 20_000
"""Rows up to which the writer keeps the sheet whole; it writes longer ones as they come."""
STICKY_FROM = 6  # columns from which the first one stays in sight
MergedLine = tuple[int, int, int, int, str, Format]


def workbook_response(
    *,
    title: str,
    about: Sequence[str],
    columns: Sequence[Column],
    rows: Iterable[Any],
    name: str,
    charts: Sequence[Mapping[str, Any]] = (),
) -> FileResponse:
    """The rows as an attachment, under a heading that says what the list is and of which day."""
    file = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115 — the response closes it
    write_workbook(
        cast(BinaryIO, file), title=title, about=about, columns=columns, rows=rows, charts=charts
    )
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
    charts: Sequence[Mapping[str, Any]] = (),
) -> None:
    """Write one sheet: title, what it is about, headings (frozen, on each printed page), the rows.

    A text stays a text, also one that begins with "=". Widths and heights fit what is written.
    Charts stand below the rows: `type`, `series` and `categories` by the headings of columns.
    """
    with measured(columns, rows) as sheet:
        book = FastExcel(file).format(datetime_format=DAY)
        book.freeze(row=len(about) + 3, col=int(len(columns) >= STICKY_FROM))
        book.sheet(
            SHEET,
            sheet.records(),
            autofilter=True,
            merge_ranges=_lines_on_top(title, about, last=max(len(columns) - 1, 1)),
            **_looks(sheet),
            **_places(sheet, title, about, charts),
        ).save()


def _places(
    sheet: Measured, title: str, about: Sequence[str], charts: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """Where headings and charts stand, which rows are how high, and what each page repeats."""
    top, whole = len(about) + 2, sheet.count <= KEPT_WHOLE
    return {
        "header_row": top,
        "page_setup": {**PAPER, "repeat_rows": (top, top)},
        "row_heights": _heights(sheet, title, about) if whole else _streamed(sheet, top),
        "dedupe_strings": whole,
        "charts": [{**one, "row": top + sheet.count + 3, "col": 0} for one in charts],
    }


def _looks(sheet: Measured) -> dict[str, Any]:
    """Widths and formats of the columns and of their headings."""
    formats = {kind: _format(kind) for kind in Kind}
    return {
        "header_format": _head_format(),
        "column_widths": dict(zip(sheet.names, sheet.widths, strict=True)),
        "column_formats": {
            name: formats[kind] for name, kind in zip(sheet.names, sheet.kinds, strict=True)
        },
    }


def _heights(sheet: Measured, title: str, about: Sequence[str]) -> dict[int, float]:
    """The height of every row that needs one, the lines on top and the headings among them."""
    room = sum(sheet.widths)
    named = zip(sheet.names, sheet.widths, strict=True)
    head = max((sheets.heading_lines(name, width) for name, width in named), default=1)
    larger = sheets.BOLD * sheets.TITLE_SIZE / sheets.FONT_SIZE
    top = len(about) + 2
    return {
        0: sheets.height_of(sheets.lines_of(title, room / larger), sheets.TITLE_SIZE),
        **{
            at: sheets.height_of(sheets.lines_of(line, room))
            for at, line in enumerate(about, start=1)
        },
        top: sheets.height_of(head),
        **{top + 1 + at: height for at, height in sheet.heights.items()},
    }


def _streamed(sheet: Measured, top: int) -> dict[int, float]:
    """Heights that the writer takes while it streams: those below the headings, but the last one.

    It would write a last row with a height twice, which no program accepts.
    """
    last = sheet.count - 1
    return {top + 1 + at: height for at, height in sheet.heights.items() if at != last}


def _lines_on_top(title: str, about: Sequence[str], last: int) -> list[MergedLine]:
    """The title and what the list is about, each over all columns up to the last."""
    strong = _letters(sheets.TITLE_SIZE).set_bold().set_text_wrap().set_align("top")
    grey = _letters().set_font_color("#5b6270").set_text_wrap().set_align("top")
    for form in (strong, grey):
        form.set_align("left").set_indent(1)
    lines = [(title, strong), *((line, grey) for line in about)]
    return [(at, 0, at, last, text, form) for at, (text, form) in enumerate(lines)]


def _head_format() -> Format:
    head = _letters().set_bold().set_border_bottom("thin").set_background_color("#f1f3f6")
    return head.set_text_wrap().set_align("left").set_align("top").set_indent(1)


def _format(kind: Kind) -> Format:
    """How the cells of a column read; each keeps off its neighbour by a blank."""
    cell = _letters().set_align("top")
    if kind is Kind.TEXT:
        return cell.set_align("left").set_indent(1).set_text_wrap()
    if kind is Kind.DAY:
        return cell.set_align("left").set_indent(1).set_num_format(DAY)
    number = "0.0#%" if kind is Kind.SHARE else "#,##0"
    return cell.set_align("right").set_indent(1).set_num_format(number)


def _letters(size: int = sheets.FONT_SIZE) -> Format:
    return Format().set_font_name(sheets.FONT).set_font_size(size)
