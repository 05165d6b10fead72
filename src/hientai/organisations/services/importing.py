"""Import of the list of units: one sheet, all or nothing; the same file again changes nothing."""

import csv
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from python_calamine import CalamineError, CalamineWorkbook

from hientai.audit.services import Author, sign
from hientai.organisations.domain.events import Version
from hientai.organisations.domain.sheet import (
    SHEET,
    Change,
    UnitRow,
    WrongCell,
    change_of,
    headings,
    read_row,
    refuse_wrong,
    wrong_between,
)
from hientai.organisations.models import Succession, Unit, UnitAttribute, UnitEvent, UnitVersion
from hientai.organisations.queries import PLANNED_URBAN, as_value
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day, fold

MOST_BYTES = 200 * 2**20  # unpacked: a list of every unit of the country needs a tenth of it


@dataclass(frozen=True)
class UnitImport:
    """How many units a file brought, corrected, changed, ended and left as they were."""

    new: int = 0
    corrected: int = 0
    changed: int = 0
    ended: int = 0
    same: int = 0


@transaction.atomic
def import_units(*, actor: Author | None, path: Path | str) -> UnitImport:
    """Read the sheet «Đơn vị» of an XLSX or CSV file into the register of units.

    Refused whole, with every wrong cell by row, column, value and reason.
    """
    file = Path(path)
    ground = N_("Nhập từ tệp %s") % file.name
    sign(actor=actor, ground=ground)
    rows = _read(file)
    units, versions = _registered()
    parents = {code: held[-1].parent for code, held in versions.items()}
    refuse_wrong(wrong_between(rows, parents))
    changes = _changes(rows, versions)
    made = Unit.objects.bulk_create(Unit(code=r.code) for r, c in changes if c is Change.NEW)
    units |= {unit.code: unit for unit in made}
    _write_versions(changes, units, ground)
    _write_attributes(rows, units, ground)
    counts = {c.value: sum(1 for _, change in changes if change is c) for c in Change}
    return UnitImport(**counts)


def _read(file: Path) -> list[UnitRow]:
    lines = _lines(file)
    found = headings(next(lines, []))
    rows: list[UnitRow] = []
    wrong: list[WrongCell] = []
    for number, cells in enumerate(lines, start=2):
        texts = {key: cells[at] if at < len(cells) else "" for at, key in found.items()}
        if not any(texts.values()):
            continue
        row, bad = read_row(number, texts)
        wrong += bad
        rows += [row] if row else []
    refuse_wrong(wrong)
    return rows


def _lines(file: Path) -> Iterator[list[str]]:
    """The lines of the sheet as texts, the headings first."""
    if file.suffix.lower() == ".csv":
        return _lines_of_csv(file)
    if not zipfile.is_zipfile(file):
        raise _unreadable(file)
    with zipfile.ZipFile(file) as parts:
        if sum(part.file_size for part in parts.infolist()) > MOST_BYTES:
            raise Refused(_("Tệp %s quá lớn sau khi giải nén") % file.name)
    try:
        book = CalamineWorkbook.from_path(str(file))
        named = {fold(name): name for name in book.sheet_names}
        name = named.get(fold(SHEET), book.sheet_names[0])
        lines = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (CalamineError, OSError, IndexError) as error:
        raise _unreadable(file) from error
    return ([_text(cell) for cell in line] for line in lines)


def _lines_of_csv(file: Path) -> Iterator[list[str]]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(file) from error
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    return iter(list(csv.reader(text.splitlines(), delimiter=separator)))


def _unreadable(file: Path) -> Refused:
    return Refused(
        _("Không đọc được tệp %s") % file.name,
        why=_("tệp không phải XLSX hoặc CSV (UTF-8), bị hỏng hoặc có mật khẩu"),
        remedy=_("Mở tệp bằng Excel rồi lưu lại dạng .xlsx không đặt mật khẩu."),
    )


