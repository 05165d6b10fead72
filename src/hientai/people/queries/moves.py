"""Reads of moves: those that wait for one side or the other, those of a person."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db import connection
from django.db.models import Case, IntegerField, QuerySet, When

from hientai.organisations.queries import names_over_time
from hientai.people.models import Move, Person


def all_moves() -> QuerySet[Move]:
    """Every move the reader may see: what waits first, then the latest."""
    waits = Case(When(state=Move.State.PENDING, then=0), default=1, output_field=IntegerField())
    return Move.objects.annotate(waits=waits).order_by("waits", "-pk")


WAITING = """
SELECT count(*) FILTER (WHERE here), count(*) FILTER (WHERE NOT here)
FROM (SELECT (SELECT organisations_writes_all())
             OR to_unit_id IN (SELECT organisations_units_written()) AS here
      FROM people_move WHERE state = 'pending') AS waiting
"""


def waiting() -> tuple[int, int]:
    """How many moves wait for the reader's side, and how many of the reader's wait elsewhere."""
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        mine, others = cursor.fetchone()
    return mine, others


@dataclass(frozen=True)
class Happened:
    """A move of a person, or a merger into the record, as its panel lists it."""

    kind: Literal["move", "merger"]
    id: int
    text: str
    state: str

    @property
    def state_label(self) -> str:
        """The state of a move in words."""
        return str(Move.State(self.state).label) if self.state else ""


HAPPENED = """
SELECT 'move', id, to_char("on", 'DD/MM/YYYY'), state FROM people_move WHERE person_id = %(person)s
UNION ALL
SELECT 'merger', id, merged_code, '' FROM people_merger
WHERE kept_id = %(person)s AND undone_at IS NULL
ORDER BY 1 DESC, 2 DESC LIMIT 10
"""


def happened_to(person: Person) -> list[Happened]:
    """The latest moves of a person and the mergers that stand, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(HAPPENED, {"person": person.pk})
        return [Happened(*row) for row in cursor.fetchall()]


def may_decide(move: Move) -> tuple[bool, bool]:
    """Whether the reader may accept or refuse a move, and whether withdraw it.

    Withdrawn it may be by who writes the person's record too: the unit that asked may be no more.
    """
    if _everything():
        return True, True
    units = set(_units())
    return move.to_unit_id in units, move.from_unit_id in units or _writes(move.person_id)


def unit_names(moves: list[Move], on: date) -> dict[int, str]:
    """The latest name by a day of each unit that moves speak of."""
    ids = {unit for move in moves for unit in (move.from_unit_id, move.to_unit_id)}
    return {
        unit: next((name for since, name in reversed(names) if since <= on), names[0][1])
        for unit, names in names_over_time(ids).items()
    }


def _everything() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT organisations_writes_all()")
        return bool(cursor.fetchone()[0])


def _writes(person_id: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s IN (SELECT people_in_written_scope())", [person_id])
        return bool(cursor.fetchone()[0])


def _units() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT organisations_units_written()")
        return [row[0] for row in cursor.fetchall()]
