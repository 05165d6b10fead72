"""Parts of a group that stand still at their last day, beside the part that lives: once each.

Every frame here is a membership: person_id, member (true, or null where the register cannot tell).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from hientai.rules.engine import Condition
from hientai.screening.domain.screening import Funnel, ReasonCount, Screening, mask

MASKS = ("failed", "unknown")


def resting(full: pl.DataFrame, without: pl.DataFrame) -> pl.DataFrame:
    """Who belongs on a day only through what is gone later: members who without it would not
    surely be, and people in doubt who without it would surely not be."""
    both = full.join(without.rename({"member": "else"}), on="person_id", maintain_order="left")
    sure = pl.col("member") & ~pl.col("else").fill_null(False)
    doubt = pl.col("member").is_null() & ~pl.col("else").fill_null(True)
    return both.filter(sure | doubt).select("person_id", "member")


def each_once(living: pl.DataFrame, parts: Sequence[pl.DataFrame]) -> list[pl.DataFrame]:
    """The parts, the latest first, without whoever counts elsewhere.

    A living member counts as living; who stood still twice counts at the later day; who is in
    doubt counts as in doubt only where nothing else is sure.
    """
    taken = living.filter(pl.col("member").fill_null(False))["person_id"]
    sure = []
    for part in parts:
        mine = part.filter(pl.col("member").fill_null(False) & ~_among(taken))
        taken = pl.concat([taken, mine["person_id"]])
        sure.append(mine)
    taken = pl.concat([taken, living.filter(pl.col("member").is_null())["person_id"]])
    whole = []
    for part, mine in zip(parts, sure, strict=True):
        doubt = part.filter(pl.col("member").is_null() & ~_among(taken))
        taken = pl.concat([taken, doubt["person_id"]])
        whole.append(pl.concat([mine, doubt]))
    return whole


def united(living: pl.DataFrame, parts: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """The membership of the whole group: parts `each_once`, then everybody else as living."""
    frozen = people_of(parts)
    return pl.concat([living.filter(~_among(frozen)), *parts])


def people_of(parts: Sequence[pl.DataFrame]) -> pl.Series:
    """The person_ids of all parts."""
    return pl.concat([pl.Series("person_id", [], dtype=pl.Int64), *(p["person_id"] for p in parts)])


def joined(living: Screening, still: Screening) -> Screening:
    """A screening of the living and one of a part that stands still, whose people do not meet.

    Conditions that read the same are one; those of the last day that read otherwise stand after.
    """
    here = {_words(one): at for at, one in enumerate(living.conditions)}
    added = [one for one in still.conditions if _words(one) not in here]
    conditions = (*living.conditions, *added)
    place = {_words(one): at for at, one in enumerate(conditions)}
    moves = [place[_words(one)] for one in still.conditions]
    people = still.people.with_columns(_moved(name, moves).alias(name) for name in MASKS)
    return Screening(
        conditions=conditions,
        funnel=_sum(living.funnel, still.funnel),
        reasons=_counted(living.reasons, still.reasons, moves),
        people=pl.concat([living.people, people.select(living.people.columns)]),
    )


def _among(people: pl.Series) -> pl.Expr:
    return pl.col("person_id").is_in(people.implode())


def _words(condition: Condition) -> tuple[str, str, str]:
    return condition.code, condition.limit.text, condition.limit.clause


def _moved(name: str, moves: Sequence[int]) -> pl.Expr:
    """A bit mask with each bit at its new place."""
    zero = pl.lit(0, dtype=pl.UInt64)
    bits = [
        pl.when((pl.col(name) & mask(at)) != 0).then(mask(to)).otherwise(zero)
        for at, to in enumerate(moves)
    ]
    return pl.sum_horizontal(zero, *bits)


def _sum(one: Funnel, other: Funnel) -> Funnel:
    names = Funnel.__dataclass_fields__
    return Funnel(**{name: getattr(one, name) + getattr(other, name) for name in names})


def _counted(
    living: Sequence[ReasonCount], still: Sequence[ReasonCount], moves: Sequence[int]
) -> tuple[ReasonCount, ...]:
    """The counts of both, condition by condition, those the living are asked first."""
    found = {count.position: count for count in living}
    for count in still:
        at = moves[count.position]
        same = found.get(at)
        found[at] = (
            replace(count, position=at)
            if same is None
            else replace(
                same,
                failed=same.failed + count.failed,
                unknown=same.unknown + count.unknown,
                alone=same.alone + count.alone,
            )
        )
    return tuple(found.values())
