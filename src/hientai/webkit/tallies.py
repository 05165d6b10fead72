"""Numbers that a room above lays on the rows of a room below, such as people on units.

The room that owns the rows only asks for the tallies that `site` registers, so it needs to know
nothing of the rooms above it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from hientai.webkit.cells import Words
from hientai.webkit.day import Visit


@dataclass(frozen=True)
class Tally:
    """A number for each unit: `count(on)` gives it by unit id, for the unit itself alone.

    `address(code)` is the list behind the number of a unit with all that stands under it.
    """

    slug: str
    heading: Words
    permission: str
    count: Callable[[date], Mapping[int, int]]
    address: Callable[[str], str]
    order: int = 0


_registered: dict[str, Tally] = {}


def register(tally: Tally) -> None:
    """Lay a number on the units; the same slug again replaces it, so that start-up may repeat."""
    _registered[tally.slug] = tally


def tallies_for(request: Visit) -> list[Tally]:
    """The numbers that the user may see, in their order."""
    mine = [tally for tally in _registered.values() if request.user.may(tally.permission)]
    return sorted(mine, key=lambda tally: (tally.order, tally.slug))
