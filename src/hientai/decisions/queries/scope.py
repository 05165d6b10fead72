"""Whether the reader may write for the body that issues a paper."""

from django.db import connection


def writes(unit_id: int) -> bool:
    """Whether this transaction may write what a unit issues."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT organisations_writes_all() OR %s IN (SELECT organisations_units_written())",
            [unit_id],
        )
        return bool(cursor.fetchone()[0])
