"""What the law asks of a programme: how long it may be, how a council of appraisal is made up.

Which decree speaks follows from whom the programme is for, as for people. Where the decree has no
number for a kind of programme there is no limit to tell, and none is made up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hientai.rules.decrees.regimes.rules import Regime, regimes_on
from hientai.rules.decrees.rule_sets import RULE_SETS
from hientai.rules.engine import Certainty, Correction, Law, NoRuleInForce, weakest
from hientai.shared.vietnamese import number
from hientai.shared.words import _


@dataclass(frozen=True)
class LengthLimit:
    """How long a kind of programme may be by one decree: weeks, and how they are counted."""

    decree: str
    least: int
    most: int
    days_a_week: int
    clause: str
    certainty: Certainty
    note: str

    @property
    def words(self) -> str:
        """The limit in words, in weeks and days."""
        told = {
            "least": number(self.least),
            "most": number(self.most),
            "few": number(self.least * self.days_a_week),
            "many": number(self.most * self.days_a_week),
        }
        if self.least:
            return _("từ %(least)s đến %(most)s tuần (%(few)s–%(many)s ngày học)") % told
        return _("nhiều nhất %(most)s tuần (%(many)s ngày học)") % told

    def holds(self, days: Decimal) -> bool:
        """Whether a programme of so many days keeps within it."""
        return self.least * self.days_a_week <= days <= self.most * self.days_a_week


@dataclass(frozen=True)
class CouncilRule:
    """How a council is made up by one decree."""

    least: int
    is_odd: bool
    clause: str
    certainty: Certainty
    note: str

    @property
    def words(self) -> str:
        """The rule in words."""
        if self.is_odd:
            return _("ít nhất %(least)s người, số lẻ") % {"least": self.least}
        return _("ít nhất %(least)s người") % {"least": self.least}

    def holds(self, members: int) -> bool:
        """Whether a council of so many members keeps to it."""
        return members >= self.least and (members % 2 == 1 or not self.is_odd)


@dataclass(frozen=True)
class StudyDay:
    """How many periods a day of study has, and how sure that is."""

    periods: int
    clause: str
    certainty: Certainty
    note: str


def length_limits(
    kind: str, categories: Sequence[str], on: date, corrections: Sequence[Correction] = ()
) -> list[LengthLimit]:
    """The limits of a kind of programme on a day, one of each decree that its audience is under.

    [] where none of them has a number for it. NoRuleInForce where no decree is in force that day.
    """
    found = (
        _length(regime, kind, on, corrections) for regime in _regimes(categories, on, corrections)
    )
    return [limit for limit in found if limit is not None]


def council_rules(
    categories: Sequence[str], on: date, corrections: Sequence[Correction] = ()
) -> list[CouncilRule]:
    """How a council is made up on a day, by each decree that the audience is under."""
    return [_council(regime, on, corrections) for regime in _regimes(categories, on, corrections)]


def study_day(
    categories: Sequence[str], on: date, corrections: Sequence[Correction] = ()
) -> StudyDay:
    """The periods of a day of study; of several decrees the one that makes a programme longest."""
    days = [_day(regime, on, corrections) for regime in _regimes(categories, on, corrections)]
    return min(days, key=lambda day: day.periods)


def _regimes(
    categories: Sequence[str], on: date, corrections: Sequence[Correction]
) -> list[Regime]:
    """The rule sets of the audience, of everybody where no audience is told."""
    mine = regimes_on(on, corrections)
    told = [regime for regime in mine if set(regime.categories) & set(categories)]
    return told or mine


def _length(
    regime: Regime, kind: str, on: date, corrections: Sequence[Correction]
) -> LengthLimit | None:
    law = Law(RULE_SETS[regime.code].decree, on, corrections)
    most = _whole(law, f"length_{kind}_most")
    if most is None:
        return None
    least = _whole(law, f"length_{kind}_least") or 0
    days = law.whole("days_a_week")
    return LengthLimit(
        decree=law.decree.short,
        least=least,
        most=most,
        days_a_week=days,
        clause=law.dated(f"length_{kind}_most").clause,
        certainty=_certainty(law, regime),
        note=" ".join(dict.fromkeys((*law.notes, *_unsure(regime)))),
    )


def _council(regime: Regime, on: date, corrections: Sequence[Correction]) -> CouncilRule:
    law = Law(RULE_SETS[regime.code].decree, on, corrections)
    return CouncilRule(
        least=law.whole("council_least"),
        is_odd=law.flag("council_odd"),
        clause=law.dated("council_least").clause,
        certainty=_certainty(law, regime),
        note=" ".join(dict.fromkeys((*law.notes, *_unsure(regime)))),
    )


def _day(regime: Regime, on: date, corrections: Sequence[Correction]) -> StudyDay:
    law = Law(RULE_SETS[regime.code].decree, on, corrections)
    return StudyDay(
        periods=law.whole("periods_a_day"),
        clause=law.dated("periods_a_day").clause,
        certainty=_certainty(law, regime),
        note=" ".join(dict.fromkeys((*law.notes, *_unsure(regime)))),
    )


def _whole(law: Law, name: str) -> int | None:
    """A number of the decree; None where it has none, or none on the day."""
    if name not in law.decree.by_name:
        return None
    try:
        return law.whole(name)
    except NoRuleInForce:
        return None


def _certainty(law: Law, regime: Regime) -> Certainty:
    sure = Certainty.UNCERTAIN if regime.unsure else Certainty.VERIFIED
    return weakest((law.certainty, sure))


def _unsure(regime: Regime) -> list[str]:
    return list(regime.unsure.values())
