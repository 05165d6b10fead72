"""The sheets a workbook may hold, and what a room does to add one of its own.

A room above registers a sheet by naming its class in `settings.HIENTAI_SHEETS`
("hientai.training.services.HistorySheet"); it is then read, previewed, committed and undone with
the rest of the workbook. To write one, subclass `Sheet`:

    class HistorySheet(Sheet):
        slug, title, order = "history", "Đã học", 70
        columns = (register.CODE, Column("scheme", "Đề án", cells.text), …)
        key = ("code", "programme", "since")      # what tells two rows of the sheet apart
        fields = ("until", "result", …)           # what a row says about it; blank changes nothing

        def current(self, table, work):           # what the database holds of these codes
            return fetch(SQL, {"codes": work.codes_of(table)}, {"code": pl.String, …})[0]

        def write(self, difference, work):        # set-based; `stage` copies to a temporary table
            stage("stage_history", difference.accepted().select(…))
            execute("INSERT INTO … SELECT … FROM stage_history s JOIN people_person p USING (code)")

`current` gives a frame with every column of `key` and `fields` under the same name and type, and
any ids that `write` needs (they come back with the prefix `was_`). `difference` may be overridden
to refuse more: call `table.flag(rows, bad, "column", reason, remedy)` before `with_state`. Rows
given to `write` are those with `state` "new" or "changed"; `work.on` is the declared day,
`work.people` one row a person known to the file or the register (code, birth_date, category,
refused). Everything a sheet writes must go to tables under `audit_watch`: undo reads the trace.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

import polars as pl
from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from hientai.intake.domain.cells import Column
from hientai.intake.domain.difference import (
    Difference,
    after,
    after_precision,
    beside,
    differs,
    told,
    with_state,
)
from hientai.intake.domain.register import CODE, Meaning
from hientai.intake.domain.table import Table, matcher, parse, spelling
from hientai.shared.refused import Refused
from hientai.shared.tables import ROW


@dataclass
class Work:
    """One batch at work: its day and units, and the people its rows may speak of.

    `units`: code, unit_id, unit_name (folded), declared, own. `people`: code, birth_date,
    category, refused. `digests` gathers what the database held, sheet by sheet.
    """

    batch_id: int
    on: date
    today: date
    units: pl.DataFrame
    elsewhere: list[str] = field(default_factory=list)
    people: pl.DataFrame | None = None
    degrees: pl.DataFrame | None = None  # what the sheet Bằng cấp says
    posts: pl.DataFrame | None = None  # main posts that the sheet Người begins or corrects
    stated: pl.DataFrame | None = None  # what good rows of the sheet Người say
    letters: Mapping[str, str] = field(default_factory=dict)  # and in which columns of it
    digests: list[str] = field(default_factory=list)
    meaning: Meaning = Meaning.STATE

    @property
    def declared(self) -> list[int]:
        """Ids of the declared unit and everything under it on the day."""
        return self.units.filter("declared")["unit_id"].to_list()

    @property
    def undeclared(self) -> list[int]:
        """Ids of the other units of the day."""
        return self.units.filter(~pl.col("declared"))["unit_id"].to_list()

    def place(self, key: str, row: str = "said__row") -> pl.Expr:
        """Where the sheet Người says something, as its reader finds it."""
        cell = pl.format(f"{self.letters.get(key, 'A')}{{}}", pl.col(row))
        return pl.format(_("trang Người, ô {}"), cell)

    @staticmethod
    def codes_of(table: Table) -> list[str]:
        """The people a sheet names."""
        return table.frame["code"].drop_nulls().unique().sort().to_list()


class Sheet(ABC):
    """A sheet that adds to people's records: keyed rows that are new, changed or as they were."""

    slug: str
    title: str
    order: int
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()

    def match(self, heading: str) -> Column | None:
        """The column a heading means."""
        return matcher(self.columns)(heading)

    def read(self, name: str, raw: pl.DataFrame) -> Table:
        """The texts of the sheet as typed columns with notes on wrong cells."""
        return parse(name, raw, self.columns, self.match)

    @abstractmethod
    def current(self, table: Table, work: Work) -> pl.DataFrame:
        """What the database holds for the people of the sheet."""

    def holders(self, table: Table, work: Work) -> pl.Series:
        """Codes of people of whom the sheet says that they hold a post on the declared day."""
        return table.frame["code"].clear()

    def check(self, table: Table, rows: pl.DataFrame, work: Work) -> None:  # noqa: B027 - may be none
        """Refuse what cannot be, beyond unknown people and repeated rows."""

    def difference(self, table: Table, current: pl.DataFrame, work: Work) -> Difference:
        """Judge every row: what it would do, or why it may not."""
        check_people(table, work)
        self._check_key(table)
        rows = beside(table, current, self.key, self.fields)
        exact = [
            f"{key}_precision" for key in self.fields if f"was_{key}_precision" in rows.columns
        ]
        rows = rows.with_columns(
            *(after(key) for key in self.fields),
            *(after_precision(name.removesuffix("_precision")) for name in exact),
        )
        self.check(table, rows, work)
        changed = pl.any_horizontal(
            pl.lit(value=False), *(differs(k) for k in (*self.fields, *exact))
        )
        rows = with_state(_named(rows, work), changed, table.refused_rows)
        shown = {k: c for k, c in table.columns.items() if k in self.fields}
        return Difference(rows, told(rows, shown))

    @abstractmethod
    def write(self, difference: Difference, work: Work) -> None:
        """Put the accepted rows into the database, set-based, in the transaction of the commit."""

    def _check_key(self, table: Table) -> None:
        stated = [key for key in self.key if key in table.columns]
        first = pl.col(ROW).min().over([pl.col(key) for key in stated])
        table.flag(
            table.frame,
            pl.col("code").is_not_null() & (pl.col(ROW) > first),
            "code",
            pl.format(_("trùng nội dung với dòng {}"), first),
            _("Xóa dòng thừa."),
        )


