"""Sessions: kept under the hash of their key, listed and ended by their user."""

import hashlib
from datetime import UTC, datetime
from typing import Any, cast

from django.contrib.auth import SESSION_KEY as SIGNED_IN_AS
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import transaction

from hientai.accounts.models import Session, User
from hientai.accounts.services.noting import note
from hientai.webkit.idle import BEGAN, SEEN

BY, BROWSER, ADDRESS = "by", "browser", "address"
_SHORT = 40  # hex digits of the hash that are kept: what the column of a key holds


class SessionStore(DatabaseStore):
    """Django's store in the database; the key itself is known to the browser alone."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """The table that knows whose a session is."""
        return Session

    def _get_session_from_db(self) -> Session | None:
        if self.session_key is None:
            return None
        raw, kept = self._session_key, hashed(self.session_key)
        self._session_key = kept
        try:
            found: Session | None = super()._get_session_from_db()  # type: ignore[misc]
        finally:
            self._session_key = raw
        if found is None:
            self._session_key = None
        return found

    def exists(self, session_key: str) -> bool:
        """Whether a session of this key is kept."""
        return bool(super().exists(hashed(session_key)))

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row of this session, with whose it is and what its user is shown of it."""
        row = cast(Session, super().create_model_instance(data))
        row.session_key = hashed(row.session_key)
        row.user_id = data.get(SIGNED_IN_AS)
        row.began, row.seen = _moment(data.get(BEGAN)), _moment(data.get(SEEN))
        row.by, row.browser = data.get(BY, ""), data.get(BROWSER, "")
        row.address = data.get(ADDRESS, "")
        return row

    def delete(self, session_key: str | None = None) -> None:
        """Remove a session, the own one where no key is given."""
        key = session_key or self.session_key
        if key is not None:
            super().delete(hashed(key))


def hashed(key: str) -> str:
    """Under what a session's key is kept."""
    return hashlib.sha256(key.encode()).hexdigest()[:_SHORT]


@transaction.atomic
def end_session(*, user: User, kept_as: str) -> bool:
    """End one session of a user; whether there was such a one."""
    ended, _all = Session.objects.filter(user=user, session_key=kept_as).delete()
    if ended:
        note(user, sessions="ended")
    return bool(ended)


@transaction.atomic
def end_sessions(*, user: User, but: str | None = None) -> int:
    """End every session of a user, but the one of this key; how many those were."""
    rows = Session.objects.filter(user=user)
    ended, _all = (rows.exclude(session_key=hashed(but)) if but else rows).delete()
    if ended:
        note(user, sessions="ended")
    return int(ended)


def _moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
