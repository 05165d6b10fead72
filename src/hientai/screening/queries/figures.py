"""Figures of a scheme on a day, made once for each state of the data and each reader's scope.

Everything here speaks of persons the reader may see. A figure of persons is called `members`,
`done`, `trained` …; the only figure of person-turns is called `turns`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

import polars as pl

from hientai.rules.engine import answers
from hientai.schemes.domain.goals import OF_PERSONS
from hientai.schemes.domain.pack import Quota, Target
from hientai.schemes.queries import (
    priorities,
)
from hientai.screening.domain import progress
from hientai.screening.domain.freezing import joined, people_of
from hientai.screening.domain.places import Places, persons_of, together
from hientai.screening.domain.priorities import ranked
from hientai.screening.domain.progress import Progress
from hientai.screening.domain.screening import MEMBER_PARTS, Part, Screening, screen
from hientai.screening.queries.conditions import MAIN, Conditions, conditions_of
from hientai.screening.queries.frozen import (
    FrozenPart,
    frozen_parts,
    measured_on,
    members_of,
    reach_for,
    retired_in,
    shown_on,
    without_frozen,
)
from hientai.shared.vocabulary import DEGREE_LEVELS
from hientai.training.queries.kept import Sight, kept
from hientai.training.queries.readings import (
    Reading,
    begun_in,
    completed_in,
    people_on,
    phase_of,
    studying_in,
)

MEMBER = pl.col("part").is_in([part.value for part in MEMBER_PARTS])
"""Whoever of a screening surely belongs to the group."""


@dataclass(frozen=True)
class QuotaFigure:
    """One quota on a day: the screening, its places, the day of completion of the trained, who
    is studying and has not completed, and how many members hold a post past retirement."""

    quota: Quota
    screening: Screening
    places: Places
    completed: pl.DataFrame
    frozen: tuple[FrozenPart, ...] = ()
    retired: int = 0
    studying: pl.Series = field(default_factory=lambda: pl.Series(dtype=pl.Int64))


@dataclass(frozen=True)
class TargetFigure:
    """One target on a day: the figure, the place of every person who counts for it, and how many
    members hold a post past retirement."""

    target: Target
    progress: Progress | None
    people: pl.DataFrame
    frozen: tuple[FrozenPart, ...] = ()
    retired: int = 0

    def told_to(self, seen: Sight) -> bool:
        """Whether the figure means something to this reader: a number of heads that the whole
        scheme shares cannot be held against the people of one unit."""
        heads = self.progress is not None and self.progress.goal_count is not None
        return seen.everything or not heads


def quota_figure(asked: Reading, quota_id: str, question: str = MAIN) -> QuotaFigure:
    """The screening of everybody for one quota. Refused for an unknown quota or question."""
    quota = asked.pack.quota(quota_id)
    return _kept_figure(
        asked,
        quota,
        question,
        lambda: Asked(*conditions_of(asked, quota_id, question), people_on(asked)),
    )


def quota_figures(asked: Reading) -> dict[str, QuotaFigure]:
    """Every quota of the scheme under its main question; what several ask is asked once."""
    every = cache(lambda: _asked_once(asked))

    def figure(quota: Quota) -> QuotaFigure:
        return _kept_figure(asked, quota, MAIN, lambda: every()[quota.id])

    return {quota.id: figure(quota) for quota in asked.pack.quotas}


def with_sisters(asked: Reading, figure: QuotaFigure) -> Places | None:
    """B.1 + B.2 and the like, where each has more places than people: read as one, a person once;
    None where the quota has no such sister."""
    letter = figure.quota.id.split(".")[0]
    same = [one for one in quota_figures(asked).values() if one.quota.id.split(".")[0] == letter]
    short = [one for one in same if one.places.surplus]
    if not figure.places.surplus or len(short) < 2:
        return None
    label = " + ".join(one.quota.id for one in short)
    persons = persons_of([_belonging(one) for one in short])
    return together((one.places for one in short), persons, label)


def _belonging(figure: QuotaFigure) -> pl.DataFrame:
    """person_id, whether sure to belong, whether standing still: of all who are not outside."""
    still = people_of([part.people for part in figure.frozen])
    return figure.screening.people.select(
        "person_id",
        sure=pl.col("part") != Part.MEMBERSHIP_UNKNOWN.value,
        still=pl.col("person_id").is_in(still.implode()),
    )


def target_figures(asked: Reading) -> dict[str, TargetFigure]:
    """Every target of the scheme; one without a group or a number has no progress."""
    return kept(
        asked.seen,
        asked.key("targets"),
        lambda: _measured(asked),
    )


def order_of_priority(asked: Reading, quota_id: str, question: str = MAIN) -> pl.DataFrame:
    """Priority of each person who may go: see `domain.priorities.ranked`."""

    def ordered() -> pl.DataFrame:
        people = quota_figure(asked, quota_id, question).screening.people
        settled = [Part.TRAINED.value, Part.MEMBERSHIP_UNKNOWN.value]
        waiting = people.filter(~pl.col("part").is_in(settled)).select("person_id")
        return ranked(
            people_on(asked).join(waiting, on="person_id", how="semi"),
            priorities(asked.version, asked.on, asked.law, quota_id),
        )

    return kept(asked.seen, asked.key("priority", quota_id, question), ordered)


@dataclass(frozen=True)
class Asked:
    """The conditions of a quota's group, the others, and the frame that answers them."""

    group: Conditions
    others: Conditions
    people: pl.DataFrame


