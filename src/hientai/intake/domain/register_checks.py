"""Which rows of the sheet «Người» cannot be: within the file, against units, dates and rules."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from hientai.intake.domain.difference import WAS
from hientai.intake.domain.register import GRADE, PRECISE, Meaning, Setting, rating_years
from hientai.intake.domain.table import REFUSED, WARNING, Table
from hientai.shared.tables import ROW
from hientai.shared.vietnamese import day, fold
from hientai.shared.words import N_, _

YOUNGEST_AT_WORK = 15  # Bộ luật Lao động 2019, Điều 3 and 145: people work from 15 years
OLDEST = 100
OTHERS_NAMED = 5  # other rows of one code that a reason lists
# What cannot be, the cells it is told at (the first one the file has), why, and what to do.
DayRule = tuple[pl.Expr, tuple[str, ...], str, str]


def check_cells(table: Table, setting: Setting) -> None:
    """Codes and likely duplicates within the file; days after the declared day; ratings to come."""
    _check_codes(table, setting)
    _check_same_people(table)
    _check_to_come(table, setting.on)
    warn_of_vague_days(table)


def warn_of_vague_days(table: Table) -> None:
    """Say of each month or year alone which day is taken, where the register keeps a day."""
    for key in table.columns:
        if f"{key}_precision" in table.frame.columns and key not in PRECISE:
            table.flag(
                table.frame,
                pl.col(f"{key}_precision") != "day",
                key,
                _("chỉ có tháng hoặc năm: ghi nhận ngày đầu của kỳ đó"),
                _("Ghi đủ ngày/tháng/năm nếu biết."),
                WARNING,
            )


def _check_to_come(table: Table, on: date) -> None:
    frame, late = table.frame, _("sau ngày khai báo của tệp (%(on)s)") % {"on": day(on)}
    for key in ("birth_date", "since", "service_start", "awarded_on"):
        if key in table.columns:
            remedy = _("Kiểm tra lại ngày này hoặc ngày khai báo.")
            table.flag(frame, pl.col(key) > on, key, late, remedy)
    for year in rating_years(list(table.columns)):
        if year > on.year:
            key, reason = (
                f"rating_{year}",
                _("năm %(year)s chưa đến vào ngày khai báo") % {"year": year},
            )
            remedy = _("Bỏ cột này hoặc sửa ngày khai báo.")
            table.flag(frame, pl.col(key).is_not_null(), key, reason, remedy)


def _check_codes(table: Table, setting: Setting) -> None:
    frame = table.frame
    blank = pl.col("code").is_null() & ~pl.col(ROW).is_in(_noted(table, "code"))
    table.flag(frame, blank, "code", _("thiếu mã CBCCVC"), _("Mỗi người phải có mã riêng."))
    _check_repeated(table)
    frame = table.frame
    if setting.elsewhere:
        table.flag(
            frame,
            pl.col("code").is_in(list(setting.elsewhere)),
            "code",
            _("mã đã thuộc một người ngoài phạm vi quản lý của bạn"),
            _("Kiểm tra lại mã; nếu người này chuyển đến, đề nghị nơi quản lý chung ghi nhận."),
        )


def _check_repeated(table: Table) -> None:
    """Rows with one code: where they say different things none can be chosen, so all are refused;
    where they say the same, the first stands and the later ones are left out with a warning.

    A row with an unreadable cell is the same as no other.
    """
    twice = table.frame.filter(pl.col("code").is_not_null() & pl.col("code").is_duplicated())
    if twice.is_empty():
        return
    said = pl.struct(pl.exclude(ROW)).n_unique().over("code")
    unread = pl.col(ROW).is_in(table.refused_rows[ROW].to_list()).any().over("code")
    first = pl.col(ROW).min().over("code")
    rows = twice.with_columns(((said > 1) | unread).alias("_differ"), first.alias("_first"))
    table.flag(
        _beside_others(rows.filter("_differ")),
        pl.lit(value=True),
        "code",
        pl.format(_("mã đã có ở dòng {} với nội dung khác"), "_others"),
        _("Mỗi người một dòng; xóa dòng thừa hoặc sửa mã."),
    )
    same = rows.filter(~pl.col("_differ") & (pl.col(ROW) > pl.col("_first")))
    again = pl.format(_("lặp lại dòng {}, chỉ ghi một lần"), "_first")
    table.flag(same, pl.lit(value=True), "code", again, _("Xóa dòng thừa."), WARNING)
    table.frame = table.frame.join(same.select(ROW), on=ROW, how="anti", maintain_order="left")


def _beside_others(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with the numbers of the others of their code in words, the first few of many."""
    listed = rows.group_by("code").agg(
        pl.col(ROW).sort().head(OTHERS_NAMED + 1).alias("_rows"), pl.len().alias("_many")
    )
    others = pl.col("_rows").list.set_difference(pl.concat_list(ROW)).list.sort()
    named = others.list.head(OTHERS_NAMED).cast(pl.List(pl.String)).list.join(", ")
    more = pl.when(pl.col("_many") > OTHERS_NAMED + 1).then(pl.lit(", …")).otherwise(pl.lit(""))
    return rows.join(listed, on="code", maintain_order="left").with_columns(
        (named + more).alias("_others")
    )


