"""What the reader may write: the walls of the database asked in words."""

from django.db import connection


def writes(unit_id: int) -> bool:
    """Whether the reader may write for a unit."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT programmes_writes(%s)", [unit_id])
        return bool(cursor.fetchone()[0])


def writes_somewhere() -> bool:
    """Whether the reader may write for any unit at all."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT organisations_writes_all() OR EXISTS (SELECT organisations_units_written())"
            " OR EXISTS (SELECT programmes_institutions())"
        )
        return bool(cursor.fetchone()[0])
