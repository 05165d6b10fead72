"""Lists behind the figures: people of a quota or a target, filtered and ordered without SQL."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

import polars as pl

from hientai.people.domain import search_of
from hientai.rules.engine import judge
from hientai.screening.domain import progress
from hientai.screening.domain.name_order import name_order
from hientai.screening.domain.progress import MEMBERS, Place, Then
from hientai.screening.domain.screening import PART_ENUM, Part, mask
from hientai.screening.queries.conditions import MAIN, conditions_of
from hientai.screening.queries.figures import order_of_priority, quota_figure, target_figures
from hientai.screening.queries.former import former_of
from hientai.screening.queries.frozen import (
    RETIRED_ON,
    frozen_parts,
    shown_on,
    without_frozen,
)
from hientai.training.queries.frames import frame_of
from hientai.training.queries.kept import kept
from hientai.training.queries.readings import Reading, people_on

RETIRED = pl.col(RETIRED_ON).is_not_null()
"""Whoever of a list holds a post past retirement."""
OUT = pl.lit(Part.OUTSIDE.value).cast(PART_ENUM)
NAME_COLUMNS = ("code", "name", "name_folded", "name_key")
READ = {
    "person_id",
    *NAME_COLUMNS,
    *("sex", "birth_date", "birth_precision", "position", "title", "degree_level"),
    *("unit_code", "unit_name", "organ_code", "organ_name"),
}
"""What lists show, search and filter by; the rest of a standing is not kept with each list."""


@dataclass(frozen=True)
class Rows:
    """A frame as a list page reads it: it has a length and gives slices of plain rows."""

    frame: pl.DataFrame

    def __len__(self) -> int:
        return self.frame.height

    def __getitem__(self, portion: slice) -> list[dict[str, Any]]:
        start, stop, _step = portion.indices(self.frame.height)
        return self.frame.slice(start, max(0, stop - start)).to_dicts()

    def where(self, condition: pl.Expr) -> Rows:
        """The rows for which a condition holds."""
        return Rows(self.frame.filter(condition))

    def by_name(self) -> Rows:
        """The rows in the Vietnamese order of given names."""
        return Rows(self.frame.sort(name_order()))

    def found(self, text: str) -> Rows:
        """The rows of a search: words of a name without accents, or the beginning of a code."""
        asked = search_of(text)
        if asked.code:
            return self.where(pl.col("code").str.to_uppercase().str.starts_with(asked.code))
        names = [pl.col("name_folded").str.contains(word, literal=True) for word in asked.words]
        return self.where(pl.all_horizontal(names)) if names else self

    def of_organ(self, code: str) -> Rows:
        """The rows of one organ."""
        return self.where(pl.col("organ_code") == code)

    @cached_property
    def organs(self) -> list[tuple[str, str]]:
        """(code, name) of the organs in the list, by name."""
        named = self.frame.select("organ_code", "organ_name").drop_nulls().unique()
        return sorted(named.iter_rows(), key=lambda pair: pair[1])


def people_of_quota(asked: Reading, quota_id: str, question: str = MAIN) -> Rows:
    """Everybody who is not outside the quota's group, those with the highest priority first."""

    def joined() -> pl.DataFrame:
        figure = quota_figure(asked, quota_id, question)
        return (
            figure.screening.people.join(
                shown_on(asked, figure.quota.group), on="person_id", how="left"
            )
            .join(order_of_priority(asked, quota_id, question), on="person_id", how="left")
            .join(figure.completed, on="person_id", how="left")
            .with_columns(name_order().alias("name_order"))
            .sort("rank", "name_order", nulls_last=True)
        )

    return _kept(asked, ("list", quota_id, question), joined)


def outside_of_quota(asked: Reading, quota_id: str, question: str = MAIN) -> Rows:
    """Everybody outside the quota's group, with the conditions of the group that fail."""
    group, _others = conditions_of(asked, quota_id, question)
    still = frozen_parts(asked, asked.pack.quota(quota_id).group)

    def judged() -> pl.DataFrame:
        people = without_frozen(people_on(asked), still)
        found = judge(group, people).filter(pl.col("failed") != 0)
        return (
            found.with_columns(
                pl.lit(Part.OUTSIDE.value).cast(PART_ENUM).alias("part"),
                pl.col("verdict").cast(pl.String),
            )
            .join(people, on="person_id", how="left")
            .with_columns(
                score=pl.lit(None, dtype=pl.Int32),
                why=pl.lit([], dtype=pl.List(pl.String)),
                completed_on=pl.lit(None, dtype=pl.Date),
            )
        )

    return _kept(asked, ("outside", quota_id, question), judged)


def trained_of_quota(asked: Reading, quota_id: str, question: str = MAIN) -> Rows:
    """Everybody who took a place of the quota, also who is outside its group or service by now."""
    completed = quota_figure(asked, quota_id, question).completed
    return _holding_a_place(asked, quota_id, question, "trained", completed)


def studying_of_quota(asked: Reading, quota_id: str, question: str = MAIN) -> Rows:
    """Everybody who is studying in a place of the quota and has not completed, in its group or
    not."""
    studying = quota_figure(asked, quota_id, question).studying
    people = studying.to_frame("person_id").with_columns(completed_on=pl.lit(None, dtype=pl.Date))
    return _holding_a_place(asked, quota_id, question, "studying", people)


