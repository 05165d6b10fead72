"""Who learns in a class on a day: persons of the register and guests, as far as the reader may."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

LEARNERS = "SELECT * FROM timetables_learners(%s, %s)"


@dataclass(frozen=True)
class Learning:
    """Somebody in a class. `id` is the key of `timetables.Learner`, the same for as long as the
    class stands; a guest has no person. `left_on` is the first day on which one is no learner."""

    id: int
    person_id: int | None
    code: str
    name: str
    organisation: str
    contact: str
    joined_on: date
    joined_by: str
    left_on: date | None
    left_by: str
    is_exclusive: bool

    @property
    def is_guest(self) -> bool:
        """Whether one is from outside the register."""
        return self.person_id is None


def learners(class_id: int, on: date) -> list[Learning]:
    """The learners of a class on a day, by name: all of them for who keeps, teaches or oversees the
    class, else the reader's own people."""
    return _asked(class_id, on)


def learners_ever(class_id: int) -> list[Learning]:
    """Everybody who ever learned in a class, those who left too."""
    return _asked(class_id, None)


def _asked(class_id: int, on: date | None) -> list[Learning]:
    with connection.cursor() as cursor:
        cursor.execute(LEARNERS, [class_id, on])
        return [Learning(*row) for row in cursor.fetchall()]
