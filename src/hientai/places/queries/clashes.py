"""What stands against a seat: seats and turns of the same time, a place had already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from hientai.places.domain.holding import Clash
from hientai.training.domain.elsewhere import UnderWay

MET = """
SELECT * FROM places_clashes(%(people)s::bigint[], %(since)s::date[], %(until)s::date[],
    %(exclusive)s::boolean[], %(quotas)s::bigint[], %(classes)s::bigint[], %(own)s::bigint[])
"""

# Live seats that a turn under way would meet, as the wall of the turns says it: not its own, nor
# one held for the very days of the turn.
KEPT = """
SELECT n.row, min(concat_ws(' · ', sch.slug, nullif(q.item_id, ''), c.title)),
    min(lower(s.period)), max(upper(s.period) - 1)
FROM unnest(%(rows)s::int[], %(codes)s::text[], %(since)s::date[], %(until)s::date[],
    %(turns)s::bigint[]) AS n (row, code, since, until, turn)
JOIN people_person p ON p.code = n.code
JOIN places_seat s ON s.person_id = p.id AND s.exclusive AND s.state IN ('held', 'used')
    AND (n.turn IS NULL OR s.turn_id IS DISTINCT FROM n.turn)
    AND s.period && daterange(n.since, n.until)
    AND NOT (s.state = 'held' AND s.period = daterange(n.since, n.until))
LEFT JOIN places_pool q ON q.id = s.of_quota_id LEFT JOIN schemes_scheme sch ON sch.id = q.scheme_id
LEFT JOIN places_pool k ON k.id = s.of_class_id
LEFT JOIN classes_trainingclass c ON c.id = k.training_class_id
GROUP BY n.row
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


def seats_met(turns: Sequence[UnderWay]) -> dict[int, str]:
    """The seats that turns under way of a file would meet, in words, by row."""
    columns: dict[str, Any] = {
        "rows": [one.row for one in turns],
        "codes": [one.code for one in turns],
        "since": [one.starts_on for one in turns],
        "until": [one.ends_on and one.ends_on + timedelta(days=1) for one in turns],
        "turns": [one.turn for one in turns],
    }
    with connection.cursor() as cursor:
        cursor.execute(KEPT, columns)
        rows = cursor.fetchall()
    return {row: Clash("seat", title, "", first, last).words for row, title, first, last in rows}
