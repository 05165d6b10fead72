"""The reserve of a list as it stands, before anybody of it is named in a paper."""

from dataclasses import dataclass

from hientai.nominations.domain.verdicts import obstacles, stops
from hientai.nominations.models import Nomination, NominationList
from hientai.nominations.queries.lists import people_of, reserve_of


@dataclass(frozen=True)
class Seen:
    """Somebody of a reserve: the order in it, and what stood against them when last judged."""

    nomination: Nomination
    code: str
    name: str
    why: str


def reserve_seen(held: NominationList) -> list[Seen]:
    """The reserve of a list in its order."""
    people = people_of(held.pk)
    return [
        Seen(row, people[row.person_id].code, people[row.person_id].name, _why(row))
        for row in reserve_of(held)
        if row.person_id in people
    ]


def _why(row: Nomination) -> str:
    if not stops(row.verdict, row.level):
        return ""
    return "; ".join(obstacles(row.reasons, row.overlaps, row.proved))
