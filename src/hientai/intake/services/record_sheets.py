"""The further sheets of the workbook: posts, degrees, ratings, discipline, planned titles.

Each adds rows to people's records and corrects rows of the same key; it ends and removes nothing
that it does not name. "Đến ngày" is the last day; the database keeps the first day after.
"""

from typing import Any

import polars as pl

from hientai.intake.domain import cells
from hientai.intake.domain.cells import Column, coded, dated
from hientai.intake.domain.difference import CHANGED, NEW, UNCHANGED, WAS, Difference
from hientai.intake.domain.register import CODE
from hientai.intake.domain.table import Table
from hientai.intake.domain.tables import ROW
from hientai.intake.queries.frames import OWN, fetch
from hientai.intake.services.bulk import execute, stage
from hientai.intake.services.register_sheet import execute_ratings
from hientai.intake.services.sheets import Sheet, Work
from hientai.shared import vocabulary as words

_TEXT, _DAY, _ID = pl.String, pl.Date, pl.Int64
SINCE = dated("since", "Từ ngày", clearable=False, required=True, aliases=("Từ",), example="01/03/2015")
UNTIL = dated("until", "Đến ngày", aliases=("Đến",), example="28/02/2020")
_FIELDS = Column(
    "fields", "Lĩnh vực", cells.several_of(words.FIELDS), says=cells.says_several(words.FIELDS),
    example="Tổ chức cán bộ",
)
PERIOD = "daterange(s.since, (s.until + 1)::date)"


class RecordSheet(Sheet):
    """A sheet kept in one table: how its rows are read and written, told as SQL.

    `select` reads `t` (the table) joined with `p` (the person); `values` gives each column of the
    table from `s` (the staged rows). Corrections touch the row found by the key.
    """

    table: str
    select: str
    join: str = ""
    types: dict[str, Any]
    values: dict[str, str]
    since_of_birth = ""  # the day that must lie after birth

    def current(self, table: Table, work: Work) -> pl.DataFrame:
        sql = (
            f"SELECT p.code, t.id, {self.select} FROM {self.table} t"
            f" JOIN people_person p ON p.id = t.person_id {self.join}"
            f" WHERE {OWN} AND p.code = ANY(%(codes)s::text[]) ORDER BY t.id"
        )
        schema = {"code": _TEXT, "id": _ID, **self.types}
        found, digest = fetch(sql, {"codes": work.codes_of(table)}, schema)
        work.digests.append(digest)
        return found.unique(list(self.key), keep="last", maintain_order=True)

    def check(self, table: Table, rows: pl.DataFrame, work: Work) -> None:
        assert work.people is not None
        for column in self.columns:
            if column.required and column.key != "code" and column.key in table.columns:
                _refuse_blank(table, column)
        if "until" in rows.columns:
            table.flag(rows, pl.col("until") < pl.col("since"), "until",
                       "kết thúc trước khi bắt đầu", "Kiểm tra hai ngày này.")
        births = work.people.select("code", pl.col("birth_date").alias("_birth"))
        day = self.since_of_birth
        if day and day in table.columns:
            with_birth = rows.join(births, on="code", how="left", maintain_order="left")
            table.flag(with_birth, pl.col(day) <= pl.col("_birth"), day, "trước ngày sinh",
                       "Kiểm tra ngày này và ngày sinh.")

    def write(self, difference: Difference, work: Work) -> None:
        accepted = self.dressed(difference.accepted(), work)
        columns = [c for c in accepted.columns if not c.endswith("!") and c not in (ROW, "name")]
        name = f"stage_{self.slug}"
        stage(name, accepted.select(columns))
        targets = ", ".join(self.values)
        execute(
            f"INSERT INTO {self.table} (person_id, {targets})"
            f" SELECT p.id, {', '.join(self.values.values())}"
            f" FROM {name} s JOIN people_person p ON p.code = s.code WHERE s.state = '{NEW}'"
        )
        assigned = ", ".join(f"{target} = {value}" for target, value in self.values.items())
        execute(
            f"UPDATE {self.table} t SET {assigned} FROM {name} s"
            f" WHERE t.id = s.was_id AND s.state = '{CHANGED}'"
        )

    def dressed(self, rows: pl.DataFrame, work: Work) -> pl.DataFrame:
        """The accepted rows with what `values` needs besides their own columns."""
        return rows


