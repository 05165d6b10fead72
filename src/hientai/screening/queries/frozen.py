"""The parts of a scheme's groups that stand still: who, at which last day, on what they rested."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import polars as pl

from hientai.rules.decrees import past_retirement
from hientai.schemes.domain.footing import Footing, by_last_day
from hientai.schemes.domain.goals import Quota
from hientai.schemes.domain.groups import footings_under, group_conditions
from hientai.screening.domain.freezing import each_once, people_of, resting, united
from hientai.screening.domain.screening import membership
from hientai.screening.queries.lapsed import gone, grounds_of, version_then
from hientai.training.queries.kept import kept, peek
from hientai.training.queries.reach import Reach
from hientai.training.queries.readings import Reading, people_on, person_in, reach_on

FROZEN_ON = "frozen_on"
"""The column of a list that holds the last day of whoever stands still; null of the living."""
RETIRED_ON = "retired_on"
"""The column of a list that holds the day of retirement of whoever is past it, though the post is
open; null of everybody else."""


People = Callable[[Reading], pl.DataFrame]
"""Whose standings of a reading are looked at: everybody's, or one person's."""
NOTHING: frozenset[Footing] = frozenset()


@dataclass(frozen=True)
class FrozenPart:
    """A part of a group that is measured on its last day.

    `asked` reads that day, by the version then in force; `people`: person_id, member (null where
    the register did not tell), none of whom counts elsewhere in the group.
    """

    asked: Reading
    footings: frozenset[Footing]
    people: pl.DataFrame = field(compare=False)
    grounds: tuple[str, ...] = ()

    @property
    def last_day(self) -> date:
        """The day it is measured on."""
        return self.asked.on

    @property
    def since(self) -> date:
        """The first day on which nothing of it is there."""
        return self.asked.on + timedelta(days=1)

    @property
    def members(self) -> int:
        """Persons who surely belonged."""
        return int(self.people["member"].fill_null(False).sum())


def frozen_parts(asked: Reading, group_id: str) -> tuple[FrozenPart, ...]:
    """The parts of a group that stand still on the day, the latest first; none for most groups."""
    return kept(
        asked.seen,
        asked.key("frozen", group_id),
        lambda: _parts(asked, group_id, people_on),
    )


def part_of(asked: Reading, group_id: str, code: str) -> FrozenPart | None:
    """The part of a group in which one person stands still; None for whoever does not.

    Read for this person alone, unless the parts are known of everybody: the answer is the same.
    """
    if not _last_days(asked, group_id):
        return None

    def alone(then: Reading) -> pl.DataFrame:
        return person_in(then, code)

    known: tuple[FrozenPart, ...] | None = peek(asked.seen, asked.key("frozen", group_id))
    for part in _parts(asked, group_id, alone) if known is None else known:
        mine = alone(part.asked)["person_id"]
        if part.people["person_id"].is_in(mine.implode()).any():
            return part
    return None


def members_of(asked: Reading, group_id: str) -> pl.DataFrame:
    """person_id and `member` of everybody: the living group, and the parts that stand still."""
    return united(
        _membership(asked, group_id, people_on), [p.people for p in frozen_parts(asked, group_id)]
    )


def shown_on(asked: Reading, group_id: str) -> pl.DataFrame:
    """The Standing frame that lists of a group show: who stands still as on the last day."""
    return _shown(asked, group_id).with_columns(_retired(asked.on).alias(RETIRED_ON))


def retired_in(asked: Reading, group_id: str) -> pl.Series:
    """Whoever of `shown_on` holds a post past the day of retirement: person_ids."""
    return shown_on(asked, group_id).filter(pl.col(RETIRED_ON).is_not_null())["person_id"]


def _retired(on: date) -> pl.Expr:
    """The day of retirement that has passed by the day a person is measured on."""
    past = past_retirement(pl.col(FROZEN_ON).fill_null(pl.lit(on)))
    return pl.when(past).then(pl.col("retirement_date"))


def _shown(asked: Reading, group_id: str) -> pl.DataFrame:
    parts = frozen_parts(asked, group_id)
    here = people_on(asked).with_columns(pl.lit(None, dtype=pl.Date).alias(FROZEN_ON))
    if not parts:
        return here
    still = [
        people_on(part.asked)
        .join(part.people.select("person_id"), on="person_id", how="semi")
        .with_columns(pl.lit(part.last_day).alias(FROZEN_ON))
        .select(here.columns)
        for part in parts
    ]
    return pl.concat([without_frozen(here, parts), *still])


def without_frozen(people: pl.DataFrame, parts: Sequence[FrozenPart]) -> pl.DataFrame:
    """A frame of people without those who stand still; the same frame where nobody does."""
    if not parts:
        return people
    frozen = people_of([part.people for part in parts])
    return people.filter(~pl.col("person_id").is_in(frozen.implode()))


def measured_on(asked: Reading, group_id: str) -> date:
    """The day a group is measured on: the last day where nobody of it lives, else the day asked."""
    parts = frozen_parts(asked, group_id)
    if not parts or _membership(asked, group_id, people_on)["member"].fill_null(True).any():
        return asked.on
    return parts[0].last_day


def reach_for(asked: Reading, quota: Quota) -> Reach:
    """The units that have the places of a quota: those of the day, or of the last day on which
    there were any of their types."""
    here = reach_on(asked)
    per = quota.per
    types = per.unit_type if per else None
    if per is None or not types or not here.units or here.those(per):
        return here
    lapsed = gone(asked.version, [("unit_type", one) for one in types], asked.on, asked.seen)
    return reach_on(_then(asked, max(lapsed.values()))) if lapsed else here


def _membership(
    asked: Reading, group_id: str, who: People, without: frozenset[Footing] = NOTHING
) -> pl.DataFrame:
    """Who belongs; everybody's answer is kept."""

    def judged() -> pl.DataFrame:
        conditions = group_conditions(asked.pack, group_id, asked.on, asked.law, without)
        return membership(conditions, who(asked))

    if who is not people_on or without:
        return judged()
    return kept(asked.seen, asked.key("living", group_id), judged)


