"""Reasons in words for a few people, or for one portion of them after another.

Conditions ask much of the same: dozens of them read the post, the unit or the age. Each distinct
expression is asked once, of all the people at hand; what a person is told is then put together
from that row, without another look at the frame.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import polars as pl

from hientai.rules.engine.terms import Certainty, Condition, Outcome, Reason, Stage, weakest
from hientai.shared.words import _


@dataclass(frozen=True)
class _Places:
    """In which columns of the described frame the parts of one condition's answer stand."""

    answer: str
    concerns: str
    value: str
    remark: str
    aside: str
    rests_on: str
    absent: tuple[tuple[str, str], ...]


class Explanation:
    """Conditions ready to be put into words."""

    def __init__(self, conditions: Sequence[Condition]) -> None:
        self.conditions = tuple(conditions)
        self._asked: dict[bytes, tuple[str, pl.Expr]] = {}
        self._places = [self._place(condition) for condition in conditions]

    def described(self, standings: pl.DataFrame) -> pl.DataFrame:
        """A row for each person in the order of the frame: person_id, then every answer."""
        columns = [expression.alias(name) for name, expression in self._asked.values()]
        return standings.lazy().select("person_id", *columns).collect()

    def told(self, row: Mapping[str, Any]) -> list[Reason | None]:
        """What a described row says, by position; None for what does not concern the person."""
        return [
            _reason(condition, said) if said.is_listed else None
            for condition, places in zip(self.conditions, self._places, strict=True)
            for said in [_Said(row, places)]
        ]

    def _place(self, condition: Condition) -> _Places:
        return _Places(
            answer=self._column(answer_of(condition)),
            concerns=self._column(condition.applies),
            value=self._column(condition.value),
            remark=self._column(condition.remark),
            aside=self._column(condition.aside),
            rests_on=self._column(condition.rests_on),
            absent=tuple(
                (self._column(pl.col(column).is_null()), name) for column, name in condition.needs
            ),
        )

    def _column(self, expression: pl.Expr | None) -> str:
        """The column of an expression, the same one for the same expression; "" for none."""
        if expression is None:
            return ""
        new = f"c{len(self._asked)}", expression
        return self._asked.setdefault(expression.meta.serialize(), new)[0]


@lru_cache(maxsize=512)
def explanation(conditions: tuple[Condition, ...]) -> Explanation:
    """The explanation of some conditions, prepared once."""
    return Explanation(conditions)


def reasons(conditions: Sequence[Condition], standings: pl.DataFrame) -> dict[int, list[Reason]]:
    """For each person of a page the answer to every condition that concerns them, in words."""
    ready = explanation(tuple(conditions))
    return {
        row["person_id"]: [reason for reason in ready.told(row) if reason is not None]
        for row in ready.described(standings).iter_rows(named=True)
    }


def answer_of(condition: Condition) -> pl.Expr:
    """True, False or null in Kleene's logic; conditions of the application fail nobody."""
    if condition.holds is None:
        return pl.lit(value=True)
    if condition.applies is None:
        return condition.holds
    return ~condition.applies | condition.holds


@dataclass(frozen=True)
class _Said:
    """What one person's row says about one condition."""

    row: Mapping[str, Any]
    places: _Places

    @property
    def answer(self) -> bool | None:
        found: bool | None = self.row[self.places.answer]
        return found

    @property
    def concerns(self) -> bool:
        return self.row.get(self.places.concerns) is not False

    @property
    def is_listed(self) -> bool:
        return self.concerns or self.words(self.places.aside) is not None

    @property
    def remark(self) -> str | None:
        return self.words(self.places.remark if self.concerns else self.places.aside)

    def words(self, place: str) -> str | None:
        found: str | None = self.row[place] if place else None
        return found

    def absent(self) -> Iterator[str]:
        return (name for place, name in self.places.absent if self.row[place])


def _reason(condition: Condition, said: _Said) -> Reason:
    outcome = _outcome(condition, said.answer)
    limit, remark = condition.limit, said.remark
    return Reason(
        code=condition.code,
        title=condition.title,
        outcome=outcome,
        value=said.words(said.places.value),
        limit=limit.text,
        clause=limit.clause,
        certainty=_certainty(limit.certainty, remark, said.words(said.places.rests_on)).value,
        missing=_missing(condition, said) if outcome == "unknown" else (),
        note=" ".join(part for part in (remark, limit.note) if part),
        about_group=condition.about_group,
    )


def _outcome(condition: Condition, answer: bool | None) -> Outcome:
    if condition.stage is Stage.APPLICATION:
        return "to_be_proved"
    if answer is None:
        return "unknown"
    return "passed" if answer else "failed"


def _certainty(of_limit: Certainty, remark: str | None, own: str | None) -> Certainty:
    if remark:
        return Certainty.UNCERTAIN
    return weakest((of_limit, Certainty(own))) if own else of_limit


def _missing(condition: Condition, said: _Said) -> tuple[str, ...]:
    names = tuple(said.absent()) or tuple(name for _column, name in condition.needs[:1])
    return tuple(_(name) for name in names)
