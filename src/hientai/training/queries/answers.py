"""The answer for one person or a page of people: verdict, part of the funnel, and reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl
from django.utils.translation import gettext as _

from hientai.rules.engine import Condition, Reason, reasons
from hientai.schemes.domain.pack import Quota
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day
from hientai.training.domain.screening import Part, placed
from hientai.training.queries.completions import completed_by
from hientai.training.queries.figures import MAIN, Reading, conditions_of, people_on, person_in
from hientai.training.queries.kept import kept


@dataclass(frozen=True)
class Answer:
    """May this person go, for one quota and question, on one day; and why.

    `verdict` is passed, failed, unknown or to_be_proved; `part` the person's part of the funnel.
    Someone outside the group is told the conditions of the group that are not met, no others.
    """

    code: str
    name: str
    quota: Quota
    question: str
    part: str
    verdict: str
    reasons: tuple[Reason, ...]
    completed_on: date | None

    @property
    def obstacles(self) -> tuple[Reason, ...]:
        """What stands in the way: the failed reasons, else those that need data."""
        failed = tuple(r for r in self.reasons if r.outcome == "failed")
        return failed or tuple(r for r in self.reasons if r.outcome == "unknown")


def person_on(asked: Reading, code: str) -> pl.DataFrame:
    """The standing of one person; Refused where nobody of that code is in service and seen."""
    found = person_in(asked, code)
    if found.is_empty():
        raise Refused(
            _("Không có người mã “%(code)s” đang công tác ngày %(on)s trong phạm vi được xem")
            % {"code": code, "on": day(asked.on)},
            remedy=_("kiểm tra lại mã, hoặc chọn ngày khác"),
        )
    return found


def answer(asked: Reading, standing: pl.DataFrame, quota_id: str, question: str = MAIN) -> Answer:
    """The answer for the one person of a standing. Refused for an unknown quota or question."""
    return _answers(asked, standing, [asked.pack.quota(quota_id)], question)[0]


def answers(asked: Reading, standing: pl.DataFrame) -> list[Answer]:
    """The answer of one person for every quota of the scheme."""
    return kept(
        asked.seen,
        asked.key("answers", standing["person_id"][0]),
        lambda: _answers(asked, standing, asked.pack.quotas, MAIN),
        weight=lambda _: len(asked.pack.quotas),
    )


def _answers(
    asked: Reading, standing: pl.DataFrame, quotas: Sequence[Quota], question: str
) -> list[Answer]:
    """All quotas in one pass over the person: what several of them ask is asked once."""
    person = standing.row(0, named=True)
    wanted = {quota.id: conditions_of(asked, quota.id, question) for quota in quotas}
    every = {_words(c): c for group, others in wanted.values() for c in (*group, *others)}
    given = reasons(list(every.values()), standing)[person["person_id"]]
    told = {(r.code, r.title, r.limit, r.clause): r for r in given}
    done = completed_by(person["person_id"], asked.version.scheme.slug)
    found = []
    for quota in quotas:
        group, others = (
            [told[_words(c)] for c in part if _words(c) in told] for part in wanted[quota.id]
        )
        found.append(_answer(person, quota, question, group, others, _day(asked, quota, done)))
    return found


def _words(condition: Condition) -> tuple[str, str, str, str]:
    """What tells two conditions apart: one asked by several quotas reads the same in each."""
    return condition.code, condition.title, condition.limit.text, condition.limit.clause


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


def _day(asked: Reading, quota: Quota, done: pl.DataFrame) -> date | None:
    """The first day the person completed the quota's programme in its phase by the day."""
    span = asked.pack.phase(quota.phase)
    last = min(asked.on, span.end)
    mine = done.filter(
        (pl.col("item") == quota.id) & pl.col("completed_on").is_between(span.start, last)
    )
    return mine["completed_on"].min()  # type: ignore[return-value]


def reasons_of(
    asked: Reading, people: pl.DataFrame, quota_id: str, question: str = MAIN
) -> dict[int, tuple[Reason, ...]]:
    """The reasons for a page of people: rows of the Standing frame with their `part`."""
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
    parts = pl.DataFrame(
        {
            "person_id": [row["person_id"] for row in people],
            "part": [str(row["part"]) for row in people],
        }
    )
    everybody = people_on(asked).join(parts, on="person_id")
    told = reasons_of(asked, everybody, quota_id, question)
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
