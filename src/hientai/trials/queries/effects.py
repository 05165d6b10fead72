"""What an act over units does to the figures of schemes: the day before and the day itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

import polars as pl

from hientai.people.models import Post
from hientai.reforms.models import Reform
from hientai.reforms.queries import steps_of
from hientai.schemes.models import SchemeVersion
from hientai.schemes.queries import schemes
from hientai.screening.domain.progress import Place
from hientai.screening.domain.screening import MEMBER_PARTS
from hientai.screening.queries.figures import (
    QuotaFigure,
    TargetFigure,
    quota_figures,
    target_figures,
)
from hientai.screening.queries.frozen import FrozenPart
from hientai.training.queries.readings import Reading, reach_on, reading

HERE = [place.value for place in (Place.DONE, Place.MISSING, Place.UNSURE)]
INSIDE = [part.value for part in MEMBER_PARTS]


@dataclass(frozen=True)
class Effect:
    """One target or quota on both days: its members in persons, who left and who came, and for a
    quota its places. What is not there on one of the days counts nobody on it.

    Of the members of the day before, `moved` went along with their unit in the act and `waiting`
    hold a post in a unit that is no more; `frozen` are the parts of the group that stand still.
    """

    item: str
    title: str
    clause: str
    before: int
    after: int
    left: int
    moved: int = 0
    waiting: int = 0
    frozen: tuple[FrozenPart, ...] = ()
    places_before: int | None = None
    places_after: int | None = None

    @property
    def came(self) -> int:
        """Who is a member and was not: before - left + came = after."""
        return self.after - self.before + self.left

    @property
    def changed(self) -> bool:
        """Whether anything reads otherwise on the day, or a part of the group stands still."""
        if self.frozen:
            return True
        same = self.places_before == self.places_after and not self.left
        return not same or bool(self.came)


@dataclass(frozen=True)
class SchemeEffects:
    """A scheme on both days: the reading of each, its targets of persons and its quotas."""

    before: Reading
    after: Reading
    targets: tuple[Effect, ...]
    quotas: tuple[Effect, ...]


def readings_around(reform: Reform) -> list[tuple[Reading, Reading]]:
    """Every scheme that reaches a unit of an act, read on the day before and on its day."""
    on, eve = reform.on, reform.on - timedelta(days=1)
    past: Mapping[str, SchemeVersion] = {v.scheme.slug: v for v in schemes(eve)}
    pairs = [(past.get(version.scheme.slug), version) for version in schemes(on)]
    found = [(reading(was, eve), reading(now, on)) for was, now in pairs if was]
    touched = {code for step in steps_of(reform) for code in (step.code, *step.into)}
    return [pair for pair in found if any(_reaches(one, touched) for one in pair)]


def _reaches(asked: Reading, codes: set[str]) -> bool:
    return any(unit.code in codes for unit in reach_on(asked).units)


@dataclass(frozen=True)
class Followed:
    """The people an act touched: who went along with a unit, and who waits to be assigned."""

    moved: frozenset[int]
    waiting: frozenset[int]

    def of(self, members: set[int]) -> dict[str, int]:
        """How many of some members."""
        return {"moved": len(members & self.moved), "waiting": len(members & self.waiting)}


def followed(reform: Reform) -> Followed:
    """Whom an act that was done touched, as far as the reader may see."""
    posts = Post.objects.filter(kind="main", period__contains=reform.on)
    carried = reform.posts.values("taken")
    return Followed(
        frozenset(posts.filter(pk__in=carried).values_list("person", flat=True)),
        frozenset(posts.filter(unit__in=reform.ended).values_list("person", flat=True)),
    )


def effects_of(before: Reading, after: Reading, touched: Followed) -> SchemeEffects:
    """A scheme's figures on both days, item by item."""
    return SchemeEffects(
        before=before,
        after=after,
        targets=tuple(_targets(target_figures(before), target_figures(after), touched)),
        quotas=tuple(_quotas(quota_figures(before), quota_figures(after), touched)),
    )


def _targets(
    before: Mapping[str, TargetFigure], after: Mapping[str, TargetFigure], touched: Followed
) -> Iterator[Effect]:
    for item, now in after.items():
        was = before.get(item)
        if now.progress is None:
            continue
        first = _inside(was.people, "place", HERE) if was and was.progress else set()
        second = _inside(now.people, "place", HERE)
        yield Effect(
            item=item,
            title=now.target.title,
            clause=now.target.clause,
            before=len(first),
            after=len(second),
            left=len(first - second),
            **touched.of(first),
            frozen=now.frozen,
        )


def _quotas(
    before: Mapping[str, QuotaFigure], after: Mapping[str, QuotaFigure], touched: Followed
) -> Iterator[Effect]:
    for item, now in after.items():
        was = before.get(item)
        first = _inside(was.screening.people, "part", INSIDE) if was else set()
        second = _inside(now.screening.people, "part", INSIDE)
        yield Effect(
            item=item,
            title=now.quota.title,
            clause=now.quota.clause,
            before=len(first),
            after=len(second),
            left=len(first - second),
            **touched.of(first),
            frozen=now.frozen,
            places_before=was.places.places if was else None,
            places_after=now.places.places,
        )


def _inside(people: pl.DataFrame, column: str, parts: list[str]) -> set[int]:
    here = people.filter(pl.col(column).cast(pl.String).is_in(parts))
    return set(here["person_id"].to_list())
