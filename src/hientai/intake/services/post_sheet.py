"""The sheet «Chức vụ»: posts beside the main one, secondments, main posts of former times."""

import polars as pl
from django.utils.translation import gettext as _

from hientai.intake.domain import cells
from hientai.intake.domain.cells import Column, coded
from hientai.intake.domain.difference import NEW, UNCHANGED, Difference
from hientai.intake.domain.register import CODE
from hientai.intake.domain.restated import SAID, beside_said
from hientai.intake.domain.table import Table
from hientai.intake.queries.frames import OWN, fetch, typed
from hientai.intake.services.bulk import execute, stage
from hientai.intake.services.record_sheets import (
    DAY,
    FIELDS,
    PERIOD,
    SINCE,
    TEXT,
    UNTIL,
    RecordSheet,
)
from hientai.intake.services.sheets import Work
from hientai.shared import vocabulary as words
from hientai.shared.tables import ROW

TOLD = ("title", "position", "fields")


class PostSheet(RecordSheet):
    """Posts: main ones of former times, others held beside the main one, secondments."""

    slug, title, order = "posts", "Chức vụ", 20
    columns = (
        CODE,
        coded(
            "kind",
            "Loại chức vụ",
            words.POST_KINDS,
            clearable=False,
            required=True,
            aliases=("Loại", "Loại vị trí", "Hình thức đảm nhiệm"),
            example="Kiêm nhiệm",
        ),
        Column("unit_code", "Mã đơn vị", cells.code, clearable=False, required=True, example="SNV"),
        coded("title", "Chức vụ", words.TITLES, example="Trưởng phòng"),
        Column("position", "Vị trí việc làm", cells.text, example="Chuyên viên tổ chức"),
        FIELDS,
        SINCE,
        UNTIL,
    )
    key = ("code", "kind", "unit_code", "since")
    fields = ("title", "position", "fields", "until")
    table = "people_post"
    join = "JOIN organisations_unit u ON u.id = t.unit_id"
    select = (
        "t.kind, u.code, lower(t.period), t.title, t.position, array_to_string(t.fields, ';'),"
        " (upper(t.period) - 1)::date, t.category, t.unit_id"
    )
    types = typed("kind unit_code since title position fields until category unit_id")
    values = {
        "unit_id": "coalesce(s.was_unit_id, s.unit_id)",
        "kind": "s.kind",
        "category": "coalesce(s.was_category, s.category)",
        "title": "s.title",
        "position": "s.position",
        "fields": "string_to_array(s.fields, ';')",
        "period": PERIOD,
    }
    corrected = ("title", "position", "fields", "period")
    since_of_birth = "since"

    def holders(self, table: Table, work: Work) -> pl.Series:
        lasts = pl.col("until").is_null() | (pl.col("until") >= work.on)
        blank = [pl.lit(None, DAY).alias("until")] if "until" not in table.columns else []
        rows = table.frame.with_columns(blank).filter(lasts)
        return rows["code"].drop_nulls().unique()

    def check(self, table: Table, rows: pl.DataFrame, work: Work) -> None:
        super().check(table, rows, work)
        units = work.units.select(pl.col("code").alias("unit_code"), "own")
        placed = rows.join(units, on="unit_code", how="left", maintain_order="left")
        stated = pl.col("unit_code").is_not_null()
        table.flag(
            placed,
            stated & pl.col("own").is_null(),
            "unit_code",
            _("không có đơn vị này vào ngày khai báo"),
            _("Dùng mã trong danh mục đơn vị."),
        )
        table.flag(
            placed,
            ~pl.col("own"),
            "unit_code",
            _("đơn vị ngoài phạm vi quản lý của bạn"),
            _("Chỉ ghi vị trí tại đơn vị mình và đơn vị trực thuộc."),
        )
        _refuse_overlaps(table, rows, work)
        _refuse_contradictions(table, rows, work)

    def difference(self, table: Table, current: pl.DataFrame, work: Work) -> Difference:
        """As any sheet; a row that tells the main post of the sheet Người completes that one."""
        found = super().difference(table, current, work)
        found.rows = _as_mended(table, found.rows, work)
        repeated = _said_by_register(found.rows, work) & (pl.col("state") == NEW)
        more = found.rows.filter(repeated).filter(_says_more(found.rows, work))[ROW].to_list()
        found.rows = found.rows.with_columns(
            repeated.alias("_repeats"),
            pl.when(repeated & ~pl.col(ROW).is_in(more))
            .then(pl.lit(UNCHANGED))
            .otherwise("state")
            .alias("state"),
        )
        return found

    def write(self, difference: Difference, work: Work) -> None:
        super().write(Difference(difference.rows.filter(~pl.col("_repeats"))), work)
        rows = self.dressed(difference.accepted().filter("_repeats"), work)
        columns = ("code", "since", "unit_id", "title", "position", "fields", "until")
        stage("stage_posts_told", rows.select(columns))
        execute(COMPLETE)

    def dressed(self, rows: pl.DataFrame, work: Work) -> pl.DataFrame:
        assert work.people is not None
        units = work.units.select(pl.col("code").alias("unit_code"), "unit_id")
        people = work.people.select("code", "category")
        return rows.join(units, on="unit_code", how="left").join(people, on="code", how="left")


