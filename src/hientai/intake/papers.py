"""Workbooks the room hands out: the template to fill in, and refused rows with their reasons."""

import io
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl
import xlsxwriter
from django.utils.translation import gettext as _

from hientai.intake.domain.cells import Column
from hientai.intake.domain.table import ORIGIN, REASON, REFUSED, Match, heading_row, is_ours
from hientai.intake.models import ImportBatch
from hientai.intake.queries import parts
from hientai.shared.tables import ROW
from hientai.webkit import sheets as layout

LISTED_ROWS = 5_000  # rows for which the template offers lists
EXAMPLE = "Ví dụ"  # a row whose code says so is never read
DAY = "dd/mm/yyyy"
# How the reader of the file puts a cell of a day, and a cell of a number, into words.
_DAY_CELL = re.compile(r"(\d{4}-\d\d-\d\d)(?: 00:00:00)?")
_NUMBER_CELL = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d+)?")
OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": layout.LETTERS,
}
TEMPLATE_LOOKS = {
    "head": {"bold": True, "bg_color": "#dfe8f5", "bottom": 1, "text_wrap": True},
    "needed": {"bold": True, "bg_color": "#bcd2f0", "bottom": 1, "text_wrap": True},
    "example": {
        "italic": True,
        "font_color": "#5b6270",
        "bg_color": "#f4f1e6",
        "num_format": "@",
        "text_wrap": True,
    },
    "text": {"num_format": "@"},
    "wrapped": {"text_wrap": True},
}
WRONG = {"bg_color": "#ffd9d6", "font_color": "#8f1d14"}
REFUSED_LOOKS = {
    "head": TEMPLATE_LOOKS["head"],
    "": {"text_wrap": True},
    "wrong": {**WRONG, "num_format": "@", "text_wrap": True},
    "day": {"num_format": DAY, "align": "left"},
    "wrong day": {**WRONG, "num_format": DAY, "align": "left"},
    "why": {"font_color": "#8f1d14", "text_wrap": True, "bg_color": "#fff4f3"},
}
NARROW, WIDE, GUIDE = 28.0, 44.0, (22.0, 28.0, 12.0, 70.0)
"""Characters: where the texts of a column break; of reasons; of the guide's four columns."""


