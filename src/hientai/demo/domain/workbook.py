"""The city as the sheets a department would hold: Vietnamese headings, labels, days as texts."""

from collections.abc import Iterable

import numpy as np
import polars as pl

from hientai.demo.domain.gaps import inexact, with_gaps
from hientai.shared.vocabulary import (
    CATEGORIES,
    DEGREE_LEVELS,
    DISCIPLINES,
    FIELDS,
    FUNDS,
    GRADES,
    PLACES,
    POST_KINDS,
    RATINGS,
    RESULTS,
    SEXES,
    TITLE_CLASSES,
    TITLES,
    UNIT_KINDS,
    UNIT_TYPES,
    Vocabulary,
)

YES_NO = {True: "Có", False: "Không"}
UNITS_SINCE = "01/01/1980"
LEADING = ["Chánh Văn phòng", "Chánh Thanh tra", "Chi cục trưởng"]


def labels(column: str, vocabulary: Vocabulary) -> pl.Expr:
    """A column of codes as labels."""
    return pl.col(column).replace_strict(vocabulary.labels, return_dtype=pl.String)


def written(column: str) -> pl.Expr:
    """A column of days as texts."""
    return pl.col(column).dt.strftime("%d/%m/%Y")


def field_labels(frame: pl.DataFrame) -> pl.Expr:
    """The fields of work, several of them parted by ``;``."""
    known = frame["fields"].drop_nulls().unique().to_list()
    texts = {codes: "; ".join(FIELDS.label(code) for code in codes.split(";")) for codes in known}
    return pl.col("fields").replace_strict(texts, return_dtype=pl.String)


def units_sheet(units: pl.DataFrame) -> pl.DataFrame:
    """Sheet Đơn vị."""
    planned = pl.col("planned_urban").replace_strict(YES_NO, return_dtype=pl.String)
    return units.select(
        pl.col("code").alias("Mã đơn vị"),
        pl.col("name").alias("Tên đơn vị"),
        labels("type", UNIT_TYPES).alias("Loại đơn vị"),
        labels("kind", UNIT_KINDS).alias("Phân loại"),
        pl.col("parent").alias("Mã đơn vị cấp trên"),
        pl.lit("Khối Nhà nước").alias("Khối"),
        pl.lit(UNITS_SINCE).alias("Từ ngày"),
        pl.lit(None, pl.String).alias("Đến ngày"),
        planned.alias("Có kế hoạch thành quận"),
    )


