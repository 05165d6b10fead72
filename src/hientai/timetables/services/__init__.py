"""Verbs of timetables: write and undo them, learners, feeds of calendars."""

from hientai.timetables.services.copying import copy_class, open_like
from hientai.timetables.services.feeds import open_feed, revoke_feed
from hientai.timetables.services.learners import add_guest, correct_days, leave
from hientai.timetables.services.writing import undo, write

__all__ = [
    "add_guest",
    "copy_class",
    "correct_days",
    "leave",
    "open_feed",
    "open_like",
    "revoke_feed",
    "undo",
    "write",
]
