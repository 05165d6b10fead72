"""Judging people by conditions: masks for everybody."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_

import polars as pl

from hientai.rules.engine.explaining import answer_of
from hientai.rules.engine.terms import Condition, Stage, Verdict

MOST_CONDITIONS = 64
_BYTE = 8
_VERDICTS = pl.Enum([verdict.value for verdict in Verdict])


def judge(conditions: Sequence[Condition], standings: pl.DataFrame | pl.LazyFrame) -> pl.DataFrame:
    """The verdict on each person, with masks of failed and unknown conditions.

    Returns ``person_id``, ``verdict`` (Enum of Verdict), ``failed`` and ``unknown`` (UInt64; bit
    i stands for the condition at position i). Any failed condition makes failed; else any
    unknown one, unknown; else anything left to the application, to be proved; else passed.
    ValueError for more conditions than a mask has bits.
    """
    if len(conditions) > MOST_CONDITIONS:
        raise ValueError(f"{len(conditions)} conditions; a mask holds {MOST_CONDITIONS}")
    answers = standings.lazy().select(
        "person_id",
        *(answer_of(condition).alias(f"c{i}") for i, condition in enumerate(conditions)),
        to_prove=_to_prove(conditions),
    )
    columns = [pl.col(f"c{i}") for i in range(len(conditions))]
    masks = answers.select(
        "person_id",
        "to_prove",
        failed=_mask([(~column).fill_null(value=False) for column in columns]),
        unknown=_mask([column.is_null() for column in columns]),
    )
    return masks.select("person_id", _verdict().alias("verdict"), "failed", "unknown").collect()


@dataclass(frozen=True)
class Answers:
    """What people answer to many conditions, each distinct question asked once.

    `frame` has person_id and a Boolean column for each question; `about` gives each condition as
    a question about that frame, the same in words. To be judged; for reasons ask the standings.
    """

    frame: pl.DataFrame
    about: Mapping[Condition, Condition]


def answers(conditions: Iterable[Condition], standings: pl.DataFrame) -> Answers:
    """Ask a frame of people everything that several judgements will need of it."""
    asked: dict[bytes, pl.Expr] = {}

    def column(question: pl.Expr) -> pl.Expr:
        name = asked.setdefault(
            question.meta.serialize(), question.alias(f"q{len(asked)}")
        ).meta.output_name()
        return pl.col(name)

    def about(condition: Condition) -> Condition:
        if condition.holds is not None:
            return replace(condition, holds=column(answer_of(condition)), applies=None)
        if condition.applies is not None:
            return replace(condition, applies=column(condition.applies))
        return condition

    replaced = {condition: about(condition) for condition in conditions}
    return Answers(standings.lazy().select("person_id", *asked.values()).collect(), replaced)


def _to_prove(conditions: Sequence[Condition]) -> pl.Expr:
    asked = [c.applies for c in conditions if c.stage is Stage.APPLICATION]
    concerned = [pl.lit(value=True) if a is None else a.fill_null(value=True) for a in asked]
    return reduce(or_, concerned, pl.lit(value=False))


def _mask(bits: Sequence[pl.Expr]) -> pl.Expr:
    """Bits packed by eights in UInt8, which moves an eighth of the memory, then put together."""
    packed = pl.lit(0, dtype=pl.UInt64)
    for start in range(0, len(bits), _BYTE):
        part = [bit.cast(pl.UInt8) * (1 << i) for i, bit in enumerate(bits[start : start + _BYTE])]
        packed = packed | reduce(or_, part).cast(pl.UInt64) * pl.lit(1 << start, dtype=pl.UInt64)
    return packed


def _verdict() -> pl.Expr:
    return (
        pl.when(pl.col("failed") != 0)
        .then(pl.lit(Verdict.FAILED.value, dtype=_VERDICTS))
        .when(pl.col("unknown") != 0)
        .then(pl.lit(Verdict.UNKNOWN.value, dtype=_VERDICTS))
        .when(pl.col("to_prove"))
        .then(pl.lit(Verdict.TO_BE_PROVED.value, dtype=_VERDICTS))
        .otherwise(pl.lit(Verdict.PASSED.value, dtype=_VERDICTS))
    )
