"""The rule of completion on a day, with what administrators corrected of the law."""

from datetime import date

from hientai.law.queries import corrections
from hientai.results.domain.rules import Rule, rule_on


def rule_of(on: date) -> Rule:
    """The rule in force on a day; refused where the software knows none."""
    return rule_on(on, corrections())
