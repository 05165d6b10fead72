"""A file as tables of texts: one frame a sheet, every cell a string, row numbers as users see.

Reading happens in a process of its own with a limit on memory and time (`read_apart`), so that
a file made to exhaust the machine ends that process and nothing else.
"""

import csv
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import fastexcel
import polars as pl

from hientai.shared.container import (
    MOST_COLUMNS,
    MOST_ROWS,
    SAVE_AGAIN,
    inspect_workbook,
    kind_of,
    too_long,
)
from hientai.shared.refused import Refused
from hientai.shared.words import _

ROW = "_row"  # the number of the row as Excel shows it
CSV_SHEET = ""  # a text table has one sheet without a name
NOTHING = "^[-–—]*$"  # blank, or a dash as people put it where there is nothing
MEMORY = 4 * 2**30  # address space, much of it only reserved; a city's register takes 0.6
SECONDS = 120

Tables = Mapping[str, pl.DataFrame]


def read_apart(path: Path) -> dict[str, pl.DataFrame]:
    """Read a file in a process of its own; its refusals and its running out become `Refused`."""
    with tempfile.TemporaryDirectory(prefix="hientai-") as folder:
        done = subprocess.run(
            [sys.executable, "-m", "hientai.shared.tables", str(path), folder],
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            capture_output=True,
            text=True,
            timeout=SECONDS * 3,
            check=False,
        )
        outcome = Path(folder) / "outcome.json"
        if done.returncode != 0 or not outcome.exists():
            raise _too_much(done.stderr)
        answer = json.loads(outcome.read_text(encoding="utf-8"))
        if "refused" in answer:
            raise Refused(**answer["refused"])
        return {
            name: pl.read_ipc(Path(folder) / f"{at}.arrow")
            for at, name in enumerate(answer["sheets"])
        }


def _too_much(said: str) -> Refused:
    broken = "Traceback" in said and "MemoryError" not in said
    return Refused(
        _("Không đọc được tệp"),
        why=_("cấu trúc tệp không đúng chuẩn")
        if broken
        else _("tệp cần quá nhiều bộ nhớ hoặc thời gian"),
        remedy=SAVE_AGAIN if broken else _("Bỏ trang và cột thừa, hoặc chia tệp theo đơn vị."),
    )


def read_tables(path: Path) -> dict[str, pl.DataFrame]:
    """All sheets of a workbook by name, or the one table of a CSV file under `CSV_SHEET`.

    Columns are `_row` and "0", "1", …; blank cells are null; wholly blank rows are left out.
    """
    if kind_of(path) == "csv":
        return {CSV_SHEET: read_delimited(path)}
    formulas = inspect_workbook(path)
    try:
        book = fastexcel.read_excel(path)
        return {
            name: with_formulas(_sheet(book, name), formulas.get(name, {}))
            for name in book.sheet_names
        }
    except fastexcel.FastExcelError as error:
        raise Refused(
            _("Không đọc được bảng tính"), why=_("cấu trúc tệp không đúng chuẩn"), remedy=SAVE_AGAIN
        ) from error


def _sheet(book: fastexcel.ExcelReader, name: str) -> pl.DataFrame:
    sheet = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
    frame = sheet.to_polars()
    frame.columns = [str(column.absolute_index) for column in sheet.available_columns()]
    return numbered(frame)


def with_formulas(frame: pl.DataFrame, formulas: Mapping[str, str]) -> pl.DataFrame:
    """The table with formulas as they are written, in the place of what they last came to.

    Like that their cells are told from others when they are read; `formulas`: by cell ("C7").
    """
    if not formulas:
        return frame
    cells = [(*position(cell), text) for cell, text in formulas.items()]
    schema = {"at": pl.String, ROW: pl.Int32, "formula": pl.String}
    found = pl.DataFrame(cells, schema=schema, orient="row")
    rows = frame.join(found.select(pl.col(ROW).unique()), on=ROW, how="full", coalesce=True)
    for (place,), mine in found.group_by(["at"]):
        written = mine.select(ROW, "formula")
        rows = rows.join(written, on=ROW, how="left").with_columns(
            pl.coalesce("formula", *([place] if place in rows.columns else [])).alias(str(place))
        )
        rows = rows.drop("formula")
    return rows.sort(ROW)


def position(cell: str) -> tuple[str, int]:
    """The column of a cell's name, counted from 0 and as a word, and its row: "C7" is "2", 7."""
    name = cell.rstrip("0123456789")
    at = 0
    for letter in name:
        at = at * 26 + ord(letter) - 64
    return str(at - 1), int(cell[len(name) :])


