"""The tables of people: the register with its dated parts (`register`)."""

from hientai.people.models.register import (
    Degree,
    Discipline,
    Grade,
    OfPerson,
    Person,
    PlannedTitle,
    Post,
    Rating,
    SavedFilter,
    one_a_day,
)

__all__ = [
    "Degree",
    "Discipline",
    "Grade",
    "OfPerson",
    "Person",
    "PlannedTitle",
    "Post",
    "Rating",
    "SavedFilter",
    "one_a_day",
]
