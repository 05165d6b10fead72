"""How far a target is on a day, in persons: each person counts once.

The numerator is the members of the group on that day who completed within the phase by that
day, so it can never pass the denominator, the members on that day. Beside the figure stand those
who completed and are not members on that day, told apart by what they were when they completed,
and everyone whose membership the register cannot tell.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import ceil

import polars as pl

from hientai.training.domain.phases import Phase

TOLERANCE_POINTS = 1.0
"""Within one percentage point of where it should stand, a target counts as on schedule."""


class Pace(StrEnum):
    """Where a target stands against where it should stand by now."""

    REACHED = "reached"
    AHEAD = "ahead"
    ON_SCHEDULE = "on_schedule"
    BEHIND = "behind"
    NOT_STARTED = "not_started"
    NOT_MEASURED = "not_measured"


@dataclass(frozen=True, slots=True)
class Progress:
    """The figure of one target on one day; persons, except `turns`, which are person-turns.

    `unsure` members are those of whom the register does not tell whether they are done. Where a
    share is a stock that stood somewhere before the work began, `start_percent` says where.
    """

    on: date
    members: int
    done: int
    unknown: int
    trained_outside: int
    trained_unknown: int
    turns: int
    goal_percent: float | None
    goal_count: int | None
    elapsed: float
    unsure: int = 0
    start_percent: float = 0.0

    @property
    def achieved(self) -> int:
        """Persons who count for the goal: done members, or for a number of heads everybody who
        completed, for a place that was used stays used when the person leaves the group."""
        if self.goal_count is None:
            return self.done
        return self.done + self.trained_outside + self.trained_unknown

    @property
    def percent(self) -> float | None:
        """Percent done: of the members on the day, or of a number of heads (at most 100).

        None where there is nobody to count.
        """
        whole = self.members if self.goal_count is None else self.goal_count
        return min(100.0, 100 * self.achieved / whole) if whole else None

    @property
    def goal_persons(self) -> int | None:
        """Persons needed to meet the goal: a percent of the members, or a number of heads."""
        if self.goal_count is not None:
            return self.goal_count
        if self.goal_percent is None:
            return None
        return ceil(round(self.members * self.goal_percent / 100, 6))

    @property
    def missing(self) -> int | None:
        """Persons still to train before the goal is met."""
        return None if self.goal_persons is None else max(0, self.goal_persons - self.achieved)

    @property
    def expected_percent(self) -> float | None:
        """Percent that should be done by now if the work went evenly through the phase."""
        if self.goal_in_percent is None:
            return None
        return self.start_percent + (self.goal_in_percent - self.start_percent) * self.elapsed

    @property
    def goal_in_percent(self) -> float | None:
        """The goal on the scale of `percent`: a number of heads is its own 100 %."""
        return 100.0 if self.goal_count is not None else self.goal_percent

    @property
    def expected_persons(self) -> int | None:
        """Persons who should be done by now if the work went evenly through the phase."""
        if self.goal_persons is None or self.expected_percent is None:
            return None
        whole = self.goal_in_percent or 0.0
        return round(self.goal_persons * self.expected_percent / whole) if whole else 0

    @property
    def gap_points(self) -> float | None:
        """Percentage points ahead (+) or behind (−) where the target should stand by now."""
        if self.percent is None or self.expected_percent is None:
            return None
        return self.percent - self.expected_percent

    @property
    def pace(self) -> Pace:
        """Reached, ahead, on schedule or behind; not started before the phase."""
        if self.gap_points is None:
            return Pace.NOT_MEASURED
        if self.missing == 0:
            return Pace.REACHED
        if self.elapsed == 0:
            return Pace.NOT_STARTED
        if abs(self.gap_points) <= TOLERANCE_POINTS:
            return Pace.ON_SCHEDULE
        return Pace.AHEAD if self.gap_points > 0 else Pace.BEHIND


class Place(StrEnum):
    """Where a person stands before a target."""

    DONE = "done"
    MISSING = "missing"
    UNKNOWN = "unknown"
    OUTSIDE = "outside"
    UNSURE = "unsure"


MEMBERS = (Place.DONE, Place.MISSING, Place.UNSURE)
"""Where the members of the group stand."""


class Then(StrEnum):
    """What somebody who is outside the group today was on a day of completion.

    Left the group since; never a member (a quota may serve several targets, or let others sit
    in); or the register does not tell.
    """

    LEFT = "left"
    NEVER = "never"
    UNKNOWN = "unknown_then"


PLACE_ENUM = pl.Enum([place.value for place in Place])


def places(membership: pl.DataFrame, completions: pl.DataFrame) -> pl.DataFrame:
    """Each person who counts for a target, once, with where the person stands (`Place`).

    `membership`: person_id, member (Boolean, null unknown) of everybody on the day.
    `completions`: person_id, completed_on (Date, the first day), turns: what counts, one row a
    person and item or finer.
    Returns person_id, place, first_on (Date of the first completion, null), turns.
    """
    first = completions.group_by("person_id").agg(
        pl.col("completed_on").min().alias("first_on"), pl.col("turns").sum()
    )
    concerned = membership.filter(pl.col("member").fill_null(True))
    known = concerned.join(first, on="person_id", how="left")
    outside = first.join(concerned, on="person_id", how="anti").with_columns(member=pl.lit(False))
    columns = ["person_id", "member", "first_on", "turns"]
    turns = pl.col("turns").fill_null(0).cast(pl.Int32)
    return pl.concat([known.select(columns), outside.select(columns)]).select(
        "person_id", _place().alias("place"), "first_on", turns
    )


def stock(people: pl.DataFrame, unsure: pl.Series) -> pl.DataFrame:
    """The `places` of a share that people hold and nobody completes: those outside the group do
    not count, and members of whom the register does not tell stand apart."""
    people = people.filter(pl.col("place") != Place.OUTSIDE.value)
    missing = pl.col("place") == Place.MISSING.value
    here = missing & pl.col("person_id").is_in(unsure.implode())
    told = pl.when(here).then(pl.lit(Place.UNSURE.value)).otherwise(pl.col("place").cast(pl.String))
    return people.with_columns(told.cast(PLACE_ENUM).alias("place"))


def _place() -> pl.Expr:
    return (
        pl.when(pl.col("member").is_null())
        .then(pl.lit(Place.UNKNOWN.value))
        .when(~pl.col("member"))
        .then(pl.lit(Place.OUTSIDE.value))
        .when(pl.col("turns").is_null())
        .then(pl.lit(Place.MISSING.value))
        .otherwise(pl.lit(Place.DONE.value))
        .cast(PLACE_ENUM)
    )


def told_apart(outside: pl.Series, then: pl.DataFrame) -> pl.DataFrame:
    """person_id and `then` (see `Then`) of each person outside the group today.

    `then`: person_id, member (Boolean, null unknown), a row for each day of completion. Member on
    one of them: left since. Unknown on one and member on none: unknown.
    """
    most = then.group_by("person_id").agg(
        pl.col("member").any().alias("ever"), pl.col("member").is_null().any().alias("blank")
    )
    part = (
        pl.when(pl.col("ever"))
        .then(pl.lit(Then.LEFT.value))
        .when(pl.col("blank").fill_null(True))
        .then(pl.lit(Then.UNKNOWN.value))
        .otherwise(pl.lit(Then.NEVER.value))
    )
    people = pl.DataFrame({"person_id": outside}).join(most, on="person_id", how="left")
    return people.select("person_id", part.alias("then"))


def measure(
    people: pl.DataFrame,
    *,
    phase: Phase,
    on: date,
    goal_percent: float | None = None,
    goal_count: int | None = None,
    start_percent: float = 0.0,
) -> Progress:
    """The figure of a target from the `places` of its people."""
    return Progress(
        on=on,
        **_counted(people),
        goal_percent=goal_percent,
        goal_count=goal_count,
        elapsed=phase.elapsed(on),
        start_percent=start_percent,
    )


def _counted(people: pl.DataFrame) -> dict[str, int]:
    """How many stand where, in persons, and their person-turns."""
    sizes = dict(people.group_by("place").len().iter_rows())
    done, missing, unsure, outside = (
        sizes.get(place.value, 0)
        for place in (Place.DONE, Place.MISSING, Place.UNSURE, Place.OUTSIDE)
    )
    unknown = people.filter(pl.col("place") == Place.UNKNOWN.value)
    return {
        "members": done + missing + unsure,
        "done": done,
        "unknown": unknown.height,
        "trained_outside": outside,
        "trained_unknown": int((unknown["turns"] > 0).sum()),
        "turns": int(people["turns"].sum()),
        "unsure": unsure,
    }


def by_unit(
    people: pl.DataFrame, standings: pl.DataFrame, goal_percent: float | None
) -> pl.DataFrame:
    """For each organ: members, done, unknown, missing, percent, and persons short of the goal.

    An organ has the target's own percent to reach; persons without a unit on the day (who left)
    are not in any row. Rows with the most persons missing come first.
    """
    goal = pl.col("members") * (goal_percent or 0.0) / 100
    organ = ("organ_code", "organ_name")
    return (
        people.filter(pl.col("place") != Place.OUTSIDE.value)
        .join(standings.select("person_id", *organ), on="person_id", how="left")
        .group_by(*organ)
        .agg(**_counts_of_organ())
        .with_columns(
            missing=pl.col("members") - pl.col("done"),
            percent=pl.when(pl.col("members") > 0).then(100 * pl.col("done") / pl.col("members")),
            short=(goal.round(6).ceil().cast(pl.Int64) - pl.col("done")).clip(0),
        )
        .sort(["missing", "organ_code"], descending=[True, False])
    )


def _counts_of_organ() -> dict[str, pl.Expr]:
    return {
        "members": _how_many(*MEMBERS),
        "done": _how_many(Place.DONE),
        "unknown": _how_many(Place.UNKNOWN),
    }


def _how_many(*places: Place) -> pl.Expr:
    """Persons who stand at one of some places."""
    return pl.col("place").is_in([place.value for place in places]).sum().cast(pl.Int64)


def by_year(people: pl.DataFrame) -> pl.DataFrame:
    """For each year: persons done whose first completion fell in it, and the running sum."""
    return (
        people.filter(pl.col("place") == Place.DONE.value)
        .group_by(pl.col("first_on").dt.year().cast(pl.Int32).alias("year"))
        .agg(pl.len().cast(pl.Int64).alias("done"))
        .sort("year")
        .with_columns(running=pl.col("done").cum_sum())
    )
