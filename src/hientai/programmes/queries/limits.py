"""What the law of a day says about a version: how long it may be, who may appraise it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hientai.law.queries import corrections
from hientai.programmes.domain.contents import Totals, days_of, totals
from hientai.programmes.models import Version
from hientai.programmes.queries.programmes import lines_of
from hientai.rules.decrees import (
    CouncilRule,
    LengthLimit,
    StudyDay,
    council_rules,
    length_limits,
    study_day,
)
from hientai.rules.engine import NoRuleInForce


@dataclass(frozen=True)
class Judged:
    """How long a version lasts, and each limit of its kind with whether it keeps within it.

    `limits` is empty where no decree has a number for the kind, or nobody has said the kind.
    """

    totals: Totals
    day: StudyDay
    days: Decimal | None
    limits: tuple[LengthLimit, ...]

    @property
    def broken(self) -> list[LengthLimit]:
        """The limits that it does not keep."""
        return [limit for limit in self.limits if self.days and not limit.holds(self.days)]


def judged(version: Version, on: date) -> Judged:
    """A version by the law of a day, as corrected. NoRuleInForce where no decree is in force."""
    law, found = corrections(), totals(lines_of(version))
    study = study_day(version.categories, on, law)
    kind = version.programme.kind
    limits = length_limits(kind, version.categories, on, law) if kind else []
    days = days_of(found, version.stated_days, study.periods)
    return Judged(found, study, days, tuple(limits))


def judged_if_any(version: Version, on: date) -> Judged | None:
    """The same; None on a day before the law that the software knows."""
    try:
        return judged(version, on)
    except NoRuleInForce:
        return None


def councils(version: Version, on: date) -> list[CouncilRule]:
    """How a council that is set up on a day has to be made up, as corrected."""
    return council_rules(version.categories, on, corrections())


def councils_if_any(version: Version, on: date) -> list[CouncilRule]:
    """The same; none on a day before the law that the software knows."""
    try:
        return councils(version, on)
    except NoRuleInForce:
        return []
