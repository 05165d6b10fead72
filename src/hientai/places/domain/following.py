"""Rooms above hear of seats that lapse: before anything is locked, and in the same transaction."""

from collections.abc import Callable, Sequence
from datetime import date

Follower = Callable[[Sequence[int], date], None]
"""What a room does about seats (their ids) that nobody used by their last day, as of a day."""
Before = Callable[[Sequence[int]], None]
"""What a room locks of its own for seats that are about to lapse: its rows come before places."""

_followers: dict[str, tuple[Follower, Before | None]] = {}


def follow_released(name: str, follower: Follower, before: Before | None = None) -> None:
    """Let a room above act on seats that lapse; the same name again replaces it."""
    _followers[name] = (follower, before)


def tell_lapsing(seats: Sequence[int]) -> None:
    """Let every room that follows lock what goes with seats that are about to lapse."""
    for _follower, before in _followers.values():
        if before is not None:
            before(seats)


def tell_released(seats: Sequence[int], on: date) -> None:
    """Let every room that follows act."""
    for follower, _before in _followers.values():
        follower(seats, on)