def _last_days(asked: Reading, group_id: str) -> dict[date, frozenset[Footing]]:
    """The footings of a group that are gone and not carried on, by their last day."""

    def found() -> dict[date, frozenset[Footing]]:
        pack = asked.pack
        carried = [c for c in pack.continuations if c.group == group_id and c.in_force(asked.on)]
        open_ = [
            one
            for one in footings_under(pack, group_id, asked.on)
            if not any(c.settles(one) for c in carried)
        ]
        return by_last_day(gone(asked.version, open_, asked.on, asked.seen), open_) if open_ else {}

    return kept(asked.seen, asked.key("last days", group_id), found)


def _parts(asked: Reading, group_id: str, who: People) -> tuple[FrozenPart, ...]:
    stood = [
        _stood(_then(asked, day), group_id, footings, who)
        for day, footings in _last_days(asked, group_id).items()
    ]
    there = [part for part in stood if part is not None]
    if not there:
        return ()
    once = each_once(_membership(asked, group_id, who), [part.people for part in there])
    found = [replace(part, people=people) for part, people in zip(there, once, strict=True)]
    return tuple(part for part in found if part.people.height)


def _then(asked: Reading, on: date) -> Reading:
    """The same scheme on an earlier day, by the version then in force."""
    return replace(asked, version=version_then(asked.version, on, asked.seen), on=on, asked_on=None)


def _stood(
    asked: Reading, group_id: str, footings: frozenset[Footing], who: People
) -> FrozenPart | None:
    """The part on its last day; None where the scheme had no such group, or nobody in it rested
    on what is gone."""
    if all(group.id != group_id for group in asked.pack.groups) or who(asked).is_empty():
        return None
    full = _membership(asked, group_id, who)
    if not full["member"].fill_null(value=True).any():
        return None
    people = resting(full, _membership(asked, group_id, who, footings))
    if people.is_empty():
        return None
    part = FrozenPart(asked, footings, people)
    return replace(part, grounds=tuple(grounds_of(part.since, asked.seen)))
