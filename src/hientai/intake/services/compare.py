"""All sheets of one batch against the database: the same for the preview and for the commit."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl

from hientai.intake.domain.difference import Difference
from hientai.intake.domain.table import HEADING_WITHIN, Table
from hientai.intake.domain.tables import CSV_SHEET, ROW
from hientai.intake.models import ImportBatch
from hientai.intake.queries import frames
from hientai.intake.services.sheets import Sheet, Work, registry, sheet_named, sheet_of_headings
from hientai.shared.refused import Refused
from hientai.webkit.day import today

Report = Callable[[int, str], None]
REMEDY = "Đặt tên trang là «Người», hoặc dùng tệp mẫu."


@dataclass
class Judged:
    """One sheet with what it says and what it would do."""

    sheet: Sheet
    table: Table
    difference: Difference


@dataclass
class Comparison:
    """Every sheet of a batch judged, and the digest of what the database held meanwhile."""

    work: Work
    judged: list[Judged]

    @property
    def seen(self) -> str:
        """One digest of the units and of every row compared with."""
        return hashlib.sha256("".join(self.work.digests).encode()).hexdigest()

    @property
    def notes(self) -> pl.DataFrame:
        """Every note on a cell, sheet by sheet, row by row."""
        return pl.concat([one.table.notes for one in self.judged]).sort(
            "sheet", "row", maintain_order=True
        )

    def counts(self) -> dict[str, dict[str, int]]:
        """Rows of each state, sheet by sheet."""
        return {one.table.sheet: one.difference.counts() for one in self.judged}


def known_sheets(tables: Mapping[str, pl.DataFrame], chosen: str) -> dict[str, pl.DataFrame]:
    """The sheets that are read, by their proper name; refused where none is known.

    A CSV file holds one sheet: the chosen one, or the one its headings speak of.
    """
    if set(tables) == {CSV_SHEET}:
        raw = tables[CSV_SHEET]
        sheet = sheet_named(chosen) if chosen else sheet_of_headings(_first_texts(raw))
        if sheet is None:
            raise Refused(f"Không có loại bảng «{chosen}»")
        return {sheet.title: raw}
    found = {
        sheet.title: raw
        for name, raw in tables.items()
        if (sheet := sheet_named(name)) and not raw.is_empty()
    }
    if not found:
        names = ", ".join(f"«{name}»" for name in tables)
        raise Refused("Tệp không có trang «Người»", why=f"tệp chỉ có {names}", remedy=REMEDY)
    return found


def _first_texts(raw: pl.DataFrame) -> list[str]:
    rows = raw.drop(ROW).head(HEADING_WITHIN).rows()
    return [text for row in rows for text in row if text]


def compare(batch: ImportBatch, texts: Mapping[str, pl.DataFrame], report: Report) -> Comparison:
    """Read the texts of every sheet as columns and judge them against the database."""
    units, digest = frames.units(batch.unit_id, batch.on)
    work = Work(batch.pk, batch.on, today(), units, digests=[digest])
    judged: list[Judged] = []
    present = [sheet for sheet in registry() if sheet.title in texts]
    for at, sheet in enumerate(present):
        report(30 + 55 * at // len(present), sheet.title)
        table = sheet.read(sheet.title, texts[sheet.title])
        if work.people is None and sheet.slug != "register":
            work.people = frames.people(_codes(present, texts), batch.on)
        current = sheet.current(table, work)
        judged.append(Judged(sheet, table, sheet.difference(table, current, work)))
    return Comparison(work, judged)


def _codes(present: list[Sheet], texts: Mapping[str, pl.DataFrame]) -> list[str]:
    tables = [sheet.read(sheet.title, texts[sheet.title]) for sheet in present]
    return sorted({code for table in tables for code in Work.codes_of(table)})