def check_people(table: Table, work: Work) -> None:
    """A row must name a person of the register or of the sheet «Người», in the actor's reach."""
    assert work.people is not None
    known = table.frame.join(
        work.people.select("code", pl.col("refused")), on="code", how="left", maintain_order="left"
    )
    named = pl.col("code").is_not_null()
    noted = table.notes.filter(pl.col("column") == CODE.heading)["row"].to_list()
    for bad, reason, remedy in (
        (~named & ~pl.col(ROW).is_in(noted), _("thiếu mã CBCCVC"), _("Ghi mã của người này.")),
        (
            named & pl.col("refused").is_null(),
            _("chưa có người mang mã này trong đơn vị khai báo thuộc phạm vi quản lý của bạn"),
            _("Thêm người này ở trang Người, hoặc sửa mã."),
        ),
        (
            pl.col("refused"),
            _("dòng của người này ở trang Người bị từ chối"),
            _("Sửa dòng ở trang Người trước."),
        ),
    ):
        table.flag(known, bad, "code", reason, remedy)


def _named(rows: pl.DataFrame, work: Work) -> pl.DataFrame:
    if "name" in rows.columns or work.people is None:
        return rows
    return rows.join(
        work.people.select("code", "name"), on="code", how="left", maintain_order="left"
    )


@cache
def registry() -> tuple[Sheet, ...]:
    """Every sheet the system knows, in the order they are written."""
    paths = (
        "hientai.intake.services.register_sheet.RegisterSheet",
        "hientai.intake.services.post_sheet.PostSheet",
        "hientai.intake.services.degree_sheet.DegreeSheet",
        "hientai.intake.services.record_sheets.RatingSheet",
        "hientai.intake.services.record_sheets.DisciplineSheet",
        "hientai.intake.services.record_sheets.PlannedSheet",
        *getattr(settings, "HIENTAI_SHEETS", ()),
    )
    return tuple(sorted((import_string(path)() for path in paths), key=lambda sheet: sheet.order))


def sheet_named(name: str) -> Sheet | None:
    """The sheet a name means, with or without accents; None for a page of notes or the like."""
    wanted = spelling(name)
    return next(
        (s for s in registry() if wanted in {spelling(n) for n in (s.title, s.slug, *s.aliases)}),
        None,
    )


def sheet_of_headings(headings: list[str]) -> Sheet:
    """The sheet a table without a name is: most of its columns known, all it needs there."""

    def known(sheet: Sheet) -> tuple[int, int]:
        found = [column.key for heading in headings if (column := sheet.match(heading))]
        complete = all(c.key in found for c in sheet.columns if c.required)
        return (len(set(found)) if complete else 0, -len(sheet.columns))

    best = max(registry(), key=known)
    if not known(best)[0]:
        names = ", ".join(sheet.title for sheet in registry())
        raise Refused(
            _("Không nhận ra nội dung bảng từ các tiêu đề cột"),
            remedy=_("Dùng tiêu đề cột của tệp mẫu, hoặc chọn loại bảng: %(names)s.")
            % {"names": names},
        )
    return best
