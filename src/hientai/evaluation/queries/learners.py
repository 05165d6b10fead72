"""Who is asked about a class: whoever learns in it to its end, persons and guests."""

from django.db import connection

from hientai.classes.models import TrainingClass
from hientai.timetables.queries import Learning
from hientai.timetables.queries import learners as learners_on


def learners(held: TrainingClass) -> list[Learning]:
    """The learners of a class on its last day, as far as the reader may see them."""
    return learners_on(held.pk, held.ends_on)


def persons(held: TrainingClass) -> list[int]:
    """The keys of those of the register; guests have none, and answer on slips of paper."""
    return sorted(one.person_id for one in learners(held) if one.person_id is not None)


def without_account(class_id: int) -> int:
    """How many learners of a class have no account to answer with, guests among them; refused by
    the database for another's class."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT evaluation_without_account(%s)", [class_id])
        return int(cursor.fetchone()[0])


def own_person() -> int | None:
    """The key of the person that the reader is, None for who is nobody's record."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_setting('person')::bigint")
        found: int | None = cursor.fetchone()[0]
        return found
