"""Judging people by conditions: masks for everybody, reasons in words for a few."""

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Any

import polars as pl

from hientai.rules.engine.terms import (
    Certainty,
    Condition,
    Outcome,
    Reason,
    Stage,
    Verdict,
    weakest,
)

MOST_CONDITIONS = 64
_BYTE = 8
_VERDICTS = pl.Enum([verdict.value for verdict in Verdict])


def judge(conditions: Sequence[Condition], standings: pl.DataFrame) -> pl.DataFrame:
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
        *(_answer(condition).alias(f"c{i}") for i, condition in enumerate(conditions)),
        to_prove=_to_prove(conditions),
    )
    columns = [pl.col(f"c{i}") for i in range(len(conditions))]
    masks = answers.collect().select(
        "person_id",
        "to_prove",
        failed=_mask([(~column).fill_null(value=False) for column in columns]),
        unknown=_mask([column.is_null() for column in columns]),
    )
    return masks.select("person_id", _verdict().alias("verdict"), "failed", "unknown")


def reasons(conditions: Sequence[Condition], standings: pl.DataFrame) -> dict[int, list[Reason]]:
    """For each person of a page the answer to every condition that concerns them, in words."""
    described = standings.lazy().select(
        "person_id",
        *(_described(condition).alias(f"c{i}") for i, condition in enumerate(conditions)),
    )
    return {
        row["person_id"]: [
            _reason(condition, row[f"c{i}"])
            for i, condition in enumerate(conditions)
            if row[f"c{i}"]["concerns"] is not False
        ]
        for row in described.collect().iter_rows(named=True)
    }


def _answer(condition: Condition) -> pl.Expr:
    """True, False or null in Kleene's logic; conditions of the application fail nobody."""
    if condition.holds is None:
        return pl.lit(value=True)
    if condition.applies is None:
        return condition.holds
    return ~condition.applies | condition.holds


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


def _described(condition: Condition) -> pl.Expr:
    nothing = pl.lit(None, dtype=pl.String)
    return pl.struct(
        *(pl.col(column).is_null().alias(f"no_{column}") for column, _ in condition.needs),
        answer=_answer(condition),
        concerns=pl.lit(value=True) if condition.applies is None else condition.applies,
        value=nothing if condition.value is None else condition.value,
        remark=nothing if condition.remark is None else condition.remark,
        rests_on=nothing if condition.rests_on is None else condition.rests_on,
    )


def _reason(condition: Condition, described: Mapping[str, Any]) -> Reason:
    outcome = _outcome(condition, described["answer"])
    limit, remark = condition.limit, described["remark"]
    return Reason(
        code=condition.code,
        title=condition.title,
        outcome=outcome,
        value=described["value"],
        limit=limit.text,
        clause=limit.clause,
        certainty=_certainty(condition, described).value,
        missing=_missing(condition, described) if outcome == "unknown" else (),
        note=" ".join(part for part in (remark, limit.note) if part),
        about_group=condition.about_group,
    )


def _outcome(condition: Condition, answer: bool | None) -> Outcome:
    if condition.stage is Stage.APPLICATION:
        return "to_be_proved"
    if answer is None:
        return "unknown"
    return "passed" if answer else "failed"


def _certainty(condition: Condition, described: Mapping[str, Any]) -> Certainty:
    if described["remark"]:
        return Certainty.UNCERTAIN
    own = described["rests_on"]
    return weakest((condition.limit.certainty, *([Certainty(own)] if own else [])))


def _missing(condition: Condition, described: Mapping[str, Any]) -> tuple[str, ...]:
    absent = tuple(name for column, name in condition.needs if described[f"no_{column}"])
    return absent or tuple(name for _, name in condition.needs[:1])
