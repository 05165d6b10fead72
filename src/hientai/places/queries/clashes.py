"""What stands against a seat: seats and turns of the same time, a place had already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from hientai.places.domain.holding import Clash

# The seats and turns of some persons that meet the days wanted; `at` counts the wishes from 1.
# Without a wish of exclusive study only a place of the same quota or class stands against it.
MET = """
WITH wanted AS (
    SELECT * FROM unnest(%(people)s::bigint[], %(since)s::date[], %(until)s::date[],
                         %(exclusive)s::boolean[], %(quotas)s::bigint[], %(classes)s::bigint[],
                         %(own)s::bigint[])
        WITH ORDINALITY AS w (person_id, since, until, exclusive, quota, class, own, at)
), seats AS (
    SELECT w.at, s.*, s.of_quota_id = w.quota OR s.of_class_id = w.class AS same
    FROM wanted w JOIN places_seat s ON s.person_id = w.person_id
    WHERE s.state IN ('held', 'used') AND s.id IS DISTINCT FROM w.own
      AND (s.of_quota_id = w.quota OR s.of_class_id = w.class
           OR w.exclusive AND s.exclusive AND s.period && daterange(w.since, w.until))
)
SELECT s.at, CASE WHEN coalesce(s.same, false) THEN 'again' ELSE 'seat' END,
       concat_ws(' · ', sch.slug, nullif(q.item_id, ''), nullif(c.title, '')),
       u.code, lower(s.period), upper(s.period) - 1
FROM seats s LEFT JOIN places_pool q ON q.id = s.of_quota_id
LEFT JOIN schemes_scheme sch ON sch.id = q.scheme_id
LEFT JOIN places_pool cp ON cp.id = s.of_class_id
LEFT JOIN classes_trainingclass c ON c.id = cp.training_class_id
JOIN organisations_unit u ON u.id = s.unit_id
UNION ALL
SELECT w.at, 'turn', t.programme, sch.slug, t.starts_on,
       CASE WHEN t.ends_on IS NULL AND t.result = 'studying' THEN NULL
            ELSE coalesce(t.ends_on, t.starts_on) END
FROM wanted w JOIN training_turn t ON t.person_id = w.person_id
LEFT JOIN schemes_scheme sch ON sch.id = t.scheme_id
WHERE w.exclusive AND t.exclusive AND t.result <> 'withdrawn'
  AND places_days_of_turn(t) && daterange(w.since, w.until)
  AND NOT EXISTS (SELECT FROM places_seat s WHERE s.turn_id = t.id
                  AND (s.state IN ('held', 'used')))
ORDER BY 1, 2, 5
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
