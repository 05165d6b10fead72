"""What the user sees of the set-up: one line a step with its time, and troubles with a remedy."""

import contextlib
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass


class Trouble(Exception):
    """Something the user or the administrator can mend: what failed and what to do."""

    def __init__(self, what: str, *, remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy


CLEAR_LINE = "\r\033[K"


def say(text: str = "") -> None:
    """One line to the terminal, at once."""
    sys.stderr.write((CLEAR_LINE if sys.stderr.isatty() else "") + text + "\n")
    sys.stderr.flush()


def live(done: int, total: int, what: str) -> None:
    """How far a long step is, on a line that the next one overwrites; nothing in a log file."""
    if sys.stderr.isatty():
        filled = 20 * min(done, total) // max(total, 1)
        bar = "█" * filled + "·" * (20 - filled)
        sys.stderr.write(f"{CLEAR_LINE}      {bar} {done}/{total} {what[:40]}")
        sys.stderr.flush()


def seconds(spent: float) -> str:
    """`3,4 giây`, or `2 phút 05 giây` from a minute on."""
    if spent < 60:
        return f"{spent:.1f} giây".replace(".", ",")
    minutes, rest = divmod(round(spent), 60)
    return f"{minutes} phút {rest:02d} giây"


@dataclass
class Steps:
    """The numbered steps of one command; `quiet` says nothing of a step that was already done."""

    total: int
    quiet: bool = False
    done: int = 0

    @contextlib.contextmanager
    def step(self, title: str) -> Iterator[Callable[[str], None]]:
        """Name the step, hand over a way to tell what it does, close with its time."""
        self.done += 1
        head = f"[{self.done}/{self.total}] {title}"
        told: list[str] = []

        def tell(text: str) -> None:
            if not told and self.quiet:
                say(head)
            told.append(text)
            say(f"      {text}")

        if not self.quiet:
            say(head)
        started = time.monotonic()
        try:
            yield tell
        except Trouble:
            say(f"      ✗ dừng lại sau {seconds(time.monotonic() - started)}")
            raise
        if told or not self.quiet:
            say(f"      ✓ xong sau {seconds(time.monotonic() - started)}")
