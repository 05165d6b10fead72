"""Conditions of the law for a day, and questions the schemes' own conditions are built from."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

import polars as pl

from hientai.rules.decrees import questions
from hientai.rules.decrees.nd135.rules import DECREE as RETIREMENT
from hientai.rules.decrees.nd135.rules import (
    past_retirement,
    retirement,
    retirement_certainty,
    retirement_date,
    with_retirement,
)
from hientai.rules.decrees.regimes.rules import for_people_of, regime_of, regimes_on
from hientai.rules.decrees.rule_sets import RULE_SETS, About
from hientai.rules.engine import (
    Answer,
    Certainty,
    Condition,
    Correction,
    Law,
    Limit,
    Stage,
)
from hientai.shared.words import N_, _

__all__ = [
    "age_not_over",
    "in_post_after_retirement",
    "not_in_class",
    "past_retirement",
    "postgraduate_conditions",
    "regime_of",
    "retirement",
    "retirement_certainty",
    "retirement_date",
    "service_left_at_least",
    "study_abroad_conditions",
    "with_retirement",
]


def postgraduate_conditions(on: date, corrections: Sequence[Correction] = ()) -> list[Condition]:
    """Conditions to be sent to postgraduate study on a day, each for the people of its decree.

    Raises NoRuleInForce where a group of people has no rule set that day.
    """
    return _of_regimes(About.POSTGRADUATE, on, corrections)


def study_abroad_conditions(
    on: date, length_months: float, corrections: Sequence[Correction] = ()
) -> list[Condition]:
    """Conditions to be sent to a course abroad of so many months that starts on a day.

    The frame needs ``retirement_date`` (with_retirement). Raises NoRuleInForce as above.
    """
    what = About.ABROAD_SHORT if length_months < 1 else About.ABROAD_LONG
    return _of_regimes(what, on, corrections)


def service_left_at_least(
    years: int,
    on: date,
    clause: str,
    certainty: Certainty = Certainty.VERIFIED,
    *,
    code: str = "service_left",
    corrections: Sequence[Correction] = (),
) -> Condition:
    """At least so many years of service from a day to the end of the day of retirement.

    The frame needs ``retirement_date`` and its certainty (with_retirement, which also takes
    the corrections of the retirement ages).
    """
    law = Law(RETIREMENT, on, corrections)
    law.rests_on(RETIREMENT)
    answer = questions.months_left(12 * years, on)
    made = _condition(code, _("Thời gian công tác còn lại"), answer, clause, certainty)
    return replace(made, limit=law.amended(made.limit))


def age_not_over(
    limit: int,
    reading: str | None,
    on: date,
    clause: str,
    certainty: Certainty = Certainty.VERIFIED,
    *,
    code: str = "age",
    title: str = N_("Độ tuổi"),
    only_first_time: bool = False,
    corrections: Sequence[Correction] = (),
) -> Condition:
    """Age not over a limit on a day; the reading in force that day unless one is given.

    Readings: ``completed_years`` (40 years 11 months is still 40), ``to_the_day`` (the birthday
    is the last day). Where they differ the reason's note says so. ``only_first_time`` asks only
    who would be sent to postgraduate study for the first time, by the reading of those words.
    """
    law = Law(questions.READINGS, on, corrections)
    answer = questions.not_over(limit, reading or questions.age_reading(law), on)
    asked = questions.of_first_sent(answer, law) if only_first_time else answer
    made = _condition(code, _(title), asked, clause, certainty)
    return replace(made, limit=law.amended(made.limit))


def in_post_after_retirement(on: date, corrections: Sequence[Correction] = ()) -> Condition:
    """Who holds a post past the day of retirement is unknown; it concerns nobody else.

    The day is the register's own, else the law's, as with_retirement gives it. Who has no such
    day for want of data is asked nothing here: a post that is open is the better witness.
    """
    law = Law(RETIREMENT, on, corrections)
    law.rests_on(RETIREMENT)
    made = _condition(
        "in_post_after_retirement",
        _("Quá tuổi nghỉ hưu theo sổ, chức vụ còn mở"),
        questions.in_post_after_retirement(on),
        RETIREMENT.short,
        retirement_certainty(on, corrections),
    )
    return replace(made, limit=law.amended(made.limit))


def not_in_class(
    on: date, clause: str, *, code: str = "in_class", certainty: Certainty = Certainty.VERIFIED
) -> Condition:
    """Not attending another class on the day."""
    answer = Answer(
        limit=_("không đang học lớp khác cùng thời gian"),
        holds=~pl.col("in_class"),
        value=pl.when(pl.col("in_class"))
        .then(pl.coalesce(pl.col("in_class_what"), pl.lit(_("đang học một lớp khác"))))
        .when(~pl.col("in_class"))
        .then(pl.lit(_("không đang học lớp nào"))),
        needs=(("in_class", _("quá trình đào tạo, bồi dưỡng")),),
    )
    return _condition(code, _("Không học hai lớp cùng lúc"), answer, clause, certainty)


def _of_regimes(what: About, on: date, corrections: Sequence[Correction]) -> list[Condition]:
    return [
        condition
        for regime in regimes_on(on, corrections)
        for condition in for_people_of(regime, _on(regime.code, what, on, corrections))
    ]


def _on(code: str, what: About, on: date, corrections: Sequence[Correction]) -> Iterator[Condition]:
    return (rule.on(on, corrections) for rule in RULE_SETS[code].about(what))


def _condition(
    code: str, title: str, answer: Answer, clause: str, certainty: Certainty
) -> Condition:
    return Condition(
        code=code,
        title=title,
        stage=Stage.REGISTER,
        holds=answer.holds,
        value=answer.value,
        limit=Limit(answer.limit, certainty, clause, answer.note),
        needs=answer.needs,
        applies=answer.applies,
        remark=answer.remark,
        aside=answer.aside,
        rests_on=answer.rests_on,
    )
