"""Who does something, by name."""

from django.db import connection

from hientai.accounts.models import User


def author_of(actor: User | None) -> str:
    """The user's name, with the name of the one stood in for; else the operator's, with which the
    transaction was opened."""
    if actor is None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT coalesce(audit_setting('actor_label'), session_user)")
            return str(cursor.fetchone()[0])
    holder = next((held.holder for held in actor.roles if held.deputy_id), "")
    return f"{actor} (thay {holder})" if holder else str(actor)
