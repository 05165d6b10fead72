"""The answer for one person or a page of people: verdict, part of the funnel, and reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

import polars as pl
from django.utils.translation import gettext as _

from hientai.rules.engine import Condition, Explanation, Reason, explanation, reasons
from hientai.schemes.domain.pack import Quota
from hientai.screening.domain.screening import Part, placed
from hientai.screening.queries.conditions import MAIN, Conditions, conditions_of
from hientai.screening.queries.figures import at_last_day
from hientai.screening.queries.frozen import (
    FROZEN_ON,
    FrozenPart,
    frozen_parts,
    part_of,
    shown_on,
)
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day
from hientai.training.queries.completions import completed_by
from hientai.training.queries.kept import kept
from hientai.training.queries.readings import Reading, people_at_hand, people_on, person_in

PORTION = 2048
"""People described at once, where everybody is at hand."""


@dataclass(frozen=True)
class Answer:
    """May this person go, for one quota and question, on one day; and why.

    `verdict` is passed, failed, unknown or to_be_proved; `part` the person's part of the funnel.
    Someone outside the group is told the conditions of the group that are not met, no others.
    Whoever stands still in the group is judged on `frozen_on`, the last day of that part.
    """

    code: str
    name: str
    quota: Quota
    question: str
    part: str
    verdict: str
    reasons: tuple[Reason, ...]
    completed_on: date | None
    frozen_on: date | None = None

    @property
    def obstacles(self) -> tuple[Reason, ...]:
        """What stands in the way: the failed reasons, else those that need data."""
        failed = tuple(r for r in self.reasons if r.outcome == "failed")
        return failed or tuple(r for r in self.reasons if r.outcome == "unknown")


def person_on(asked: Reading, code: str) -> pl.DataFrame:
    """The standing of one person; of who is no longer in service and stands still in a group of
    the scheme, that of the last day. Refused where nobody of that code is seen."""
    found = person_in(asked, code)
    if found.is_empty():
        groups = dict.fromkeys(quota.group for quota in asked.pack.quotas)
        parts = (part_of(asked, group, code) for group in groups)
        found = next((person_in(part.asked, code) for part in parts if part), found)
    if found.is_empty():
        raise Refused(
            _("Không có người mã “%(code)s” đang công tác ngày %(on)s trong phạm vi được xem")
            % {"code": code, "on": day(asked.on)},
            remedy=_("kiểm tra lại mã, hoặc chọn ngày khác"),
        )
    return found


def answer(asked: Reading, standing: pl.DataFrame, quota_id: str, question: str = MAIN) -> Answer:
    """The answer for the one person of a standing. Refused for an unknown quota or question."""
    quota = asked.pack.quota(quota_id)
    return _of_all(asked, standing["code"].item(), [quota], question)[0]


def answers(asked: Reading, standing: pl.DataFrame) -> list[Answer]:
    """The answer of one person for every quota of the scheme."""
    return _of_all(asked, standing["code"].item(), asked.pack.quotas, MAIN)


def answers_of(asked: Reading, person_id: int, code: str) -> list[Answer]:
    """The same for a person by key; none for who is not in service on the day, but for groups in
    which the person stands still.

    Where everybody's standing is at hand, a portion of people is described at once and kept:
    one person alone costs hardly less.
    """
    everybody = people_at_hand(asked)
    if everybody is None:
        return _of_all(asked, code, asked.pack.quotas, MAIN)
    living = _from_portion(asked, person_id, everybody)
    return _with_still(asked, code, living, asked.pack.quotas, MAIN)


def _of_all(asked: Reading, code: str, quotas: Sequence[Quota], question: str) -> list[Answer]:
    """One person's answers to a question of some quotas, read for this person alone."""
    standing, plan = person_in(asked, code), _plan_of(asked, quotas, question)
    living = _answers(asked, plan, _described(plan, standing)) if standing.height else []
    return _with_still(asked, code, living, quotas, question)


def _with_still(
    asked: Reading, code: str, living: Sequence[Answer], quotas: Sequence[Quota], question: str
) -> list[Answer]:
    """The answers; before quotas in whose group the person stands still, those of the last day."""
    found = {one.quota.id: one for one in living}
    parts = {group: part_of(asked, group, code) for group in {quota.group for quota in quotas}}
    for quota in quotas:
        if part := parts[quota.group]:
            found[quota.id] = _on_last_day(asked, part, quota, question, code)
    return [found[quota.id] for quota in quotas if quota.id in found]


