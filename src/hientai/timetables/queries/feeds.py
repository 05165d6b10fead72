"""What a secret address shows, and the addresses a user has."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from hientai.accounts.models import User
from hientai.timetables.models import Feed


@dataclass(frozen=True)
class Entry:
    """A session as a calendar program is told of it."""

    feed_kind: str
    about: str
    session: int | None
    edition: int
    changed_at: datetime
    hours: Any
    title: str
    class_code: str
    class_title: str
    room: str
    place: str
    held_at: str
    lecturers: str
    note: str
    state: str


def hashed(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def entries_at(secret: str) -> list[Entry]:
    """What an address shows; nothing for one that is unknown or was revoked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM timetables_of_feed(%s)", [hashed(secret)])
        return [Entry(*row) for row in cursor.fetchall()]


def feeds_of(user: User) -> QuerySet[Feed]:
    """The addresses of a user that are open, the newest first."""
    rows = Feed.objects.filter(user=user, revoked_at=None)
    return rows.select_related("training_class", "lecturer", "person").order_by("-pk")
