"""The marks of a class, asked of the database once and not row by row."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

MARKS = "SELECT * FROM attendance_marks(%s)"


@dataclass(frozen=True)
class Noted:
    """How one learner was at one session, and how that became known."""

    session: int
    learner: int
    state: str
    missed: int
    how: str
    at: datetime
    by: str
    ground: str
    excuse: int | None


def noted(class_id: int) -> list[Noted]:
    """The marks of a class, as far as the reader is told of its learners."""
    with connection.cursor() as cursor:
        cursor.execute(MARKS, [class_id])
        return [Noted(*row) for row in cursor.fetchall()]
