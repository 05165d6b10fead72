"""The sheet «Bằng cấp»: every degree, the highest of which the sheet «Người» tells too."""

from typing import Any

import polars as pl
from django.utils.translation import gettext as _

from hientai.intake.domain import cells
from hientai.intake.domain.cells import Column, coded, dated
from hientai.intake.domain.difference import NEW, UNCHANGED, Difference
from hientai.intake.domain.register import CODE
from hientai.intake.domain.restated import (
    CLEARED,
    EMPTIED,
    SAID,
    beside_said,
    less_exact,
    rank,
    same_degree,
    same_text,
)
from hientai.intake.domain.table import Table
from hientai.intake.queries.frames import typed
from hientai.intake.services.bulk import execute, stage
from hientai.intake.services.record_sheets import DAY, TEXT, RecordSheet
from hientai.intake.services.sheets import Work
from hientai.shared import vocabulary as words
from hientai.shared.tables import ROW

AGREE = "Sửa một trong hai ô cho khớp nhau."
COMPLETING: dict[str, Any] = {
    "_adds": pl.Boolean,
    "_level": TEXT,
    "_subject": TEXT,
    "_awarded_on": DAY,
    "_vague": pl.Boolean,
}
MERGED = ("subject", "institution", "abroad")


class DegreeSheet(RecordSheet):
    """Degrees, each known by its level, subject and day."""

    slug, title, order = "degrees", "Bằng cấp", 30
    columns = (
        CODE,
        coded(
            "level",
            "Trình độ",
            words.DEGREE_LEVELS,
            clearable=False,
            required=True,
            example="Thạc sĩ",
        ),
        Column("subject", "Chuyên ngành", cells.text, clearable=False, example="Quản lý công"),
        Column("institution", "Nơi cấp", cells.text, example="Học viện Hành chính Quốc gia"),
        Column(
            "abroad",
            "Nước ngoài",
            cells.yes_no,
            pl.Boolean,
            says=cells.says_yes,
            choices=("Có", "Không"),
            example="Không",
        ),
        dated(
            "awarded_on",
            "Ngày cấp bằng",
            clearable=False,
            aliases=("Năm cấp bằng",),
            example="2010",
        ),
    )
    key = ("code", "level", "subject", "awarded_on")
    fields = ("institution", "abroad")
    table = "people_degree"
    select = "t.level, t.subject, t.awarded_on, t.institution, t.abroad::text"
    types = typed("level subject awarded_on institution abroad")
    values = {
        "level": "s.level",
        "subject": "s.subject",
        "institution": "s.institution",
        "abroad": "s.abroad",
        "awarded_on": "s.awarded_on",
        "awarded_precision": "coalesce(s.awarded_on_precision, 'day')",
    }
    corrected = ("institution", "abroad")
    since_of_birth = "awarded_on"

    def read(self, name: str, raw: pl.DataFrame) -> Table:
        table = super().read(name, raw)
        blank = {"subject": TEXT, "awarded_on": DAY, "awarded_on_precision": TEXT}
        table.frame = table.frame.with_columns(
            pl.lit(None, dtype).alias(key)
            for key, dtype in blank.items()
            if key not in table.frame.columns
        )
        return table

    def check(self, table: Table, rows: pl.DataFrame, work: Work) -> None:
        super().check(table, rows, work)
        table.flag(
            rows,
            pl.col("awarded_on") > work.on,
            "awarded_on",
            _("sau ngày khai báo của tệp"),
            _("Chỉ ghi bằng đã được cấp."),
        )
        if work.stated is not None:
            _refuse_contradictions(table, rows, work)

    def difference(self, table: Table, current: pl.DataFrame, work: Work) -> Difference:
        """As any sheet; a row that tells the degree of the sheet Người completes that one."""
        found = super().difference(table, current, work)
        told = _completing(found.rows, current, work)
        found.rows = found.rows.join(told, on=ROW, how="left", maintain_order="left").with_columns(
            pl.when(pl.col("_adds").eq_missing(other=False))
            .then(pl.lit(UNCHANGED))
            .otherwise("state")
            .alias("state")
        )
        return found

    def write(self, difference: Difference, work: Work) -> None:
        merged = pl.col("_adds").is_not_null() & (pl.col("state") == NEW)
        super().write(Difference(difference.rows.filter(~merged)), work)
        _complete(difference.rows.filter(merged))


def _same(rows: pl.DataFrame, work: Work) -> pl.DataFrame:
    """For each person the one row that tells the degree which the sheet Người tells.

    Of several that agree with it the one in its very words, else the one that says most: so the
    choice is the same once the others stand in the register.
    """
    assert work.stated is not None
    said = work.stated.filter(pl.col("level").is_not_null())
    emptied = [pl.col(f"{SAID}{CLEARED}{key}") & pl.col(key).is_not_null() for key in EMPTIED]
    beside = beside_said(rows, said, ["code"]).filter(same_degree(), ~pl.any_horizontal(emptied))
    literal = ~less_exact("awarded_on", f"{SAID}awarded_on") & pl.all_horizontal(
        pl.col(key).eq_missing(pl.col(f"{SAID}{key}")) for key in ("subject", "awarded_on")
    )
    said_most = pl.sum_horizontal(pl.col(key).is_not_null() for key in EMPTIED)
    ranked = beside.with_columns(literal.alias("_literal"), said_most.alias("_most")).sort(
        "_literal", "_most", "known", ROW, descending=[True, True, True, False]
    )
    return ranked.unique("code", keep="first", maintain_order=True)


