"""Who falls under which rule set on a day, as dated data an administrator may correct."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import polars as pl

from hientai.rules.decrees.questions import CATEGORY
from hientai.rules.engine import Certainty, Condition, Correction, Dated, Decree, Law, Stage
from hientai.shared.vocabulary import CATEGORIES
from hientai.shared.words import _

DECREE = Decree.read(Path(__file__).parent / "parameters.yaml")


@dataclass(frozen=True)
class Regime:
    """One rule set on a day: its code and the categories under it, unsure ones with a note.

    `law` remembers which of its categories an administrator put under it.
    """

    code: str
    categories: tuple[str, ...]
    unsure: dict[str, str]
    is_for_all: bool
    law: Law

    @property
    def name(self) -> str:
        """The decree as the parameter names it."""
        words = DECREE.by_name[self.categories[0]].words
        return _(words.get(self.code, self.code))


def regime_of(category: str, on: date, corrections: Sequence[Correction] = ()) -> Dated:
    """The rule set of a category on a day; NoRuleInForce where there is none."""
    return DECREE.by_name[category].on(on, corrections)


def regimes_on(on: date, corrections: Sequence[Correction] = ()) -> list[Regime]:
    """Every rule set somebody falls under on a day; NoRuleInForce where there is none."""
    mapped = {category: regime_of(category, on, corrections) for category in CATEGORIES}
    codes = list(dict.fromkeys(str(dated.value) for dated in mapped.values()))
    return [_regime(code, mapped, len(codes) == 1, Law(DECREE, on, corrections)) for code in codes]


def for_people_of(regime: Regime, conditions: Iterable[Condition]) -> list[Condition]:
    """The conditions of a rule set, asked only of the people who fall under it that day."""
    return [_narrowed(condition, regime) for condition in conditions]


def _regime(code: str, mapped: dict[str, Dated], is_for_all: bool, law: Law) -> Regime:
    mine = {category: dated for category, dated in mapped.items() if dated.value == code}
    for category in mine:
        law.dated(category)
    unsure = {
        category: dated.note
        or _("Chưa chắc %(lower)s theo quy định này.")
        % {"lower": CATEGORIES.label(category).lower()}
        for category, dated in mine.items()
        if dated.certainty is Certainty.UNCERTAIN
    }
    return Regime(code, tuple(mine), unsure, is_for_all, law)


def _narrowed(condition: Condition, regime: Regime) -> Condition:
    condition = replace(condition, limit=regime.law.amended(condition.limit))
    if regime.is_for_all and not regime.unsure:
        return condition
    under = pl.col("category").is_in(regime.categories)
    return replace(
        condition,
        title=_told_apart(condition, regime),
        applies=under if condition.applies is None else under & condition.applies,
        remark=_joined(condition.remark, _remark(regime)),
        aside=None if condition.aside is None else pl.when(under).then(condition.aside),
        needs=tuple(dict.fromkeys((*condition.needs, CATEGORY))),
    )


def _told_apart(condition: Condition, regime: Regime) -> str:
    """The title of a proof with whose it is: several decrees ask the same papers of different
    people, and nothing of the person's own stands beside them."""
    if regime.is_for_all or condition.stage is not Stage.APPLICATION:
        return condition.title
    return _("%(title)s (%(decree)s, đối với %(people)s)") % {
        "title": condition.title,
        "decree": regime.name,
        "people": ", ".join(CATEGORIES.label(code).lower() for code in regime.categories),
    }


def _remark(regime: Regime) -> pl.Expr | None:
    if not regime.unsure:
        return None
    return pl.col("category").replace_strict(regime.unsure, default=None, return_dtype=pl.String)


def _joined(first: pl.Expr | None, second: pl.Expr | None) -> pl.Expr | None:
    if first is None or second is None:
        return second if first is None else first
    return pl.coalesce(pl.format("{} {}", first, second), first, second)