def _noted(table: Table, key: str) -> list[int]:
    heading = table.headings[table.places[key]]
    return table.notes.filter(pl.col("column") == heading)["row"].to_list()


def _check_same_people(table: Table) -> None:
    if not {"name", "birth_date"} <= set(table.columns):
        return
    names = table.frame.select(pl.col("name").drop_nulls().unique())
    folded = names.with_columns(pl.Series("_folded", [fold(n) for n in names["name"]], pl.String))
    people = table.frame.join(folded, on="name", how="left", maintain_order="left").filter(
        pl.col("_folded").is_not_null() & (pl.col("birth_date_precision") == "day")
    )
    first = pl.col(ROW).min().over("_folded", "birth_date")
    other = pl.col("code").n_unique().over("_folded", "birth_date") > 1
    table.flag(
        people,
        other & (pl.col(ROW) > first),
        "name",
        pl.format(_("có thể trùng người với dòng {} (cùng họ tên và ngày sinh, khác mã)"), first),
        _("Kiểm tra xem có phải một người được ghi hai mã không."),
        WARNING,
    )


def check_after(table: Table, rows: pl.DataFrame, setting: Setting) -> None:
    """Each person as the record would stand: what is missing, impossible or out of reach."""
    _check_new(table, rows)
    _check_units(table, rows, setting)
    _check_days(table, rows, setting.on)
    _check_posts(table, rows)
    if setting.meaning == Meaning.WRONG:
        _check_recorded(table, rows)
    table.flag(
        rows,
        pl.col("lower_level"),
        "level",
        _("thấp hơn trình độ cao nhất đã ghi trong hồ sơ"),
        _("Nếu hồ sơ ghi sai, đính chính bằng cấp ở trang cá nhân trước."),
    )
    no_level = pl.col("level").is_null() & pl.any_horizontal(
        pl.col(key).is_not_null() for key in ("subject", "awarded_on")
    )
    key = "subject" if "subject" in table.columns else "awarded_on"
    table.flag(rows, no_level, key, _("có bằng nhưng thiếu trình độ"), _("Ghi cột Trình độ."))


def _check_recorded(table: Table, rows: pl.DataFrame) -> None:
    """What was recorded wrongly stands somewhere; where nothing does, it begins on a day."""
    for key in GRADE:
        if key in table.columns:
            table.flag(
                rows,
                pl.col("was_grade_id").is_null() & pl.col(key).is_not_null(),
                key,
                _("hồ sơ chưa ghi ngạch, hạng nào để đính chính"),
                _("Ghi là đã thay đổi, kèm ngày bắt đầu."),
            )


def _check_new(table: Table, rows: pl.DataFrame) -> None:
    good = ~pl.col(ROW).is_in(table.notes.filter(pl.col("severity") == REFUSED)["row"].to_list())
    new = rows.filter(~pl.col("known") & good)
    table.flag(new, pl.col("name").is_null(), "name", _("thiếu họ và tên"), _("Ghi đủ họ và tên."))
    key = "unit_code" if "unit_code" in table.columns else "unit_name"
    table.flag(
        rows.filter(good),
        pl.col("unit_code").is_null(),
        key,
        _("không xác định được đơn vị"),
        _("Ghi mã đơn vị theo danh mục đơn vị."),
    )
    table.flag(
        rows.filter(good),
        pl.col("was_post_id").is_null() & pl.col("category").is_null(),
        "category",
        _("người mới phải có loại"),
        _("Ghi: Cán bộ, Công chức, Cán bộ cấp xã, Công chức cấp xã hoặc Viên chức."),
    )


def _check_units(table: Table, rows: pl.DataFrame, setting: Setting) -> None:
    """The unit must exist on the day and lie in the actor's reach, below the declared unit."""
    units = setting.units.select(
        pl.col("code").alias("unit_code"), "declared", "own", pl.lit(value=True).alias("exists")
    )
    placed = rows.filter(pl.col("unit_code").is_not_null()).join(units, on="unit_code", how="left")
    key = "unit_code" if "unit_code" in table.columns else "unit_name"
    exists = pl.col("exists").fill_null(value=False)
    unknown = pl.format(_("không có đơn vị {} vào ngày {}"), "unit_code", pl.lit(day(setting.on)))
    own = exists & pl.col("own")
    for bad, reason, remedy in (
        (~exists, unknown, _("Dùng mã trong danh mục đơn vị (trang Đơn vị).")),
        (exists & ~pl.col("own"), *_OUT_OF_REACH),
        (own & ~pl.col("declared"), *_UNDECLARED),
    ):
        table.flag(placed, bad, key, reason, remedy)


