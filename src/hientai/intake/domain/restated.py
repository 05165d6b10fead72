"""One thing told in two places: whether both mean the same, and which of several is meant.

A degree stands in the column «Trình độ» of the sheet Người and in the sheet Bằng cấp; what one
place leaves blank, the other may say. Days agree where the less exact one holds the other.
"""

from collections.abc import Collection

import polars as pl

from hientai.intake.domain.difference import WAS
from hientai.intake.domain.register import DEGREE
from hientai.shared.vietnamese import fold
from hientai.shared.vocabulary import DEGREE_LEVELS

SAID = "said_"
CLEARED = "cleared_"
EMPTIED = ("subject", "awarded_on")
DEGREE_COLUMNS = (*DEGREE, "awarded_on_precision")


def rank(level: str) -> pl.Expr:
    """The rank of a column of degree levels; null where none is stated."""
    ranks = dict(DEGREE_LEVELS.ranks)
    return pl.col(level).replace_strict(ranks, default=None, return_dtype=pl.Int8)


def same_text(one: str, other: str) -> pl.Expr:
    """Whether two columns of words say the same, accents and case aside; a blank contradicts
    nothing."""
    return (_folded(one) == _folded(other)).fill_null(value=True)


def _folded(key: str) -> pl.Expr:
    return pl.col(key).map_elements(fold, return_dtype=pl.String)


def same_day(one: str, other: str) -> pl.Expr:
    """Whether two days agree, each as exactly as its `<key>_precision` says; a blank agrees."""
    a, b = pl.col(one), pl.col(other)
    exact = [pl.col(f"{key}_precision").fill_null("day") for key in (one, other)]
    year, month = a.dt.year() == b.dt.year(), a.dt.month() == b.dt.month()
    agree = (
        pl.when(pl.any_horizontal(e == "year" for e in exact))
        .then(year)
        .when(pl.any_horizontal(e == "month" for e in exact))
        .then(year & month)
        .otherwise(a == b)
    )
    return agree.fill_null(value=True)


def less_exact(key: str, other: str) -> pl.Expr:
    """Whether a day only says less exactly what another one says."""
    order = {"year": 0, "month": 1, "day": 2}
    own, more = (
        pl.col(f"{one}_precision").replace_strict(order, default=2, return_dtype=pl.Int8)
        for one in (key, other)
    )
    stated = pl.col(key).is_not_null() & pl.col(other).is_not_null()
    return stated & same_day(key, other) & (own < more)


def keep_exact(rows: pl.DataFrame, key: str) -> pl.DataFrame:
    """A day known more exactly than the file says it stays: the cell is taken as blank."""
    vague = less_exact(key, f"{WAS}{key}")
    return rows.with_columns(
        pl.when(vague).then(None).otherwise(pl.col(name)).alias(name)
        for name in (key, f"{key}_precision")
    )


def beside_said(rows: pl.DataFrame, said: pl.DataFrame, on: Collection[str]) -> pl.DataFrame:
    """Rows that speak of somebody in `said`, with its other columns under the prefix `said_`."""
    prefixed = said.rename({key: f"{SAID}{key}" for key in said.columns if key not in on})
    return rows.join(prefixed, on=list(on), how="inner", maintain_order="left")


def same_degree(other: str = SAID) -> pl.Expr:
    """Whether a row's degree is the one of the columns with a prefix."""
    return (
        (pl.col("level") == pl.col(f"{other}level")).fill_null(value=True)
        & same_text("subject", f"{other}subject")
        & same_day("awarded_on", f"{other}awarded_on")
    )


def cleared(table: pl.DataFrame) -> list[pl.Expr]:
    """Whether a cell says that the subject or the day of a degree be emptied."""
    return [
        (pl.col(f"{k}!") if f"{k}!" in table.columns else pl.lit(value=False)).alias(
            f"{CLEARED}{k}"
        )
        for k in EMPTIED
    ]


def meant(current: pl.DataFrame, rivals: pl.DataFrame, stated: pl.DataFrame) -> pl.DataFrame:
    """The register with, for who holds several degrees of the highest rank, the one meant.

    `rivals`: those degrees (person_id, degree_id and the columns of a degree), the foremost
    first; `stated`: what the file says of each code.
    """
    if rivals.is_empty():
        return current
    rows = rivals.join(current.select("person_id", "code"), on="person_id")
    pairs = _beside_stated(rows, stated)
    emptied = [pl.col(f"{SAID}{CLEARED}{k}") & pl.col(k).is_not_null() for k in EMPTIED]
    # What is blank already comes first, then what agrees in more than blanks.
    alike = pl.sum_horizontal(
        pl.col(key).is_not_null() & pl.col(f"{SAID}{key}").is_not_null() for key in EMPTIED
    )
    order = [pl.any_horizontal(emptied).cast(pl.Int64), -alike.cast(pl.Int64)]
    found = (
        pairs.filter(same_degree())
        .sort(order, maintain_order=True)
        .unique("person_id", keep="first", maintain_order=True)
    )
    return _with_degrees(current, found.select("person_id", "degree_id", *DEGREE_COLUMNS))


def told_apart(
    current: pl.DataFrame, stated: pl.DataFrame, degrees: pl.DataFrame | None
) -> pl.DataFrame:
    """The register without the degrees that the sheet Bằng cấp restates beside another one.

    What the sheet Người says otherwise of a degree is no correction of it then: it is a second
    one. The same subject with another day is a contradiction, and left to be refused.
    """
    if degrees is None:
        return current
    key = ["code", *DEGREE]
    again = current.join(degrees.select(key), on=key, how="semi", nulls_equal=True)
    texts = pl.col("subject").is_not_null() & pl.col(f"{SAID}subject").is_not_null()
    same_subject = texts & same_text("subject", f"{SAID}subject")
    level = (pl.col("level") == pl.col(f"{SAID}level")).fill_null(value=True)
    others = _beside_stated(again, stated).filter(level & ~same_degree() & ~same_subject)
    blank = others.select("person_id", pl.lit(None, pl.Int64).alias("degree_id")).with_columns(
        pl.lit(None, current.schema[key]).alias(key) for key in DEGREE_COLUMNS
    )
    return _with_degrees(current, blank)


def _beside_stated(rows: pl.DataFrame, stated: pl.DataFrame) -> pl.DataFrame:
    """Degrees of the register beside what the file says of the same person's."""
    blank = [pl.lit(None, rows.schema[k]).alias(k) for k in DEGREE_COLUMNS if k not in stated]
    said = stated.with_columns(blank)
    return beside_said(rows, said.select("code", *DEGREE_COLUMNS, *cleared(said)), ["code"])


def _with_degrees(current: pl.DataFrame, chosen: pl.DataFrame) -> pl.DataFrame:
    """The register with other degrees for some people (person_id and the columns of a degree)."""
    marked = chosen.with_columns(pl.lit(value=True).alias("instead"))
    joined = current.join(
        marked, on="person_id", how="left", suffix="_meant", maintain_order="left"
    )
    return joined.with_columns(
        pl.when(pl.col("instead")).then(pl.col(f"{key}_meant")).otherwise(pl.col(key)).alias(key)
        for key in ("degree_id", *DEGREE_COLUMNS)
    ).select(current.columns)