def _refuse_blank(table: Table, column: Column) -> None:
    noted = table.notes.filter(pl.col("column") == table.headings[table.places[column.key]])
    blank = pl.col(column.key).is_null() & ~pl.col(ROW).is_in(noted["row"].to_list())
    table.flag(table.frame, blank, column.key, f"thiếu {column.heading}", "Ghi đủ cột này.")


class PostSheet(RecordSheet):
    """Posts: main ones of former times, others held beside the main one, secondments."""

    slug, title, order = "posts", "Chức vụ", 20
    columns = (
        CODE,
        coded("kind", "Loại chức vụ", words.POST_KINDS, clearable=False, required=True,
              aliases=("Loại",), example="Kiêm nhiệm"),
        Column("unit_code", "Mã đơn vị", cells.code, clearable=False, required=True, example="SNV"),
        coded("title", "Chức vụ", words.TITLES, example="Trưởng phòng"),
        Column("position", "Vị trí việc làm", cells.text, example="Chuyên viên tổ chức"),
        _FIELDS, SINCE, UNTIL,
    )
    key = ("code", "kind", "unit_code", "since")
    fields = ("title", "position", "fields", "until")
    table = "people_post"
    join = "JOIN organisations_unit u ON u.id = t.unit_id"
    select = (
        "t.kind, u.code, lower(t.period), t.title, t.position, array_to_string(t.fields, ';'),"
        " (upper(t.period) - 1)::date, t.category, t.unit_id"
    )
    types = {
        "kind": _TEXT, "unit_code": _TEXT, "since": _DAY, "title": _TEXT, "position": _TEXT,
        "fields": _TEXT, "until": _DAY, "category": _TEXT, "unit_id": _ID,
    }
    values = {
        "unit_id": "coalesce(s.was_unit_id, s.unit_id)", "kind": "s.kind",
        "category": "coalesce(s.was_category, s.category)",
        "title": "s.title", "position": "s.position", "fields": "string_to_array(s.fields, ';')",
        "period": PERIOD,
    }
    since_of_birth = "since"

    def check(self, table: Table, rows: pl.DataFrame, work: Work) -> None:
        super().check(table, rows, work)
        units = work.units.select(pl.col("code").alias("unit_code"), "own")
        placed = rows.join(units, on="unit_code", how="left", maintain_order="left")
        stated = pl.col("unit_code").is_not_null()
        table.flag(placed, stated & pl.col("own").is_null(), "unit_code",
                   "không có đơn vị này vào ngày khai báo", "Dùng mã trong danh mục đơn vị.")
        table.flag(placed, ~pl.col("own"), "unit_code", "đơn vị ngoài phạm vi quản lý của bạn",
                   "Chỉ ghi vị trí tại đơn vị mình và đơn vị trực thuộc.")
        _refuse_overlaps(table, rows, work)

    def difference(self, table: Table, current: pl.DataFrame, work: Work) -> Difference:
        found = super().difference(table, current, work)
        repeated = _said_by_register(found.rows, work) & (pl.col("state") == NEW)
        found.rows = found.rows.with_columns(
            pl.when(repeated).then(pl.lit(UNCHANGED)).otherwise("state").alias("state")
        )
        return found

    def dressed(self, rows: pl.DataFrame, work: Work) -> pl.DataFrame:
        assert work.people is not None
        units = work.units.select(pl.col("code").alias("unit_code"), "unit_id")
        people = work.people.select("code", "category")
        return rows.join(units, on="unit_code", how="left").join(people, on="code", how="left")


