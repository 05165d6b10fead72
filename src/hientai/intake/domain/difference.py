"""A sheet against what the database holds: new, changed, unchanged, refused; field by field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from hientai.intake.domain.cells import Column
from hientai.intake.domain.table import Table
from hientai.shared.tables import ROW

NEW, CHANGED, UNCHANGED, REFUSED = "new", "changed", "unchanged", "refused"
WAS = "was_"
MANY_GONE = 20  # per cent of a unit's people
CHANGES = {
    "row": pl.Int32,
    "code": pl.String,
    "name": pl.String,
    "column": pl.String,
    "before": pl.String,
    "after": pl.String,
}
GONE = {"person_id": pl.Int64, "code": pl.String, "name": pl.String, "unit": pl.String}


def is_many(gone: int, declared: int) -> bool:
    """Whether so many people gone from a unit are more likely an incomplete file than a change."""
    return gone * 100 > declared * MANY_GONE


@dataclass
class Difference:
    """What a sheet would do.

    `rows`: one row a row of the file with `_row`, `code`, `name`, `state` and whatever the
    sheet's `write` needs. `changes`: before → after in Vietnamese, a row a changed field.
    `gone`: people of the declared unit and day whom the file does not name; `declared`: how many
    people the register has there.
    """

    rows: pl.DataFrame
    changes: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=CHANGES))
    gone: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=GONE))
    declared: int = 0

    def accepted(self) -> pl.DataFrame:
        """Rows to be written: new or changed."""
        return self.rows.filter(pl.col("state").is_in([NEW, CHANGED]))

    def counts(self) -> dict[str, int]:
        """How many rows of each state, and how many people are gone."""
        found = dict(self.rows.group_by("state").len().iter_rows())
        return {state: found.get(state, 0) for state in (NEW, CHANGED, UNCHANGED, REFUSED)} | {
            "gone": self.gone.height
        }


def beside(
    table: Table, current: pl.DataFrame, on: Sequence[str], fields: Sequence[str]
) -> pl.DataFrame:
    """Each row of the file beside what the database holds under the same key.

    Columns of `current` get the prefix `was_`; a field the file does not have at all is added as
    blank. `known` says whether the database holds the key.
    """
    frame = _with_blanks(table.frame, current, fields)
    before = current.select(
        *(pl.col(key) for key in on),
        *(pl.col(key).alias(f"{WAS}{key}") for key in current.columns if key not in on),
        pl.lit(value=True).alias("known"),
    )
    joined = frame.join(before, on=list(on), how="left", nulls_equal=True, maintain_order="left")
    return joined.with_columns(pl.col("known").fill_null(value=False))


def _with_blanks(frame: pl.DataFrame, current: pl.DataFrame, fields: Sequence[str]) -> pl.DataFrame:
    """The cells of a file with every field of the sheet, blank where the file has no column."""
    exact = [f"{key}_precision" for key in fields if f"{key}_precision" in current.columns]
    wanted = [key for key in (*fields, *exact) if key not in frame.columns]
    marks = [f"{key}!" for key in fields if f"{key}!" not in frame.columns]
    return frame.with_columns(
        *(pl.lit(None, current.schema[key]).alias(key) for key in wanted),
        *(pl.lit(value=False).alias(mark) for mark in marks),
    )


def after(key: str) -> pl.Expr:
    """The field's value once the file is in: emptied, stated, or as it was."""
    return (
        pl.when(pl.col(f"{key}!")).then(None).otherwise(pl.coalesce(key, f"{WAS}{key}")).alias(key)
    )


def after_precision(key: str) -> pl.Expr:
    """The precision that goes with `after(key)`; evaluate it in the same step."""
    name = f"{key}_precision"
    return (
        pl.when(pl.col(key).is_not_null())
        .then(pl.col(name))
        .otherwise(pl.coalesce(f"{WAS}{name}", pl.lit("day")))
        .alias(name)
    )


def differs(key: str) -> pl.Expr:
    """Whether a field of an after-frame is not what it was; two blanks are the same."""
    return pl.col(key).ne_missing(pl.col(f"{WAS}{key}"))


def with_state(rows: pl.DataFrame, changed: pl.Expr, refused: pl.DataFrame) -> pl.DataFrame:
    """Add the column `state`: refused rows first, then new, changed, unchanged."""
    marked = rows.join(
        refused.with_columns(pl.lit(value=True).alias("_bad")),
        on=ROW,
        how="left",
        maintain_order="left",
    )
    return marked.with_columns(
        pl.when(pl.col("_bad").is_not_null())
        .then(pl.lit(REFUSED))
        .when(~pl.col("known"))
        .then(pl.lit(NEW))
        .when(changed)
        .then(pl.lit(CHANGED))
        .otherwise(pl.lit(UNCHANGED))
        .alias("state")
    ).drop("_bad")


def told(rows: pl.DataFrame, columns: Mapping[str, Column]) -> pl.DataFrame:
    """The changed fields of changed rows, before and after, as the page shows them."""
    changed = rows.filter(pl.col("state") == CHANGED)
    parts = [
        changed.filter(_differs_visibly(changed, key)).select(
            pl.col(ROW).cast(pl.Int32).alias("row"),
            "code",
            "name",
            pl.lit(column.heading).alias("column"),
            in_words(changed, f"{WAS}{key}", column).alias("before"),
            in_words(changed, key, column).alias("after"),
        )
        for key, column in columns.items()
    ]
    parts.append(pl.DataFrame(schema=CHANGES))
    return pl.concat(parts).sort("row", maintain_order=True)


def _differs_visibly(rows: pl.DataFrame, key: str) -> pl.Expr:
    exact = f"{key}_precision"
    if f"{WAS}{exact}" in rows.columns:
        return differs(key) | (pl.col(key).is_not_null() & differs(exact))
    return differs(key)


def in_words(rows: pl.DataFrame, key: str, column: Column) -> pl.Expr:
    """A field of the rows as pages write it; "" where it is blank."""
    if f"{key}_precision" in rows.columns:
        return said_day(key)
    return said(pl.col(key), rows[key], column)


def plain(rows: pl.DataFrame, key: str) -> pl.Expr:
    """A field of the rows as `cells.plain` writes its values."""
    if rows.schema[key] != pl.Date:
        return pl.col(key).cast(pl.String).fill_null("")
    exact = pl.col(f"{key}_precision") if f"{key}_precision" in rows.columns else pl.lit("day")
    letters = exact.replace_strict({"year": 4, "month": 7}, default=10, return_dtype=pl.Int64)
    return pl.col(key).cast(pl.String).str.slice(0, letters).fill_null("")


def said_day(key: str) -> pl.Expr:
    """A column of days as exactly as it is known: 1980, 06/1980 or 01/06/1980."""
    exact, value = pl.col(f"{key}_precision"), pl.col(key)
    return (
        pl.when(exact == "year")
        .then(value.dt.strftime("%Y"))
        .when(exact == "month")
        .then(value.dt.strftime("%m/%Y"))
        .otherwise(value.dt.strftime("%d/%m/%Y"))
        .fill_null("")
    )


def said(value: pl.Expr, values: pl.Series, column: Column) -> pl.Expr:
    """A column's values in Vietnamese, each distinct one put into words once."""
    distinct: list[Any] = values.drop_nulls().unique().to_list()
    if not distinct:
        return pl.lit("")
    words = pl.Series([column.says(one) for one in distinct], dtype=pl.String)
    known = pl.Series(distinct, dtype=values.dtype)
    return value.replace_strict(known, words, default="", return_dtype=pl.String).fill_null("")
