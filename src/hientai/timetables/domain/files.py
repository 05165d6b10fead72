"""The file of a class for the archive: rooms above tell what they add to it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Piece:
    """One file of the archive, under its name with folders: "4-quyet-dinh/QD-07.pdf"."""

    name: str
    content: bytes


Adds = Callable[[int, date], Iterable[Piece]]
"""What a room has of a class (its key) on a day, as far as the reader sees it."""

_adds: dict[str, Adds] = {}


def join(name: str, adds: Adds) -> None:
    """Let a room above add to the file of a class; the same name again replaces it."""
    _adds[name] = adds


def added(class_id: int, on: date) -> list[Piece]:
    """What all rooms above add, in the order in which they joined."""
    return [piece for adds in _adds.values() for piece in adds(class_id, on)]
