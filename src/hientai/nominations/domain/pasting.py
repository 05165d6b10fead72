"""Who is meant by lines pasted from a spreadsheet: by code, or by name and date of birth.

Headings are not needed: a cell is known by what it looks like. What a line says and what the
register holds are compared without accents, and nobody is guessed: two who fit are both shown.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from hientai.shared.days import Precision, parse_day
from hientai.shared.vietnamese import fold, nfc
from hientai.shared.words import N_

MOST_LINES = 20_000
_CODE = re.compile(r"[\w./\-]{2,50}")
_SERIAL = re.compile(r"\d{1,5}\.?")
_WORDS = re.compile(r"[^\W\d_]+(?:['’.\-]?[^\W\d_]*)*")
_HEADINGS = frozenset(
    {"ma", "ma so", "ma can bo", "ma cbccvc", "ma nguoi", "ho va ten", "ho ten", "ten", "ngay sinh"}
    | {"stt", "tt", "so tt", "code", "name", "full name", "date of birth", "birth date"}
)

Outcome = Literal["found", "unknown", "ambiguous", "mismatch", "double", "unread"]


@dataclass(frozen=True)
class Said:
    """One line as read; `text` is the line as pasted, `line` its number as the user sees it."""

    line: int
    text: str
    code: str = ""
    name: str = ""
    birth: date | None = None
    precision: Precision = "day"

    @property
    def name_folded(self) -> str:
        """The name without accents, as the register is searched."""
        return fold(self.name)


@dataclass(frozen=True)
class Known:
    """Somebody of the register who may be meant."""

    person_id: int
    code: str
    name: str
    name_folded: str
    birth: date | None
    precision: Precision = "day"
    unit: str = ""


@dataclass(frozen=True)
class Line:
    """What became of one line: whom it means, or why nobody, or among whom it leaves a choice.

    `why` is kept with the step, and so in Vietnamese, whoever reads.
    """

    said: Said
    outcome: Outcome
    person_id: int | None = None
    why: str = ""
    choices: tuple[Known, ...] = ()


@dataclass(frozen=True)
class Register:
    """The people who may be meant, by code (former codes too) and by name without accents."""

    by_code: Mapping[str, Known] = field(default_factory=dict)
    by_name: Mapping[str, tuple[Known, ...]] = field(default_factory=dict)


def rows_of(text: str) -> list[tuple[int, list[str]]]:
    """The lines of a pasted text as cells, with their numbers from 1; blank lines are left out."""
    lines = nfc(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [(at, _cells(line)) for at, line in enumerate(lines, 1) if line.strip()]


def _cells(line: str) -> list[str]:
    """Excel parts cells by tabs; typed lists by semicolons or commas."""
    mark = next((mark for mark in "\t;," if mark in line), "\t")
    return [cell.strip() for cell in line.split(mark)]


def said_in(rows: Iterable[tuple[int, Sequence[str | None]]]) -> list[Said]:
    """What each row says; rows of headings are left out."""
    read = [
        _said(at, [" ".join(nfc(cell).split()) for cell in cells if cell]) for at, cells in rows
    ]
    return [one for one in read if one is not None]


def _said(at: int, cells: list[str]) -> Said | None:
    cells = [cell for cell in cells if cell]
    if not cells or any(fold(cell).rstrip(":") in _HEADINGS for cell in cells):
        return None
    rest = cells[1:] if len(cells) > 1 and _SERIAL.fullmatch(cells[0]) else cells
    born = next(((cell, day) for cell in rest if (day := _day(cell))), None)
    others = [cell for cell in rest if born is None or cell is not born[0]]
    code = next((cell for cell in others if _is_code(cell)), "")
    name = next((cell for cell in others if _is_name(cell)), "")
    text = "; ".join(cells)
    return Said(at, text, code.upper(), name, *(born[1] if born else (None, "day")))


def _day(cell: str) -> tuple[date, Precision] | None:
    """A day of birth; bare numbers that could be a code are none, but for a year or Excel's."""
    if not any(mark in cell for mark in "/.-") and not re.fullmatch(r"(19|20)\d\d", cell):
        return None
    found = parse_day(cell)
    return found if found and 1900 <= found[0].year <= 2100 else None


def _is_code(cell: str) -> bool:
    return bool(_CODE.fullmatch(cell)) and any(c.isdigit() for c in cell)


def _is_name(cell: str) -> bool:
    words = cell.split()
    return len(words) > 1 and all(_WORDS.fullmatch(word) for word in words)


def matched(lines: Sequence[Said], register: Register) -> list[Line]:
    """Whom each line means; somebody who is meant twice is told at the later line."""
    found: list[Line] = []
    first: dict[int, int] = {}
    for said in lines:
        line = _matched(said, register)
        if line.person_id is not None and line.person_id in first:
            why = N_("đã có ở dòng %s") % first[line.person_id]
            line = Line(said, "double", line.person_id, why)
        elif line.person_id is not None:
            first[line.person_id] = said.line
        found.append(line)
    return found


def _matched(said: Said, register: Register) -> Line:
    if said.code:
        return _by_code(said, register)
    if said.name and said.birth:
        return _by_name(said, register.by_name.get(said.name_folded, ()))
    if said.name:
        some = register.by_name.get(said.name_folded, ())
        return Line(said, "unread", None, N_("thiếu mã hoặc ngày sinh"), some[:5])
    return Line(said, "unread", None, N_("không thấy mã, cũng không thấy họ tên và ngày sinh"))


def _by_code(said: Said, register: Register) -> Line:
    known = register.by_code.get(said.code)
    if known is None:
        why = N_("không có người mã này trong phạm vi được xem")
        some = register.by_name.get(said.name_folded, ()) if said.name else ()
        return Line(said, "unknown", None, why, some[:5])
    if said.name and said.name_folded != known.name_folded:
        why = N_("mã này là của %s") % known.name
        return Line(said, "mismatch", None, why, (known,))
    return Line(said, "found", known.person_id)


def _by_name(said: Said, some: Sequence[Known]) -> Line:
    fitting = tuple(one for one in some if _fits(said, one))
    exact = tuple(one for one in fitting if nfc(one.name).lower() == said.name.lower())
    if len(fitting) == 1 or len(exact) == 1:
        return Line(said, "found", (exact or fitting)[0].person_id)
    if fitting:
        why = N_("%s người cùng tên, cùng ngày sinh: ghi thêm mã") % len(fitting)
        return Line(said, "ambiguous", None, why, fitting[:5])
    why = N_("không có ai tên và ngày sinh này trong phạm vi được xem")
    return Line(said, "unknown", None, why, tuple(some[:5]))


def _fits(said: Said, one: Known) -> bool:
    """Whether a birth date agrees, as exactly as both are known; one not recorded fits nobody."""
    if one.birth is None or said.birth is None:
        return False
    coarse = max((said.precision, one.precision), key=("day", "month", "year").index)
    length = {"day": 3, "month": 2, "year": 1}[coarse]
    parts = [(day.year, day.month, day.day)[:length] for day in (said.birth, one.birth)]
    return parts[0] == parts[1]
