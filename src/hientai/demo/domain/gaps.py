"""Cells that a real file lacks: 2 % of every column that may be blank, drawn by the seed."""

import numpy as np
import polars as pl

from hientai.demo.domain.figures import MISSING_SHARE

NEVER_BLANK = [
    "Mã CBCCVC",
    "Họ và tên",
    "Mã đơn vị",
    "Loại",
    "Trình độ",
    "Ngạch",
    "Hạng CDNN",
]


def with_gaps(
    sheet: pl.DataFrame, rng: np.random.Generator, kept: dict[str, pl.Series]
) -> pl.DataFrame:
    """The sheet with 2 % of the filled cells of each column blanked; `kept` masks are spared."""
    blanked = []
    for name in sheet.columns:
        if name in NEVER_BLANK:
            continue
        filled = sheet[name].is_not_null()
        open_to = np.flatnonzero((filled & ~kept[name] if name in kept else filled).to_numpy())
        count = min(round(int(filled.sum()) * MISSING_SHARE), len(open_to))
        gone = np.zeros(len(sheet), dtype=bool)
        gone[rng.choice(open_to, count, replace=False)] = True
        blanked.append(pl.when(~pl.Series(gone)).then(pl.col(name)).alias(name))
    return sheet.with_columns(blanked)


def inexact(days: pl.Series, written: pl.Series, rng: np.random.Generator) -> pl.Series:
    """A few days known by their month or year alone, as old papers have them."""
    drawn = rng.random(len(days))
    year = days.dt.year().cast(pl.String)
    month = days.dt.strftime("%m/%Y")
    frame = pl.DataFrame({"written": written, "year": year, "month": month})
    chosen = (
        pl.when(pl.Series(drawn < 0.004))
        .then("year")
        .when(pl.Series(drawn < 0.008))
        .then("month")
        .otherwise("written")
    )
    return frame.select(chosen.alias(written.name)).to_series()