def _holding_a_place(
    asked: Reading, quota_id: str, question: str, which: str, people: pl.DataFrame
) -> Rows:
    figure = quota_figure(asked, quota_id, question)

    def named() -> pl.DataFrame:
        done = pl.lit(Part.TRAINED.value).cast(PART_ENUM)
        found = (
            _named(people, asked, figure.quota.group)
            .join(figure.screening.people, on="person_id", how="left")
            .with_columns(
                (done if which == "trained" else pl.col("part").fill_null(OUT)).alias("part"),
                pl.col("verdict").cast(pl.String).fill_null("failed"),
                score=pl.lit(None, dtype=pl.Int32),
                why=pl.lit([], dtype=pl.List(pl.String)),
            )
        )
        return found.sort(name_order())

    return _kept(asked, (which, quota_id, question), named)


def stopped_by(rows: Rows, position: int, outcome: str) -> Rows:
    """The rows for which the condition at a position failed, or is unknown."""
    column = "unknown" if outcome == "unknown" else "failed"
    waiting = pl.col("part") != Part.TRAINED.value
    return rows.where(((pl.col(column) & mask(position)) != 0) & waiting)


class Behind(StrEnum):
    """The lists behind the figures of a target."""

    COUNTED = "counted"
    MEMBERS = "members"
    MISSING = "missing"
    UNKNOWN = "unknown"
    UNSURE = "unsure"
    RETIRED = "retired"
    LEFT = "left"
    NEVER = "never"
    UNKNOWN_THEN = "unknown_then"


FORMER = {
    Behind.LEFT: Then.LEFT,
    Behind.NEVER: Then.NEVER,
    Behind.UNKNOWN_THEN: Then.UNKNOWN,
}
"""The lists of those who completed and are outside the group today."""


PLACES = {
    Behind.COUNTED: (Place.DONE,),
    Behind.MEMBERS: MEMBERS,
    Behind.RETIRED: MEMBERS,
    Behind.MISSING: (Place.MISSING,),
    Behind.UNKNOWN: (Place.UNKNOWN,),
    Behind.UNSURE: (Place.UNSURE,),
}
"""Where the people of each list of a target stand."""
COUNTED_OF_HEADS = (Place.DONE, Place.OUTSIDE, Place.UNKNOWN)
"""Where those stand who may have taken one of a number of places."""


def people_of_target(asked: Reading, target_id: str, which: Behind) -> Rows:
    """The people behind one figure of a target, by name; who left service has no unit any more.

    `COUNTED` are those the figure counts as done: members, or for a number of heads everybody
    who completed.
    """
    if which in FORMER:
        return _former_list(asked, target_id, FORMER[which])
    figure = target_figures(asked)[target_id]
    heads = figure.progress is not None and figure.progress.goal_count is not None
    places = COUNTED_OF_HEADS if heads and which is Behind.COUNTED else PLACES[which]
    completed = pl.col("turns") > 0 if heads and which is Behind.COUNTED else pl.lit(True)

    def named() -> pl.DataFrame:
        wanted = pl.col("place").is_in([place.value for place in places])
        people = figure.people.filter(wanted & completed)
        found = _named(people, asked, figure.target.group or "").sort(name_order())
        return found.filter(RETIRED) if which is Behind.RETIRED else found

    return _kept(asked, ("target list", target_id, which), named)


def _former_list(asked: Reading, target_id: str, then: Then) -> Rows:
    def named() -> pl.DataFrame:
        figure = target_figures(asked)[target_id]
        mine = former_of(asked, target_id).filter(pl.col("then") == then.value)
        people = figure.people.join(mine, on="person_id")
        return _named(people, asked, figure.target.group or "").sort(name_order())

    return _kept(asked, ("former list", target_id, then), named)


def units_of_target(asked: Reading, target_id: str) -> list[dict[str, Any]]:
    """Each organ with its figures of a target: see `domain.progress.by_unit`."""
    figure = target_figures(asked)[target_id]
    percent = figure.target.measure.percent
    return kept(
        asked.seen,
        asked.key("target units", target_id),
        lambda: progress.by_unit(
            figure.people, shown_on(asked, figure.target.group or ""), percent
        ).to_dicts(),
    )


def _named(people: pl.DataFrame, asked: Reading, group_id: str) -> pl.DataFrame:
    """The people with their standing; of who has no post on the day, the name at least."""
    found = people.join(shown_on(asked, group_id), on="person_id", how="left")
    gone = found.filter(pl.col("code").is_null())["person_id"]
    return found.update(_names(gone.to_list()), on="person_id")


def _names(people: list[int]) -> pl.DataFrame:
    """Names of people who have no post on the day, as far as the reader may see them."""
    schema = {"person_id": pl.Int64, **dict.fromkeys(NAME_COLUMNS, pl.String)}
    select = f"SELECT id, {', '.join(NAME_COLUMNS)} FROM people_person WHERE id = ANY(%(ids)s)"
    return frame_of(select, {"ids": people}, schema)


def _kept(asked: Reading, what: tuple[object, ...], make: Callable[[], pl.DataFrame]) -> Rows:
    def narrow() -> Rows:
        unread = [name for name in people_on(asked).columns if name not in READ]
        return Rows(make().drop(unread, strict=False))

    return kept(asked.seen, asked.key(*what), narrow)
