"""All sheets of one batch against the database: the same for the preview and for the commit."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.intake.domain.difference import Difference
from hientai.intake.domain.table import HEADING_WITHIN, Table
from hientai.intake.models import ImportBatch
from hientai.intake.queries import frames
from hientai.intake.services.sheets import Sheet, Work, registry, sheet_named, sheet_of_headings
from hientai.people.queries.merging import former_codes
from hientai.shared.refused import Refused
from hientai.shared.tables import CSV_SHEET, ROW
from hientai.webkit.day import today

Report = Callable[[int, str], None]
REMEDY = N_("Đặt tên trang là «Người», hoặc dùng tệp mẫu.")


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
        """Every note on a cell, sheet by sheet, in each from the left to the right of its rows."""
        cell = pl.col("cell")
        return pl.concat(
            one.table.notes.sort("row", cell.str.len_chars(), cell, maintain_order=True)
            for one in self.judged
        )

    def counts(self) -> dict[str, dict[str, int]]:
        """Rows of each state, sheet by sheet."""
        return {one.table.sheet: one.difference.counts() for one in self.judged}


def known_sheets(tables: Mapping[str, pl.DataFrame], chosen: str) -> dict[str, pl.DataFrame]:
    """The sheets that are read, by their proper name; refused where none is known.

    A CSV file holds one sheet: the chosen one, or the one its headings speak of.
    """
    if set(tables) == {CSV_SHEET}:
        return {_only_sheet(tables[CSV_SHEET], chosen).title: tables[CSV_SHEET]}
    found = {
        sheet.title: raw
        for name, raw in tables.items()
        if (sheet := sheet_named(name)) and not raw.is_empty()
    }
    if not found:
        names = ", ".join(f"«{name}»" for name in tables)
        raise Refused(
            _("Tệp không có trang «Người»"),
            why=_("tệp chỉ có %(names)s") % {"names": names},
            remedy=REMEDY,
        )
    return found


def _only_sheet(raw: pl.DataFrame, chosen: str) -> Sheet:
    if raw.is_empty():
        raise _nothing()
    sheet = sheet_named(chosen) if chosen else sheet_of_headings(_first_texts(raw))
    if sheet is None:
        raise Refused(_("Không có loại bảng «%(chosen)s»") % {"chosen": chosen})
    return sheet


def _first_texts(raw: pl.DataFrame) -> list[str]:
    rows = raw.drop(ROW).head(HEADING_WITHIN).rows()
    return [text for row in rows for text in row if text]


def compare(batch: ImportBatch, texts: Mapping[str, pl.DataFrame], report: Report) -> Comparison:
    """Read the texts of every sheet as columns and judge them against the database."""
    units, digest = frames.units(batch.unit_id, batch.on)
    work = Work(batch.pk, batch.on, today(), units, digests=[digest])
    judged: list[Judged] = []
    tables = _tables(texts)
    _follow_former_codes(tables)
    work.degrees = next((t.frame for s, t in tables if s.slug == "degrees"), None)
    for at, (sheet, table) in enumerate(tables):
        report(30 + 55 * at // len(tables), sheet.title)
        if sheet.slug != "register":
            _know_people(work, tables)
        current = sheet.current(table, work)
        judged.append(Judged(sheet, table, sheet.difference(table, current, work)))
    _keep_holders(judged, work)
    return Comparison(work, judged)


def _keep_holders(judged: list[Judged], work: Work) -> None:
    """Whom another sheet of the file says to hold a post on the day is not gone."""
    for one in judged:
        here = pl.concat([other.sheet.holders(other.table, work) for other in judged])
        one.difference.gone = one.difference.gone.filter(~pl.col("code").is_in(here.implode()))


def _tables(texts: Mapping[str, pl.DataFrame]) -> list[tuple[Sheet, Table]]:
    """The sheets that say something; one with headings alone is as if it were not there."""
    read = [(s, s.read(s.title, texts[s.title])) for s in registry() if s.title in texts]
    filled = [(sheet, table) for sheet, table in read if not table.frame.is_empty()]
    if not filled:
        raise _nothing()
    return filled


def _follow_former_codes(tables: list[tuple[Sheet, Table]]) -> None:
    """Rows under a code from before a merger of records speak of the person it leads to."""
    current = former_codes()
    if current:
        code = pl.col("code").replace(current)
        for _sheet, table in tables:
            table.frame = table.frame.with_columns(code)


def _nothing() -> Refused:
    return Refused(
        _("Tệp không có dòng nào"),
        why=_("không có dòng dữ liệu nào; tiêu đề cột và dòng «Ví dụ» của tệp mẫu không tính"),
        remedy=_("Điền dữ liệu dưới dòng tiêu đề rồi nhập lại."),
    )


def _know_people(work: Work, tables: list[tuple[Sheet, Table]]) -> None:
    """Whom the further sheets may speak of, beyond those the sheet «Người» brought along.

    Among them people who hold no post on the declared day, such as the retired.
    """
    named = {code for _sheet, table in tables for code in Work.codes_of(table)}
    known = set(work.people["code"]) if work.people is not None else set()
    if work.people is None or named - known:
        more = frames.people(sorted(named - known), work.on, work.undeclared)
        work.people = more if work.people is None else pl.concat([work.people, more])
