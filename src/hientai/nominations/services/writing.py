"""Many rows written in one statement: thousands of nominations with all their reasons.

The values go over as one JSON document: the ORM would build a statement of thousands of parts.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import connection

from hientai.nominations.models import Batch, Nomination
from hientai.nominations.queries.judging import Judged
from hientai.places.models import Seat

JUDGED = (
    'unit_id bigint, score int, score_parts jsonb, verdict text, reasons jsonb, "overlaps" jsonb,'
    " level text"
)
NAMES = 'unit_id, score, score_parts, verdict, reasons, "overlaps", level'
ADD = f"""
INSERT INTO nominations_nomination (list_id, batch_id, state, person_id, position, rank, judged_on,
                                    proved, tie_note, {NAMES})
SELECT %(list)s, %(batch)s, 'draft', person_id, position, rank, %(on)s, '{{}}', '', {NAMES}
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (person_id bigint, position int, rank int, {JUDGED})
RETURNING id
"""
AGAIN = f"""
UPDATE nominations_nomination n SET judged_on = %(on)s,
    ({NAMES}) = (r.unit_id, r.score, r.score_parts, r.verdict, r.reasons, r."overlaps", r.level)
FROM jsonb_to_recordset(%(rows)s::jsonb) AS r (id bigint, {JUDGED}) WHERE n.id = r.id
"""
SEATED = """
UPDATE nominations_nomination n SET state = %(state)s, seat_id = r.seat, reserve_order = r.place
FROM unnest(%(rows)s::bigint[], %(seats)s::bigint[], %(places)s::int[]) AS r (id, seat, place)
WHERE n.id = r.id
"""


def add_rows(
    batch: Batch, rows: Sequence[Judged], places: Iterable[tuple[int, int]], on: date
) -> list[int]:
    """Write judged people onto the list of a bulk step; `places` are position and rank of each.

    Returns the keys of the nominations.
    """
    told = [
        vars(row) | {"position": position, "rank": rank}
        for row, (position, rank) in zip(rows, places, strict=True)
    ]
    asked: dict[str, Any] = {
        "list": batch.list_id,
        "batch": batch.pk,
        "on": on,
        "rows": _document(told),
    }
    with connection.cursor() as cursor:
        cursor.execute(ADD, asked)
        return [key for (key,) in cursor.fetchall()]


def judge_rows(rows: Mapping[int, Judged], on: date) -> None:
    """Write a judgement into nominations, by their keys."""
    told = [vars(row) | {"id": key} for key, row in rows.items()]
    with connection.cursor() as cursor:
        cursor.execute(AGAIN, {"on": on, "rows": _document(told)})


def seat_rows(
    rows: Sequence[Nomination],
    state: str,
    *,
    seats: Sequence[Seat | None] = (),
    places: Sequence[int] = (),
) -> None:
    """Bring nominations to a state with the seats they hold, or their places in the reserve."""
    taken: list[Seat | None] = list(seats) or [None] * len(rows)
    order: list[int | None] = list(places) or [None] * len(rows)
    for row, one, place in zip(rows, taken, order, strict=True):
        row.state, row.seat, row.reserve_order = state, one, place
    asked: dict[str, Any] = {
        "state": state,
        "rows": [row.pk for row in rows],
        "seats": [one.pk if one else None for one in taken],
        "places": order,
    }
    with connection.cursor() as cursor:
        cursor.execute(SEATED, asked)


def _document(rows: list[dict[str, Any]]) -> str:
    return json.dumps(rows, ensure_ascii=False)
