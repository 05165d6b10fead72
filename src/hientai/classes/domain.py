"""What a class may hold when it is withdrawn: rooms above tell what they put into classes."""

from collections.abc import Callable

Holder = Callable[[int], int]
"""How many people, or anything else that keeps it from being withdrawn, a class holds."""

_holders: dict[str, Holder] = {}


def join(name: str, holder: Holder) -> None:
    """Let a room above say what it put into a class; the same name again replaces it."""
    _holders[name] = holder


def held_in(class_id: int) -> int:
    """How much all rooms together have put into a class; it is empty at none."""
    return sum(holder(class_id) for holder in _holders.values())
