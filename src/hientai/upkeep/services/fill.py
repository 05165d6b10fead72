"""Owed data filled in on the grid: written and undone as a batch of the import."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.accounts.models import User
from hientai.intake.models import ImportBatch
from hientai.intake.services import undo, write_cells
from hientai.organisations.models import Unit
from hientai.shared.refused import Refused

NAME = N_("Bảng điền dữ liệu còn thiếu")


def filled(rows: Sequence[Mapping[str, str]]) -> list[Mapping[str, str]]:
    """The rows in which something was filled in, with those cells alone."""
    kept = [{key: text for key, text in row.items() if text.strip()} for row in rows]
    return [row for row in kept if set(row) - {"code"}]


def fill(
    *, actor: User, unit: Unit, on: date, rows: Sequence[Mapping[str, str]], ground: str
) -> ImportBatch:
    """Write what was filled in, all of it or nothing (`CellsRefused` says which cells and why)."""
    given = filled(rows)
    if not given:
        raise Refused(_("Chưa điền ô nào"), remedy=_("Điền ít nhất một ô còn thiếu rồi ghi lại."))
    why = ground.strip() or _("Bổ sung dữ liệu còn thiếu của %s") % unit.code
    return write_cells(actor=actor, unit=unit, on=on, rows=given, name=NAME, ground=why)


def take_back(*, actor: User, batch: ImportBatch) -> ImportBatch:
    """Undo what the grid wrote; refused, with what stands in the way, as for a file."""
    if batch.file_name != NAME:
        raise Refused(_("Lần ghi này không phải từ bảng điền"), remedy=_("Mở trang Nhập dữ liệu."))
    return undo(actor=actor, batch=batch)