def _refuse_overlaps(table: Table, rows: pl.DataFrame, work: Work) -> None:
    """No two main posts on a day: among the rows, those held, and those the sheet Người states."""
    mine = rows.filter((pl.col("kind") == "main") & ~_said_by_register(rows, work)).select(
        ROW, "code", "since", pl.col("until").alias("last"), "unit_code"
    )
    others = pl.concat([
        _held(table, work).with_columns(pl.lit(None, pl.Int32).alias("other")),
        mine.select("code", "since", "last", "unit_code", pl.col(ROW).alias("other")),
    ])
    pairs = mine.join(others, on="code", suffix="_held").filter(
        (pl.col("other").is_null() | (pl.col("other") < pl.col(ROW)))
        & ~((pl.col("since") == pl.col("since_held")) & (pl.col("unit_code") == pl.col("unit_code_held")))
        & (pl.col("last_held").is_null() | (pl.col("since") <= pl.col("last_held")))
        & (pl.col("last").is_null() | (pl.col("since_held") <= pl.col("last")))
    ).unique(ROW, keep="first", maintain_order=True)
    table.flag(pairs, pl.lit(value=True), "since",
               pl.format("trùng thời gian với vị trí chính từ {}",
                         pl.col("since_held").dt.strftime("%d/%m/%Y")),
               "Mỗi ngày một người chỉ có một vị trí chính; ghi Đến ngày của vị trí trước.")


def _held(table: Table, work: Work) -> pl.DataFrame:
    """Main posts as they will stand once the sheet Người of the same file is in."""
    columns = ("code", "since", "last", "unit_code")
    schema = {"code": _TEXT, "id": _ID, "since": _DAY, "last": _DAY, "unit_code": _TEXT}
    held = fetch(MAIN_POSTS_SQL, {"codes": work.codes_of(table)}, schema)[0]
    if work.posts is None:
        return held.select(columns)
    planned = work.posts.select("code", "since", pl.lit(None, _DAY).alias("last"), "unit_code")
    ends = work.posts.select(pl.col("was_post_id").alias("id"), "post_do", pl.col("since").alias("_end"))
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


MAIN_POSTS_SQL = f"""
SELECT p.code, t.id, lower(t.period), (upper(t.period) - 1)::date, u.code FROM people_post t
JOIN people_person p ON p.id = t.person_id JOIN organisations_unit u ON u.id = t.unit_id
WHERE {OWN} AND t.kind = 'main' AND p.code = ANY(%(codes)s::text[]) ORDER BY t.id
"""


class DegreeSheet(RecordSheet):
    """Degrees, each known by its level, subject and day."""

    slug, title, order = "degrees", "Bằng cấp", 30
    columns = (
        CODE,
        coded("level", "Trình độ", words.DEGREE_LEVELS, clearable=False, required=True, example="Thạc sĩ"),
        Column("subject", "Chuyên ngành", cells.text, clearable=False, example="Quản lý công"),
        Column("institution", "Nơi cấp", cells.text, example="Học viện Hành chính Quốc gia"),
        Column("abroad", "Nước ngoài", cells.yes_no, pl.Boolean, says=cells.says_yes,
               choices=("Có", "Không"), example="Không"),
        dated("awarded_on", "Ngày cấp bằng", clearable=False, aliases=("Năm cấp bằng",), example="2010"),
    )
    key = ("code", "level", "subject", "awarded_on")
    fields = ("institution", "abroad")
    table = "people_degree"
    select = "t.level, t.subject, t.awarded_on, t.institution, t.abroad::text"
    types = {
        "level": _TEXT, "subject": _TEXT, "awarded_on": _DAY, "institution": _TEXT,
        "abroad": pl.Boolean,
    }
    values = {
        "level": "s.level", "subject": "s.subject", "institution": "s.institution",
        "abroad": "s.abroad", "awarded_on": "s.awarded_on",
        "awarded_precision": "coalesce(s.awarded_on_precision, 'day')",
    }
    since_of_birth = "awarded_on"

    def read(self, name: str, raw: pl.DataFrame) -> Table:
        table = super().read(name, raw)
        blank = {"subject": _TEXT, "awarded_on": _DAY, "awarded_on_precision": _TEXT}
        table.frame = table.frame.with_columns(
            pl.lit(None, dtype).alias(key) for key, dtype in blank.items()
            if key not in table.frame.columns
        )
        return table

    def check(self, table: Table, rows: pl.DataFrame, work: Work) -> None:
        super().check(table, rows, work)
        table.flag(rows, pl.col("awarded_on") > work.on, "awarded_on", "sau ngày khai báo của tệp",
                   "Chỉ ghi bằng đã được cấp.")