def template(sheets: Sequence[tuple[str, Sequence[Column]]]) -> bytes:
    """A workbook with every sheet, its headings, list validation and one example row each."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, OPTIONS)
    formats = {name: book.add_format(look) for name, look in TEMPLATE_LOOKS.items()}
    pages = [(book.add_worksheet(title), columns) for title, columns in sheets]
    guide = book.add_worksheet(_("Hướng dẫn"))
    lists = book.add_worksheet(_("Danh mục"))
    ranges = _write_lists(lists, sheets, formats["head"])
    for page, columns in pages:
        _write_page(page, columns, formats, ranges)
    _write_guide(guide, sheets, formats)
    book.close()
    return target.getvalue()


def _write_lists(
    page: Any, sheets: Sequence[tuple[str, Sequence[Column]]], head: Any
) -> dict[tuple[str, ...], str]:
    """Each list of choices once, in a column of its own; where it stands."""
    ranges: dict[tuple[str, ...], str] = {}
    for column in (column for _title, columns in sheets for column in columns):
        words = column.choices or column.parts
        if words and words not in ranges:
            at = len(ranges)
            page.write_string(0, at, column.heading, head)
            page.write_column(1, at, words)
            page.set_column(at, at, layout.width_of(column.heading, words, 60))
            letter = xlsxwriter.utility.xl_col_to_name(at)
            ranges[words] = f"='{page.name}'!${letter}$2:${letter}${len(words) + 1}"
    page.freeze_panes(1, 0)
    return ranges


def _write_page(
    page: Any, columns: Sequence[Column], formats: Mapping[str, Any], ranges: Mapping[Any, str]
) -> None:
    heads = [column.heading for column in columns]
    shown = [EXAMPLE if column.key == "code" else column.example for column in columns]
    layout.fit(page, [heads, shown], [NARROW] * len(columns), look=formats["text"])
    for at, column in enumerate(columns):
        page.write_string(0, at, heads[at], formats["needed" if column.required else "head"])
        page.write_string(1, at, shown[at], formats["example"])
        if rule := _rule(column, ranges):
            page.data_validation(1, at, LISTED_ROWS, at, rule)
    page.freeze_panes(1, 2)


def _rule(column: Column, ranges: Mapping[Any, str]) -> dict[str, str]:
    """What Excel offers and says at the cells of a column."""
    if column.choices:
        return {
            "validate": "list",
            "source": ranges[column.choices],
            "error_type": "warning",
            "error_title": _("Không có trong danh mục"),
            "error_message": _("Chọn một giá trị trong danh sách."),
        }
    if column.precise:
        said = _("Ghi ngày/tháng/năm, ví dụ 01/06/1980; chỉ biết năm thì ghi 1980.")
    elif column.parts:
        said = _("Lấy ở trang Danh mục; nhiều mục cách nhau bằng dấu chấm phẩy.")
    elif column.key == "code":
        said = _("Dòng có mã «Ví dụ» chỉ để xem cách ghi, không được đọc.")
    else:
        return {}
    return {"validate": "any", "input_title": column.heading[:32], "input_message": said}


def _write_guide(
    page: Any, told: Sequence[tuple[str, Sequence[Column]]], formats: Mapping[str, Any]
) -> None:
    """How to fill in the workbook, then every column with how it is written."""
    for at, width in enumerate(GUIDE):
        page.set_column(at, at, width)
    page.merge_range(0, 0, 0, 3, _("Cách điền"), formats["head"])
    lines = _rules_of_filling()
    for at, line in enumerate(lines, start=1):
        page.merge_range(at, 0, at, 3, line, formats["wrapped"])
        page.set_row(at, layout.height_of(layout.lines_of(line, sum(GUIDE))))
    top = len(lines) + 2
    heads = [_("Trang"), _("Cột"), _("Bắt buộc"), _("Cách ghi")]
    page.write_row(top, 0, heads, formats["head"])
    rows = [_told(title, column) for title, found in told for column in found]
    for at, row in enumerate(rows, start=top + 1):
        page.write_row(at, 0, row, formats["wrapped"])
    columns = list(zip(*rows, strict=True))
    for at, height in layout.heights(columns, GUIDE, first=top + 1).items():
        page.set_row(at, height)
    layout.lay_on_paper(page)


def _told(title: str, column: Column) -> tuple[str, str, str, str]:
    """What the guide says of a column."""
    needed = _("bắt buộc") if column.required else _("với người mới") if column.of_new else ""
    return title, column.heading, needed, _way(column)


def _way(column: Column) -> str:
    """How a column is written, in a few words."""
    if words := column.choices or column.parts:
        few = "; ".join(words[:5])
        return few if len(words) <= 5 else _("%s; … (trang Danh mục)") % few
    if column.precise:
        return _("ngày/tháng/năm, hoặc năm")
    return _("ví dụ: %s") % column.example if column.example else ""


def _rules_of_filling() -> tuple[str, ...]:
    return (
        _("Mỗi người một dòng ở trang Người, ghi tình trạng vào ngày khai báo khi nộp tệp."),
        _(
            "Cột đậm màu là cột bắt buộc. Thứ tự cột tùy ý; "
            "thêm cột «Xếp loại 2021», «Xếp loại 2020»… nếu có."
        ),
        _("Dòng có mã «Ví dụ» không được đọc."),
        _("Ô để trống không thay đổi gì. Muốn xóa một nội dung đã ghi, ghi: xóa"),
        _(
            "Ngày ghi ngày/tháng/năm; chỉ biết năm thì ghi năm. "
            "Nhiều lĩnh vực cách nhau bằng dấu chấm phẩy."
        ),
        _(
            "Đổi đơn vị, chức vụ, vị trí việc làm hoặc loại: ghi «Từ ngày» mới; "
            "vị trí cũ kết thúc trước đó một ngày."
        ),
        _("Các trang khác không bắt buộc: chỉ bổ sung và đính chính, không xóa gì."),
        _("Không dùng công thức, macro, mật khẩu."),
    )


def refused_rows(batch: ImportBatch, matches: Mapping[str, Match]) -> bytes:
    """The rows with wrong cells as they stand in the file, each reason beside its cell.

    Mended in place, the workbook can be handed in again as it is: the reasons are not read.
    """
    notes = parts.frame_of(batch, "notes")
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, OPTIONS)
    formats = {name: book.add_format(look) for name, look in REFUSED_LOOKS.items()}
    wrong = notes.filter(pl.col("severity") == REFUSED) if notes is not None else pl.DataFrame()
    for name, texts in parts.texts_of(batch).items():
        mine = wrong.filter(pl.col("sheet") == name)
        if not mine.is_empty():
            _write_refused(book.add_worksheet(name), texts, mine, matches[name], formats)
    book.close()
    return target.getvalue()


def _write_refused(
    page: Any, texts: pl.DataFrame, notes: pl.DataFrame, match: Match, formats: Mapping[str, Any]
) -> None:
    _row, headings, _found = heading_row(texts, match)
    bad = set(notes["column"].to_list())
    places: dict[
        str, tuple[str, bool]
    ] = {}  # position in the file -> heading, whether reasons follow
    for place, heading in headings.items():
        if not is_ours(heading):
            places[place] = (heading, heading in bad)
    reasons: dict[tuple[int, str], list[str]] = {}
    for note in notes.iter_rows(named=True):
        reasons.setdefault((note["row"], note["column"]), []).append(
            f"{note['reason'][:1].upper()}{note['reason'][1:]}. {note['remedy']}"
        )
    rows = texts.filter(pl.col(ROW).is_in(notes["row"].unique().to_list()))
    grid = [_heads(places), *(_line(row, places, reasons) for row in rows.iter_rows(named=True))]
    widest = [WIDE if text.startswith(REASON) else NARROW for text, _look in grid[0]]
    page.freeze_panes(1, 1)
    layout.fit(page, [[text for text, _look in line] for line in grid], widest)
    for at, line in enumerate(grid):
        for column, (text, look) in enumerate(line):
            _write_given(page, at, column, text, look, formats)


def _heads(places: Mapping[str, tuple[str, bool]]) -> list[tuple[str, str]]:
    """The headings of the file, behind that of the row's own number; where cells below are wrong,
    that of their reasons follows."""
    found = [(ORIGIN, "head")]
    for heading, wrong in places.values():
        found.append((heading, "head"))
        if wrong:
            found.append((f"{REASON}: {heading}", "head"))
    return found


def _line(
    row: Mapping[str, Any],
    places: Mapping[str, tuple[str, bool]],
    reasons: Mapping[tuple[int, str], list[str]],
) -> list[tuple[str, str]]:
    """The cells of a row with how each looks."""
    found = [(str(row[ROW]), "")]
    for place, (heading, wrong) in places.items():
        why = reasons.get((row[ROW], heading))
        found.append((row[place] or "", "wrong" if why else ""))
        if wrong:
            found.append(("\n".join(why or ()), "why" if why else ""))
    return found


def _write_given(
    page: Any, at: int, column: int, text: str, look: str, formats: Mapping[str, Any]
) -> None:
    """A cell as the user wrote it: a day as a day, a number as a number, the rest as text."""
    value = text if look in ("head", "why") else given(text)
    if isinstance(value, date):
        page.write_datetime(at, column, value, formats[f"{look} day".strip()])
    elif isinstance(value, float):
        page.write_number(at, column, value, formats[look])
    else:
        page.write_string(at, column, value, formats[look])


def given(text: str) -> date | float | str:
    """What a cell held before it was put into words."""
    if found := _DAY_CELL.fullmatch(text):
        try:
            return date.fromisoformat(found.group(1))
        except ValueError:
            return text
    return float(text) if _NUMBER_CELL.fullmatch(text) else text
