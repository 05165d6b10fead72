"""Reads of working days: the calendar with what administrators noted, the notes themselves."""

from datetime import date

from django.db.models import QuerySet

from hientai.workdays.domain import Calendar
from hientai.workdays.models import Note


def notes() -> QuerySet[Note]:
    """What is noted and was not withdrawn, by day."""
    return Note.objects.filter(withdrawn_at=None).order_by("day")


def calendar() -> Calendar:
    """The calendar of working days, as it is known now."""
    return Calendar(note.mark for note in notes())


def is_working(day: date) -> bool:
    """Whether offices work on a day."""
    return calendar().is_working(day)


def add(day: date, days: int) -> date:
    """The last of so many working days after a day (before it, where negative)."""
    return calendar().add(day, days)


def days_between(since: date, until: date) -> int:
    """Working days after one day up to another, which counts."""
    return calendar().between(since, until)
