"""Who changes place before a quota when the law changes: two screenings held side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import polars as pl

from hientai.rules.decrees import DECREES
from hientai.rules.engine import Condition, Limit, Reason
from hientai.screening.domain.screening import PART_ENUM, Part

_DECREES = {decree.code for decree in DECREES}
Direction = tuple[str, str]
"""The part of the funnel before, and the part after."""


@dataclass(frozen=True)
class LimitChange:
    """A condition whose limit reads otherwise; None where it is not asked on that side."""

    title: str
    was: Limit | None
    now: Limit | None


@dataclass(frozen=True)
class ReasonChange:
    """The answer of one condition for one person on both sides; None where it is not asked."""

    was: Reason | None
    now: Reason | None

    @property
    def title(self) -> str:
        """What the condition is about."""
        return self._known.title

    @property
    def value(self) -> str:
        """The person's value, "" where the register has none."""
        return next((r.value for r in (self.now, self.was) if r is not None and r.value), "")

    @property
    def limit_was(self) -> str:
        """The limit before, "" where the condition was not asked."""
        return self.was.limit if self.was else ""

    @property
    def limit_now(self) -> str:
        """The limit after, "" where the condition is not asked."""
        return self.now.limit if self.now else ""

    @property
    def clause_now(self) -> str:
        """The clause after, "" where the condition is not asked."""
        return self.now.clause if self.now else ""

    @property
    def _known(self) -> Reason:
        known = self.now or self.was
        if known is None:
            raise ValueError("a change of reason has at least one side")
        return known


def moved(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """Everybody whose part differs: person_id, before, after.

    Each side has a row (person_id, part) for each person who is not outside the group.
    """
    outside = pl.lit(Part.OUTSIDE.value, dtype=PART_ENUM)
    both = before.select("person_id", before="part").join(
        after.select("person_id", after="part"), on="person_id", how="full", coalesce=True
    )
    told = both.with_columns(pl.col("before", "after").fill_null(outside))
    return told.filter(pl.col("before") != pl.col("after"))


def directions(people: pl.DataFrame) -> dict[Direction, int]:
    """How many persons went from which part to which, each counted once a direction."""
    counted = people.group_by("before", "after").agg(pl.col("person_id").n_unique().alias("n"))
    return {(row["before"], row["after"]): row["n"] for row in counted.iter_rows(named=True)}


def limit_changes(before: Sequence[Condition], after: Sequence[Condition]) -> list[LimitChange]:
    """The conditions that are worded otherwise, in the order of the new ones, then the dropped."""
    was, now = ({_key(c.code): c for c in side} for side in (before, after))
    pairs = ((was.get(key), now.get(key)) for key in dict.fromkeys((*now, *was)))
    return [
        LimitChange(
            (new or old).title,  # type: ignore[union-attr]
            old.limit if old else None,
            new.limit if new else None,
        )
        for old, new in pairs
        if old is None or new is None or _words(old) != _words(new)
    ]


def asks_the_same(before: Sequence[Condition], after: Sequence[Condition]) -> bool:
    """Whether two lists of conditions ask exactly the same of everybody."""
    return len(before) == len(after) and all(
        one.code == other.code
        and _same(one.holds, other.holds)
        and _same(one.applies, other.applies)
        for one, other in zip(before, after, strict=True)
    )


def reason_changes(before: Iterable[Reason], after: Iterable[Reason]) -> list[ReasonChange]:
    """The conditions whose answer differs for one person."""
    was, now = ({_key(r.code): r for r in side} for side in (before, after))
    pairs = [ReasonChange(was.get(key), now.get(key)) for key in dict.fromkeys((*now, *was))]
    return [pair for pair in pairs if _outcome(pair.was) != _outcome(pair.now)]


def _outcome(reason: Reason | None) -> str:
    """A condition that is not asked stops nobody, like one that is met."""
    return "passed" if reason is None else reason.outcome


def _key(code: str) -> str:
    """The same condition of two decrees (the age of 101 and of 171) is held side by side."""
    decree, _dot, name = code.partition(".")
    return name if decree in _DECREES else code


def _words(condition: Condition) -> tuple[str, str]:
    return condition.limit.text, condition.limit.clause


def _same(one: pl.Expr | None, other: pl.Expr | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.meta.eq(other)
