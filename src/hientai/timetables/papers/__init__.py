"""Timetables as files: for calendar programs, the sheet for the wall, the archive of a class."""

from hientai.timetables.papers.archive import archive, table
from hientai.timetables.papers.sheets import Line, Wall, calendar_of, wall_pdf

__all__ = ["Line", "Wall", "archive", "calendar_of", "table", "wall_pdf"]