def _refuse_contradictions(table: Table, rows: pl.DataFrame, work: Work) -> None:
    """Where the two sheets cannot both be right: told at the cell, with the place of the other."""
    assert work.stated is not None
    beside = beside_said(rows, work.stated, ["code"])
    _refuse_higher(table, beside, work)
    _refuse_emptied(table, beside, work)
    others = beside.join(_same(rows, work).select("code"), on="code", how="anti").filter(
        pl.col("level") == pl.col(f"{SAID}cell_level")
    )
    day, cell_day = pl.col("awarded_on"), pl.col(f"{SAID}cell_awarded_on")
    texts = pl.col("subject").is_not_null() & pl.col(f"{SAID}cell_subject").is_not_null()
    same = texts & same_text("subject", f"{SAID}cell_subject")
    known_days = day.is_not_null() & cell_day.is_not_null()
    for bad, key in (
        (known_days & same & (day != cell_day), "awarded_on"),
        (known_days & texts & ~same & (day == cell_day) & _to_the_day(), "subject"),
    ):
        if key in table.columns:
            reason = pl.format(_("khác với {} về cùng một bằng"), work.place(key))
            table.flag(others, bad, key, reason, AGREE)


def _refuse_higher(table: Table, beside: pl.DataFrame, work: Work) -> None:
    """No degree above the highest one, of which the sheet Người speaks with or without its level.

    Without it the subject and the day there are those of the highest degree in the register: with
    a higher one beside it nobody could tell of which.
    """
    higher = rank("level") > rank(f"{SAID}cell_level")
    what = _("cao hơn trình độ cao nhất ghi ở {}")
    table.flag(beside, higher, "level", pl.format(what, work.place("level")), AGREE)
    held = rank(f"{SAID}level").fill_null(-1)
    unnamed = pl.col(f"{SAID}cell_level").is_null() & (rank("level") > held)
    what = _("cao hơn trình độ trong hồ sơ, mà {} nói về bằng cao nhất không ghi trình độ")
    for key in EMPTIED:
        speaks = pl.col(f"{SAID}cell_{key}").is_not_null() | pl.col(f"{SAID}{CLEARED}{key}")
        reason = pl.format(what, work.place(key))
        table.flag(beside, unnamed & speaks, "level", reason, _("Ghi cột Trình độ ở trang Người."))
        unnamed &= ~speaks


def _refuse_emptied(table: Table, beside: pl.DataFrame, work: Work) -> None:
    """Where the sheet Người empties what this one states of a degree of the same level."""
    alike = pl.col("level") == pl.coalesce(f"{SAID}cell_level", f"{SAID}level")
    for key in EMPTIED:
        if key in table.columns:
            bad = alike & pl.col(f"{SAID}{CLEARED}{key}") & pl.col(key).is_not_null()
            reason = pl.format(_("{} xóa nội dung này của cùng một bằng"), work.place(key))
            table.flag(beside, bad, key, reason, AGREE)


def _to_the_day() -> pl.Expr:
    return pl.col("awarded_on_precision").fill_null("day") == "day"


def _completing(rows: pl.DataFrame, current: pl.DataFrame, work: Work) -> pl.DataFrame:
    """Rows not in the register that tell the degree of the sheet Người: where that one stands
    (`_level`, `_subject`, `_awarded_on`), and whether they say more than it (`_adds`)."""
    keys = ("level", *EMPTIED)
    if work.stated is None:
        return pl.DataFrame(schema={ROW: rows.schema[ROW], **COMPLETING})
    held = current.select(
        pl.col("id").alias(f"{SAID}was_degree_id"),
        *(pl.col(key).alias(f"_held_{key}") for key in ("institution", "abroad")),
    )
    mine = _same(rows, work).filter(~pl.col("known") & (pl.col("state") == NEW))
    beside = mine.join(held, on=f"{SAID}was_degree_id", how="left")
    return beside.select(
        ROW,
        _says_more().alias("_adds"),
        *(pl.col(f"{SAID}{key}").alias(f"_{key}") for key in keys),
        less_exact("awarded_on", f"{SAID}awarded_on").alias("_vague"),
    )


def _says_more() -> pl.Expr:
    """Whether a row says more of the degree than the sheet Người and the register do."""
    adding = pl.col(f"{SAID}degree_do").eq_missing(pl.lit("add"))
    more = [
        pl.col(key).is_not_null() & (adding | pl.col(key).ne_missing(pl.col(f"_held_{key}")))
        for key in ("institution", "abroad")
    ]
    more += [pl.col(key).is_not_null() & pl.col(f"{SAID}{key}").is_null() for key in EMPTIED]
    return pl.any_horizontal(*more, less_exact(f"{SAID}awarded_on", "awarded_on"))


def _complete(rows: pl.DataFrame) -> None:
    """What these rows say more goes to the degree that the sheet Người has just put there."""
    columns = ("code", "_level", "_subject", "_awarded_on", *MERGED, "awarded_on", "_vague")
    stage("stage_degrees_told", rows.select(*columns, "awarded_on_precision"))
    execute(
        "UPDATE people_degree t SET subject = coalesce(s.subject, t.subject),"
        " institution = coalesce(s.institution, t.institution),"
        " abroad = coalesce(s.abroad, t.abroad),"
        " awarded_precision = CASE WHEN s.awarded_on IS NULL OR s._vague"
        " THEN t.awarded_precision ELSE coalesce(s.awarded_on_precision, 'day') END,"
        " awarded_on = CASE WHEN s._vague THEN t.awarded_on"
        " ELSE coalesce(s.awarded_on, t.awarded_on) END"
        " FROM stage_degrees_told s JOIN people_person p ON p.code = s.code"
        " WHERE t.person_id = p.id AND t.level = s._level"
        " AND t.subject IS NOT DISTINCT FROM s._subject"
        " AND t.awarded_on IS NOT DISTINCT FROM s._awarded_on"
    )
