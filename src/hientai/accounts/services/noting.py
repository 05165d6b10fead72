"""What was done about somebody's way of signing in, for the trace of the user."""

import json

from django.db import connection

from hientai.accounts.models import User


def note(user: User, **told: str) -> None:
    """Leave a line in the trace: what was done, never what it is done with."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT accounts_note(%s, %s::jsonb)", [user.pk, json.dumps(told)])
