"""A change of law re-run over everybody: old verdicts against new, by quota and direction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import polars as pl

from hientai.rules.decrees import with_retirement
from hientai.rules.engine import Book, reasons
from hientai.schemes.domain.conditions import Question
from hientai.schemes.domain.pack import Quota
from hientai.schemes.models import SchemeVersion
from hientai.schemes.queries import questions_of, schemes
from hientai.screening.domain.screening import screen
from hientai.screening.queries.conditions import MAIN, Conditions, conditions_of
from hientai.screening.queries.figures import screened_still
from hientai.screening.queries.frozen import frozen_parts, without_frozen
from hientai.training.queries.kept import kept, sight
from hientai.training.queries.readings import Reading, TheLaw, completed_in, people_on, reading
from hientai.trials.domain.changes import (
    Direction,
    LimitChange,
    ReasonChange,
    asks_the_same,
    directions,
    limit_changes,
    moved,
    reason_changes,
)

RETIREMENT = ("retirement_date", "retirement_certainty")
ASKED_OF_RETIREMENT = ("birth_date", "birth_precision", "sex", "own_retirement_date")
SHOWN = (
    *("code", "name", "name_folded", "name_key", "birth_date", "birth_precision", "sex"),
    *("position", "title", "unit_name", "organ_code", "organ_name"),
)


@dataclass(frozen=True)
class Sides:
    """The same scheme judged twice: by the law or on the day before, and after."""

    before: Reading
    after: Reading

    @property
    def version(self) -> SchemeVersion:
        """The version of the scheme that is judged after."""
        return self.after.version


@dataclass(frozen=True)
class Moved:
    """One quota under one question: who moved where, and which limits read otherwise."""

    sides: Sides
    quota: Quota
    question: Question
    people: pl.DataFrame
    limits: tuple[LimitChange, ...]

    @property
    def key(self) -> str:
        """What tells it apart within the scheme."""
        main = self.question.id == MAIN
        return self.quota.id if main else f"{self.quota.id}~{self.question.id}"

    @property
    def directions(self) -> dict[Direction, int]:
        """Persons by direction."""
        return directions(self.people) if self.people.height else {}


@dataclass(frozen=True)
class Effect:
    """What a change of law does to everybody, over all schemes; persons are counted once."""

    quotas: tuple[Moved, ...]
    people: pl.DataFrame

    @property
    def persons(self) -> int:
        """How many persons change place before at least one quota."""
        return int(self.people["person_id"].n_unique()) if self.people.height else 0

    @property
    def by_person(self) -> pl.DataFrame:
        """A row for each person and direction, with the quotas (and their schemes) it is about."""
        if self.people.is_empty():
            return self.people
        return self.people.group_by("person_id", "before", "after", maintain_order=True).agg(
            pl.col(SHOWN).first(), schemes=pl.col("scheme"), quotas=pl.col("quota")
        )

    @property
    def directions(self) -> dict[Direction, int]:
        """Persons by direction over all quotas, each once a direction."""
        return directions(self.people) if self.people.height else {}

    @property
    def limits(self) -> list[LimitChange]:
        """Every limit that reads otherwise, once."""
        every = (change for quota in self.quotas for change in quota.limits)
        return list({(c.title, c.was, c.now): c for c in every}.values())


def of_law(on: date, before: TheLaw, after: TheLaw) -> list[Sides]:
    """Every scheme in force on a day, judged by one law and by another."""
    seen = sight()
    return [
        Sides(Reading(version, on, seen, before), Reading(version, on, seen, after))
        for version in schemes(on)
    ]


def of_rules(register: date, before: date, after: date, law: TheLaw) -> list[Sides]:
    """Every scheme over the register of one day, by the law of one day and of another."""
    corrections = tuple(law)
    return of_law(register, Book(corrections, before), Book(corrections, after))


def of_days(before: date, after: date) -> list[Sides]:
    """Every scheme in force on both days, each day with its own register and law."""
    then = {version.scheme.slug: version for version in schemes(before)}
    return [
        Sides(reading(then[version.scheme.slug], before), reading(version, after))
        for version in schemes(after)
        if version.scheme.slug in then
    ]


def effect(sides: Sequence[Sides]) -> Effect:
    """What a change does by quota: only quotas where somebody moves or a limit reads otherwise."""
    found = [quota for one in sides for quota in _kept_effect(one)]
    frames = [quota.people for quota in found if quota.people.height]
    return Effect(tuple(found), pl.concat(frames) if frames else pl.DataFrame())


def told(effect: Effect, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of `by_person` with `changes`: the answers that differ, for one page of them."""
    found: dict[tuple[str, str, int], list[ReasonChange]] = {}
    for quota in effect.quotas:
        place = quota.sides.version.scheme.slug, quota.key
        mine = [row["person_id"] for row in rows if place in _places(row)]
        if mine:
            found.update({(*place, p): c for p, c in _reasons(quota, mine).items()})
    return [{**row, "changes": _together(row, found)} for row in rows]


def _places(row: dict[str, Any]) -> list[tuple[str, str]]:
    return list(zip(row["schemes"], row["quotas"], strict=True))


def _together(
    row: dict[str, Any], found: dict[tuple[str, str, int], list[ReasonChange]]
) -> list[ReasonChange]:
    """The answers that differ before any quota of the row, each once."""
    every = (one for place in _places(row) for one in found.get((*place, row["person_id"]), []))
    return list({(one.title, one.limit_was, one.limit_now): one for one in every}.values())


