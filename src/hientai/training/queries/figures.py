"""Figures of a scheme on a day, made once for each state of the data and each reader's scope.

Everything here speaks of persons the reader may see. A figure of persons is called `members`,
`done`, `trained` …; the only figure of person-turns is called `turns`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, lru_cache

import polars as pl

from hientai.law.queries import corrections
from hientai.rules.engine import Book, Condition, Correction, answers
from hientai.schemes.domain.goals import OF_PERSONS
from hientai.schemes.domain.pack import Pack, Quota, Target
from hientai.schemes.domain.pack import Phase as Span
from hientai.schemes.models import SchemeVersion
from hientai.schemes.queries import (
    pack_of,
    priorities,
    quota_conditions,
    ranked_in,
    schemes,
    target_group,
)
from hientai.shared.vocabulary import DEGREE_LEVELS
from hientai.training.domain import progress
from hientai.training.domain.places import Places
from hientai.training.domain.priorities import ranked
from hientai.training.domain.progress import Phase, Progress
from hientai.training.domain.screening import Part, Screening, membership, screen
from hientai.training.queries.completions import begun, completions
from hientai.training.queries.kept import Sight, kept, peek, sight
from hientai.training.queries.reach import Reach, last_day_of, reach_of, units_seen
from hientai.training.queries.standings import DegreeItem, standing_of, standings

MAIN = "main"
Conditions = tuple[Condition, ...]
TheLaw = Book | tuple[Correction, ...]
"""The corrections to judge by, with the day whose law it is where that is another day."""


@dataclass(frozen=True)
class QuotaFigure:
    """One quota on a day: the screening, its places, and the day of completion of the trained."""

    quota: Quota
    screening: Screening
    places: Places
    completed: pl.DataFrame


@dataclass(frozen=True)
class TargetFigure:
    """One target on a day: the figure and the place of every person who counts for it."""

    target: Target
    progress: Progress | None
    people: pl.DataFrame

    def told_to(self, seen: Sight) -> bool:
        """Whether the figure means something to this reader: a number of heads that the whole
        scheme shares cannot be held against the people of one unit."""
        heads = self.progress is not None and self.progress.goal_count is not None
        return seen.everything or not heads


@dataclass(frozen=True)
class Reading:
    """What a page asks about: a version of a scheme, a day, and what the figures rest on.

    `on` is the day that is measured. Where the scheme's authority is gone on the day that was
    asked about, it is the authority's last day, and `asked_on` keeps the other.
    """

    version: SchemeVersion
    on: date
    seen: Sight
    law: TheLaw
    asked_on: date | None = None

    @property
    def frozen(self) -> bool:
        """Whether the figures stand still at the last day of the scheme's authority."""
        return self.asked_on is not None

    @property
    def pack(self) -> Pack:
        """The document of the version."""
        return pack_of(self.version)

    def key(self, *asked: object) -> tuple[object, ...]:
        """The key of a figure in the store."""
        return (self.version.pk, self.on, self.asked_on, self.law, *asked)


def reading(version: SchemeVersion, on: date) -> Reading:
    """Begin to read figures of a scheme in this transaction, by the law as it is corrected.

    A scheme whose authority is gone by the day is measured on the authority's last day.
    """
    seen, authority = sight(), pack_of(version).scheme.authority
    reach = reach_of(authority, on, seen)
    last = None if reach.units else last_day_of(authority, on, seen)
    if last is not None:
        reach = reach_of(authority, last, seen)
    covers = not seen.sees_all and reach.covered_by(units_seen(seen))
    law = kept(seen, "law", corrections)
    return Reading(version, last or on, replace(seen, covers=covers), law, last and on)


def people_on(asked: Reading) -> pl.DataFrame:
    """The Standing frame of the day: the units of the scheme's authority on that day, as far as
    the reader may see."""
    items = _study(asked)
    everybody = kept(
        asked.seen,
        _frame_key(asked, items),
        lambda: standings(asked.on, items, asked.law),
        weight=lambda frame: frame.height,
    )
    return _reached(asked, everybody)


