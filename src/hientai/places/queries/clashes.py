"""What stands against a seat: seats and turns of the same time, a place had already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from hientai.places.domain.holding import Clash

MET = """
SELECT * FROM places_clashes(%(people)s::bigint[], %(since)s::date[], %(until)s::date[],
    %(exclusive)s::boolean[], %(quotas)s::bigint[], %(classes)s::bigint[], %(own)s::bigint[])
"""


@dataclass(frozen=True)
class Asked:
    """A person and the days (both belong; open without an end), with what is asked for.

    `own` is a seat that does not stand against itself.
    """

    person_id: int
    starts_on: date
    ends_on: date | None
    exclusive: bool = True
    quota: int | None = None
    of_class: int | None = None
    own: int | None = None


def clashes(asked: Sequence[Asked]) -> dict[int, list[Clash]]:
    """What stands against each of some wishes, by their place in the list (0 is the first)."""
    if not asked:
        return {}
    columns: dict[str, Any] = {
        "people": [one.person_id for one in asked],
        "since": [one.starts_on for one in asked],
        "until": [one.ends_on and one.ends_on + timedelta(days=1) for one in asked],
        "exclusive": [one.exclusive for one in asked],
        "quotas": [one.quota for one in asked],
        "classes": [one.of_class for one in asked],
        "own": [one.own for one in asked],
    }
    found: dict[int, list[Clash]] = {}
    with connection.cursor() as cursor:
        cursor.execute(MET, columns)
        for at, what, title, where, since, until in cursor.fetchall():
            clash = Clash(what, title, where or "", since, until)
            found.setdefault(at - 1, []).append(clash)
    return found
