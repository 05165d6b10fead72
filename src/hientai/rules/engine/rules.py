"""Rules: a clause, a period in force and a question over columns, bound to a decree."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

import polars as pl

from hientai.rules.engine.parameters import (
    Correction,
    Dated,
    Decree,
    NoRuleInForce,
    Parameter,
    day_of_law,
)
from hientai.rules.engine.terms import Certainty, Condition, Limit, Stage, weakest
from hientai.shared.vietnamese import day as day_text
from hientai.shared.words import _

_Kind = TypeVar("_Kind", int, str, bool)


class Law:
    """The parameters of one decree on one day, as a rule reads them.

    It remembers what was read, so that the certainty and the notes of the limit follow from the
    parameters behind it and cannot be forgotten.
    """

    def __init__(self, decree: Decree, on: date, corrections: Sequence[Correction] = ()) -> None:
        self.decree = decree
        self.on = on
        self.corrections = corrections
        self._read: dict[str, Dated] = {}
        self._corrected: dict[str, tuple[Parameter, Correction]] = {}

    def dated(self, name: str) -> Dated:
        """A parameter's value with clause and certainty, without counting it as read."""
        return self._looked_up(self.decree.by_name[name])

    def beside(self, decree: Decree) -> "Law":
        """Another decree on the same day, with the same corrections, which both remember."""
        other = Law(decree, self.on, self.corrections)
        other._corrected = self._corrected
        return other

    def rests_on(self, decree: Decree) -> None:
        """Remember every correction of another decree on the day: what is asked rests on it."""
        there = self.beside(decree)
        mine = {correction.parameter for correction in self.corrections}
        for parameter in decree.parameters:
            if parameter.code in mine:
                there._noticed(parameter)

    def whole(self, name: str) -> int:
        """A parameter that is a whole number."""
        return self._value(name, int)

    def text(self, name: str) -> str:
        """A parameter that is a code."""
        return self._value(name, str)

    def flag(self, name: str) -> bool:
        """A parameter that is yes or no."""
        return self._value(name, bool)

    @property
    def certainty(self) -> Certainty:
        """The least sure of the parameters read so far."""
        return weakest(dated.certainty for dated in self._read.values())

    @property
    def notes(self) -> list[str]:
        """Notes of the parameters read so far."""
        return [_(dated.note) for dated in self._read.values() if dated.note]

    def amended(self, limit: Limit) -> Limit:
        """The limit with the corrections behind it: their source, and the shipped values."""
        if not self._corrected:
            return limit
        told = self._corrected.values()
        sources = ", ".join(dict.fromkeys(correction.clause for _parameter, correction in told))
        notes = [_told(parameter, correction, self._day) for parameter, correction in told]
        return replace(
            limit,
            clause=_("%(clause)s, sửa theo %(sources)s")
            % {"clause": limit.clause, "sources": sources},
            certainty=weakest((limit.certainty, *(made.certainty for _parameter, made in told))),
            note=" ".join(part for part in (*notes, limit.note) if part),
        )

    @property
    def _day(self) -> date:
        return day_of_law(self.on, self.corrections)

    def _looked_up(self, parameter: Parameter) -> Dated:
        found = parameter.on(self.on, self.corrections)
        if isinstance(found, Correction):
            self._corrected[parameter.code] = (parameter, found)
        return found

    def _noticed(self, parameter: Parameter) -> None:
        try:
            self._looked_up(parameter)
        except NoRuleInForce:
            return

    def _value(self, name: str, kind: type[_Kind]) -> _Kind:
        value = self._read.setdefault(name, self.dated(name)).value
        # bool is an int to isinstance: a yes where a number is due must not pass.
        if not isinstance(value, kind) or type(value) is not kind:
            raise TypeError(f"{self.decree.code}.{name}: {value!r} is not {kind.__name__}")
        return value


def _told(parameter: Parameter, correction: Correction, day: date) -> str:
    """A correction in words, with the value the system shipped."""
    shipped = parameter.shipped(day)
    was = (
        _("chưa có") if shipped is None else f"{parameter.shown(shipped.value)} ({shipped.clause})"
    )
    entered = (
        _(", nhập ngày %(entered)s") % {"entered": day_text(correction.entered)}
        if correction.entered
        else ""
    )
    return _("%(title)s: %(value)s, sửa theo %(clause)s%(entered)s; giá trị gốc: %(was)s.") % {
        "title": _(parameter.title),
        "value": parameter.shown(correction.value),
        "clause": correction.clause,
        "entered": entered,
        "was": was,
    }


@dataclass(frozen=True, eq=False)
class Answer:
    """What a rule says on a day: the limit in words and, of the register, the question.

    ``note`` speaks of what the answer rests on beside the decree's parameters; the other fields
    are those of Condition.
    """

    limit: str
    holds: pl.Expr | None = None
    value: pl.Expr | None = None
    needs: tuple[tuple[str, str], ...] = ()
    applies: pl.Expr | None = None
    remark: pl.Expr | None = None
    aside: pl.Expr | None = None
    rests_on: pl.Expr | None = None
    note: str = ""

    def asked_of(self, people: pl.Expr, *needs: tuple[str, str]) -> "Answer":
        """The same answer asked of some people only; what tells them apart joins the needs."""
        both = people if self.applies is None else people & self.applies
        aside = None if self.aside is None else pl.when(people).then(self.aside)
        return replace(self, applies=both, aside=aside, needs=(*self.needs, *needs))


@dataclass(frozen=True)
class Rule:
    """A rule of a decree, with the clause it comes from and the days it is in force."""

    decree: Decree
    code: str
    title: str
    cites: str
    since: date
    until: date | None
    stage: Stage
    certainty: Certainty
    note: str
    ask: Callable[[Law], Answer]

    def in_force(self, day: date) -> bool:
        """Whether the rule is in force on a day."""
        return self.since <= day and (self.until is None or day <= self.until)

    def on(self, day: date, corrections: Sequence[Correction] = ()) -> Condition:
        """The rule as a condition for a day; NoRuleInForce where it is not in force."""
        self._refuse_out_of_force(day, corrections)
        law = Law(self.decree, day, corrections)
        answer = self.ask(law)
        note = " ".join(part for part in (_(self.note), *law.notes, answer.note) if part)
        certainty = weakest((self.certainty, law.certainty))
        return Condition(
            code=self.code,
            title=_(self.title),
            stage=self.stage,
            holds=answer.holds,
            value=answer.value,
            limit=law.amended(Limit(answer.limit, certainty, self.cites, note)),
            needs=answer.needs,
            applies=answer.applies,
            remark=answer.remark,
            aside=answer.aside,
            rests_on=answer.rests_on,
        )

    def _refuse_out_of_force(self, day: date, corrections: Sequence[Correction]) -> None:
        if not self.in_force(day_of_law(day, corrections)):
            raise NoRuleInForce(
                _("Quy định “%(title)s” không có hiệu lực ngày %(day)s")
                % {"title": _(self.title), "day": day_text(day)},
                clause=self.cites,
                remedy=_("chọn ngày khác hoặc bổ sung quy định thay thế"),
            )
