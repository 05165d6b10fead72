"""Who learns in a class: the one place of this room that knows where that stands."""

from django.db import connection


def learners(class_id: int) -> list[int]:
    """The keys of the persons who learn in a class; refused by the database for another's class."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT evaluation_learners(%s)", [class_id])
        return [row[0] for row in cursor.fetchall()]


def without_account(class_id: int) -> int:
    """How many learners of a class have no account to answer with."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT evaluation_without_account(%s)", [class_id])
        return int(cursor.fetchone()[0])


def own_person() -> int | None:
    """The key of the person that the reader is, None for who is nobody's record."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_setting('person')::bigint")
        found: int | None = cursor.fetchone()[0]
        return found


def own_classes() -> list[int]:
    """The classes in which the reader learns."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT evaluation_my_classes()")
        return [row[0] for row in cursor.fetchall()]
