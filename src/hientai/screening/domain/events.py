"""Classes and delegations of each year, as far as person-turns tell of them.

There is no register of classes, delegations and workshops yet. Turns of one content and programme
that begin on one day are read as one class; those abroad as one delegation. What turns cannot
tell, a workshop, is not counted at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

COUNTED = ("class", "delegation")
"""The events that turns tell of."""

ABROAD = "abroad"


@dataclass(frozen=True, slots=True)
class Wanted:
    """At least so many events in a year: over all `items`, or for each of them."""

    event: str
    at_least: int
    items: tuple[str, ...]
    each: bool = False
    group_at_least: int = 0

    @property
    def in_a_year(self) -> int:
        """Events wanted in a year over all items."""
        return self.at_least * (len(self.items) if self.each else 1)


@dataclass(frozen=True, slots=True)
class YearOfEvents:
    """One year: events held by the day, and how many of them go towards the number wanted.

    `held` is None where nothing that is recorded tells of such events. `with_group` counts those
    with members of the asked group. `over` says whether the year has ended by the day, `ahead`
    whether it has not begun.
    """

    year: int
    wanted: int
    held: int | None
    counted: int
    group_wanted: int = 0
    with_group: int = 0
    over: bool = False
    ahead: bool = False

    @property
    def met(self) -> bool | None:
        """Whether the numbers of the year are reached; None where nothing tells."""
        if self.held is None:
            return None
        return self.counted >= self.wanted and self.with_group >= self.group_wanted


def held(turns: pl.DataFrame, event: str, items: Iterable[str], group: pl.Series) -> pl.DataFrame:
    """The events of one kind: item, programme, starts_on, year, persons, of_group.

    `turns`: person_id, item, programme, starts_on (Date), place (String, null not recorded).
    """
    abroad = pl.col("place").fill_null("") == ABROAD
    wanted = pl.col("item").is_in(list(items)) & (abroad if event == "delegation" else ~abroad)
    return (
        turns.filter(wanted)
        .group_by("item", "programme", "starts_on")
        .agg(
            pl.col("person_id").n_unique().alias("persons"),
            pl.col("person_id").is_in(group.implode()).sum().alias("of_group"),
        )
        .with_columns(year=pl.col("starts_on").dt.year().cast(pl.Int32))
        .sort("starts_on", "item", "programme")
    )


def by_year(
    turns: pl.DataFrame, asked: Wanted, years: Sequence[int], on: date, group: pl.Series
) -> tuple[YearOfEvents, ...]:
    """Each year with what was held in it by a day."""
    if asked.event not in COUNTED:
        return tuple(
            YearOfEvents(year, asked.in_a_year, None, 0, over=year < on.year, ahead=year > on.year)
            for year in years
        )
    events = held(turns, asked.event, asked.items, group)
    return tuple(_year(events.filter(pl.col("year") == year), asked, year, on) for year in years)


def _year(events: pl.DataFrame, asked: Wanted, year: int, on: date) -> YearOfEvents:
    per_item = dict(events.group_by("item").len().iter_rows())
    towards = sum(min(count, asked.at_least) for count in per_item.values())
    return YearOfEvents(
        year=year,
        wanted=asked.in_a_year,
        held=events.height,
        counted=towards if asked.each else events.height,
        group_wanted=asked.group_at_least,
        with_group=events.filter(pl.col("of_group") > 0).height,
        over=year < on.year,
        ahead=year > on.year,
    )
