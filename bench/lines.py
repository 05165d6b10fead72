"""A measured line and the table of them."""

import platform
import sys
from dataclasses import dataclass
from importlib.metadata import version
from statistics import median

WATCHED = ("Django", "psycopg", "polars", "gunicorn", "fastexcel")


@dataclass(frozen=True)
class Line:
    """One job measured some times; `target` is what is to be reached, in the line's own unit."""

    job: str
    values: list[float]
    unit: str = "s"
    target: float | None = None
    at_least: bool = False
    note: str = ""

    @property
    def reached(self) -> str:
        """Whether the median reaches the target, as a word of the table."""
        if self.target is None:
            return ""
        middle = median(self.values)
        good = middle >= self.target if self.at_least else middle <= self.target
        return "yes" if good else "NO"

    def data(self) -> dict[str, object]:
        """The line for programs."""
        whole = {"job": self.job, "unit": self.unit, "median": median(self.values)}
        aim = {"to_reach": self.target, "at_least": self.at_least, "reached": self.reached}
        return whole | {"values": self.values} | aim | {"note": self.note}

    def cells(self) -> tuple[str, ...]:
        """The line as cells: job, median, spread, target, reached, note."""
        sign = "≥" if self.at_least else "≤"
        return (
            self.job,
            f"{median(self.values):,.3g} {self.unit}",
            f"{min(self.values):,.3g}–{max(self.values):,.3g} ({len(self.values)}×)",
            f"{sign} {self.target:g} {self.unit}" if self.target is not None else "",
            self.reached,
            self.note,
        )


HEADINGS = ("job", "median", "spread", "to reach", "reached", "note")


def table(lines: list[Line]) -> str:
    """The lines as a table of text."""
    rows = [HEADINGS, *(line.cells() for line in lines)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(HEADINGS))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def machine(server: str) -> str:
    """What it was measured on."""
    with open("/proc/cpuinfo") as info:
        names = [line.split(":", 1)[1].strip() for line in info if line.startswith("model name")]
    libraries = ", ".join(f"{name} {version(name)}" for name in WATCHED)
    return (
        f"{len(names)} × {names[0] if names else platform.machine()}; Python"
        f" {sys.version.split()[0]}; PostgreSQL {server}; {libraries}"
    )
