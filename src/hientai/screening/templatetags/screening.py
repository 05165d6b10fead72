"""Figures of screening in templates: shares of one, and the row of a target."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import template

from hientai.rules.engine import Reason
from hientai.schemes.domain.pack import Target
from hientai.screening.domain.progress import Progress
from hientai.screening.papers import wording
from hientai.screening.queries.events import EventsFigure
from hientai.screening.queries.figures import TargetFigure
from hientai.shared.vietnamese import percent

register = template.Library()


@register.filter
def share_done(figure: Progress) -> float | None:
    """The share done, of one."""
    return _share(figure.percent)


@register.filter
def share_goal(figure: Progress) -> float | None:
    """The goal, of one."""
    return _share(figure.goal_in_percent)


@register.filter
def share_expected(figure: Progress) -> float | None:
    """Where it should be by now, of one."""
    return _share(figure.expected_percent)


@register.filter
def as_percent(value: Decimal | None) -> str:
    """A percentage with the digits it has: 16.30 gives "16,30 %"; "–" for none."""
    if value is None:
        return "–"
    digits = -int(value.as_tuple().exponent)
    return percent(value / 100, digits)


@register.filter
def own_value(reason: Reason) -> str:
    """The person's value of a reason."""
    return wording.value_told(reason)


@register.filter
def not_done(figure: Progress) -> int:
    """Members who are not done, as far as the register tells."""
    return figure.members - figure.done - figure.unsure


@register.inclusion_tag("screening/event_marks.html")
def event_marks(figure: EventsFigure[Target]) -> dict[str, Any]:
    """Each year's events as marks: so many of so many, and how that stands."""
    event = figure.item.measure.event
    known = figure.any_turn
    years = [
        (year, wording.year_told(year, any_turn=known), wording.year_tone(year, any_turn=known))
        for year in figure.years
    ]
    return {"years": years, "event": wording.EVENTS[event or "class"], "any_turn": figure.any_turn}


@register.inclusion_tag("screening/progress_row.html")
def progress_row(slug: str, figure: TargetFigure) -> dict[str, Any]:
    """A target as a line: title and clause, bar, figures, where it stands."""
    found = figure.progress
    assert found is not None
    return {
        "slug": slug,
        "target": figure.target,
        "progress": found,
        "whole": found.goal_count or found.members,
        "pace": wording.pace_told(found),
        "tone": wording.pace_tone(found),
        "frozen": wording.frozen_told(figure.frozen),
    }


def _share(percent: float | None) -> float | None:
    return None if percent is None else percent / 100
