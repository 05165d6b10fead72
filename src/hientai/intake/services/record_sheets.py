"""The further sheets of the workbook: ratings, discipline, planned titles (and posts, degrees).

Each adds rows to people's records and corrects rows of the same key; it ends and removes nothing
that it does not name. "Đến ngày" is the last day; the database keeps the first day after.
"""

from typing import Any

import polars as pl
from django.utils.translation import gettext as _

from hientai.intake.domain import cells
from hientai.intake.domain.cells import Column, coded, dated
from hientai.intake.domain.difference import CHANGED, NEW, WAS, Difference
from hientai.intake.domain.register import CODE
from hientai.intake.domain.register_checks import warn_of_vague_days
from hientai.intake.domain.table import Table
from hientai.intake.queries.frames import OWN, fetch, typed
from hientai.intake.services.bulk import execute, stage
from hientai.intake.services.register_sheet import execute_ratings
from hientai.intake.services.sheets import Sheet, Work
from hientai.shared import vocabulary as words
from hientai.shared.tables import ROW

TEXT, DAY = pl.String, pl.Date
SINCE = dated(
    "since", "Từ ngày", clearable=False, required=True, aliases=("Từ",), example="01/03/2015"
)
UNTIL = dated("until", "Đến ngày", aliases=("Đến",), example="28/02/2020")
FIELDS = Column(
    "fields",
    "Lĩnh vực",
    cells.several_of(words.FIELDS),
    says=cells.says_several(words.FIELDS),
    parts=words.FIELDS.written,
    example="Tổ chức cán bộ",
)
PERIOD = "daterange(s.since, (s.until + 1)::date)"


class RecordSheet(Sheet):
    """A sheet kept in one table: how its rows are read and written, told as SQL.

    `select` reads `t` (the table) joined with `p` (the person); `values` gives each column of the
    table from `s` (the staged rows). A correction touches the row found by the key, and of it
    only the columns `corrected` (all where none is named): what tells the row may have been
    mended by another sheet.
    """

    table: str
    select: str
    join: str = ""
    types: dict[str, Any]
    values: dict[str, str]
    corrected: tuple[str, ...] = ()
    since_of_birth = ""  # the day that must lie after birth

    def current(self, table: Table, work: Work) -> pl.DataFrame:
        sql = (
            f"SELECT p.code, t.id, {self.select} FROM {self.table} t"
            f" JOIN people_person p ON p.id = t.person_id {self.join}"
            f" WHERE {OWN} AND p.code = ANY(%(codes)s::text[]) ORDER BY t.id"
        )
        schema = typed("code id") | self.types
        found, digest = fetch(sql, {"codes": work.codes_of(table)}, schema)
        work.digests.append(digest)
        return found.unique(list(self.key), keep="last", maintain_order=True)

    def check(self, table: Table, rows: pl.DataFrame, work: Work) -> None:
        assert work.people is not None
        for column in self.columns:
            if column.required and column.key != "code" and column.key in table.columns:
                refuse_blank(table, column)
        warn_of_vague_days(table)
        if "until" in rows.columns:
            table.flag(
                rows,
                pl.col("until") < pl.col("since"),
                "until",
                _("kết thúc trước khi bắt đầu"),
                _("Kiểm tra hai ngày này."),
            )
        births = work.people.select("code", pl.col("birth_date").alias("_birth"))
        day = self.since_of_birth
        if day and day in table.columns:
            with_birth = rows.join(births, on="code", how="left", maintain_order="left")
            table.flag(
                with_birth,
                pl.col(day) <= pl.col("_birth"),
                day,
                _("trước ngày sinh"),
                _("Kiểm tra ngày này và ngày sinh."),
            )

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
        corrected = self.corrected or tuple(self.values)
        assigned = ", ".join(f"{target} = {self.values[target]}" for target in corrected)
        execute(
            f"UPDATE {self.table} t SET {assigned} FROM {name} s"
            f" WHERE t.id = s.was_id AND s.state = '{CHANGED}'"
        )

    def dressed(self, rows: pl.DataFrame, work: Work) -> pl.DataFrame:
        """The accepted rows with what `values` needs besides their own columns."""
        return rows


