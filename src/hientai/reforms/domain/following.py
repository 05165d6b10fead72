"""Which posts go along to the unit that follows, and which wait to be assigned.

A title belongs to the kinds of unit that have such a post: a district's chairman has no like
post in a ward. Between units of one kind (two districts, two Party bodies) every title goes along,
and any other post goes on in the one successor as it was.
"""

from collections.abc import Mapping
from enum import StrEnum

TITLES_OF: Mapping[str, tuple[str, ...]] = {
    "department": ("department_director", "department_deputy_director"),
    "district": (
        "district_chair",
        "district_vice_chair",
        "district_party_secretary",
        "district_party_deputy",
    ),
    "commune": (
        "commune_chair",
        "commune_vice_chair",
        "commune_party_secretary",
        "commune_party_deputy",
        "commune_council_chair",
        "commune_council_vice_chair",
        "commune_front_chair",
    ),
    "service_unit": (
        "principal",
        "vice_principal",
        "hospital_director",
        "hospital_deputy_director",
        "service_head",
        "service_deputy",
        "service_division_head",
        "service_division_deputy",
    ),
}
# Of these a unit has one; after a merger one of several keeps it.
HEADS = (
    "department_director",
    "district_chair",
    "district_party_secretary",
    "commune_chair",
    "commune_party_secretary",
    "commune_council_chair",
    "commune_front_chair",
    "principal",
    "hospital_director",
    "service_head",
)


class Fate(StrEnum):
    """What becomes of a post in a unit that ends."""

    CARRIED = "carried"
    PLACED = "placed"
    SPLIT = "split"
    DISSOLVED = "dissolved"
    TITLE = "title"


WAITING = (Fate.SPLIT, Fate.DISSOLVED, Fate.TITLE)


def bound_titles() -> tuple[list[str], list[str]]:
    """Each title that only one type of unit has, and that type: two columns."""
    pairs = [(title, kind) for kind, titles in TITLES_OF.items() for title in titles]
    return [title for title, _kind in pairs], [kind for _title, kind in pairs]
