"""Reads of classes and of demand: the list, one class, the items of schemes that one may serve."""

from hientai.classes.queries.classes import (
    COMING,
    OVER,
    RUNNING,
    WITHDRAWN,
    class_of,
    classes_on,
    found,
    in_state,
    institution_choices,
    item_choices,
    of_programme,
    people_in,
    state_of,
    under_way,
    versions_open,
)

__all__ = [
    "COMING",
    "OVER",
    "RUNNING",
    "WITHDRAWN",
    "class_of",
    "classes_on",
    "found",
    "in_state",
    "institution_choices",
    "item_choices",
    "of_programme",
    "people_in",
    "state_of",
    "under_way",
    "versions_open",
]
