"""What the reader may write: the walls of the database asked in words."""

from django.db import connection
from django.db.models import BooleanField, F, Func


def writes(unit_id: int) -> bool:
    """Whether the reader may write for a unit."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT programmes_writes(%s)", [unit_id])
        return bool(cursor.fetchone()[0])


def written(unit: str) -> Func:
    """Whether the reader may write for the unit that a column names, as a condition of a query."""
    return Func(F(unit), function="programmes_writes", output_field=BooleanField())


def writes_somewhere() -> bool:
    """Whether the reader may write for any unit at all."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT organisations_writes_all() OR EXISTS (SELECT organisations_units_written())"
            " OR EXISTS (SELECT programmes_institutions())"
        )
        return bool(cursor.fetchone()[0])
