"""What of the rooms above stands against a turn under way that a file says: told row by row.

The walls of the database hold whatever is asked here; this says it before, with the row.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class UnderWay:
    """A turn under way that a row says: whose it is (the code of the person), from when, to when;
    without the last day it runs on. `turn` is its key where it is recorded already."""

    row: int
    code: str
    programme: str
    starts_on: date
    ends_on: date | None
    turn: int | None = None


Check = Callable[[Sequence[UnderWay]], Mapping[int, str]]
"""Rows against which something stands, each with what it is, in words."""

_checks: dict[str, Check] = {}


def join(name: str, check: Check) -> None:
    """Let a room above be asked; the same name again takes the place of the first."""
    _checks[name] = check


def against(turns: Sequence[UnderWay]) -> dict[int, str]:
    """What stands against some turns, by row; the first thing that any room says."""
    found: dict[int, str] = {}
    for check in _checks.values() if turns else ():
        found = {**check(turns), **found}
    return found
