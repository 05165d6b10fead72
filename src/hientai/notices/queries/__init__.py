"""Reads of notices: the own ones, how many are unread, how each kind goes by mail."""

import time

from django.core.cache import cache
from django.db import connection
from django.db.models import QuerySet

from hientai.accounts.models import User
from hientai.notices.domain.kinds import kinds
from hientai.notices.models import Notice, Preference

UNREAD_SECONDS = 30


def notices_of(user: User, *, unread: bool = False) -> QuerySet[Notice]:
    """The notices of a user, the newest first."""
    rows = Notice.objects.filter(user=user).order_by("-pk")
    return rows.filter(read_at=None) if unread else rows


def unread_of(user: User) -> int:
    """How many notices of a user are unread, asked anew."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT notices_unread(%s)", [user.pk])
        count = int(cursor.fetchone()[0])
    cache.set(unread_key(user.pk), (count, time.time()), UNREAD_SECONDS)
    return count


def unread_lately(user: User, read_at: float = 0.0) -> int:
    """How many are unread, at most half a minute ago: it stands in the head of every page.

    Each process of the server keeps its own number; `read_at` is when the session's user last
    marked some as read (seconds since 1970), whichever process did it: an older number is stale.
    """
    count, asked_at = cache.get(unread_key(user.pk)) or (0, -1.0)
    return int(count) if asked_at > read_at else unread_of(user)


def unread_key(user_id: int) -> str:
    """Where the number of a user is kept."""
    return f"notices-unread:{user_id}"


def ways_of(user: User) -> dict[str, str]:
    """How each kind goes to a user by mail: as chosen, else as is usual."""
    chosen = dict(Preference.objects.filter(user=user).values_list("kind", "mail"))
    return {kind.code: chosen.get(kind.code, kind.usual.value) for kind in kinds()}