def person_in(asked: Reading, code: str) -> pl.DataFrame:
    """The standing of one person: a row, or none where nobody of that code is in service."""
    everybody = people_at_hand(asked)
    if everybody is not None:
        return everybody.filter(pl.col("code") == code)
    return reach_on(asked).within(standing_of(code, asked.on, _study(asked), asked.law))


def people_at_hand(asked: Reading) -> pl.DataFrame | None:
    """The Standing frame of the day if it is kept: one person is not worth making it."""
    found: pl.DataFrame | None = peek(asked.seen, _frame_key(asked, _study(asked)))
    return None if found is None else _reached(asked, found)


def reach_on(asked: Reading) -> Reach:
    """The units of the scheme's authority on the day."""
    return reach_of(asked.pack.scheme.authority, asked.on, asked.seen)


def _reached(asked: Reading, everybody: pl.DataFrame) -> pl.DataFrame:
    """The people of the scheme's authority; the same frame where that is everybody."""
    return kept(
        asked.seen,
        ("reached", asked.pack.scheme.authority, *_frame_key(asked, _study(asked))),
        lambda: reach_on(asked).within(everybody),
        weight=lambda frame: 1 if frame is everybody else frame.height,
    )


def _frame_key(asked: Reading, items: tuple[DegreeItem, ...]) -> tuple[object, ...]:
    return ("standings", asked.on, items, asked.law)


def _study(asked: Reading) -> tuple[DegreeItem, ...]:
    return kept(asked.seen, ("degree items", asked.on), lambda: degree_items(asked.on))


def degree_items(on: date) -> tuple[DegreeItem, ...]:
    """The quotas of all schemes that are postgraduate study."""
    return tuple(
        (version.scheme.slug, quota.id)
        for version in schemes(on)
        for quota in pack_of(version).quotas
        if quota.kind == "degree"
    )


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


def target_figures(asked: Reading) -> dict[str, TargetFigure]:
    """Every target of the scheme; one without a group or a number has no progress."""
    return kept(
        asked.seen,
        asked.key("targets"),
        lambda: _measured(asked),
        weight=lambda figures: sum(f.people.height for f in figures.values()) // 8,
    )


def conditions_of(
    asked: Reading, quota_id: str, question: str = MAIN
) -> tuple[Conditions, Conditions]:
    """The conditions of membership of the quota's group, and the others."""
    version = asked.version
    stored = _Stored(version.pk, ranked_in(version), asked.on, asked.law, version)
    return _conditions(stored, quota_id, question)


@dataclass(frozen=True)
class _Stored:
    """What conditions follow from; the version is told apart by its key and rows of titles."""

    pk: int
    ranked: tuple[int, ...]
    on: date
    law: TheLaw
    version: SchemeVersion = field(compare=False)


@lru_cache(maxsize=512)
def _conditions(stored: _Stored, quota_id: str, question: str) -> tuple[Conditions, Conditions]:
    every = quota_conditions(stored.version, quota_id, stored.on, question, stored.law)
    group = tuple(condition for condition in every if condition.about_group)
    return group, tuple(condition for condition in every if not condition.about_group)


def order_of_priority(asked: Reading, quota_id: str, question: str = MAIN) -> pl.DataFrame:
    """Priority of each person who may go: see `domain.priorities.ranked`."""
    figure = quota_figure(asked, quota_id, question)
    waiting = figure.screening.people.filter(
        ~pl.col("part").is_in([Part.TRAINED.value, Part.MEMBERSHIP_UNKNOWN.value])
    )
    return kept(
        asked.seen,
        asked.key("priority", quota_id, question),
        lambda: ranked(
            people_on(asked).join(waiting.select("person_id"), on="person_id", how="semi"),
            priorities(asked.version, asked.on, asked.law, quota_id),
        ),
        weight=lambda frame: frame.height // 4,
    )