class RatingSheet(RecordSheet):
    """Yearly ratings, one row a person and year."""

    slug, title, order = "ratings", "Xếp loại", 40
    columns = (
        CODE,
        Column("year", "Năm", cells.year, pl.Int16, clearable=False, required=True, example="2023"),
        coded("rating", "Xếp loại", words.RATINGS, required=True,
              aliases=("Kết quả xếp loại", "Mức xếp loại"), example="Hoàn thành tốt nhiệm vụ"),
    )
    key = ("code", "year")
    fields = ("rating",)
    table = "people_rating"
    select = "t.year, t.rating"
    types = {"year": pl.Int16, "rating": _TEXT}
    values = {"year": "s.year", "rating": "s.rating"}

    def check(self, table: Table, rows: pl.DataFrame, work: Work) -> None:
        _refuse_blank(table, self.columns[1])
        table.flag(rows, pl.col("year") > work.on.year, "year", "năm này chưa đến vào ngày khai báo",
                   "Kiểm tra năm.")
        cleared = pl.col("rating!")
        table.flag(rows, pl.col("rating").is_null() & ~cleared & ~pl.col("known"), "rating",
                   "thiếu mức xếp loại", "Ghi mức xếp loại của năm.")

    def write(self, difference: Difference, work: Work) -> None:
        rows = difference.accepted()
        stage("stage_rating_code", rows.select(
            "code", "year", "rating", pl.col(f"{WAS}rating").is_not_null().alias("known")))
        execute("DROP TABLE IF EXISTS stage_rating")
        execute("CREATE TEMPORARY TABLE stage_rating ON COMMIT DROP AS SELECT p.id AS person_id,"
                " s.* FROM stage_rating_code s JOIN people_person p USING (code)")
        execute_ratings("stage_rating")


class DisciplineSheet(RecordSheet):
    """Sanctions in force, and processes pending, over a period."""

    slug, title, order = "disciplines", "Kỷ luật", 50
    columns = (
        CODE,
        coded("form", "Hình thức", words.DISCIPLINES, clearable=False, required=True,
              aliases=("Hình thức kỷ luật",), example="Khiển trách"),
        SINCE, UNTIL,
        Column("decision_number", "Số quyết định", cells.text, example="12/QĐ-SNV"),
    )
    key = ("code", "form", "since")
    fields = ("until", "decision_number")
    table = "people_discipline"
    select = "t.form, lower(t.period), (upper(t.period) - 1)::date, nullif(t.decision_number, '')"
    types = {"form": _TEXT, "since": _DAY, "until": _DAY, "decision_number": _TEXT}
    values = {
        "form": "s.form", "period": PERIOD, "decision_number": "coalesce(s.decision_number, '')",
    }
    since_of_birth = "since"


class PlannedSheet(RecordSheet):
    """Titles people are planned for (quy hoạch)."""

    slug, title, order = "plans", "Quy hoạch", 60
    columns = (
        CODE,
        coded("title", "Chức vụ quy hoạch", words.TITLES, clearable=False, required=True,
              aliases=("Chức danh quy hoạch", "Quy hoạch"), example="Phó Trưởng phòng"),
        _FIELDS, SINCE, UNTIL,
    )
    key = ("code", "title", "since")
    fields = ("fields", "until")
    table = "people_plannedtitle"
    select = "t.title, lower(t.period), array_to_string(t.fields, ';'), (upper(t.period) - 1)::date"
    types = {"title": _TEXT, "since": _DAY, "fields": _TEXT, "until": _DAY}
    values = {"title": "s.title", "fields": "string_to_array(s.fields, ';')", "period": PERIOD}
    since_of_birth = "since"
