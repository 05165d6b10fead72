"""Reads of people: the register itself (`register`)."""

from hientai.people.queries.register import (
    DEGREE_AWARDED,
    DEGREE_RANK,
    HIGHEST_FIRST,
    Listed,
    PeopleFilter,
    PeoplePages,
    Record,
    listed,
    people_by_unit,
    people_on,
    person_by_code,
    record_of,
    retirement_of,
    saved_filters,
    unit_of,
)

__all__ = [
    "DEGREE_AWARDED",
    "DEGREE_RANK",
    "HIGHEST_FIRST",
    "Listed",
    "PeopleFilter",
    "PeoplePages",
    "Record",
    "listed",
    "people_by_unit",
    "people_on",
    "person_by_code",
    "record_of",
    "retirement_of",
    "saved_filters",
    "unit_of",
]
