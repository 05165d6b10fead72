"""Verbs of timetables: write and undo them, learners, feeds of calendars."""

from hientai.timetables.services.learners import add_guest, correct_days, leave
from hientai.timetables.services.writing import undo, write

__all__ = ["add_guest", "correct_days", "leave", "undo", "write"]
