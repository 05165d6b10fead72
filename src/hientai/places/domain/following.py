"""Rooms above hear of seats that lapsed, in the transaction in which they lapse."""

from collections.abc import Callable, Sequence
from datetime import date

Follower = Callable[[Sequence[int], date], None]
"""What a room does about seats (their ids) that nobody used by their last day, as of a day."""

_followers: dict[str, Follower] = {}


def follow_released(name: str, follower: Follower) -> None:
    """Let a room above act on seats that lapse; the same name again replaces it."""
    _followers[name] = follower


def tell_released(seats: Sequence[int], on: date) -> None:
    """Let every room that follows act."""
    for follower in _followers.values():
        follower(seats, on)
