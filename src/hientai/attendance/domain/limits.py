"""Limits of absence as dated data, and whether somebody keeps within them: yes, no or not known.

The software ships what the circulars ask, each number with its clause and how sure it is; an
institution puts the rule of its own in their place from a day on.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from hientai.attendance.domain.counting import Attended
from hientai.shared.vietnamese import number
from hientai.shared.words import N_, _
from hientai.shared.yaml_files import read_yaml

RULES = Path(__file__).parent / "rules"
UNEXCUSED, ALL = "unexcused", "all"
COUNTS = {UNEXCUSED: N_("vắng không phép"), ALL: N_("vắng, cả có phép")}
PASSED, FAILED, UNKNOWN = "passed", "failed", "unknown"


@dataclass(frozen=True)
class Limit:
    """At most so many of a hundred periods of a class are missed, from a day on."""

    counts: str
    most: float
    since: date
    clause: str
    certainty: str
    note: str = ""

    def allowed(self, whole: int) -> int:
        """The whole periods that may be missed of so many."""
        return int(whole * self.most / 100 + 1e-9)


@dataclass(frozen=True)
class Judged:
    """How one stands to a limit: the value, the limit in words, what is left, whether to be warned.

    `unknown` where the class has no timetable, or what is not marked yet might exceed the limit.
    """

    verdict: str
    value: str
    limit: str
    clause: str
    certainty: str
    note: str
    missed: int
    allowed: int
    warned: bool

    @property
    def left(self) -> int:
        """Periods that may still be missed."""
        return max(0, self.allowed - self.missed)


def judge(one: Attended, whole: int, limit: Limit, next_periods: int) -> Judged:
    """How a learner with so many periods to attend in the whole class stands to a limit.

    Warned is who has missed something and would exceed the limit by missing one more session of
    `next_periods`.
    """
    missed = one.absent + (one.excused if limit.counts == ALL else 0)
    allowed = limit.allowed(whole)
    verdict = _verdict(missed, one.unmarked, allowed, whole)
    return Judged(
        verdict=verdict,
        value=_value(missed, whole),
        limit=_limit(limit, allowed),
        clause=limit.clause,
        certainty=limit.certainty,
        note=limit.note,
        missed=missed,
        allowed=allowed,
        warned=verdict != FAILED and missed > 0 and missed + next_periods > allowed > 0,
    )


def worst(found: Iterable[Judged]) -> str:
    """Exceeded before not known before kept."""
    verdicts = {one.verdict for one in found}
    return next((one for one in (FAILED, UNKNOWN) if one in verdicts), PASSED)


def in_force(on: date, own: Sequence[Sequence[Limit]] = ()) -> tuple[Limit, ...]:
    """The limits that began last on or before a day; those of an institution go before the shipped
    ones. None before the first of them."""
    begun = [tuple(one) for one in own if one and one[0].since <= on]
    begun = begun or [one for one in shipped() if one[0].since <= on]
    return max(begun, key=lambda one: one[0].since) if begun else ()


@cache
def shipped() -> tuple[tuple[Limit, ...], ...]:
    """The limits of the circulars, the earliest first."""
    read = (read_yaml(path) for path in RULES.glob("*.yaml"))
    return tuple(sorted(map(_limits, read), key=lambda one: one[0].since))


def _limits(data: dict[str, Any]) -> tuple[Limit, ...]:
    return tuple(Limit(since=data["since"], **one) for one in data["limits"])


def _verdict(missed: int, unmarked: int, allowed: int, whole: int) -> str:
    if whole == 0:
        return UNKNOWN
    if missed > allowed:
        return FAILED
    return UNKNOWN if missed + unmarked > allowed else PASSED


def _value(missed: int, whole: int) -> str:
    return _("%(missed)s/%(whole)s tiết") % {"missed": number(missed), "whole": number(whole)}


def _limit(limit: Limit, allowed: int) -> str:
    if limit.most == 0:
        return _("không %(what)s") % {"what": _(COUNTS[limit.counts])}
    words = _("%(what)s nhiều nhất %(share)s%% (%(allowed)s tiết)")
    return words % {
        "what": _(COUNTS[limit.counts]),
        "share": number(int(limit.most)) if limit.most == int(limit.most) else f"{limit.most:.1f}",
        "allowed": number(allowed),
    }
