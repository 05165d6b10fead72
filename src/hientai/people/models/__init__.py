"""The tables of people: the register with its dated parts, mergers of records, moves."""

from hientai.people.models.merging import FormerCode, Merger, ToldApart
from hientai.people.models.moves import Move
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
    "FormerCode",
    "Grade",
    "Merger",
    "Move",
    "OfPerson",
    "Person",
    "PlannedTitle",
    "Post",
    "Rating",
    "SavedFilter",
    "ToldApart",
    "one_a_day",
]