def phase_of(span: Span) -> Phase:
    """A phase of the pack as a span of days."""
    return Phase(start=span.start, end=span.end)


def completed_in(asked: Reading, span: Span) -> pl.DataFrame:
    """The completions of the scheme in one of its phases by the day."""
    slug = asked.version.scheme.slug
    return kept(
        asked.seen,
        ("completions", slug, span.id, span.start, span.end, asked.on),
        lambda: completions(slug, phase_of(span), asked.on),
        weight=lambda frame: frame.height // 4,
    )


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
        lambda: _screened(asked, quota, questions()),
        weight=lambda figure: figure.screening.people.height // 4,
    )


def _screened(asked: Reading, quota: Quota, questions: Asked) -> QuotaFigure:
    done = completed_in(asked, asked.pack.phase(quota.phase)).filter(pl.col("item") == quota.id)
    screening = screen(questions.group, questions.others, questions.people, done["person_id"])
    funnel = screening.funnel
    places = Places(
        quota=quota.id,
        places=reach_on(asked).places_of(quota),
        members=funnel.members,
        membership_unknown=funnel.membership_unknown,
        trained=done.height,
        whole=asked.seen.everything,
    )
    return QuotaFigure(quota, screening, places, done.select("person_id", "completed_on"))


def _measured(asked: Reading) -> dict[str, TargetFigure]:
    members: dict[str, pl.DataFrame] = {}
    found: dict[str, TargetFigure] = {}
    for target in asked.pack.targets:
        if target.group and target.group not in members:
            group = target_group(asked.version, target.id, asked.on, asked.law)
            members[target.group] = membership(group, people_on(asked))
        found[target.id] = _target(asked, target, members)
    return found


def _target(asked: Reading, target: Target, members: Mapping[str, pl.DataFrame]) -> TargetFigure:
    measure = target.measure
    if measure.kind not in OF_PERSONS or not (target.group and target.phase):
        return TargetFigure(target, None, pl.DataFrame())
    people = progress.places(members[target.group], counted_of(asked, target))
    if measure.kind == "share_holding":
        people = progress.stock(people, _degree_not_recorded(asked))
    by_places = measure.kind == "places"
    figure = progress.measure(
        people,
        phase=phase_of(asked.pack.phase(target.phase)),
        on=asked.on,
        goal_percent=None if by_places else measure.percent,
        goal_count=_places_of(asked, measure.counts) if by_places else None,
        start_percent=measure.baseline.percent if measure.baseline else 0.0,
    )
    return TargetFigure(target, figure, people)


def counted_of(asked: Reading, target: Target) -> pl.DataFrame:
    """What counts for a target by the day: person_id, item, completed_on, turns.

    Completed turns of its quotas in its phase; for a share of persons sent the turns that began;
    for a share that holds a degree its members who do, by the register, without day and turns.
    """
    measure = target.measure
    if measure.kind == "share_holding":
        return _holders(asked, measure.degree_at_least or "")
    span = asked.pack.phase(target.phase or "")
    turns = begun_in(asked, span) if measure.kind == "share_sent" else completed_in(asked, span)
    return turns.filter(pl.col("item").is_in(list(measure.counts)))


def begun_in(asked: Reading, span: Span) -> pl.DataFrame:
    """The study under the scheme that began in one of its phases by the day."""
    slug = asked.version.scheme.slug
    return kept(
        asked.seen,
        ("begun", slug, span.id, span.start, span.end, asked.on),
        lambda: begun(slug, phase_of(span), asked.on),
        weight=lambda frame: frame.height // 4,
    )


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


def _degree_not_recorded(asked: Reading) -> pl.Series:
    return people_on(asked).filter(pl.col("degree_rank").is_null())["person_id"]


def _places_of(asked: Reading, quotas: Sequence[str]) -> int:
    reach = reach_on(asked)
    return sum(reach.places_of(asked.pack.quota(quota_id)) or 0 for quota_id in quotas)
