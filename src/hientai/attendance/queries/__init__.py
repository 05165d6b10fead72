"""Reads of attendance: rolls and marks, what was attended in periods, limits, leave."""

from hientai.attendance.domain.counting import Attended
from hientai.attendance.queries.counting import attended, standings

__all__ = ["Attended", "attended", "standings"]
