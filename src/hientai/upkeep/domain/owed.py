"""Which data of a person are owed: those for want of which a condition cannot be answered.

What counts is what the conditions of the schemes read (`Condition.needs`), not a list of ours: a
blank field that no condition asks about for that person is not owed.
"""

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from hientai.rules.engine import Condition
from hientai.screening.domain.screening import Part

WAITING = (Part.UNKNOWN.value, Part.MEMBERSHIP_UNKNOWN.value)
READ = {
    "birth_date": "birth_date",
    "sex": "sex",
    "category": "category",
    "title": "title",
    "equivalent_title": "equivalent_title",
    "fields": "fields",
    "managed_by_committee": "managed_by_committee",
    "service_start": "service_start",
    "probation_end": "probation_end",
    "degree_rank": "level",
    "degree_level": "level",
    "had_postgraduate": "level",
}
"""Columns of the Standing frame that a person's record answers, with the column of the sheet."""
BESIDE = ("subject", "awarded_on")
"""Of the highest degree; no condition reads them today, reports and the day of a degree do."""


def columns(on: date) -> dict[str, str]:
    """The columns of the Standing frame with the column of the sheet «Người» that fills each."""
    return READ | {"rating_1": f"rating_{on.year - 1}", "rating_2": f"rating_{on.year - 2}"}


def keys(on: date) -> tuple[str, ...]:
    """The columns of the sheet that can be owed on a day, each once."""
    return tuple(dict.fromkeys((*columns(on).values(), *BESIDE)))


def absent(standings: pl.DataFrame, on: date) -> pl.DataFrame:
    """person_id and, for each sheet column that conditions may read, whether it is not recorded.

    Of a birth date the year alone is not enough: conditions ask for the full day.
    """
    found = {key: pl.lit(value=False) for key in columns(on).values()}
    for column, key in columns(on).items():
        if column in standings.columns:
            found[key] = found[key] | pl.col(column).is_null()
    found["birth_date"] = found["birth_date"] | (pl.col("birth_precision") != "day")
    return standings.select("person_id", *(expr.alias(key) for key, expr in found.items()))


def unanswered(
    people: pl.DataFrame, conditions: Sequence[Condition], missing: pl.DataFrame, on: date
) -> pl.DataFrame:
    """For one quota: who cannot be judged, and for want of which columns (1 or 0).

    `people` and `conditions` are those of a screening; `missing` is what `absent` gives.
    """
    bits = _bits(conditions, columns(on))
    unknown = pl.col("unknown")
    waiting = people.filter(pl.col("part").cast(pl.String).is_in(WAITING)).join(
        missing, on="person_id", how="inner"
    )
    return waiting.select(
        "person_id",
        *(
            (pl.col(key) & ((unknown & pl.lit(mask, dtype=pl.UInt64)) != 0))
            .cast(pl.Int32)
            .alias(key)
            for key, mask in bits.items()
        ),
    )


def _bits(conditions: Sequence[Condition], known: Mapping[str, str]) -> dict[str, int]:
    """For each column of the sheet the conditions, by their place, that read it."""
    bits = dict.fromkeys(known.values(), 0)
    for place, condition in enumerate(conditions):
        for column, _name in condition.needs:
            if column in known:
                bits[known[column]] |= 1 << place
    return bits


def added_up(parts: Sequence[pl.DataFrame], wanted: Sequence[str]) -> pl.DataFrame:
    """Over quotas: person_id, the verdicts that wait for each column, and `verdicts` in all."""
    schema = {"person_id": pl.Int64, **dict.fromkeys(wanted, pl.Int32)}
    if not parts:
        return pl.DataFrame(schema={**schema, "verdicts": pl.Int32})
    any_of = pl.max_horizontal(wanted).alias("verdicts")
    every = pl.concat([part.select("person_id", *wanted, any_of) for part in parts])
    return every.group_by("person_id").sum().filter(pl.col("verdicts") > 0)
