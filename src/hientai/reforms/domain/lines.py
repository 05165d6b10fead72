"""Two days side by side: units joined by their successions into lines, people counted once."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

Flow = tuple[int | None, int | None, int]
"""The unit of the main post on the first day and on the second (None: none), and how many."""


@dataclass(frozen=True)
class Lineage:
    """Units of one line: those of the first day, those of the second, and their people.

    `stayed` holds a post in the line on both days; so before - left + came = after.
    """

    past: tuple[str, ...]
    now: tuple[str, ...]
    before: int
    stayed: int
    after: int

    @property
    def left(self) -> int:
        """Who was there and is no longer."""
        return self.before - self.stayed

    @property
    def came(self) -> int:
        """Who is there and was not."""
        return self.after - self.stayed

    @property
    def changed(self) -> bool:
        """Whether the units themselves are others."""
        return self.past != self.now


@dataclass
class _Line:
    """One line while it is counted: its units by side; people before, on both days, after."""

    units: tuple[list[int], list[int]] = field(default_factory=lambda: ([], []))
    before: int = 0
    stayed: int = 0
    after: int = 0


def lines(
    past: Collection[int],
    now: Collection[int],
    links: Collection[tuple[int, int]],
    flows: Collection[Flow],
    codes: Mapping[int, str],
) -> list[Lineage]:
    """The lines of the units of two days, with everybody counted once on each.

    Whoever stands in a unit that is not alive on the day counts in that unit's line, though the
    line may have no unit on either day. `codes` holds every unit that is named.
    """
    root = joined(codes, links)
    found: dict[int, _Line] = {}
    for side, units in enumerate((past, now)):
        for unit in units:
            found.setdefault(root[unit], _Line()).units[side].append(unit)
    for flow in flows:
        _count(flow, root, found)
    told = [_told(line, codes) for line in found.values()]
    return sorted(told, key=lambda line: (not line.changed, line.now or line.past))


def _count(flow: Flow, root: Mapping[int, int], found: dict[int, _Line]) -> None:
    """Add the people of one flow to the line they stood in and to the one they stand in."""
    was, is_, people = flow
    if was is not None:
        found.setdefault(root[was], _Line()).before += people
    if is_ is not None:
        found.setdefault(root[is_], _Line()).after += people
    if was is not None and is_ is not None and root[was] == root[is_]:
        found[root[was]].stayed += people


def _told(line: _Line, codes: Mapping[int, str]) -> Lineage:
    past, now = (tuple(sorted(codes[unit] for unit in units)) for units in line.units)
    return Lineage(past, now, line.before, line.stayed, line.after)


def joined(units: Iterable[int], links: Iterable[tuple[int, int]]) -> dict[int, int]:
    """For each unit one unit that stands for its whole line."""
    above = {unit: unit for unit in units}

    def top(unit: int) -> int:
        while above[unit] != unit:
            above[unit] = above[above[unit]]
            unit = above[unit]
        return unit

    for one, other in links:
        above[top(one)] = top(other)
    return {unit: top(unit) for unit in units}
