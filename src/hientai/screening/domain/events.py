"""Classes, delegations and workshops of each year: what is registered, and what turns tell.

Rooms above register delegations and workshops (`join`); each is counted once, and the turns that it
explains are not counted again. Of the other turns, those of one content and programme that begin on
one day are read as one class; those abroad as one delegation. A workshop that is not registered is
told by nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

CLASS, DELEGATION, WORKSHOP = "class", "delegation", "workshop"
COUNTED = (CLASS, DELEGATION)
"""The events that turns tell of."""

ABROAD = "abroad"


@dataclass(frozen=True, slots=True)
class Registered:
    """A delegation or workshop that a room above knows: of which item, when, who took part.

    `turns` are the person-turns that it explains; `names` the programmes under which others of its
    people's turns may have been recorded, of the same item and first day.
    """

    event: str
    item: str
    programme: str
    starts_on: date
    people: frozenset[int] = frozenset()
    turns: frozenset[int] = frozenset()
    names: frozenset[str] = frozenset()


Source = Callable[[str, date, date], Sequence[Registered]]
"""The events of a scheme (its slug) that began from a day to a day."""

_sources: dict[str, Source] = {}


def join(name: str, source: Source) -> None:
    """Let a room above tell of events; the same name again takes the place of the first."""
    _sources[name] = source


def registered(scheme: str, since: date, on: date) -> list[Registered]:
    """Every registered event of a scheme that began from a day to a day."""
    return [one for source in _sources.values() for one in source(scheme, since, on)]


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


def unexplained(turns: pl.DataFrame, known: Sequence[Registered]) -> pl.DataFrame:
    """The turns that no registered event explains."""
    if not known:
        return turns
    keys = [key for one in known for key in one.turns]
    named = pl.DataFrame(
        [(one.item, one.starts_on, name) for one in known for name in one.names],
        schema={"item": pl.String, "starts_on": pl.Date, "programme": pl.String},
        orient="row",
    )
    left = turns.filter(~pl.col("turn").is_in(keys))
    return left.join(named, on=["item", "starts_on", "programme"], how="anti")


def told_of(
    known: Sequence[Registered], event: str, items: Iterable[str], group: pl.Series
) -> pl.DataFrame:
    """The registered events of one kind, in the columns of `held`."""
    asked, members = frozenset(items), frozenset(group.to_list())
    rows = [
        (one.item, one.programme, one.starts_on, len(one.people), len(one.people & members))
        for one in known
        if one.event == event and one.item in asked
    ]
    schema = {
        "item": pl.String,
        "programme": pl.String,
        "starts_on": pl.Date,
        "persons": pl.UInt32,
        "of_group": pl.UInt32,
    }
    found = pl.DataFrame(rows, schema=schema, orient="row")
    return found.with_columns(year=pl.col("starts_on").dt.year().cast(pl.Int32))


def held(turns: pl.DataFrame, event: str, items: Iterable[str], group: pl.Series) -> pl.DataFrame:
    """The events of one kind: item, programme, starts_on, year, persons, of_group.

    `turns`: turn, person_id, item, programme, starts_on (Date), place (String, null not recorded).
    """
    abroad = pl.col("place").fill_null("") == ABROAD
    wanted = pl.col("item").is_in(list(items)) & (abroad if event == "delegation" else ~abroad)
    return (
        turns.filter(wanted)
        .group_by("item", "programme", "starts_on")
        .agg(
            pl.col("person_id").n_unique().cast(pl.UInt32).alias("persons"),
            pl.col("person_id").is_in(group.implode()).sum().cast(pl.UInt32).alias("of_group"),
        )
        .with_columns(year=pl.col("starts_on").dt.year().cast(pl.Int32))
        .sort("starts_on", "item", "programme")
    )


def by_year(
    turns: pl.DataFrame,
    asked: Wanted,
    years: Sequence[int],
    on: date,
    group: pl.Series,
    known: Sequence[Registered] = (),
) -> tuple[YearOfEvents, ...]:
    """Each year with what was held in it by a day."""
    if asked.event not in COUNTED and not any(one.event == asked.event for one in known):
        return tuple(
            YearOfEvents(year, asked.in_a_year, None, 0, over=year < on.year, ahead=year > on.year)
            for year in years
        )
    events = told_of(known, asked.event, asked.items, group)
    if asked.event in COUNTED:
        others = held(unexplained(turns, known), asked.event, asked.items, group)
        events = pl.concat([events, others])
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