def people_sheet(people: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """Sheet Người as of the register's day; birth days of a few known by month or year alone."""
    sheet = full_people_sheet(people, (2021, 2020, 2019))
    births = inexact(people["birth_date"], sheet["Ngày sinh"], rng)
    return with_gaps(sheet.with_columns(births), rng, {"Từ ngày": people["post_is_cited"]})


def full_people_sheet(people: pl.DataFrame, years: Iterable[int]) -> pl.DataFrame:
    """Sheet Người without a gap, with the ratings of some years."""
    return people.select(*_identity(), *_post(people), *_standing(), *_rest(years))


def _identity() -> list[pl.Expr]:
    return [
        pl.col("code").alias("Mã CBCCVC"),
        pl.col("name").alias("Họ và tên"),
        written("birth_date").alias("Ngày sinh"),
        labels("sex", SEXES).alias("Giới tính"),
        pl.col("ethnicity").alias("Dân tộc"),
    ]


def _post(people: pl.DataFrame) -> list[pl.Expr]:
    """The main post; office heads of other names state the title they are equal to."""
    equal = pl.col("position").str.contains("|".join(LEADING)) & (pl.col("title") != "none")
    return [
        pl.col("unit").alias("Mã đơn vị"),
        pl.col("unit_name").alias("Đơn vị"),
        labels("category", CATEGORIES).alias("Loại"),
        labels("title", TITLES).alias("Chức vụ"),
        pl.when(equal).then(labels("title", TITLES)).alias("Chức vụ tương đương"),
        pl.col("position").alias("Vị trí việc làm"),
        pl.col("division").alias("Phòng/bộ phận"),
        field_labels(people).alias("Lĩnh vực"),
        written("post_since").alias("Từ ngày"),
    ]


def _standing() -> list[pl.Expr]:
    return [
        labels("grade", GRADES).alias("Ngạch"),
        labels("title_class", TITLE_CLASSES).alias("Hạng CDNN"),
        labels("degree", DEGREE_LEVELS).alias("Trình độ"),
        pl.col("subject").alias("Chuyên ngành"),
        written("awarded").alias("Ngày cấp bằng"),
    ]


def _rest(years: Iterable[int]) -> list[pl.Expr]:
    managed = pl.col("managed").replace_strict(YES_NO, return_dtype=pl.String)
    ratings = [labels(f"rating_{year}", RATINGS).alias(f"Xếp loại {year}") for year in years]
    return [
        written("service_start").alias("Ngày bắt đầu công tác"),
        written("probation_end").alias("Ngày hết tập sự"),
        pl.col("theory").alias("Lý luận chính trị"),
        pl.col("language").alias("Ngoại ngữ"),
        pl.col("it_skill").alias("Tin học"),
        managed.alias("Diện BTV quản lý"),
        written("own_retirement").alias("Ngày nghỉ hưu"),
        *ratings,
    ]


def posts_sheet(posts: pl.DataFrame) -> pl.DataFrame:
    """Sheet Chức vụ: posts beside the present main one."""
    return posts.select(
        pl.col("code").alias("Mã CBCCVC"),
        labels("kind", POST_KINDS).alias("Loại chức vụ"),
        pl.col("unit").alias("Mã đơn vị"),
        labels("title", TITLES).alias("Chức vụ"),
        pl.col("position").alias("Vị trí việc làm"),
        field_labels(posts).alias("Lĩnh vực"),
        written("since").alias("Từ ngày"),
        written("until").alias("Đến ngày"),
    )


def new_posts_sheet(posts: pl.DataFrame) -> pl.DataFrame:
    """Sheet Người of an update: who changed posts, with nothing but the new main post."""
    return posts.select(
        pl.col("code").alias("Mã CBCCVC"),
        pl.col("name").alias("Họ và tên"),
        pl.col("unit").alias("Mã đơn vị"),
        pl.col("unit_name").alias("Đơn vị"),
        labels("category", CATEGORIES).alias("Loại"),
        labels("title", TITLES).alias("Chức vụ"),
        pl.col("position").alias("Vị trí việc làm"),
        pl.col("division").alias("Phòng/bộ phận"),
        field_labels(posts).alias("Lĩnh vực"),
        written("since").alias("Từ ngày"),
    )


def earlier_degrees(people: pl.DataFrame) -> pl.DataFrame:
    """The degrees before the highest one, which the sheet Người tells: of those with postgraduate
    study the university's, of doctors the master's too."""
    higher = people.filter(pl.col("degree").is_in(["doctor", "master", "cki", "ckii"]))
    first = higher.with_columns(
        degree=pl.lit("university"),
        awarded=pl.col("birth_date").dt.offset_by("270mo").dt.truncate("1mo"),
        abroad=pl.lit(False),
    )
    between = pl.max_horizontal(
        pl.col("awarded").dt.offset_by("-7y"), pl.col("birth_date").dt.offset_by("25y")
    )
    second = people.filter(pl.col("degree") == "doctor").with_columns(
        degree=pl.lit("master"), awarded=between.dt.truncate("1mo")
    )
    return pl.concat([first.select(_DEGREE), second.select(_DEGREE)])


def degrees_sheet(degrees: pl.DataFrame) -> pl.DataFrame:
    """Sheet Bằng cấp."""
    return degrees.select(
        pl.col("code").alias("Mã CBCCVC"),
        labels("degree", DEGREE_LEVELS).alias("Trình độ"),
        pl.col("subject").alias("Chuyên ngành"),
        pl.col("school").alias("Nơi cấp"),
        pl.col("abroad").replace_strict(YES_NO, return_dtype=pl.String).alias("Nước ngoài"),
        written("awarded").alias("Ngày cấp bằng"),
    )


_DEGREE = ["code", "degree", "subject", "school", "abroad", "awarded"]


def ratings_sheet(people: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """Sheet Xếp loại: the years 2022 and 2023 of those still in service at the end of them."""
    long = [
        people.filter(pl.col("left_on").dt.year() > year).select(
            pl.col("code").alias("Mã CBCCVC"),
            pl.lit(str(year)).alias("Năm"),
            labels(f"rating_{year}", RATINGS).alias("Xếp loại"),
        )
        for year in (2022, 2023)
    ]
    frame = pl.concat(long).drop_nulls()
    return frame.filter(pl.Series(rng.random(len(frame)) >= 0.02))


def disciplines_sheet(rows: pl.DataFrame) -> pl.DataFrame:
    """Sheet Kỷ luật."""
    return rows.select(
        pl.col("code").alias("Mã CBCCVC"),
        labels("form", DISCIPLINES).alias("Hình thức"),
        written("since").alias("Từ ngày"),
        written("until").alias("Đến ngày"),
        pl.col("number").alias("Số quyết định"),
    )


def plans_sheet(rows: pl.DataFrame) -> pl.DataFrame:
    """Sheet Quy hoạch."""
    return rows.select(
        pl.col("code").alias("Mã CBCCVC"),
        labels("title", TITLES).alias("Chức vụ quy hoạch"),
        field_labels(rows).alias("Lĩnh vực"),
        written("since").alias("Từ ngày"),
        written("until").alias("Đến ngày"),
    )


def turns_sheet(turns: pl.DataFrame) -> pl.DataFrame:
    """Sheet Đã học."""
    return turns.select(
        pl.col("code").alias("Mã CBCCVC"),
        pl.col("scheme").alias("Đề án"),
        pl.when(pl.col("item") != "").then("item").alias("Mã chỉ tiêu"),
        pl.col("programme").alias("Chương trình"),
        written("since").alias("Từ ngày"),
        written("until").alias("Đến ngày"),
        labels("result", RESULTS).alias("Kết quả"),
        labels("place", PLACES).alias("Nơi học"),
        labels("fund", FUNDS).alias("Nguồn kinh phí"),
        pl.col("number").alias("Số chứng chỉ"),
    )
