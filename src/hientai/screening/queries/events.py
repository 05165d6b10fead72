"""Classes, delegations and workshops of a scheme by year: its targets and its least numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

import polars as pl

from hientai.schemes.domain.pack import Minimum, Target
from hientai.screening.domain.events import (
    Registered,
    Wanted,
    YearOfEvents,
    by_year,
    registered,
)
from hientai.screening.queries.frozen import members_of
from hientai.training.queries.completions import turns_begun
from hientai.training.queries.kept import kept
from hientai.training.queries.readings import Reading

NOBODY = pl.Series(dtype=pl.Int64)


Asking = TypeVar("Asking", Target, Minimum)


@dataclass(frozen=True)
class EventsFigure(Generic[Asking]):
    """The events of one target or one least number, year by year."""

    item: Asking
    years: tuple[YearOfEvents, ...]
    any_turn: bool


def minimum_figures(asked: Reading) -> tuple[EventsFigure[Minimum], ...]:
    """Every least number of the scheme, by the years the document names."""
    return kept(asked.seen, asked.key("minimums"), lambda: _minimums(asked))


def event_targets(asked: Reading) -> dict[str, EventsFigure[Target]]:
    """Every target that asks for so many events a year, by its id."""
    return kept(asked.seen, asked.key("event targets"), lambda: _targets(asked))


def _minimums(asked: Reading) -> tuple[EventsFigure[Minimum], ...]:
    found = []
    for one in asked.pack.minimums:
        wanted = Wanted(one.event, one.at_least, one.counts, one.each)
        found.append(_figure(asked, one, wanted, one.years or _years(asked, asked.on)))
    return tuple(found)


def _targets(asked: Reading) -> dict[str, EventsFigure[Target]]:
    found = {}
    for target in asked.pack.targets:
        measure = target.measure
        if measure.kind != "events_yearly" or not measure.event or not measure.at_least:
            continue
        inner = measure.of_which
        wanted = Wanted(
            measure.event,
            measure.at_least,
            (*measure.counts, target.id),
            group_at_least=inner.at_least if inner else 0,
        )
        span = asked.pack.phase(target.phase or "")
        years = tuple(range(span.start.year, span.end.year + 1))
        found[target.id] = _figure(asked, target, wanted, years, inner.group if inner else "")
    return found


def _years(asked: Reading, on: date) -> tuple[int, ...]:
    return tuple(range(asked.pack.scheme.effective_from.year, on.year + 1))


def _figure(
    asked: Reading,
    item: Asking,
    wanted: Wanted,
    years: Sequence[int],
    group: str = "",
) -> EventsFigure[Asking]:
    turns, known = _turns(asked), _known(asked)
    members = _members(asked, group) if group else NOBODY
    mine = turns.filter(pl.col("item").is_in(list(wanted.items)))
    any_told = mine.height > 0 or any(one.item in wanted.items for one in known)
    found = by_year(turns, wanted, years, asked.on, members, known)
    return EventsFigure(item, found, any_told)


def _members(asked: Reading, group: str) -> pl.Series:
    """Who belongs to a group on the day that is looked at."""
    return members_of(asked, group).filter(pl.col("member"))["person_id"]


def _turns(asked: Reading) -> pl.DataFrame:
    slug, since = asked.version.scheme.slug, asked.pack.scheme.effective_from
    return kept(
        asked.seen,
        asked.key("turns begun"),
        lambda: turns_begun(slug, since, asked.on),
    )


def _known(asked: Reading) -> list[Registered]:
    slug, since = asked.version.scheme.slug, asked.pack.scheme.effective_from
    return kept(
        asked.seen,
        asked.key("events registered"),
        lambda: registered(slug, since, asked.on),
    )
