"""Figures of quotas and targets under stable names: what commands and the API tell in JSON."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from hientai.schemes.domain.pack import Target
from hientai.screening.domain.screening import Part, ReasonCount
from hientai.screening.papers import wording
from hientai.screening.queries.events import event_targets
from hientai.screening.queries.figures import QuotaFigure, TargetFigure
from hientai.screening.queries.former import former_counts
from hientai.screening.queries.frozen import FrozenPart
from hientai.training.queries.readings import Reading


def quota_data(asked: Reading, figure: QuotaFigure, question: str) -> dict[str, Any]:
    """The funnel of a quota, its places, and how many each condition stops."""
    funnel, places = figure.screening.funnel, figure.places
    return {
        "scheme": asked.version.scheme.slug,
        "quota": figure.quota.id,
        "clause": figure.quota.clause,
        "question": question,
        "on": asked.on.isoformat(),
        "unit": "person",
        "places": places.places,
        "studying": places.studying,
        "free": places.free,
        "more_places_than_people": places.surplus,
        "funnel": {
            "everybody": funnel.everybody,
            "members": funnel.members,
            "to_be_proved": funnel.to_be_proved,
            **{part.value: funnel.of(part) for part in Part},
        },
        "reasons": [_count_data(count) for count in figure.screening.reasons],
        "people_not_outside": figure.screening.people.height,
        "past_retirement_in_post": figure.retired,
        "frozen": _frozen_data(figure.frozen),
    }


def _frozen_data(parts: Sequence[FrozenPart]) -> list[dict[str, Any]]:
    """The parts of the group that stand still: who counts as on their last day, and why."""
    told = zip(parts, wording.frozen_told(parts), strict=True)
    return [
        {
            "last_day": part.last_day.isoformat(),
            "persons": part.members,
            "membership_unknown": part.people.height - part.members,
            "rested_on": [{"kind": kind, "code": code} for kind, code in sorted(part.footings)],
            "grounds": list(part.grounds),
            "why": words.why,
        }
        for part, words in told
    ]


def _count_data(count: ReasonCount) -> dict[str, Any]:
    limit = count.condition.limit
    return {
        "code": count.condition.code,
        "title": count.condition.title,
        "limit": limit.text,
        "clause": limit.clause,
        "certainty": limit.certainty.value,
        "about_group": count.condition.about_group,
        "failed": count.failed,
        "unknown": count.unknown,
        "alone": count.alone,
    }


def target_data(asked: Reading, figure: TargetFigure) -> dict[str, Any]:
    """The figure of a target, or the years of one that asks for so many events in each."""
    target, found = figure.target, figure.progress
    data = {"id": target.id, "clause": target.clause, "title": target.title}
    if found is None:
        return {**data, "measure": target.measure.kind, **_years_data(asked, target)}
    return {
        **data,
        "measure": target.measure.kind,
        "members": found.members,
        "done": found.achieved,
        "percent": found.percent,
        "goal_percent": found.goal_percent,
        "goal_persons": found.goal_persons,
        "expected_percent": found.expected_percent,
        "missing": found.missing,
        "membership_unknown": found.unknown,
        "trained_outside": {"persons": found.trained_outside, **former_counts(asked, target.id)},
        "person_turns": found.turns,
        "past_retirement_in_post": figure.retired,
        "pace": found.pace.value,
        "frozen": _frozen_data(figure.frozen),
    }


def _years_data(asked: Reading, target: Target) -> dict[str, Any]:
    """The years of a target that asks for so many events in each; nothing for any other."""
    figure = event_targets(asked).get(target.id)
    if figure is None:
        return {}
    return {
        "event": target.measure.event,
        "derived_from_person_turns": True,
        "any_turn_recorded": figure.any_turn,
        "years": [asdict(year) for year in figure.years],
    }