def _beside_register(rows: pl.DataFrame, work: Work) -> pl.DataFrame:
    """The rows that speak of a main post which the sheet Người states, beside its cells."""
    assert work.stated is not None
    return beside_said(
        rows.filter(pl.col("kind") == "main"), work.stated, ["code", "since", "unit_code"]
    )


def _refuse_contradictions(table: Table, rows: pl.DataFrame, work: Work) -> None:
    """The two sheets must not say different things of the same post."""
    if work.stated is None:
        return
    stated = [key for key in TOLD if key in table.columns]
    cells = table.frame.select(ROW, *(pl.col(key).alias(f"own_{key}") for key in stated))
    beside = _beside_register(rows, work).join(cells, on=ROW, how="left")
    for key in stated:
        reason = pl.format(_("khác với {} về cùng một vị trí"), work.place(key))
        differs = pl.col(f"own_{key}") != pl.col(f"{SAID}cell_{key}")
        table.flag(beside, differs, key, reason, _("Sửa một trong hai ô cho khớp nhau."))
    held = pl.format(_("trang Người, dòng {} ghi còn giữ vị trí này"), pl.col(f"{SAID}{ROW}"))
    remedy = _("Bỏ người này khỏi trang Người, hoặc để trống Đến ngày.")
    table.flag(beside, pl.col("until") < work.on, "until", held, remedy)


def _as_mended(table: Table, rows: pl.DataFrame, work: Work) -> pl.DataFrame:
    """What a row leaves blank of a known post stays as the sheet Người has just mended it."""
    if work.stated is None:
        return rows
    beside = _beside_register(rows.filter("known"), work)
    mended = beside.select(ROW, *(pl.col(f"{SAID}{key}").alias(f"_{key}") for key in TOLD))
    blank = [key for key in TOLD if key not in table.columns]
    own = table.frame.with_columns(pl.lit(None, TEXT).alias(key) for key in blank)
    joined = rows.join(mended, on=ROW, how="left", maintain_order="left").join(
        own.select(ROW, *(pl.col(key).alias(f"own_{key}") for key in TOLD)),
        on=ROW,
        how="left",
        maintain_order="left",
    )
    told = pl.col(ROW).is_in(mended[ROW].implode())
    return joined.with_columns(
        pl.when(told & pl.col(f"own_{key}").is_null() & ~pl.col(f"{key}!"))
        .then(pl.col(f"_{key}"))
        .otherwise(pl.col(key))
        .alias(key)
        for key in TOLD
    ).select(rows.columns)


def _says_more(rows: pl.DataFrame, work: Work) -> pl.Expr:
    """Rows that fill in what the sheet Người leaves blank of the post."""
    if work.stated is None:
        return pl.lit(value=False)
    more = pl.any_horizontal(
        pl.col("until").is_not_null(),
        *(pl.col(key).is_not_null() & pl.col(f"{SAID}cell_{key}").is_null() for key in TOLD),
    )
    return pl.col(ROW).is_in(_beside_register(rows, work).filter(more)[ROW].to_list())


