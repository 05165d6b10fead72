"""Periods of whole days as the database writes them in JSON: ``[2015-01-01,2020-01-01)``."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from hientai.shared.vietnamese import day
from hientai.shared.words import _

OPEN = "9999-99-99"  # after every day: ISO days stand in the order of their letters
BEGINNING = ""
NEVER = "empty"


@dataclass(frozen=True)
class Held:
    """From the first day to the first day no longer; ISO days, open ends as the bounds above."""

    since: str
    until: str

    def meets(self, other: "Held") -> bool:
        """Whether some day is in both."""
        return self.since < other.until and other.since < self.until

    def __str__(self) -> str:
        if self.until <= self.since:
            return NEVER
        begins = f"[{self.since}" if self.since else "("
        return f"{begins},{'' if self.until == OPEN else self.until})"


def held_in(period: str) -> Held:
    """The days of a period."""
    if period == NEVER:
        return Held(OPEN, BEGINNING)
    since, until = period.strip("[()]").split(",")
    return Held(since or BEGINNING, until or OPEN)


def in_words(period: str) -> str:
    """«first day – last day», or «first day – nay» while it holds."""
    held = held_in(period)
    if held.until <= held.since:
        return _("không ngày nào")
    begins = day(date.fromisoformat(held.since)) if held.since else "…"
    if held.until == OPEN:
        return f"{begins} – {_('nay')}"
    return f"{begins} – {day(date.fromisoformat(held.until) - timedelta(days=1))}"


def without(held: Held, others: Iterable[Held]) -> list[Held]:
    """What is left of a period when others are taken out of it, in the order of days."""
    left = [held]
    for other in others:
        left = [
            piece
            for one in left
            for piece in (
                Held(one.since, min(one.until, other.since)),
                Held(max(one.since, other.until), one.until),
            )
            if piece.since < piece.until
        ]
    return left