def _on_last_day(
    asked: Reading, part: FrozenPart, quota: Quota, question: str, code: str
) -> Answer:
    """The answer by the standing, the law and the turns of the last day of a part."""
    then, standing = at_last_day(part, quota.id, asked), person_in(part.asked, code)
    plan = _plan_of(then, [quota], question)
    [found] = _answers(then, plan, _described(plan, standing))
    return replace(found, frozen_on=part.last_day)


def _from_portion(asked: Reading, person_id: int, everybody: pl.DataFrame) -> list[Answer]:
    place = _places(asked).get(person_id)
    if place is None:
        return []
    plan = _plan_of(asked, asked.pack.quotas, MAIN)
    first = place - place % PORTION
    portion = kept(
        asked.seen,
        asked.key("described", first),
        lambda: _packed(_described(plan, everybody.slice(first, PORTION))),
    )
    return _answers(asked, plan, portion, place - first)


def _places(asked: Reading) -> dict[int, int]:
    """In which row of the Standing frame each person stands."""
    return kept(
        asked.seen,
        asked.key("places"),
        lambda: {person: at for at, person in enumerate(people_on(asked)["person_id"])},
    )


@dataclass(frozen=True)
class _Plan:
    """What several quotas ask: each condition once, and which of them are each quota's own."""

    quotas: tuple[Quota, ...]
    question: str
    explanation: Explanation
    parts: tuple[tuple[list[int], list[int]], ...]


def _plan_of(asked: Reading, quotas: Sequence[Quota], question: str) -> _Plan:
    wanted = tuple(conditions_of(asked, quota.id, question) for quota in quotas)
    return _Plan(tuple(quotas), question, *_planned(wanted))


@lru_cache(maxsize=64)
def _planned(
    wanted: tuple[tuple[Conditions, Conditions], ...],
) -> tuple[Explanation, tuple[tuple[list[int], list[int]], ...]]:
    every = {_words(c): c for parts in wanted for part in parts for c in part}
    position = {words: at for at, words in enumerate(every)}
    places = [[[position[_words(c)] for c in part] for part in parts] for parts in wanted]
    return explanation(tuple(every.values())), tuple((group, rest) for group, rest in places)


def _words(condition: Condition) -> tuple[str, str, str, str]:
    """What tells two conditions apart: one asked by several quotas reads the same in each."""
    return condition.code, condition.title, condition.limit.text, condition.limit.clause


def _packed(described: pl.DataFrame) -> pl.DataFrame:
    """The same answers in a tenth of the room: what many are told alike is kept once."""
    words = pl.Categorical(pl.Categories.random())  # the portion's own, gone with it
    return described.with_columns(pl.col(pl.String).cast(words))


def _described(plan: _Plan, standings: pl.DataFrame) -> pl.DataFrame:
    """What the plan asks of people, with who they are."""
    return plan.explanation.described(standings).with_columns(standings["code"], standings["name"])


def _answers(asked: Reading, plan: _Plan, described: pl.DataFrame, at: int = 0) -> list[Answer]:
    person = described.row(at, named=True)
    told = plan.explanation.told(person)
    done = completed_by(person["person_id"], asked.version.scheme.slug)
    found = []
    for quota, parts in zip(plan.quotas, plan.parts, strict=True):
        group, others = ([r for at in part if (r := told[at]) is not None] for part in parts)
        day = _day(asked, quota, done)
        found.append(_answer(person, quota, plan.question, group, others, day))
    return found


def _answer(
    person: Mapping[str, Any],
    quota: Quota,
    question: str,
    group: Sequence[Reason],
    others: Sequence[Reason],
    completed_on: date | None,
) -> Answer:
    part, verdict = placed(
        [r.outcome for r in group], [r.outcome for r in others], completed_on is not None
    )
    told = (
        [r for r in group if r.outcome == "failed"] if part is Part.OUTSIDE else [*group, *others]
    )
    return Answer(
        code=person["code"],
        name=person["name"],
        quota=quota,
        question=question,
        part=part.value,
        verdict=verdict,
        reasons=tuple(told),
        completed_on=completed_on,
    )