def _refuse_overlaps(table: Table, rows: pl.DataFrame, work: Work) -> None:
    """No two main posts on a day: among the rows, those held, and those the sheet Người states."""
    mine = rows.filter((pl.col("kind") == "main") & ~_said_by_register(rows, work)).select(
        ROW, "code", "since", pl.col("until").alias("last"), "unit_code"
    )
    others = pl.concat(
        [
            _held(table, work).with_columns(pl.lit(None, pl.Int32).alias("other")),
            mine.select("code", "since", "last", "unit_code", pl.col(ROW).alias("other")),
        ]
    )
    held_since = pl.col("since_held").dt.strftime("%d/%m/%Y")
    table.flag(
        _overlapping(mine, others),
        pl.lit(value=True),
        "since",
        pl.format(_("trùng thời gian với vị trí chính từ {}"), held_since),
        _("Mỗi ngày một người chỉ có một vị trí chính; ghi Đến ngày của vị trí trước."),
    )


def _overlapping(mine: pl.DataFrame, others: pl.DataFrame) -> pl.DataFrame:
    """Rows that share a day with another main post of the person, or an earlier row."""
    same = (pl.col("since") == pl.col("since_held")) & (
        pl.col("unit_code") == pl.col("unit_code_held")
    )
    apart = (pl.col("since") > pl.col("last_held")).fill_null(value=False) | (
        pl.col("since_held") > pl.col("last")
    ).fill_null(value=False)
    earlier = pl.col("other").is_null() | (pl.col("other") < pl.col(ROW))
    pairs = mine.join(others, on="code", suffix="_held").filter(earlier & ~same & ~apart)
    return pairs.unique(ROW, keep="first", maintain_order=True)


def _held(table: Table, work: Work) -> pl.DataFrame:
    """Main posts as they will stand once the sheet Người of the same file is in."""
    columns = ("code", "since", "last", "unit_code")
    schema = typed("code id since last unit_code")
    held = fetch(MAIN_POSTS_SQL, {"codes": work.codes_of(table)}, schema)[0]
    if work.posts is None:
        return held.select(columns)
    planned = work.posts.select("code", "since", pl.lit(None, DAY).alias("last"), "unit_code")
    ends = work.posts.select(
        pl.col("was_post_id").alias("id"), "post_do", pl.col("since").alias("_end")
    )
    kept = held.join(ends, on="id", how="left").filter(pl.col("post_do").ne_missing("correct"))
    ended = kept.with_columns(pl.coalesce(pl.col("_end").dt.offset_by("-1d"), "last").alias("last"))
    return pl.concat([ended.select(columns), planned])


def _said_by_register(rows: pl.DataFrame, work: Work) -> pl.Expr:
    """Rows that only repeat the main post which the sheet Người states."""
    if work.posts is None:
        return pl.lit(value=False)
    key = ("code", "since", "unit_code")
    same = rows.join(work.posts.select(key), on=list(key), how="semi")[ROW].to_list()
    return (pl.col("kind") == "main") & pl.col(ROW).is_in(same) & ~pl.col("known")


COMPLETE = """
UPDATE people_post t SET title = coalesce(s.title, t.title),
    position = coalesce(s.position, t.position),
    fields = coalesce(string_to_array(s.fields, ';'), t.fields),
    period = daterange(lower(t.period), coalesce((s.until + 1)::date, upper(t.period)))
FROM stage_posts_told s JOIN people_person p ON p.code = s.code
WHERE t.person_id = p.id AND t.kind = 'main' AND lower(t.period) = s.since
    AND t.unit_id = s.unit_id
"""
MAIN_POSTS_SQL = f"""
SELECT p.code, t.id, lower(t.period), (upper(t.period) - 1)::date, u.code FROM people_post t
JOIN people_person p ON p.id = t.person_id JOIN organisations_unit u ON u.id = t.unit_id
WHERE {OWN} AND t.kind = 'main' AND p.code = ANY(%(codes)s::text[]) ORDER BY t.id
"""