def _asked_once(asked: Reading) -> dict[str, Asked]:
    """Every quota's conditions over one frame of answers."""
    wanted = {quota.id: conditions_of(asked, quota.id) for quota in asked.pack.quotas}
    every = [condition for parts in wanted.values() for part in parts for condition in part]
    made = answers(every, people_on(asked))

    def over_answers(part: Conditions) -> Conditions:
        return tuple(made.about[condition] for condition in part)

    return {
        quota_id: Asked(over_answers(group), over_answers(others), made.frame)
        for quota_id, (group, others) in wanted.items()
    }


def _kept_figure(
    asked: Reading, quota: Quota, question: str, questions: Callable[[], Asked]
) -> QuotaFigure:
    return kept(
        asked.seen,
        asked.key("quota", quota.id, question),
        lambda: _screened(asked, quota, question, questions()),
    )


def _screened(asked: Reading, quota: Quota, question: str, questions: Asked) -> QuotaFigure:
    done = completed_in(asked, asked.pack.phase(quota.phase)).filter(pl.col("item") == quota.id)
    goes_on = studying_in(asked, asked.pack.phase(quota.phase)).filter(pl.col("item") == quota.id)
    studying = goes_on.join(done, on="person_id", how="anti")["person_id"]
    screening = _screening(asked, quota, question, questions, done)
    funnel, parts = screening.funnel, frozen_parts(asked, quota.group)
    places = Places(
        quota=quota.id,
        places=reach_for(asked, quota).places_of(quota),
        members=funnel.members,
        membership_unknown=funnel.membership_unknown,
        trained=done.height,
        whole=asked.seen.everything,
        studying=studying.len(),
        frozen=sum(part.members for part in parts),
    )
    return QuotaFigure(
        quota,
        screening,
        places,
        done.select("person_id", "completed_on"),
        parts,
        _retired_among(asked, quota.group, screening.people.filter(MEMBER)),
        studying,
    )


def _retired_among(asked: Reading, group_id: str, members: pl.DataFrame) -> int:
    """How many members of a group hold a post past retirement."""
    return int(members["person_id"].is_in(retired_in(asked, group_id).implode()).sum())


def _screening(
    asked: Reading, quota: Quota, question: str, questions: Asked, done: pl.DataFrame
) -> Screening:
    """Everybody sorted on the day, and who stands still as on the last day: each person once."""
    parts = frozen_parts(asked, quota.group)
    people = without_frozen(questions.people, parts)
    whole = screen(questions.group, questions.others, people, done["person_id"])
    for part in parts:
        whole = joined(whole, screened_still(asked, part, quota, question))
    return whole


