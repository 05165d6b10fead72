"""Charts made on the server as SVG: one bar a row, cut into its parts or as long as its count.

Every chart stands above the table of its numbers, which says the same to who cannot see it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from hientai.shared.vietnamese import number, percent

COLOURS = 9
"""Colours that parts are told apart by; a tenth part begins again with the first."""
ROOM_FOR_A_NUMBER = 0.07
"""The share of a bar from which its number fits into it."""


@dataclass(frozen=True)
class Part:
    """A part of a bar: where it begins and ends, in percent of the bar's room."""

    title: str
    count: int
    colour: int
    start: str
    width: str
    middle: str
    label: str
    reading: str


@dataclass(frozen=True)
class Bar:
    """One row: its parts from left to right, and what it says in words."""

    title: str
    total: int
    parts: tuple[Part, ...]

    @property
    def reading(self) -> str:
        """The bar in words, for who hears the page."""
        return f"{self.title}: {'; '.join(part.reading for part in self.parts)}"


@dataclass(frozen=True)
class Chart:
    """Bars under each other; `titles` name the parts, each with its colour."""

    titles: tuple[tuple[int, str], ...]
    bars: tuple[Bar, ...]


def chart_of(titles: Sequence[str], rows: Sequence[tuple[str, Sequence[int]]]) -> Chart | None:
    """A chart of counts: parts of each row's whole, or lengths where there is but one count a row.

    None where nobody is counted.
    """
    if not any(sum(counts) for _title, counts in rows):
        return None
    one = len(titles) == 1
    longest = max(sum(counts) for _title, counts in rows)
    bars = (_bar(title, titles, counts, longest if one else sum(counts)) for title, counts in rows)
    named = () if one else tuple((_colour(at), title) for at, title in enumerate(titles))
    return Chart(named, tuple(bars))


def _bar(title: str, titles: Sequence[str], counts: Sequence[int], whole: int) -> Bar:
    parts, start = [], 0
    for at, count in enumerate(counts):
        if count:
            parts.append(_part(titles[at], count, _colour(at), start, whole))
        start += count
    return Bar(title, sum(counts), tuple(parts))


def _part(title: str, count: int, colour: int, start: int, whole: int) -> Part:
    share = count / whole
    return Part(
        title=title,
        count=count,
        colour=colour,
        start=_percent(start / whole),
        width=_percent(share),
        middle=_percent((start + count / 2) / whole),
        label=number(count) if share >= ROOM_FOR_A_NUMBER else "",
        reading=f"{title} {number(count)} ({percent(share)})",
    )


def _colour(at: int) -> int:
    return at % COLOURS + 1


def _percent(share: float) -> str:
    """A length for SVG, which is written alike in every language."""
    return f"{share * 100:.2f}%"
