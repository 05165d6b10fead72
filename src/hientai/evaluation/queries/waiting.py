"""How much waits for a user in this room: one question for all of it."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from hientai.accounts.models import User

WAITING = """
SELECT (SELECT count(*) FROM evaluation_form WHERE state = 'open' AND closes_on < %(on)s),
       (SELECT count(*) FROM evaluation_action WHERE state = 'open' AND owner_id = %(user)s),
       (SELECT count(*) FROM evaluation_use WHERE answered_on IS NULL AND due_on >= %(on)s)
"""


@dataclass(frozen=True)
class Waiting:
    """Forms to be counted, open actions of the user's own, people asked about."""

    forms: int
    actions: int
    uses: int


def waiting_for(user: User, on: date) -> Waiting:
    """What waits on a day, as far as the user sees."""
    with connection.cursor() as cursor:
        cursor.execute(WAITING, {"on": on, "user": user.pk})
        return Waiting(*cursor.fetchone())
