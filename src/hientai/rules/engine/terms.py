"""What a condition, its limit and its answer are, for law and scheme groups alike."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

import polars as pl


class Certainty(StrEnum):
    """How well a text or number of the law is known."""

    VERIFIED = "verified"
    RECALLED = "recalled"
    UNCERTAIN = "uncertain"


class Stage(StrEnum):
    """Who answers a condition: the register, or the papers of the application."""

    REGISTER = "register"
    APPLICATION = "application"


class Verdict(StrEnum):
    """The answer to all conditions together."""

    PASSED = "passed"
    FAILED = "failed"
    UNKNOWN = "unknown"
    TO_BE_PROVED = "to_be_proved"


Outcome = Literal["passed", "failed", "unknown", "to_be_proved"]


def weakest(certainties: Iterable[Certainty]) -> Certainty:
    """The least sure of several certainties; verified when there are none."""
    order = list(Certainty)
    return max(certainties, key=order.index, default=Certainty.VERIFIED)


@dataclass(frozen=True)
class Limit:
    """What the limit was on the day, in Vietnamese, with its clause and how sure it is."""

    text: str
    certainty: Certainty
    clause: str
    note: str = ""


@dataclass(frozen=True, eq=False)
class Condition:
    """One question asked of people, as expressions over the frame of standings.

    ``holds`` is Boolean, null where the register cannot answer; None for APPLICATION.
    ``value`` is the person's value as a Vietnamese String, null when missing.
    ``needs`` names the columns behind the answer as (column, Vietnamese name); the first is the
    one that may be recorded yet not exactly enough (a birth year without its day).
    ``applies`` tells whom the condition concerns (None: everybody). Where it is False the
    condition counts as passed and is not listed (but see ``aside``); where it is null the
    condition is unknown, unless it holds anyway.
    ``remark`` is a note about the person (String, null for none) where the answer rests on an
    uncertain reading; it makes the reason's certainty "uncertain".
    ``aside`` is the same to whom the condition does not concern, where another reading would ask
    them and decide otherwise; then the condition is listed as passed, with the note.
    ``rests_on`` is the certainty of what was computed for the person (String), where it differs
    from one to another; the reason takes the weaker of it and the limit's.
    """

    code: str
    title: str
    stage: Stage
    holds: pl.Expr | None
    value: pl.Expr | None
    limit: Limit
    needs: tuple[tuple[str, str], ...] = ()
    about_group: bool = False
    applies: pl.Expr | None = None
    remark: pl.Expr | None = None
    aside: pl.Expr | None = None
    rests_on: pl.Expr | None = None


@dataclass(frozen=True)
class Reason:
    """The answer of one condition for one person, in words."""

    code: str
    title: str
    outcome: Outcome
    value: str | None
    limit: str
    clause: str
    certainty: str
    missing: tuple[str, ...] = ()
    note: str = ""
    about_group: bool = False