def numbered(frame: pl.DataFrame) -> pl.DataFrame:
    """The table with its row numbers, blanks and lone dashes as null, without wholly blank rows."""
    if not frame.width:
        return pl.DataFrame(schema={ROW: pl.Int32})
    texts = frame.with_columns(pl.all().cast(pl.String).str.strip_chars())
    said = ~pl.all().str.contains(NOTHING)
    texts = texts.with_columns(pl.when(said).then(pl.all()).otherwise(None))
    return (
        texts.with_row_index(ROW, 1)
        .with_columns(pl.col(ROW).cast(pl.Int32))
        .filter(pl.any_horizontal(pl.exclude(ROW).is_not_null()))
    )


def read_delimited(path: Path) -> pl.DataFrame:
    """A CSV file: UTF-8, UTF-16 or Windows-1258; comma, semicolon or tab between cells."""
    text = decoded(path.read_bytes())
    if "\0" in text:
        raise Refused(_("Tệp CSV chứa ký tự lạ"), remedy=_("Lưu lại dưới dạng CSV UTF-8."))
    return numbered(_split(text, separator(text)))


def decoded(content: bytes) -> str:
    """The text of a file whose encoding is told by its mark, its zeros, or by trying."""
    for mark, name in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if content.startswith(mark):
            return _decoded(content, name)
    zeros = content[:4096]
    if zeros.count(0) > len(zeros) // 4:
        return _decoded(
            content, "utf-16-le" if zeros[1::2].count(0) > zeros[0::2].count(0) else "utf-16-be"
        )
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(content, "cp1258")


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode(name)
    except UnicodeDecodeError as error:
        raise Refused(
            _("Không nhận ra bảng mã chữ của tệp CSV"), remedy=_("Lưu lại dưới dạng CSV UTF-8.")
        ) from error


def separator(text: str) -> str:
    """The mark between cells: the one that splits the first lines most, and evenly."""
    lines = [line for line in text[:20_000].splitlines()[:20] if line.strip()]
    return max(
        ",;\t",
        key=lambda mark: (
            min(map(lambda line: line.count(mark), lines), default=0),
            sum(line.count(mark) for line in lines),
        ),
    )


def _split(text: str, mark: str) -> pl.DataFrame:
    rows = _rows(text, mark)
    width = max(map(len, rows), default=0)
    if width > MOST_COLUMNS:
        raise Refused(
            _("Tệp CSV có quá nhiều cột"),
            why=_("nhiều nhất %(most_columns)s cột") % {"most_columns": MOST_COLUMNS},
        )
    padded = [row + [None] * (width - len(row)) for row in rows]
    return pl.DataFrame(padded, schema={str(at): pl.String for at in range(width)}, orient="row")


def _rows(text: str, mark: str) -> list[list[str]]:
    """The rows of a text table, read no further than a batch takes."""
    rows: list[list[str]] = []
    try:
        for row in csv.reader(_lines(text), delimiter=mark):
            rows.append(row)
            if len(rows) > MOST_ROWS:
                raise too_long("CSV")
    except csv.Error as error:
        raise Refused(
            _("Tệp CSV có ô quá dài"),
            why=_("thường do một dấu ngoặc kép mở ra mà không đóng, cả phần sau thành một ô"),
            remedy=_("Bỏ dấu ngoặc kép thừa, hoặc lưu lại dưới dạng .xlsx."),
        ) from error
    return rows


def _lines(text: str) -> Iterator[str]:
    """The lines of a text with their ends, one at a time: no second copy of it is made."""
    return (line.group() for line in re.finditer(r"[^\r\n]*(?:\r\n|[\r\n])|[^\r\n]+$", text))


def _apart(path: Path, folder: Path) -> None:
    """What the separate process does: read within limits, leave frames and the outcome."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    outcome: dict[str, object]
    try:
        tables = read_tables(path)
        for at, frame in enumerate(tables.values()):
            frame.write_ipc(folder / f"{at}.arrow", compression="uncompressed")
        outcome = {"sheets": list(tables)}
    except Refused as refused:
        outcome = {
            "refused": {key: getattr(refused, key) for key in ("what", "why", "clause", "remedy")}
        }
    (folder / "outcome.json").write_text(json.dumps(outcome), encoding="utf-8")


if __name__ == "__main__":
    _apart(Path(sys.argv[1]), Path(sys.argv[2]))