def _day(asked: Reading, quota: Quota, done: Sequence[tuple[str, date]]) -> date | None:
    """The first day the person completed the quota's programme in its phase by the day."""
    span = asked.pack.phase(quota.phase)
    last = min(asked.on, span.end)
    days = [day for item, day in done if item == quota.id and span.start <= day <= last]
    return min(days, default=None)


def reasons_of(
    asked: Reading, rows: Sequence[Mapping[str, Any]], quota_id: str, question: str = MAIN
) -> dict[int, tuple[Reason, ...]]:
    """The reasons for a page of people: rows of `queries.listings` with their `part`."""
    parts = pl.DataFrame(
        {
            "person_id": [row["person_id"] for row in rows],
            "part": [str(row["part"]) for row in rows],
        }
    )
    people = shown_on(asked, asked.pack.quota(quota_id).group).join(parts, on="person_id")
    return _on_each_day(asked, people, quota_id, question)


def _on_each_day(
    asked: Reading, people: pl.DataFrame, quota_id: str, question: str = MAIN
) -> dict[int, tuple[Reason, ...]]:
    """Who stands still (see `queries.frozen.shown_on`) is told the reasons of the last day."""
    told = _reasons(asked, people.filter(pl.col(FROZEN_ON).is_null()), quota_id, question)
    for part in frozen_parts(asked, asked.pack.quota(quota_id).group):
        mine = people.filter(pl.col(FROZEN_ON) == part.last_day)
        told.update(_reasons(at_last_day(part, quota_id, asked), mine, quota_id, question))
    return told


def _reasons(
    asked: Reading, people: pl.DataFrame, quota_id: str, question: str
) -> dict[int, tuple[Reason, ...]]:
    group, others = conditions_of(asked, quota_id, question)
    told: dict[int, tuple[Reason, ...]] = {}
    for outside in (True, False):
        rows = people.filter((pl.col("part") == Part.OUTSIDE.value) == outside)
        if rows.height:
            told.update(_told(Part.OUTSIDE.value if outside else "", group, others, rows))
    return told


def people_as_data(
    asked: Reading, people: Sequence[Mapping[str, Any]], quota_id: str, question: str = MAIN
) -> list[dict[str, Any]]:
    """Verdict and reasons of people of a list (see `queries.listings`), for JSON."""
    if not people:
        return []
    told = reasons_of(asked, people, quota_id, question)
    return [
        {
            "code": row["code"],
            "name": row["name"],
            "part": str(row["part"]),
            "verdict": row["verdict"],
            "score": row["score"],
            "reasons": [reason_as_data(reason) for reason in told[row["person_id"]]],
        }
        for row in people
    ]


def _told(
    part: str, group: Sequence[Condition], others: Sequence[Condition], people: pl.DataFrame
) -> dict[int, tuple[Reason, ...]]:
    if part == Part.OUTSIDE.value:
        found = reasons(group, people)
        return {
            person: tuple(r for r in told if r.outcome == "failed")
            for person, told in found.items()
        }
    return {p: tuple(told) for p, told in reasons([*group, *others], people).items()}


def as_data(given: Answer) -> dict[str, Any]:
    """An answer under stable names, for JSON."""
    return {
        "code": given.code,
        "name": given.name,
        "quota": given.quota.id,
        "question": given.question,
        "verdict": given.verdict,
        "part": given.part,
        "completed_on": given.completed_on.isoformat() if given.completed_on else None,
        "frozen_on": given.frozen_on.isoformat() if given.frozen_on else None,
        "reasons": [reason_as_data(reason) for reason in given.reasons],
    }


def reason_as_data(reason: Reason) -> dict[str, Any]:
    """A reason under stable names, for JSON."""
    return {
        "code": reason.code,
        "title": reason.title,
        "outcome": reason.outcome,
        "value": reason.value,
        "limit": reason.limit,
        "clause": reason.clause,
        "certainty": reason.certainty,
        "missing": list(reason.missing),
        "note": reason.note,
        "about_group": reason.about_group,
    }
