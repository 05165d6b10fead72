"""The file of a class for the archive: rooms above tell what they add to it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Piece:
    """One file of the archive, under its name with folders: "4-quyet-dinh/QD-07.pdf".

    A large one says its `size` in bytes and is read by `later` when its turn comes, so that not all
    of them are in memory at once; such ones are left out, by name, where the whole grows too large.
    """

    name: str
    content: bytes = b""
    size: int = 0
    later: Callable[[], bytes] | None = None


Adds = Callable[[int, date], Iterable[Piece]]
"""What a room has of a class (its key) on a day, as far as the reader sees it."""

_adds: dict[str, Adds] = {}


def join(name: str, adds: Adds) -> None:
    """Let a room above add to the file of a class; the same name again replaces it."""
    _adds[name] = adds


def added(class_id: int, on: date) -> Iterator[Piece]:
    """What all rooms above add, in the order in which they joined."""
    for adds in _adds.values():
        yield from adds(class_id, on)
