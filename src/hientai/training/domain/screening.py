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

    A condition of the group counts everybody it leaves outside; any other condition counts the
    members who are not yet trained. One person may count under several conditions.
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
    outside = pl.col("failed") != 0
    inside = membership.filter(~outside)
    candidates = standings.filter(pl.Series(membership["failed"] == 0))
    people = _with_parts(_joined(inside, judge(others, candidates), len(group)), trained)
    return Screening(
        conditions=(*group, *others),
        funnel=_funnel(standings.height, people, membership.filter(outside), trained),
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


def _joined(inside: pl.DataFrame, judged: pl.DataFrame, shift: int) -> pl.DataFrame:
    """Both halves of the judgement in one row; both frames are in the same order of people."""
    scale = pl.lit(1 << shift, dtype=pl.UInt64)
    return pl.DataFrame(
        {
            "person_id": inside["person_id"],
            "group_unknown": inside["unknown"].cast(pl.UInt64),
            "verdict_inside": judged["verdict"].cast(pl.String),
            "failed_inside": judged["failed"].cast(pl.UInt64),
            "unknown_inside": judged["unknown"].cast(pl.UInt64),
        }
    ).with_columns(
        failed=pl.col("failed_inside") * scale,
        unknown=pl.col("unknown_inside") * scale + pl.col("group_unknown"),
    )


def _with_parts(people: pl.DataFrame, trained: pl.Series) -> pl.DataFrame:
    """Part and verdict of each person who is not outside, in the fixed order of the funnel."""
    part = (
        pl.when(pl.col("group_unknown") != 0)
        .then(pl.lit(Part.MEMBERSHIP_UNKNOWN.value))
        .when(pl.col("person_id").is_in(trained.implode()))
        .then(pl.lit(Part.TRAINED.value))
        .when(pl.col("failed") != 0)
        .then(pl.lit(Part.FAILED.value))
        .when(pl.col("unknown") != 0)
        .then(pl.lit(Part.UNKNOWN.value))
        .otherwise(pl.lit(Part.ELIGIBLE.value))
        .cast(PART_ENUM)
    )
    verdict = (
        pl.when(pl.col("failed") != 0)
        .then(pl.lit("failed"))
        .when(pl.col("unknown") != 0)
        .then(pl.lit("unknown"))
        .otherwise(pl.col("verdict_inside"))
    )
    return people.select(
        "person_id", part.alias("part"), verdict.alias("verdict"), "failed", "unknown"
    )


def _funnel(
    everybody: int, people: pl.DataFrame, outside: pl.DataFrame, trained: pl.Series
) -> Funnel:
    sizes = dict(people.group_by("part").len().iter_rows())
    eligible = people.filter(pl.col("part") == Part.ELIGIBLE.value)
    return Funnel(
        everybody=everybody,
        outside=outside.height,
        membership_unknown=sizes.get(Part.MEMBERSHIP_UNKNOWN.value, 0),
        trained=sizes.get(Part.TRAINED.value, 0),
        failed=sizes.get(Part.FAILED.value, 0),
        unknown=sizes.get(Part.UNKNOWN.value, 0),
        eligible=eligible.height,
        to_be_proved=int((eligible["verdict"] == "to_be_proved").sum()),
        trained_outside=int(outside["person_id"].is_in(trained.implode()).sum()),
    )


def _group_counts(group: Sequence[Condition], judged: pl.DataFrame) -> list[ReasonCount]:
    return _counts(group, 0, judged.select("failed", "unknown"))


def _other_counts(
    others: Sequence[Condition], shift: int, people: pl.DataFrame
) -> list[ReasonCount]:
    waiting = people.filter(
        pl.col("part").is_in([Part.FAILED.value, Part.UNKNOWN.value, Part.ELIGIBLE.value])
    )
    return _counts(others, shift, waiting)


def _counts(conditions: Sequence[Condition], shift: int, people: pl.DataFrame) -> list[ReasonCount]:
    """One pass over the masks for all conditions."""
    asked = [
        (shift + place, condition)
        for place, condition in enumerate(conditions)
        if condition.stage is Stage.REGISTER
    ]
    if not asked:
        return []
    sums = people.select(*(sum_ for position, _ in asked for sum_ in _sums(position))).row(
        0, named=True
    )
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
