"""Owed data filled in on the grid: judged, written and undone as a batch of the import."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.accounts.models import User
from hientai.intake.models import ImportBatch
from hientai.intake.services import Cell, Cells, CellsRefused, judge_cells, undo, write_cells
from hientai.organisations.models import Unit
from hientai.shared.refused import Refused

NAME = N_("Bảng điền dữ liệu còn thiếu")


@dataclass
class Filled:
    """One row of the grid as it was sent: a person, what was typed, and what the register said
    in those cells when the page was made (it says nothing of most that are owed)."""

    code: str = ""
    typed: dict[str, str] = field(default_factory=dict)
    seen: dict[str, str] = field(default_factory=dict)

    @property
    def cells(self) -> dict[str, str]:
        """The cells in which something was filled in."""
        return {key: text for key, text in self.typed.items() if text.strip()}


def judge(*, unit: Unit, on: date, rows: Mapping[int, Filled]) -> list[Cell]:
    """What is to be said of the cells filled in, at the places of their rows."""
    kept = _kept(rows)
    return _placed(judge_cells(_cells(unit, on, kept)), kept) if kept else []


def fill(
    *, actor: User, unit: Unit, on: date, rows: Mapping[int, Filled], ground: str
) -> ImportBatch:
    """Write what was filled in, all of it or nothing (`CellsRefused` says which cells and why).

    A cell that says something else by now than when the page was made is not written over.
    """
    kept = _kept(rows)
    if not kept:
        raise Refused(_("Chưa điền ô nào"), remedy=_("Điền ít nhất một ô còn thiếu rồi ghi lại."))
    why = ground.strip() or N_("Bổ sung dữ liệu còn thiếu của %s") % unit.code
    try:
        return write_cells(actor=actor, cells=_cells(unit, on, kept), name=NAME, ground=why)
    except CellsRefused as refused:
        raise CellsRefused(_placed(refused.cells, kept)) from None


def _kept(rows: Mapping[int, Filled]) -> dict[int, Filled]:
    return {place: row for place, row in rows.items() if row.cells}


def _cells(unit: Unit, on: date, rows: Mapping[int, Filled]) -> Cells:
    told = [{"code": row.code, **row.cells} for row in rows.values()]
    seen = [{key: row.seen.get(key, "") for key in row.cells} for row in rows.values()]
    return Cells(unit, on, told, seen)


def _placed(notes: list[Cell], rows: Mapping[int, Filled]) -> list[Cell]:
    """Notes on the rows that were sent, at their places among all rows of the page."""
    places = list(rows)
    return [replace(note, row=places[note.row]) for note in notes]


def take_back(*, actor: User, batch: ImportBatch) -> ImportBatch:
    """Undo what the grid wrote; refused, with what stands in the way, as for a file."""
    if batch.file_name != NAME:
        raise Refused(_("Lần ghi này không phải từ bảng điền"), remedy=_("Mở trang Nhập dữ liệu."))
    return undo(actor=actor, batch=batch)
