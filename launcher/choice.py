"""The chain of ways to get a program: the first that works is taken, the rest explain."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from launcher.steps import Trouble

Found = TypeVar("Found")


@dataclass(frozen=True)
class Way(Generic[Found]):
    """One way to get something: its Vietnamese name, whether it is open, how it goes.

    `take` answers None or raises Trouble when it leads nowhere; `of_machine` marks ways
    that use what the machine has, which the bare switch closes.
    """

    name: str
    take: Callable[[], Found | None]
    open: bool = True
    of_machine: bool = False
    slow: bool = False


def first_that_works(
    what: str,
    ways: Sequence[Way[Found]],
    *,
    bare: bool,
    tell: Callable[[str], None],
    remedy: str,
) -> Found:
    """Try the ways in order; Trouble with each way's reason and the remedy when none works."""
    reasons = []
    for way in ways:
        if not way.open or (bare and way.of_machine):
            continue
        if way.slow:
            tell(f"{what}: {way.name} …")
        try:
            found = way.take()
        except Trouble as trouble:
            reasons.append(f"{way.name}: {trouble.what}")
            continue
        if found is not None:
            return found
        reasons.append(f"{way.name}: không có")
    raise Trouble(f"Không lấy được {what} ({'; '.join(reasons)}).", remedy=remedy)
