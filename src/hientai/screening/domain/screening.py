"""Where everybody stands before one quota: six disjoint parts that sum to everybody.

Membership of the group is asked of everybody; the other conditions only of those who are not
outside the group, so that a non-member is told which conditions of the group are not met and
nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import polars as pl

from hientai.rules.engine import Condition, Stage, judge


class Part(StrEnum):
    """The six disjoint parts of everybody before one quota."""

    OUTSIDE = "outside"
    MEMBERSHIP_UNKNOWN = "membership_unknown"
    TRAINED = "trained"
    FAILED = "failed"
    UNKNOWN = "unknown"
    ELIGIBLE = "eligible"


MEMBER_PARTS = (Part.TRAINED, Part.FAILED, Part.UNKNOWN, Part.ELIGIBLE)
PART_ENUM = pl.Enum([part.value for part in Part])


@dataclass(frozen=True, slots=True)
class Funnel:
    """Numbers of persons, never of person-turns; the six parts sum to `everybody`."""

    everybody: int
    outside: int
    membership_unknown: int
    trained: int
    failed: int
    unknown: int
    eligible: int
    to_be_proved: int
    trained_outside: int

    @property
    def members(self) -> int:
        """Persons who certainly belong to the group on the day."""
        return self.trained + self.failed + self.unknown + self.eligible

    def of(self, part: Part) -> int:
        """The number of persons in one part."""
        return int(getattr(self, part.value))


@dataclass(frozen=True, slots=True)
class ReasonCount:
    """How many persons one condition stops, leaves unknown, or stops alone.

    A condition of the group counts everybody it leaves outside, and as unknown whoever nothing
    leaves outside; any other condition counts the members who are not yet trained. One person may
    count under several conditions.
    """

    condition: Condition
    position: int
    failed: int
    unknown: int
    alone: int


@dataclass(frozen=True)
class Screening:
    """The answer for one quota on one day: numbers, reasons, and the people behind them.

    `people` has one row for each person who is not outside the group: person_id, part,
    verdict, failed and unknown (bit masks by position in `conditions`).
    """

    conditions: tuple[Condition, ...]
    funnel: Funnel
    reasons: tuple[ReasonCount, ...]
    people: pl.DataFrame


def screen(
    group: Sequence[Condition],
    others: Sequence[Condition],
    standings: pl.DataFrame,
    trained: pl.Series,
) -> Screening:
    """Sort everybody of a Standing frame into the parts of the funnel.

    `trained` holds the person_ids who completed the quota's programme in the phase by the day.
    """
    membership = judge(group, standings)
    is_outside = membership["failed"] != 0
    judged = judge(others, standings.lazy().filter(~is_outside))
    people = _with_parts(membership.filter(~is_outside), judged, len(group), trained)
    outside = membership["person_id"].filter(is_outside)
    return Screening(
        conditions=(*group, *others),
        funnel=_funnel(standings.height, people, outside, trained),
        reasons=(*_group_counts(group, membership), *_other_counts(others, len(group), people)),
        people=people,
    )


def membership(group: Sequence[Condition], standings: pl.DataFrame) -> pl.DataFrame:
    """person_id and `member`: true, false, or null where the register cannot tell."""
    judged = judge(group, standings)
    return judged.select(
        "person_id",
        pl.when(pl.col("failed") != 0)
        .then(pl.lit(False))
        .when(pl.col("unknown") != 0)
        .then(pl.lit(None, dtype=pl.Boolean))
        .otherwise(pl.lit(True))
        .alias("member"),
    )


def placed(group: Sequence[str], others: Sequence[str], trained: bool) -> tuple[Part, str]:
    """The part and verdict of one person from the outcomes of conditions, as `screen` has it."""
    if "failed" in group:
        return Part.OUTSIDE, "failed"
    outcomes = {*group, *others}
    verdict = next((v for v in ("failed", "unknown", "to_be_proved") if v in outcomes), "passed")
    if "unknown" in group:
        return Part.MEMBERSHIP_UNKNOWN, verdict
    if trained:
        return Part.TRAINED, verdict
    return {"failed": Part.FAILED, "unknown": Part.UNKNOWN}.get(verdict, Part.ELIGIBLE), verdict


def mask(position: int) -> pl.Expr:
    """The bit of the condition at one position."""
    return pl.lit(1 << position, dtype=pl.UInt64)


def _with_parts(
    inside: pl.DataFrame, judged: pl.DataFrame, shift: int, trained: pl.Series
) -> pl.DataFrame:
    """Part and verdict of each person who is not outside, in the fixed order of the funnel.

    Both halves of the judgement have the same people in the same order.
    """
    scale = pl.lit(1 << shift, dtype=pl.UInt64)
    both = pl.LazyFrame(
        {
            "person_id": inside["person_id"],
            "group_unknown": inside["unknown"],
            "verdict_inside": judged["verdict"],
            "failed_inside": judged["failed"],
            "unknown_inside": judged["unknown"],
        }
    )
    return both.select(
        "person_id",
        _part(trained).alias("part"),
        _verdict().alias("verdict"),
        (pl.col("failed_inside") * scale).alias("failed"),
        (pl.col("unknown_inside") * scale + pl.col("group_unknown")).alias("unknown"),
    ).collect()


def _part(trained: pl.Series) -> pl.Expr:
    steps = (
        (pl.col("group_unknown") != 0, Part.MEMBERSHIP_UNKNOWN),
        (pl.col("person_id").is_in(trained.implode()), Part.TRAINED),
        (pl.col("failed_inside") != 0, Part.FAILED),
        (pl.col("unknown_inside") != 0, Part.UNKNOWN),
    )
    part = pl.lit(Part.ELIGIBLE.value, dtype=PART_ENUM)
    for holds, name in reversed(steps):
        part = pl.when(holds).then(pl.lit(name.value, dtype=PART_ENUM)).otherwise(part)
    return part


def _verdict() -> pl.Expr:
    """The verdict over both halves: who may be outside is unknown unless something fails."""
    doubtful = (pl.col("failed_inside") == 0) & (pl.col("group_unknown") != 0)
    inside = pl.col("verdict_inside").cast(pl.String)
    return pl.when(doubtful).then(pl.lit("unknown")).otherwise(inside)


def _funnel(everybody: int, people: pl.DataFrame, outside: pl.Series, trained: pl.Series) -> Funnel:
    sizes = {
        (part, verdict): size
        for part, verdict, size in people.group_by("part", "verdict").len().iter_rows()
    }

    def of(part: Part) -> int:
        return sum(size for (own, _), size in sizes.items() if own == part.value)

    return Funnel(
        everybody=everybody,
        outside=outside.len(),
        membership_unknown=of(Part.MEMBERSHIP_UNKNOWN),
        trained=of(Part.TRAINED),
        failed=of(Part.FAILED),
        unknown=of(Part.UNKNOWN),
        eligible=of(Part.ELIGIBLE),
        to_be_proved=sizes.get((Part.ELIGIBLE.value, "to_be_proved"), 0),
        trained_outside=int(outside.is_in(trained.implode()).sum()),
    )


def _group_counts(group: Sequence[Condition], membership: pl.DataFrame) -> list[ReasonCount]:
    outside = pl.col("failed") != 0
    doubtful = pl.when(outside).then(pl.lit(0, dtype=pl.UInt64)).otherwise("unknown")
    return _counts(group, 0, membership.lazy().with_columns(doubtful.alias("unknown")))


def _other_counts(
    others: Sequence[Condition], shift: int, people: pl.DataFrame
) -> list[ReasonCount]:
    waiting = pl.col("part").is_in([Part.FAILED.value, Part.UNKNOWN.value, Part.ELIGIBLE.value])
    return _counts(others, shift, people.lazy().filter(waiting))


def _counts(
    conditions: Sequence[Condition], shift: int, people: pl.DataFrame | pl.LazyFrame
) -> list[ReasonCount]:
    """One pass over the masks for all conditions."""
    asked = [
        (shift + place, condition)
        for place, condition in enumerate(conditions)
        if condition.stage is Stage.REGISTER
    ]
    if not asked:
        return []
    columns = [column for position, _ in asked for column in _sums(position)]
    sums = people.lazy().select(columns).collect().row(0, named=True)
    return [
        ReasonCount(
            condition=condition,
            position=position,
            failed=sums[f"failed_{position}"],
            unknown=sums[f"unknown_{position}"],
            alone=sums[f"alone_{position}"],
        )
        for position, condition in asked
    ]


def _sums(position: int) -> tuple[pl.Expr, ...]:
    bit = mask(position)
    return (
        ((pl.col("failed") & bit) != 0).sum().alias(f"failed_{position}"),
        ((pl.col("unknown") & bit) != 0).sum().alias(f"unknown_{position}"),
        (pl.col("failed") == bit).sum().alias(f"alone_{position}"),
    )
