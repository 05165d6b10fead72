"""Reads of moves: those that wait for one side or the other, those of a person."""

from datetime import date

from django.db import connection
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from hientai.organisations.queries import names_over_time
from hientai.people.models import Move, Person


def all_moves() -> QuerySet[Move]:
    """Every move the reader may see: what waits first, then the latest."""
    waits = Case(When(state=Move.State.PENDING, then=0), default=1, output_field=IntegerField())
    return Move.objects.annotate(waits=waits).order_by("waits", "-pk")


def moves_of(person: Person) -> QuerySet[Move]:
    """The moves of a person, the latest first."""
    return Move.objects.filter(person=person).order_by("-pk")


def written_units() -> Q:
    """Moves whose receiving unit the reader may write at."""
    return Q(to_unit__in=_units()) if not _everything() else Q(pk__gt=Value(0))


def waiting() -> tuple[int, int]:
    """How many moves wait for the reader's side, and how many of the reader's wait elsewhere."""
    pending = Move.objects.filter(state=Move.State.PENDING)
    mine = pending.filter(written_units()).count()
    return mine, pending.count() - mine


def may_decide(move: Move) -> tuple[bool, bool]:
    """Whether the reader may accept or refuse a move, and whether withdraw it."""
    if _everything():
        return True, True
    units = set(_units())
    return move.to_unit_id in units, move.from_unit_id in units


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


def _units() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT organisations_units_written()")
        return [row[0] for row in cursor.fetchall()]
