"""The people of a class by the decisions that sent them."""

from django.db import connection

from hientai.classes.models import TrainingClass
from hientai.timetables.domain.decided import Decision, Sent, decisions_of, out_of_step


def sent_into(class_id: int) -> list[Sent]:
    """Everybody who has a used seat in a class, for who keeps it; nobody for others."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM timetables_decided(%s)", [class_id])
        return [Sent(*row) for row in cursor.fetchall()]


def to_amend(held: TrainingClass) -> list[Decision]:
    """The decisions that still say other days than a class has, after it was postponed."""
    sent = out_of_step(sent_into(held.pk), held.starts_on, held.ends_on)
    return decisions_of(sent)
