"""Every rule and parameter of the law in force on a day, in words, for the page of the law."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from hientai.rules.decrees import questions
from hientai.rules.decrees.classes import rules as classes
from hientai.rules.decrees.nd30 import format as nd30
from hientai.rules.decrees.nd135 import rules as nd135
from hientai.rules.decrees.regimes import rules as regimes
from hientai.rules.decrees.rule_sets import RULE_SETS
from hientai.rules.engine import Correction, Dated, Decree, NoRuleInForce, Parameter, Rule
from hientai.shared.refused import Refused
from hientai.shared.words import _

DECREES: tuple[Decree, ...] = (
    *(rules.decree for rules in RULE_SETS.values()),
    nd135.DECREE,
    nd30.DECREE,
    classes.DECREE,
    regimes.DECREE,
    questions.READINGS,
)
RULES: tuple[Rule, ...] = tuple(rule for each in RULE_SETS.values() for rule in each.rules)


@dataclass(frozen=True)
class LawLine:
    """A rule or a parameter as it is in force on a day, in Vietnamese."""

    decree: str
    decree_title: str
    decree_short: str
    kind: Literal["rule", "parameter"]
    code: str
    title: str
    value: str
    clause: str
    since: date
    until: date | None
    certainty: str
    note: str
    stage: str = ""
    shipped: str = ""
    is_corrected: bool = False


def rules_in_force(on: date, corrections: Sequence[Correction] = ()) -> list[LawLine]:
    """Rules and parameters in force on a day, by decree, rules first; none is an empty list."""
    return [
        line
        for decree in DECREES
        for line in (*_rules(decree, on, corrections), *_parameters(decree, on, corrections))
    ]


def _rules(decree: Decree, on: date, corrections: Sequence[Correction]) -> list[LawLine]:
    mine = (rule for rule in RULES if rule.decree.code == decree.code and rule.in_force(on))
    return [_rule_line(rule, on, corrections) for rule in mine]


def _rule_line(rule: Rule, on: date, corrections: Sequence[Correction]) -> LawLine:
    condition = rule.on(on, corrections)
    return LawLine(
        decree=rule.decree.code,
        decree_title=_(rule.decree.title),
        decree_short=_(rule.decree.short),
        kind="rule",
        code=rule.code,
        title=_(rule.title),
        value=condition.limit.text,
        clause=rule.cites,
        since=rule.since,
        until=rule.until,
        certainty=condition.limit.certainty.value,
        note=condition.limit.note,
        stage=rule.stage.value,
    )


def _parameters(decree: Decree, on: date, corrections: Sequence[Correction]) -> list[LawLine]:
    found = ((p, _in_force(p, on, corrections)) for p in decree.parameters)
    return [
        _parameter_line(decree, p, dated, p.shipped(on)) for p, dated in found if dated is not None
    ]


def _in_force(parameter: Parameter, on: date, corrections: Sequence[Correction]) -> Dated | None:
    try:
        return parameter.on(on, corrections)
    except NoRuleInForce:
        return None


def _parameter_line(
    decree: Decree, parameter: Parameter, dated: Dated, shipped: Dated | None
) -> LawLine:
    return LawLine(
        decree=decree.code,
        decree_title=_(decree.title),
        decree_short=_(decree.short),
        kind="parameter",
        code=parameter.code,
        title=_(parameter.title),
        value=parameter.shown(dated.value),
        clause=dated.clause,
        since=dated.since,
        until=dated.until,
        certainty=dated.certainty.value,
        note=_(dated.note),
        shipped="" if shipped is None else parameter.shown(shipped.value),
        is_corrected=isinstance(dated, Correction),
    )


def parameter_of(code: str) -> tuple[Decree, Parameter]:
    """A parameter with its decree. Refused for an unknown code."""
    for decree in DECREES:
        for parameter in decree.parameters:
            if parameter.code == code:
                return decree, parameter
    raise Refused(
        _("Không có tham số “%(code)s”") % {"code": code},
        remedy=_("xem mã của tham số ở trang Pháp luật"),
    )