def as_data(found: Effect, most: int) -> dict[str, Any]:
    """An effect under stable names, for JSON, with the answers of at most so many rows of people.

    A row is a person and a direction; `persons` counts each person once.
    """
    people = found.by_person
    rows = people.sort("code").head(most).to_dicts() if people.height else []
    return {
        "unit": "person",
        "persons": found.persons,
        "directions": _ways(found.directions),
        "quotas": [_quota_data(quota) for quota in found.quotas if quota.people.height],
        "limits": [_limit_data(change) for change in found.limits],
        "rows": people.height,
        "people": [_row_data(row) for row in told(found, rows)],
    }


def _quota_data(quota: Moved) -> dict[str, Any]:
    return {
        "scheme": quota.sides.version.scheme.slug,
        "quota": quota.quota.id,
        "question": quota.question.id,
        "persons": int(quota.people["person_id"].n_unique()),
        "directions": _ways(quota.directions),
    }


def _ways(counted: dict[Direction, int]) -> list[dict[str, Any]]:
    return [{"before": b, "after": a, "persons": n} for (b, a), n in sorted(counted.items())]


def _limit_data(change: LimitChange) -> dict[str, Any]:
    said = {"was": change.was, "now": change.now}
    return {"title": change.title} | {
        side: limit and {"limit": limit.text, "clause": limit.clause, "certainty": limit.certainty}
        for side, limit in said.items()
    }


def _row_data(row: dict[str, Any]) -> dict[str, Any]:
    plain = {key: row[key] for key in ("code", "name", "schemes", "quotas")}
    changed = [
        {
            "title": one.title,
            "value": one.value,
            "limit_was": one.limit_was,
            "limit_now": one.limit_now,
            "clause_now": one.clause_now,
        }
        for one in row["changes"]
    ]
    return {**plain, "before": row["before"], "after": row["after"], "changes": changed}


def _kept_effect(sides: Sides) -> list[Moved]:
    return kept(
        sides.after.seen,
        ("law change", sides.before.key(), sides.after.key()),
        lambda: _effect(sides),
    )


@dataclass(frozen=True)
class _Registers:
    """The register of each side, and whether they are one and the same."""

    before: pl.DataFrame
    after: pl.DataFrame
    are_same: bool

    @property
    def names(self) -> pl.DataFrame:
        """Who the people are, by the later register where they stand in both."""
        every = [side.select("person_id", *SHOWN) for side in (self.after, self.before)]
        return pl.concat(every).unique("person_id", keep="first")


def _effect(sides: Sides) -> list[Moved]:
    before, after = _people(sides.before), _people(sides.after)
    registers = _Registers(before, after, before is after)
    shared = {quota.id for quota in sides.before.pack.quotas}
    found = [
        _moved(sides, registers, quota, question)
        for quota in sides.after.pack.quotas
        if quota.id in shared
        for question in questions_of(sides.version, quota.id)
    ]
    names = registers.names
    return [_named(quota, names) for quota in found if quota.people.height or quota.limits]


def _moved(sides: Sides, registers: _Registers, quota: Quota, question: Question) -> Moved:
    was = conditions_of(sides.before, quota.id, question.id)
    now = conditions_of(sides.after, quota.id, question.id)
    every = (*was[0], *was[1]), (*now[0], *now[1])
    if registers.are_same and asks_the_same(*every):
        people = pl.DataFrame()
    else:
        people = moved(
            _placed(sides.before, was, registers.before, (quota, question)),
            _placed(sides.after, now, registers.after, (quota, question)),
        )
    return Moved(sides, quota, question, people, tuple(limit_changes(*every)))


def _placed(
    asked: Reading,
    conditions: tuple[Conditions, Conditions],
    people: pl.DataFrame,
    asked_of: tuple[Quota, Question],
) -> pl.DataFrame:
    """Each person's part; who stands still has that of the last day."""
    quota, question = asked_of
    parts = frozen_parts(asked, quota.group)
    people = without_frozen(people, parts)
    still = [screened_still(asked, part, quota, question.id).people for part in parts]
    done = completed_in(asked, asked.pack.phase(quota.phase)).filter(pl.col("item") == quota.id)
    found = [screen(*conditions, people, done["person_id"]).people, *still]
    return pl.concat([one.select("person_id", "part") for one in found])


def _people(asked: Reading) -> pl.DataFrame:
    """The register of the day; by another law only the days of retirement can differ.

    Where they do not, it is the very same frame.
    """
    as_it_is = reading(asked.version, asked.on)
    people = people_on(as_it_is)
    if asked.law == as_it_is.law:
        return people
    retiring = with_retirement(people.select(ASKED_OF_RETIREMENT), asked.on, asked.law)
    if retiring.select(RETIREMENT).equals(people.select(RETIREMENT)):
        return people
    return people.with_columns(retiring.select(RETIREMENT))


def _named(quota: Moved, names: pl.DataFrame) -> Moved:
    """The people who moved, with the names that a list shows."""
    if quota.people.is_empty():
        return quota
    people = quota.people.join(names, on="person_id", how="left").with_columns(
        scheme=pl.lit(quota.sides.version.scheme.slug), quota=pl.lit(quota.key)
    )
    return replace(quota, people=people)


def _reasons(quota: Moved, people: Sequence[int]) -> dict[int, list[ReasonChange]]:
    was, now = (_side(side, quota, people) for side in (quota.sides.before, quota.sides.after))
    return {p: reason_changes(was.get(p, []), now.get(p, [])) for p in people}


def _side(asked: Reading, quota: Moved, people: Sequence[int]) -> dict[int, Any]:
    group, others = conditions_of(asked, quota.quota.id, quota.question.id)
    wanted = _people(asked).filter(pl.col("person_id").is_in(list(people)))
    return reasons([*group, *others], wanted)
