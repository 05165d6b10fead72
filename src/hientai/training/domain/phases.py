"""A span of days of a scheme: what of it has passed, and which turns fall in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Phase:
    """A span of the scheme; it starts on the day the scheme takes effect. Both ends belong."""

    start: date
    end: date

    def elapsed(self, on: date) -> float:
        """The share of the phase that has passed at the end of a day, from 0 to 1."""
        days = (self.end - self.start).days + 1
        return min(1.0, max(0.0, ((on - self.start).days + 1) / days))

    def window_end(self, on: date) -> date:
        """The last day whose completions count on a day."""
        return min(on, self.end)