_OUT_OF_REACH = (
    N_("đơn vị ngoài phạm vi quản lý của bạn"),
    N_("Chỉ nhập người của đơn vị mình và đơn vị trực thuộc."),
)
_UNDECLARED = (
    N_("đơn vị không thuộc đơn vị khai báo của tệp"),
    N_("Sửa mã đơn vị, hoặc khai báo tệp cho đơn vị cấp trên."),
)


def _check_days(table: Table, rows: pl.DataFrame, on: date) -> None:
    for rules in (_birth_rules(on), _DAY_RULES):
        if "birth_date" in table.columns:  # one wrong birth date makes no other cell wrong
            rows = rows.filter(~pl.col(ROW).is_in(_noted(table, "birth_date")))
        _flag_days(table, rows, rules)


def _flag_days(table: Table, rows: pl.DataFrame, rules: Sequence[DayRule]) -> None:
    for bad, keys, reason, remedy in rules:
        stated = [key for key in keys if key in table.columns]
        for key in stated[:1]:
            told = rows.filter(
                pl.any_horizontal(pl.col(one).ne_missing(pl.col(f"{WAS}{one}")) for one in stated)
            )
            table.flag(told, bad, key, reason, remedy)


_BIRTH = pl.col("birth_date")
_GROWN = _BIRTH.dt.offset_by(f"{YOUNGEST_AT_WORK}y")  # of a year alone, its first day is taken
_BOTH = N_("Kiểm tra hai ngày này.")
_DAY_RULES: tuple[DayRule, ...] = (
    (
        pl.col("service_start") < _GROWN,
        ("service_start", "birth_date"),
        N_("bắt đầu công tác khi chưa đủ 15 tuổi"),
        N_("Kiểm tra ngày sinh và ngày này."),
    ),
    (
        pl.col("probation_end") < pl.col("service_start"),
        ("probation_end", "service_start"),
        N_("hết tập sự trước khi bắt đầu công tác"),
        _BOTH,
    ),
    (
        pl.col("awarded_on") <= _BIRTH,
        ("awarded_on", "birth_date"),
        N_("bằng cấp trước ngày sinh"),
        N_("Kiểm tra ngày sinh và ngày cấp bằng."),
    ),
    (
        pl.col("since") < _GROWN,
        ("since", "birth_date"),
        N_("giữ vị trí khi chưa đủ 15 tuổi"),
        N_("Kiểm tra ngày sinh và Từ ngày."),
    ),
    (
        pl.col("own_retirement_date") < pl.col("service_start"),
        ("own_retirement_date", "service_start"),
        N_("nghỉ hưu trước khi bắt đầu công tác"),
        _BOTH,
    ),
)


def _birth_rules(on: date) -> tuple[DayRule, ...]:
    oldest = on.replace(year=on.year - OLDEST, day=1)
    too_old = _("người này sẽ hơn %(oldest)s tuổi") % {"oldest": OLDEST}
    too_young = _("người này chưa đủ %(age)s tuổi") % {"age": YOUNGEST_AT_WORK}
    remedy = _("Kiểm tra năm sinh.")
    return (
        (oldest > _BIRTH, ("birth_date",), too_old, remedy),
        (on < _GROWN, ("birth_date",), too_young, remedy),
    )


def _check_posts(table: Table, rows: pl.DataFrame) -> None:
    key = next((k for k in ("since", "unit_code", "title") if k in table.columns), "code")
    table.flag(
        rows,
        (pl.col("post_do") == "add") & pl.col("was_next_since").is_not_null(),
        key,
        pl.format(
            _("hồ sơ đã có vị trí chính từ {}"), pl.col("was_next_since").dt.strftime("%d/%m/%Y")
        ),
        _("Khai báo tệp ở ngày sau đó, hoặc đính chính vị trí ở trang cá nhân."),
    )
    table.flag(
        rows,
        pl.col("post_do").is_not_null() & (pl.col("since") < pl.col("was_prev_until")),
        key,
        pl.format(
            _("trùng với vị trí chính trước, kết thúc {}"),
            pl.col("was_prev_until").dt.strftime("%d/%m/%Y"),
        ),
        _("Sửa Từ ngày, hoặc đính chính vị trí trước ở trang cá nhân."),
    )
