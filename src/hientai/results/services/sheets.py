"""Marks read from cells, of the grid or of a sheet: what each means, what is wrong and where."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.results.domain.points import TAKEN_BACK, read, shown
from hientai.results.models import Part
from hientai.results.queries.book import Book, Cell, mark_of
from hientai.results.services.grading import Given
from hientai.shared.refused import Refused
from hientai.shared.tables import ROW, read_apart

KEY = N_("Mã dòng")
_COLUMN = re.compile(r"\[(\d{1,15})\.(\d{1,2})\]\s*$")


@dataclass(frozen=True)
class Wrong:
    """A cell that cannot be read: its row and column as a spreadsheet shows them, and why."""

    row: int
    column: str
    text: str
    why: str


@dataclass(frozen=True)
class Read:
    """What a sheet means: the marks that differ from what stands, and what is wrong."""

    given: list[Given]
    wrong: list[Wrong]


def heading(part: Part, attempt: int) -> str:
    """The heading of a column of a sheet, by which it is known again."""
    words = part.title if attempt == 1 else f"{part.title} ({_('lần %s') % attempt})"
    return f"{words} [{part.pk}.{attempt}]"


def attempts_of(parts: Iterable[Part]) -> list[tuple[Part, int]]:
    """The columns of a grid: each part with each of its attempts."""
    return [(one, attempt) for one in parts for attempt in range(1, one.attempts + 1)]


def given_in(
    book: Book, parts: Collection[Part], texts: Mapping[Cell, str]
) -> tuple[list[Given], dict[Cell, str]]:
    """The marks that some cells mean where they differ from what stands; what is wrong by cell.

    A comment that stands stays with its mark.
    """
    scales = {one.pk: one for one in parts}
    given, wrong = [], {}
    for at, text in texts.items():
        learner, part, attempt = at
        if part not in scales:
            continue
        stands = book.cell(at)
        was = mark_of(stands) if stands is not None and stands.what != TAKEN_BACK else None
        try:
            mark = read(text, scales[part].scale)
        except Refused as refused:
            wrong[at] = str(refused)
            continue
        if mark != was and not (mark is None and was is None):
            given.append(Given(learner, part, mark, attempt, stands.comment if stands else ""))
    return given, wrong


def read_sheet(book: Book, parts: Collection[Part], path: Path) -> Read:
    """What a sheet that was downloaded here means, filled in; nothing is written.

    Refused for a file that cannot be read, or that has no heading of ours.
    """
    for frame in read_apart(path).values():
        found = _head(frame)
        if found is not None:
            return _read(book, parts, frame, *found)
    raise Refused(
        _("Tệp này không phải bảng điểm của hệ thống"),
        why=_("không có cột “%s”") % KEY,
        remedy=_("Tải bảng điểm về, điền rồi gửi lại."),
    )


def _head(frame: pl.DataFrame) -> tuple[int, str, dict[str, tuple[int, int, str]]] | None:
    """The row of the headings, the column of keys, the part and attempt of each other column."""
    for row in frame.head(20).iter_rows(named=True):
        keys = [name for name, text in row.items() if name != ROW and text == KEY]
        if keys:
            marks = {}
            for name, text in row.items():
                told = _COLUMN.search(text or "") if name != ROW else None
                if told:
                    marks[name] = (int(told[1]), int(told[2]), str(text))
            return row[ROW], keys[0], marks
    return None


def _read(
    book: Book,
    parts: Collection[Part],
    frame: pl.DataFrame,
    head: int,
    key: str,
    columns: Mapping[str, tuple[int, int, str]],
) -> Read:
    texts: dict[Cell, str] = {}
    places: dict[Cell, tuple[int, str]] = {}
    wrong = _foreign(columns, parts, head)
    for row in frame.filter(pl.col(ROW) > head).iter_rows(named=True):
        learner = _learner(book, row[key])
        if learner is None:
            why = _("Không có học viên mang mã dòng này")
            wrong.append(Wrong(row[ROW], KEY, str(row[key] or ""), why))
            continue
        for name, (part, attempt, text) in columns.items():
            at = (learner, part, attempt)
            if at in places:
                again = _("Học viên này đứng hai lần trong tệp")
                wrong.append(Wrong(row[ROW], KEY, str(row[key]), again))
                break
            texts[at], places[at] = str(row[name] or ""), (row[ROW], text)
    given, unread = given_in(book, parts, texts)
    wrong += [Wrong(*places[at], texts[at], why) for at, why in unread.items()]
    return Read(given, sorted(wrong, key=lambda one: one.row))


def _foreign(
    columns: Mapping[str, tuple[int, int, str]], parts: Collection[Part], head: int
) -> list[Wrong]:
    """Headings of parts that are none of this class, or that others grade."""
    known = {(one.pk, attempt) for one, attempt in attempts_of(parts)}
    return [
        Wrong(head, text, text, _("Không có phần đánh giá này, hoặc bạn không chấm phần này"))
        for part, attempt, text in columns.values()
        if (part, attempt) not in known
    ]


def _learner(book: Book, text: str | None) -> int | None:
    plain = (text or "").strip().removesuffix(".0")
    row = book.row_of(int(plain)) if plain.isdecimal() and len(plain) < 16 else None
    return row.learner.id if row else None


def texts_of(book: Book, parts: Iterable[Part]) -> dict[Cell, str]:
    """What stands in each cell of a grid, as it is written."""
    columns = attempts_of(parts)
    told: dict[Cell, str] = {}
    for row in book.rows:
        for part, attempt in columns:
            grade = row.grades.get((part.pk, attempt))
            told[row.learner.id, part.pk, attempt] = shown(mark_of(grade) if grade else None)
    return told
