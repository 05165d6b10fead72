"""The decrees, one folder each, and the doors through which the rooms ask them."""

from hientai.rules.decrees.catalogue import DECREES, LawLine, parameter_of, rules_in_force
from hientai.rules.decrees.doors import (
    age_not_over,
    in_post_after_retirement,
    not_in_class,
    past_retirement,
    postgraduate_conditions,
    regime_of,
    retirement,
    retirement_certainty,
    retirement_date,
    service_left_at_least,
    study_abroad_conditions,
    with_retirement,
)
from hientai.rules.decrees.programmes import (
    CouncilRule,
    LengthLimit,
    StudyDay,
    council_rules,
    length_limits,
    study_day,
)

__all__ = [
    "DECREES",
    "CouncilRule",
    "LawLine",
    "LengthLimit",
    "StudyDay",
    "age_not_over",
    "council_rules",
    "in_post_after_retirement",
    "length_limits",
    "not_in_class",
    "parameter_of",
    "past_retirement",
    "postgraduate_conditions",
    "regime_of",
    "retirement",
    "retirement_certainty",
    "retirement_date",
    "rules_in_force",
    "service_left_at_least",
    "study_abroad_conditions",
    "study_day",
    "with_retirement",
]
