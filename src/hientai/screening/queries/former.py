"""People who completed and are outside a target's group today: what they were on that day."""

from __future__ import annotations

from datetime import date

import polars as pl

from hientai.schemes.domain.pack import Target
from hientai.schemes.queries import target_group
from hientai.screening.domain.progress import Place, Then, told_apart
from hientai.screening.domain.screening import membership
from hientai.screening.queries.figures import counted_of, target_figures
from hientai.training.queries.kept import kept
from hientai.training.queries.readings import Reading, degree_items
from hientai.training.queries.standings import standings_then


def former_of(asked: Reading, target_id: str) -> pl.DataFrame:
    """person_id and `then` (see `domain.progress.Then`) of everybody outside who completed.

    They are judged by the group as it reads on the day each completed, from the register of that
    day; only these few are judged, and only where somebody asks for them.
    """
    return kept(
        asked.seen,
        asked.key("former", target_id),
        lambda: _told_apart(asked, target_id),
    )


def former_counts(asked: Reading, target_id: str) -> dict[str, int]:
    """How many persons of each kind: see `domain.progress.Then`."""
    sizes = dict(former_of(asked, target_id).group_by("then").len().iter_rows())
    return {then.value: sizes.get(then.value, 0) for then in Then}


def _told_apart(asked: Reading, target_id: str) -> pl.DataFrame:
    figure = target_figures(asked)[target_id]
    outside = figure.people.filter(pl.col("place") == Place.OUTSIDE.value)["person_id"]
    return told_apart(outside, _then(asked, figure.target, outside))


def _then(asked: Reading, target: Target, people: pl.Series) -> pl.DataFrame:
    """person_id, day, member: each day of a first completion, null where nothing is seen."""
    counted = counted_of(asked, target)
    completed = counted.filter(pl.col("person_id").is_in(people.implode()))
    days = completed.select("person_id", day="completed_on").unique(maintain_order=True)
    found = standings_then(
        days["person_id"].to_list(), days["day"].to_list(), degree_items(asked.on), asked.law
    )
    parts = [_members(asked, target.id, day, frame) for day, frame in found.items()]
    if not parts:
        return days.with_columns(member=pl.lit(None, dtype=pl.Boolean))
    return days.join(pl.concat(parts), on=["person_id", "day"], how="left")


def _members(asked: Reading, target_id: str, day: date, frame: pl.DataFrame) -> pl.DataFrame:
    group = target_group(asked.version, target_id, day, asked.law)
    return membership(group, frame).with_columns(day=pl.lit(day))