def screened_still(asked: Reading, part: FrozenPart, quota: Quota, question: str) -> Screening:
    """The people of a part that stands still, sorted by the law and the turns of its last day."""
    then = at_last_day(part, quota.id, asked)
    people = people_on(part.asked).join(part.people, on="person_id", how="semi")
    done = completed_in(then, asked.pack.phase(quota.phase)).filter(pl.col("item") == quota.id)
    return screen(*conditions_of(then, quota.id, question), people, done["person_id"])


def at_last_day(part: FrozenPart, quota_id: str, asked: Reading) -> Reading:
    """By which version a quota judges a part that stands still: that of its last day, or the one
    in hand where the quota came later."""
    known = any(quota.id == quota_id for quota in part.asked.pack.quotas)
    return part.asked if known else replace(part.asked, version=asked.version)


def _measured(asked: Reading) -> dict[str, TargetFigure]:
    members: dict[str, pl.DataFrame] = {}
    found: dict[str, TargetFigure] = {}
    for target in asked.pack.targets:
        if target.group and target.group not in members:
            members[target.group] = members_of(asked, target.group)
        found[target.id] = _target(asked, target, members)
    return found


def _target(asked: Reading, target: Target, members: Mapping[str, pl.DataFrame]) -> TargetFigure:
    measure = target.measure
    if measure.kind not in OF_PERSONS or not (target.group and target.phase):
        return TargetFigure(target, None, pl.DataFrame())
    people = progress.places(members[target.group], counted_of(asked, target))
    if measure.kind == "share_holding":
        people = progress.stock(people, _degree_not_recorded(asked, target.group))
    by_places = measure.kind == "places"
    figure = progress.measure(
        people,
        phase=phase_of(asked.pack.phase(target.phase)),
        on=measured_on(asked, target.group),
        goal_percent=None if by_places else measure.percent,
        goal_count=_places_of(asked, measure.counts) if by_places else None,
        start_percent=measure.baseline.percent if measure.baseline else 0.0,
    )
    inside = pl.col("place").is_in([place.value for place in progress.MEMBERS])
    retired = _retired_among(asked, target.group, people.filter(inside))
    return TargetFigure(target, figure, people, frozen_parts(asked, target.group), retired)


def counted_of(asked: Reading, target: Target) -> pl.DataFrame:
    """What counts for a target by the day: person_id, item, completed_on, turns.

    Completed turns of its quotas in its phase; for a share of persons sent the turns that began;
    for a share that holds a degree its members who do, by the register, without day and turns.
    Of who stands still, what counted on the last day.
    """
    parts = frozen_parts(asked, target.group) if target.group else ()
    still = [
        _counted(part.asked, asked, target).join(part.people, on="person_id", how="semi")
        for part in parts
    ]
    return pl.concat([without_frozen(_counted(asked, asked, target), parts), *still])


def _counted(then: Reading, asked: Reading, target: Target) -> pl.DataFrame:
    """What counts on one day, by the target as it reads on another."""
    measure = target.measure
    if measure.kind == "share_holding":
        return _holders(then, measure.degree_at_least or "")
    span = asked.pack.phase(target.phase or "")
    turns = begun_in(then, span) if measure.kind == "share_sent" else completed_in(then, span)
    return turns.filter(pl.col("item").is_in(list(measure.counts)))


def _holders(asked: Reading, level: str) -> pl.DataFrame:
    holds = pl.col("degree_rank") >= DEGREE_LEVELS.ranks[level]
    return (
        people_on(asked)
        .filter(holds)
        .select(
            "person_id",
            item=pl.lit(""),
            completed_on=pl.lit(None, dtype=pl.Date),
            turns=pl.lit(0, dtype=pl.Int32),
        )
    )


def _degree_not_recorded(asked: Reading, group_id: str) -> pl.Series:
    return shown_on(asked, group_id).filter(pl.col("degree_rank").is_null())["person_id"]


def _places_of(asked: Reading, quotas: Sequence[str]) -> int:
    wanted = [asked.pack.quota(quota_id) for quota_id in quotas]
    return sum(reach_for(asked, quota).places_of(quota) or 0 for quota in wanted)
