"""Whether the law still holds together once a parameter is corrected: a pure decision."""

from collections.abc import Sequence
from datetime import date, timedelta

from hientai.rules.decrees import DECREES, postgraduate_conditions, study_abroad_conditions
from hientai.rules.engine import Correction, NoRuleInForce

SHORT_COURSE, LONG_COURSE = 0.5, 1.0
"""Lengths in months on both sides of the limit that the law draws for courses abroad."""


def first_broken_day(law: Sequence[Correction], made: Correction) -> date | None:
    """The first day that can no longer be judged once a correction joins the law; None for none.

    Putting a group of people under a decree that ends within the period is such a break. Days on
    which nothing could be judged before are not held against the correction.
    """
    after = [*law, made]
    for day in _turning_days(after):
        if made.covers(day) and _can_judge(day, law) and not _can_judge(day, after):
            return day
    return None


def _turning_days(law: Sequence[Correction]) -> list[date]:
    """Every day on which any value of the law begins, or is no longer in force."""
    shipped = (v for decree in DECREES for p in decree.parameters for v in p.values)
    days = set()
    for dated in (*shipped, *law):
        days.add(dated.since)
        if dated.until is not None:
            days.update((dated.until, dated.until + timedelta(days=1)))
    return sorted(days)


def _can_judge(day: date, law: Sequence[Correction]) -> bool:
    try:
        postgraduate_conditions(day, law)
        for length in (SHORT_COURSE, LONG_COURSE):
            study_abroad_conditions(day, length, law)
    except NoRuleInForce:
        return False
    return True
