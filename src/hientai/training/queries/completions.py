"""Person-turns that count for a scheme: matched to one of its items, completed, by a day.

A turn without a scheme item never counts, whatever its programme is called.
"""

from __future__ import annotations

from datetime import date

import polars as pl
from django.db import connection

from hientai.training.domain.phases import Phase
from hientai.training.queries.frames import frame_of

COLUMNS = {
    "person_id": pl.Int64,
    "item": pl.String,
    "completed_on": pl.Date,
    "turns": pl.Int32,
}

COMPLETIONS = """
SELECT t.person_id, t.item_id, min(t.ends_on), count(*)
FROM training_turn t JOIN schemes_scheme s ON s.id = t.scheme_id
WHERE s.slug = %(scheme)s AND t.item_id <> '' AND t.result = 'completed'
  AND t.ends_on BETWEEN %(start)s AND %(end)s
GROUP BY t.person_id, t.item_id
"""


def completions(scheme: str, phase: Phase, on: date) -> pl.DataFrame:
    """person_id, item, completed_on (the first day), turns: what counts in a phase by a day."""
    window = {"scheme": scheme, "start": phase.start, "end": phase.window_end(on)}
    return frame_of(COMPLETIONS, window, COLUMNS)


BEGUN = """
SELECT t.person_id, t.item_id, min(t.starts_on), count(*)
FROM training_turn t JOIN schemes_scheme s ON s.id = t.scheme_id
WHERE s.slug = %(scheme)s AND t.item_id <> '' AND t.starts_on BETWEEN %(start)s AND %(end)s
GROUP BY t.person_id, t.item_id
"""


def begun(scheme: str, phase: Phase, on: date) -> pl.DataFrame:
    """The same of study that began in a phase by a day, whatever came of it; `completed_on` is
    the day of the first beginning: who was sent was sent."""
    window = {"scheme": scheme, "start": phase.start, "end": phase.window_end(on)}
    return frame_of(BEGUN, window, COLUMNS)


STUDYING = """
SELECT t.person_id, t.item_id, min(t.starts_on), count(*)
FROM training_turn t JOIN schemes_scheme s ON s.id = t.scheme_id
WHERE s.slug = %(scheme)s AND t.item_id <> '' AND t.starts_on BETWEEN %(start)s AND %(end)s
  AND t.result <> 'withdrawn'
  AND (t.ends_on > %(on)s OR t.result = 'studying' AND (t.ends_on = %(on)s OR t.ends_on IS NULL))
GROUP BY t.person_id, t.item_id
"""


def studying(scheme: str, phase: Phase, on: date) -> pl.DataFrame:
    """The same of study that began in a phase by a day and goes on on the day, whatever came of
    it later; `completed_on` is the day of the first beginning."""
    window = {"scheme": scheme, "start": phase.start, "end": phase.window_end(on), "on": on}
    return frame_of(STUDYING, window, COLUMNS)


EACH_COLUMNS = {
    "turn": pl.Int64,
    "person_id": pl.Int64,
    "item": pl.String,
    "programme": pl.String,
    "starts_on": pl.Date,
    "place": pl.String,
}

EACH_BEGUN = """
SELECT t.id, t.person_id, t.item_id, t.programme, t.starts_on, t.place
FROM training_turn t JOIN schemes_scheme s ON s.id = t.scheme_id
WHERE s.slug = %(scheme)s AND t.item_id <> '' AND t.result <> 'withdrawn'
  AND t.starts_on BETWEEN %(start)s AND %(on)s
"""


def turns_begun(scheme: str, since: date, on: date) -> pl.DataFrame:
    """turn (its key), person_id, item, programme, starts_on, place of each turn that began from a
    day to a day and was not left."""
    return frame_of(EACH_BEGUN, {"scheme": scheme, "start": since, "on": on}, EACH_COLUMNS)


OF_ONE = """
SELECT t.item_id, t.ends_on
FROM training_turn t JOIN schemes_scheme s ON s.id = t.scheme_id
WHERE t.person_id = %(person)s AND s.slug = %(scheme)s AND t.item_id <> ''
  AND t.result = 'completed' AND t.ends_on IS NOT NULL
"""


def completed_by(person_id: int, scheme: str) -> list[tuple[str, date]]:
    """The item and the last day of every turn that counts for one person, over all phases."""
    with connection.cursor() as cursor:
        cursor.execute(OF_ONE, {"person": person_id, "scheme": scheme})
        return list(cursor.fetchall())