def _text(cell: object) -> str:
    if isinstance(cell, datetime):
        return day(cell.date())
    if isinstance(cell, date):
        return day(cell)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _registered() -> tuple[dict[str, Unit], dict[str, list[Version]]]:
    """The units of the register by code, and their versions in order, in two queries."""
    units = {unit.code: unit for unit in Unit.objects.select_for_update()}
    versions: dict[str, list[Version]] = {}
    for row in UnitVersion.objects.select_related("unit", "parent").order_by("unit", "period"):
        versions.setdefault(row.unit.code, []).append(as_value(row))
    return units, versions


def _changes(
    rows: Sequence[UnitRow], versions: dict[str, list[Version]]
) -> list[tuple[UnitRow, Change]]:
    wrong: list[WrongCell] = []
    changes: list[tuple[UnitRow, Change]] = []
    for row in rows:
        try:
            changes.append((row, change_of(row, versions.get(row.code, []))))
        except Refused as refused:
            why = f"{refused.what}; {refused.why}" if refused.why else refused.what
            wrong.append(WrongCell(row.row, _("Từ ngày"), day(row.since), why))
    refuse_wrong(wrong)
    return changes


def _write_versions(
    changes: Sequence[tuple[UnitRow, Change]], units: dict[str, Unit], ground: str
) -> None:
    opened = [row for row, change in changes if change in (Change.NEW, Change.CHANGED)]
    for row, change in changes:
        held = UnitVersion.objects.filter(unit=units[row.code])
        if change is Change.CHANGED:
            current = _ended(held.get(period__contains=row.since), row.since)
            moved = (current.parent_id or 0) != getattr(units.get(row.parent), "pk", 0)
            kind = UnitEvent.Kind.MOVE if moved else UnitEvent.Kind.RENAME
            _record(kind, row, units, ground)
        elif change is Change.CORRECTED:
            held.filter(period__startswith=row.since).update(**_stated(row, units))
        elif change is Change.ENDED:
            _ended(held.latest("period"), row.until)
            _record(UnitEvent.Kind.DISSOLVE, row, units, ground)
    UnitVersion.objects.bulk_create(
        UnitVersion(
            unit=units[row.code], period=DateRange(row.since, row.until), **_stated(row, units)
        )
        for row in opened
    )


def _ended(version: UnitVersion, until: date | None) -> UnitVersion:
    """The version, its period ending before a day."""
    version.period = DateRange(version.period.lower, until)
    version.save(update_fields=["period"])
    return version


def _stated(row: UnitRow, units: dict[str, Unit]) -> dict[str, object]:
    return {
        "name": row.name,
        "name_folded": fold(row.name),
        "type": row.unit_type,
        "kind": row.kind,
        "bloc": row.bloc,
        "parent": units[row.parent] if row.parent else None,
    }


def _record(kind: UnitEvent.Kind, row: UnitRow, units: dict[str, Unit], ground: str) -> None:
    ended = kind is UnitEvent.Kind.DISSOLVE
    on = row.until if ended and row.until else row.since
    event = UnitEvent.objects.create(kind=kind, on=on, ground=ground)
    unit = units[row.code]
    Succession.objects.create(event=event, predecessor=unit, successor=None if ended else unit)


def _write_attributes(rows: Sequence[UnitRow], units: dict[str, Unit], ground: str) -> None:
    """Attributes the register does not hold yet, or holds otherwise, from the row's first day."""
    held = {
        a.unit_id: a
        for a in UnitAttribute.objects.filter(name=PLANNED_URBAN, period__endswith__isnull=True)
    }
    new = []
    for row in rows:
        value = str(row.planned_urban).lower()
        before = held.get(units[row.code].pk)
        if row.planned_urban is None or (before and before.value == value):
            continue
        if before:
            _end_attribute(before, row.since)
        new.append(
            UnitAttribute(
                unit=units[row.code],
                name=PLANNED_URBAN,
                value=value,
                source=ground,
                period=DateRange(row.since, None),
            )
        )
    UnitAttribute.objects.bulk_create(new)


def _end_attribute(held: UnitAttribute, on: date) -> None:
    """The value before ends; one that begins no earlier than the new one is corrected away."""
    if held.period.lower >= on:
        held.delete()
    else:
        held.period = DateRange(held.period.lower, on)
        held.save(update_fields=["period"])