def refuse_blank(table: Table, column: Column) -> None:
    """Note every row in which a needed cell is blank."""
    noted = table.notes.filter(pl.col("column") == table.headings[table.places[column.key]])
    blank = pl.col(column.key).is_null() & ~pl.col(ROW).is_in(noted["row"].to_list())
    table.flag(
        table.frame,
        blank,
        column.key,
        _("thiếu %(heading)s") % {"heading": column.heading},
        _("Ghi đủ cột này."),
    )


class RatingSheet(RecordSheet):
    """Yearly ratings, one row a person and year."""

    slug, title, order = "ratings", "Xếp loại", 40
    columns = (
        CODE,
        Column("year", "Năm", cells.year, pl.Int16, clearable=False, required=True, example="2023"),
        coded(
            "rating",
            "Xếp loại",
            words.RATINGS,
            required=True,
            aliases=("Kết quả xếp loại", "Mức xếp loại"),
            example="Hoàn thành tốt nhiệm vụ",
        ),
    )
    key = ("code", "year")
    fields = ("rating",)
    table = "people_rating"
    select = "t.year, t.rating"
    types = typed("year rating")
    values = {"year": "s.year", "rating": "s.rating"}

    def check(self, table: Table, rows: pl.DataFrame, work: Work) -> None:
        refuse_blank(table, self.columns[1])
        table.flag(
            rows,
            pl.col("year") > work.on.year,
            "year",
            _("năm này chưa đến vào ngày khai báo"),
            _("Kiểm tra năm."),
        )
        cleared = pl.col("rating!")
        table.flag(
            rows,
            pl.col("rating").is_null() & ~cleared & ~pl.col("known"),
            "rating",
            _("thiếu mức xếp loại"),
            _("Ghi mức xếp loại của năm."),
        )

    def write(self, difference: Difference, work: Work) -> None:
        rows = difference.accepted()
        stage(
            "stage_rating_code",
            rows.select(
                "code", "year", "rating", pl.col(f"{WAS}rating").is_not_null().alias("known")
            ),
        )
        execute("DROP TABLE IF EXISTS stage_rating")
        execute(
            "CREATE TEMPORARY TABLE stage_rating ON COMMIT DROP AS SELECT p.id AS person_id,"
            " s.* FROM stage_rating_code s JOIN people_person p USING (code)"
        )
        execute_ratings("stage_rating")


class DisciplineSheet(RecordSheet):
    """Sanctions in force, and processes pending, over a period."""

    slug, title, order = "disciplines", "Kỷ luật", 50
    columns = (
        CODE,
        coded(
            "form",
            "Hình thức",
            words.DISCIPLINES,
            clearable=False,
            required=True,
            aliases=("Hình thức kỷ luật",),
            example="Khiển trách",
        ),
        SINCE,
        UNTIL,
        Column("decision_number", "Số quyết định", cells.text, example="12/QĐ-SNV"),
    )
    key = ("code", "form", "since")
    fields = ("until", "decision_number")
    table = "people_discipline"
    select = "t.form, lower(t.period), (upper(t.period) - 1)::date, nullif(t.decision_number, '')"
    types = typed("form since until decision_number")
    values = {
        "form": "s.form",
        "period": PERIOD,
        "decision_number": "coalesce(s.decision_number, '')",
    }
    since_of_birth = "since"


class PlannedSheet(RecordSheet):
    """Titles people are planned for (quy hoạch)."""

    slug, title, order = "plans", "Quy hoạch", 60
    columns = (
        CODE,
        coded(
            "title",
            "Chức vụ quy hoạch",
            words.TITLES,
            clearable=False,
            required=True,
            aliases=("Chức danh quy hoạch", "Quy hoạch"),
            example="Phó Trưởng phòng",
        ),
        FIELDS,
        SINCE,
        UNTIL,
    )
    key = ("code", "title", "since")
    fields = ("fields", "until")
    table = "people_plannedtitle"
    select = "t.title, lower(t.period), array_to_string(t.fields, ';'), (upper(t.period) - 1)::date"
    types = typed("title since fields until")
    values = {"title": "s.title", "fields": "string_to_array(s.fields, ';')", "period": PERIOD}
    since_of_birth = "since"
