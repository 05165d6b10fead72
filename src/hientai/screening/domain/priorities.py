"""Who comes first among those who may go: the scheme's priorities as points, shown and explained.

The points come from the scheme's own data. Equal points are equal: they share a rank, and the
order inside a tie is by given name, which gives nobody an advantage that is not written down.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from hientai.schemes.domain.judging import Precedence


def ranked(standings: pl.DataFrame, priorities: Sequence[Precedence]) -> pl.DataFrame:
    """person_id, score, rank (1 is first, ties share it), tied (how many share it), why, unsure.

    `why` lists the titles of the priorities that hold; `unsure` those the register cannot tell,
    which give no points.
    """
    held = [priority.holds.fill_null(False) for priority in priorities]
    points = [
        holds.cast(pl.Int32) * priority.points
        for holds, priority in zip(held, priorities, strict=True)
    ]
    scored = standings.select(
        "person_id",
        score=pl.sum_horizontal(pl.lit(0), *points).cast(pl.Int32),
        why=_titles(held, priorities),
        unsure=_titles([priority.holds.is_null() for priority in priorities], priorities),
    )
    return scored.with_columns(
        rank=pl.col("score").rank("min", descending=True).cast(pl.UInt32),
        tied=pl.len().over("score").cast(pl.UInt32),
    ).select("person_id", "score", "rank", "tied", "why", "unsure")


def _titles(flags: Sequence[pl.Expr], priorities: Sequence[Precedence]) -> pl.Expr:
    none = pl.lit(None, dtype=pl.String)
    titles = [
        pl.when(flag).then(pl.lit(priority.title))
        for flag, priority in zip(flags, priorities, strict=True)
    ]
    return pl.concat_list([none, *titles]).list.drop_nulls()
