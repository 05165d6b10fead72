"""The sheet «Đã học»: person-turns of the training history, with what the file says they are.

What the file states is kept as stated. Where it names a scheme and a quota of it, the turn is
matched at once; where it does not, the turn waits in the matching list and counts for nothing. A
match made by hand stays when the same file comes again.
"""

from __future__ import annotations

from typing import Any

import polars as pl

from hientai.intake.domain import cells
from hientai.intake.domain.cells import Column, coded, dated
from hientai.intake.domain.difference import differs
from hientai.intake.domain.register import CODE
from hientai.intake.domain.table import WARNING, Table, spelling
from hientai.intake.services.record_sheets import RecordSheet
from hientai.intake.services.sheets import Work
from hientai.schemes.models import SchemeVersion
from hientai.schemes.queries import pack_of
from hientai.shared import vocabulary as words
from hientai.shared.tables import ROW
from hientai.shared.words import N_
from hientai.training.domain.elsewhere import UnderWay, against

_TEXT, _DAY, _ID = pl.String, pl.Date, pl.Int64
STATED = ("stated_scheme", "stated_item")


_REVERSED = ("kết thúc trước khi bắt đầu", "Kiểm tra hai ngày này.")
_ENDLESS = (
    "đã hoàn thành nhưng thiếu ngày kết thúc, không biết tính vào giai đoạn nào",
    "Ghi ngày kết thúc.",
)
_TO_COME = (
    "đã hoàn thành nhưng ngày kết thúc sau ngày khai báo của tệp",
    "Kiểm tra ngày này, hoặc ghi kết quả Đang học.",
)
_VAGUE = ("chưa đủ ngày, tháng, năm để tính vào chỉ tiêu", "Ghi đủ ngày kết thúc.")
_KEPT = N_("Kiểm tra ngày học; nếu đúng, trả chỗ đã giữ trước rồi nhập lại.")
_UNMATCHED = (
    "không có chỉ tiêu này trong đề án đã nêu: lượt học chờ khớp, chưa tính vào đâu",
    "Sửa mã đề án, mã chỉ tiêu; hoặc khớp sau ở danh sách chờ khớp của đề án.",
)


class HistorySheet(RecordSheet):
    """Turns, each known by person, programme and first day."""

    slug, title, order = "history", "Đã học", 70
    aliases = ("Lượt học", "Quá trình đào tạo, bồi dưỡng")
    columns = (
        CODE,
        Column("stated_scheme", "Đề án", cells.text, aliases=("Mã đề án",), example="hanoi-1698"),
        Column("stated_item", "Mã chỉ tiêu", cells.text, aliases=("Chỉ tiêu",), example="A.1.1"),
        Column(
            "programme",
            "Chương trình",
            cells.text,
            clearable=False,
            required=True,
            aliases=("Tên chương trình", "Khóa học", "Lớp"),
            example="Quản lý tài chính công",
        ),
        dated(
            "starts_on",
            "Từ ngày",
            clearable=False,
            required=True,
            aliases=("Từ", "Ngày bắt đầu"),
            example="06/03/2023",
        ),
        dated("ends_on", "Đến ngày", aliases=("Đến", "Ngày kết thúc"), example="10/03/2023"),
        coded(
            "result", "Kết quả", words.RESULTS, clearable=False, required=True, example="Hoàn thành"
        ),
        coded(
            "place",
            "Nơi học",
            words.PLACES,
            aliases=("Trong nước/nước ngoài",),
            example="Trong nước",
        ),
        coded("fund", "Nguồn kinh phí", words.FUNDS, example="Ngân sách thành phố"),
        Column("certificate_number", "Số chứng chỉ", cells.text, example="123/2023"),
    )
    key = ("code", "programme", "starts_on")
    fields = (*STATED, "ends_on", "result", "place", "fund", "certificate_number")
    table = "training_turn"
    select = (
        "t.programme, t.starts_on, nullif(t.stated_scheme, ''), nullif(t.stated_item, ''),"
        " t.ends_on, t.result, t.place, t.fund, nullif(t.certificate_number, ''), t.scheme_id,"
        " nullif(t.item_id, ''), t.exclusive::text"
    )
    types = {
        "programme": _TEXT,
        "starts_on": _DAY,
        "stated_scheme": _TEXT,
        "stated_item": _TEXT,
        "ends_on": _DAY,
        "result": _TEXT,
        "place": _TEXT,
        "fund": _TEXT,
        "certificate_number": _TEXT,
        "scheme_id": _ID,
        "item_id": _TEXT,
        "exclusive": pl.Boolean,
    }
    values = {
        "programme": "s.programme",
        "starts_on": "s.starts_on",
        "ends_on": "s.ends_on",
        "stated_scheme": "coalesce(s.stated_scheme, '')",
        "stated_item": "coalesce(s.stated_item, '')",
        "scheme_id": "s.scheme_id",
        "item_id": "coalesce(s.item_id, '')",
        "result": "s.result",
        "place": "s.place",
        "fund": "s.fund",
        "certificate_number": "coalesce(s.certificate_number, '')",
        "exclusive": "coalesce(s.was_exclusive, true)",
    }
    since_of_birth = "starts_on"

    def check(self, table: Table, rows: pl.DataFrame, work: Work) -> None:
        super().check(table, rows, work)
        completed = pl.col("result") == "completed"
        for bad, reason, remedy in (
            (pl.col("ends_on") < pl.col("starts_on"), *_REVERSED),
            (completed & pl.col("ends_on").is_null(), *_ENDLESS),
            (completed & (pl.col("ends_on") > work.on), *_TO_COME),
        ):
            table.flag(rows, bad, "ends_on", reason, remedy)
        if "ends_on_precision" in rows.columns:
            vague = pl.col("ends_on_precision") != "day"
            table.flag(rows, vague & pl.col("stated_item").is_not_null(), "ends_on", *_VAGUE)
        if "stated_item" in table.columns:
            known = rows.join(_matches(rows), on=list(STATED), how="left", nulls_equal=True)
            lost = pl.col("stated_item").is_not_null() & pl.col("item_id").is_null()
            table.flag(known, lost, "stated_item", *_UNMATCHED, WARNING)
        _refuse_elsewhere(table, rows)

    def dressed(self, rows: pl.DataFrame, work: Work) -> pl.DataFrame:
        """The rows with the scheme and item they are matched to."""
        matched = rows.join(_matches(rows), on=list(STATED), how="left", nulls_equal=True)
        said_anew = pl.any_horizontal(pl.col(k).ne_missing(pl.col(f"was_{k}")) for k in STATED)
        stays = pl.col("known") & ~said_anew
        return matched.with_columns(
            scheme_id=pl.when(stays).then("was_scheme_id").otherwise("scheme_id"),
            item_id=pl.when(stays).then("was_item_id").otherwise("item_id"),
        )


