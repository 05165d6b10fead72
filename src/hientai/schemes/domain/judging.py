"""Which conditions judge a quota, read from the pack's table and resolved to the law's rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from hientai.rules.decrees import (
    age_not_over,
    not_in_class,
    postgraduate_conditions,
    service_left_at_least,
    study_abroad_conditions,
)
from hientai.rules.engine import Certainty, Condition, Correction, Limit, Stage, weakest
from hientai.schemes.domain.checks import covers, names
from hientai.schemes.domain.conditions import Question, RuleUse
from hientai.schemes.domain.groups import (
    as_condition,
    compile_when,
    context_of,
    group_conditions,
)
from hientai.schemes.domain.pack import Pack, PriorityRule, Quota
from hientai.shared.refused import Refused
from hientai.shared.words import _

MAIN = "main"


@dataclass(frozen=True)
class Asked:
    """What a rule is asked for: the pack, the quota, the day and the corrections of the law."""

    pack: Pack
    quota: Quota
    on: date
    corrections: Sequence[Correction]

    def code(self, use: RuleUse) -> str:
        """The code of a condition of the scheme's own."""
        return f"{self.pack.scheme.slug}/{use.id}"


@dataclass(frozen=True)
class Precedence:
    """A priority over the Standing frame: `holds` is null where the register does not tell."""

    code: str
    title: str
    points: int
    holds: pl.Expr
    clause: str
    note: str


def quota_conditions(
    pack: Pack,
    quota_id: str,
    on: date,
    question: str = MAIN,
    corrections: Sequence[Correction] = (),
) -> list[Condition]:
    """Every condition of a question about a quota on a day; those of the group come first.

    Refused where the pack has no such quota or does not ask that question of it; NoRuleInForce
    where the law has no rule on that day.
    """
    quota = pack.quota(quota_id)
    asked = Asked(pack, quota, on, corrections)
    uses = uses_of(pack, quota_id, question)
    found = [condition for use in uses for condition in RULES[use.rule](use, asked)]
    return sorted(found, key=lambda condition: not condition.about_group)


def uses_of(pack: Pack, quota_id: str, question: str = MAIN) -> list[RuleUse]:
    """The named conditions that the table lists for a quota and a question, in its order."""
    rows = [row for row in pack.conditions.table if covers(row, quota_id)]
    named = [c for row in rows if row.question == question for c in row.conditions]
    if not named:
        known = ", ".join(q.id for q in questions_of(pack, quota_id))
        raise Refused(
            _("Chỉ tiêu %(quota_id)s không có câu hỏi “%(question)s”")
            % {"quota_id": quota_id, "question": question},
            remedy=_("chọn một trong: %(known)s") % {"known": known},
        )
    by_id = {use.id: use for use in pack.conditions.conditions}
    return [by_id[one] for one in dict.fromkeys(named)]


def questions_of(pack: Pack, quota_id: str) -> list[Question]:
    """The questions that may be asked of a quota, the main one first."""
    asked = {row.question for row in pack.conditions.table if covers(row, quota_id)}
    found = [question for question in pack.conditions.questions if question.id in asked]
    return sorted(found, key=lambda question: question.id != MAIN)


def priorities(
    pack: Pack, on: date, corrections: Sequence[Correction] = (), quota_id: str = ""
) -> list[Precedence]:
    """The priorities that the register can answer, of one quota where it is named."""
    context = context_of(pack, on, corrections)
    return [
        Precedence(
            code=f"{pack.scheme.slug}/{rule.id}",
            title=rule.title,
            points=rule.points,
            holds=compile_when(rule.when, context).holds,
            clause=rule.clause,
            note=rule.note,
        )
        for rule in pack.priorities
        if rule.when is not None and _is_for(rule, quota_id)
    ]


def _is_for(rule: PriorityRule, quota_id: str) -> bool:
    return not (rule.quotas and quota_id) or any(names(name, quota_id) for name in rule.quotas)


def _membership(_use: RuleUse, asked: Asked) -> list[Condition]:
    return group_conditions(asked.pack, asked.quota.group, asked.on, asked.corrections)


def _not_in_class(use: RuleUse, asked: Asked) -> list[Condition]:
    certainty = Certainty(use.certainty)
    made = not_in_class(asked.on, use.clause, code=asked.code(use), certainty=certainty)
    return [_named(made, use)]


def _service_left(use: RuleUse, asked: Asked) -> list[Condition]:
    made = service_left_at_least(
        use.years or 0,
        asked.on,
        use.clause,
        Certainty(use.certainty),
        code=asked.code(use),
        corrections=asked.corrections,
    )
    return [_named(made, use)]


def _age(use: RuleUse, asked: Asked) -> list[Condition]:
    made = age_not_over(
        use.years or 0,
        None,
        asked.on,
        use.clause,
        Certainty(use.certainty),
        code=asked.code(use),
        only_first_time=use.only_first_time,
        corrections=asked.corrections,
    )
    return [_named(made, use)]


def _postgraduate(_use: RuleUse, asked: Asked) -> list[Condition]:
    return postgraduate_conditions(asked.on, asked.corrections)


def _study_abroad(use: RuleUse, asked: Asked) -> list[Condition]:
    """The law's conditions; the length of the course matters to the service left alone."""
    made = study_abroad_conditions(asked.on, use.length_months or 0, asked.corrections)
    return [
        _doubted(condition, use) if _about_service_left(condition) else condition
        for condition in made
    ]


def _about_service_left(condition: Condition) -> bool:
    return condition.holds is not None and "retirement_date" in condition.holds.meta.root_names()


def _doubted(condition: Condition, use: RuleUse) -> Condition:
    limit = condition.limit
    certainty = weakest((limit.certainty, Certainty(use.certainty)))
    return replace(
        condition, limit=replace(limit, certainty=certainty, note=_notes(use.note, limit.note))
    )


def _to_be_proved(use: RuleUse, asked: Asked) -> list[Condition]:
    limit = Limit(use.limit, Certainty(use.certainty), use.clause, use.note)
    return [Condition(asked.code(use), use.title, Stage.APPLICATION, None, None, limit)]


def _statement(use: RuleUse, asked: Asked) -> list[Condition]:
    """A statement over the register that is a condition of its own, not of the group."""
    if use.when is None:
        return []
    compiled = compile_when(use.when, context_of(asked.pack, asked.on, asked.corrections))
    limit = Limit(compiled.text, Certainty(use.certainty), use.clause, use.note)
    return [as_condition(asked.code(use), use.title, compiled, limit, about_group=False)]


def _named(condition: Condition, use: RuleUse) -> Condition:
    limit = replace(condition.limit, note=_notes(use.note, condition.limit.note))
    return replace(condition, title=use.title, limit=limit)


def _notes(*parts: str) -> str:
    return " ".join(part for part in parts if part)


RULES: dict[str, Callable[[RuleUse, Asked], list[Condition]]] = {
    "membership": _membership,
    "not_in_class": _not_in_class,
    "service_left_at_least": _service_left,
    "age_not_over": _age,
    "postgraduate": _postgraduate,
    "study_abroad": _study_abroad,
    "to_be_proved": _to_be_proved,
    "statement": _statement,
}
"""What each named rule of conditions.yaml is made of."""
