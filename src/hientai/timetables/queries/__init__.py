"""Reads of timetables: sessions, learners, what stands against a session."""

from hientai.timetables.queries.learners import Learning, learners, learners_ever
from hientai.timetables.queries.plans import plan_of, sessions_of, writes

__all__ = ["Learning", "learners", "learners_ever", "plan_of", "sessions_of", "writes"]