def _refuse_elsewhere(table: Table, rows: pl.DataFrame) -> None:
    """Refuse turns under way against which something of the rooms above stands: a place that is
    kept for the person at that time. What the register says already is not asked again."""
    said_anew = pl.any_horizontal(
        ~pl.col("known"), pl.col("result").ne_missing(pl.col("was_result")), differs("ends_on")
    )
    asked = rows.filter(
        (pl.col("result") == "studying")
        & pl.col("was_exclusive").fill_null(value=True)
        & said_anew
        & pl.col("starts_on").is_not_null()
        & pl.col("code").is_not_null()
    )
    found = against(
        [
            UnderWay(
                row[ROW],
                row["code"],
                row["programme"] or "",
                row["starts_on"],
                row["ends_on"],
                row["was_id"],
            )
            for row in asked.iter_rows(named=True)
        ]
    )
    schema: dict[str, Any] = {ROW: rows.schema[ROW], "_why": _TEXT}
    why = pl.DataFrame(list(found.items()), schema=schema, orient="row")
    beside = rows.join(why, on=ROW, how="left", maintain_order="left")
    bad = pl.col("_why").is_not_null()
    table.flag(beside, bad, "starts_on", pl.col("_why"), _KEPT)


def _matches(rows: pl.DataFrame) -> pl.DataFrame:
    """For each pair of stated scheme and item that names a quota: scheme_id and item_id."""
    known = {}
    for version in SchemeVersion.objects.select_related("scheme").order_by("scheme", "number"):
        known.update(_names(version))
    pairs = rows.select(STATED).unique().rows()
    found = [
        (scheme, item, *known[spelling(scheme), spelling(item)])
        for scheme, item in pairs
        if scheme and item and (spelling(scheme), spelling(item)) in known
    ]
    schema = {"stated_scheme": _TEXT, "stated_item": _TEXT, "scheme_id": _ID, "item_id": _TEXT}
    return pl.DataFrame(found, schema=schema, orient="row")


def _names(version: SchemeVersion) -> dict[tuple[str, str], tuple[int, str]]:
    """Each way to write a scheme and a quota of it, to the ids of both."""
    pack = pack_of(version)
    own = (pack.scheme.slug, pack.scheme.number, pack.scheme.short_title, pack.scheme.title)
    return {
        (spelling(name), spelling(quota.id)): (version.scheme_id, quota.id)
        for name in own
        for quota in pack.quotas
    }
