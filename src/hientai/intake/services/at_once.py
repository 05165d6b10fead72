"""A few cells of the sheet «Người», judged or written at once: forms enter by the import's door.

The cells are read, judged, written, traced and undone by the very code of an import file; what
differs is that the people named are the only ones spoken of, so that nobody is "gone".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hientai.accounts.models import User
from hientai.intake.domain import register
from hientai.intake.domain.difference import REFUSED, WAS, in_words, plain
from hientai.intake.domain.register import Meaning
from hientai.intake.domain.table import Table
from hientai.intake.models import ImportBatch
from hientai.intake.queries import frames
from hientai.intake.services.bulk import execute
from hientai.intake.services.committing import WALLS, hold_register
from hientai.intake.services.compare import Comparison, Judged
from hientai.intake.services.keeping import keep
from hientai.intake.services.register_sheet import RegisterSheet
from hientai.intake.services.scope import acting, take_turn
from hientai.intake.services.sheets import Work
from hientai.organisations.models import Unit
from hientai.shared.refused import Refused
from hientai.shared.tables import ROW
from hientai.webkit.constraints import told
from hientai.webkit.day import today

Rows = Sequence[Mapping[str, str]]
"""One person each: the code under "code", texts of cells under the keys of their columns."""
FIRST = 2  # the first row of people, as in a file whose first row holds the headings


@dataclass(frozen=True)
class Cells:
    """What somebody wants written of the people of a unit on a day.

    `seen`: for each row what the register held in some cells when they were filled in, as
    `cells.plain` writes it; where it holds something else by now, the cell is refused with both.
    """

    unit: Unit
    on: date
    rows: Rows
    seen: Rows = ()
    meaning: Meaning = Meaning.STATE


class _NamedOnly(Work):
    """A batch that speaks of the people it names and of nobody else."""

    @property
    def declared(self) -> list[int]:
        return []


@dataclass(frozen=True)
class Cell:
    """What is to be said of one cell: refused or a warning, why and what to do."""

    row: int  # from 0, as given
    key: str
    severity: str
    reason: str
    remedy: str


class CellsRefused(Refused):
    """Nothing was written, for some cells cannot be accepted."""

    def __init__(self, cells: Sequence[Cell]) -> None:
        wrong = [cell for cell in cells if cell.severity == REFUSED]
        super().__init__(
            _("Có %s ô chưa nhận được nên chưa ghi gì") % len(wrong),
            why="; ".join(dict.fromkeys(cell.reason for cell in wrong)),
            remedy=" ".join(dict.fromkeys(cell.remedy for cell in wrong)),
        )
        self.cells = list(cells)


def columns_of(keys: Sequence[str]) -> dict[str, Any]:
    """The columns of the sheet «Người» under these keys, ratings of any year among them."""
    known = {column.key: column for column in register.COLUMNS}
    years = {f"rating_{year}": register.rating(year) for year in register.rating_years(keys)}
    return {key: (known | years)[key] for key in keys}


def judge_cells(cells: Cells) -> list[Cell]:
    """What an import of the unit and day would say of these cells; nothing is written."""
    return _told(_compared(0, cells))


def write_cells(*, actor: User | None, cells: Cells, name: str, ground: str) -> ImportBatch:
    """Write these cells in one transaction, as a batch that can be undone.

    `CellsRefused`, and nothing written, where a cell cannot be accepted; refused as well where
    nothing would change.
    """
    with transaction.atomic():
        with acting(actor):
            batch = _begun(actor, cells, name, ground)
        with acting(actor, ground=ground, batch=batch.pk):
            take_turn()
            hold_register()
            found = _compared(batch.pk, cells)
            _refuse_wrong(found)
            with told({wall: Refused(_(why)) for wall, why in _walls().items()}):
                found.judged[0].sheet.write(found.judged[0].difference, found.work)
                execute("SET CONSTRAINTS ALL IMMEDIATE")
                execute("SET CONSTRAINTS ALL DEFERRED")
            keep(batch, found)
            batch.state, batch.committed_at = ImportBatch.State.COMMITTED, timezone.now()
            batch.save()
    return batch


def _walls() -> dict[str, str]:
    return {**WALLS, **{f"{wall}_now": why for wall, why in WALLS.items()}}


def _begun(actor: User | None, cells: Cells, name: str, ground: str) -> ImportBatch:
    return ImportBatch.objects.create(
        file_name=name,
        digest="",
        unit=cells.unit,
        on=cells.on,
        actor_id=actor.pk if actor else None,
        actor_label=str(actor) if actor else _("quản trị máy chủ"),
        ground=ground,
    )


def _compared(batch: int, cells: Cells) -> Comparison:
    units, digest = frames.units(cells.unit.pk, cells.on)
    work = _NamedOnly(batch, cells.on, today(), units, digests=[digest], meaning=cells.meaning)
    sheet = RegisterSheet()
    table = sheet.read(sheet.title, _texts(cells.rows))
    difference = sheet.difference(table, sheet.current(table, work), work)
    _refuse_overtaken(table, difference.rows, cells.seen)
    return Comparison(work, [Judged(sheet, table, difference)])


def _refuse_overtaken(table: Table, rows: pl.DataFrame, seen: Rows) -> None:
    """A cell is not written over what came into the register after it was filled in."""
    for key, column in table.columns.items():
        told = [(at, row[key]) for at, row in enumerate(seen, FIRST) if key in row]
        if not told or f"{WAS}{key}" not in rows.columns:
            continue
        then = pl.DataFrame(told, {ROW: rows.schema[ROW], "_then": pl.String}, orient="row")
        was = f"{WAS}{key}"
        beside = rows.with_columns(
            in_words(rows, was, column).replace("", "–").alias("_now"),
            in_words(rows, key, column).alias("_wanted"),
        ).join(then, on=ROW)
        overtaken = plain(beside, was) != pl.col("_then")
        table.flag(
            beside,
            overtaken & (plain(beside, was) != plain(beside, key)),
            key,
            pl.format(_("hồ sơ nay ghi «{}», nội dung định ghi là «{}»"), "_now", "_wanted"),
            _("Hồ sơ đã thay đổi sau khi bạn mở trang: xem lại rồi ghi, hoặc bỏ ô này."),
        )


def _texts(rows: Rows) -> pl.DataFrame:
    """The cells as a file holds them: headings in the first row, a blank cell is null."""
    keys = list(dict.fromkeys(["code", "name", *(key for row in rows for key in row)]))
    headings = [column.heading for column in columns_of(keys).values()]
    lines = [headings, *([(row.get(key) or "").strip() or None for key in keys] for row in rows)]
    schema = {str(place): pl.String for place in range(len(keys))}
    frame = pl.DataFrame(lines, schema=schema, orient="row")
    return frame.insert_column(0, pl.Series(ROW, range(1, len(lines) + 1), pl.Int32))


def _told(found: Comparison) -> list[Cell]:
    table = found.judged[0].table
    keys = {column.heading: key for key, column in table.columns.items()}
    return [
        Cell(
            note["row"] - FIRST,
            keys.get(note["column"], "code"),
            note["severity"],
            note["reason"],
            note["remedy"],
        )
        for note in found.notes.iter_rows(named=True)
    ]


def _refuse_wrong(found: Comparison) -> None:
    cells = _told(found)
    if any(cell.severity == REFUSED for cell in cells):
        raise CellsRefused(cells)
    if found.judged[0].difference.accepted().is_empty():
        raise Refused(
            _("Không có gì để ghi"),
            why=_("các ô để trống hoặc giống hệt hồ sơ"),
            remedy=_("Điền ít nhất một ô còn thiếu."),
        )
