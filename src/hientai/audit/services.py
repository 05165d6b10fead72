"""Verbs of the trace: who acts on which ground, who opened a person's record; seal and verify."""

import contextlib
import hashlib
import hmac
import time
from typing import Any, Protocol

from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from psycopg import Cursor

from hientai.audit.domain import as_data
from hientai.audit.models import RecordRead, Verification
from hientai.audit.queries import verified
from hientai.shared.refused import Refused

UNKNOWN_KEY = "28000"  # what the database raises where it does not know the key
SEAL, VERIFY = "audit.seal", "audit.verify"
BLOCK = 64  # bytes of a block of SHA-256, to which HMAC pads its key


def act_as(
    *, actor_id: int | None, actor_label: str, ground: str = "", batch: int | None = None
) -> None:
    """Name the author of what follows in this transaction; it is forgotten when that ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('hientai.actor', %s, true),"
            " set_config('hientai.actor_label', %s, true), set_config('hientai.ground', %s, true),"
            " set_config('hientai.batch', %s, true)",
            [str(actor_id or ""), actor_label, ground, str(batch or "")],
        )


def record_read(*, actor_id: int | None, actor_label: str, person_id: int, purpose: str) -> None:
    """Keep that someone opened a person's record, and for what."""
    RecordRead.objects.create(
        actor_id=actor_id, actor_label=actor_label, person_id=person_id, purpose=purpose
    )


class Author(Protocol):
    """Who signs a change: a user, by key and by name."""

    @property
    def pk(self) -> int | None: ...


def sign(*, actor: Author | None, ground: str) -> None:
    """Sign what follows in this transaction with an author and a ground.

    Without an actor the author named before (the operator of the machine) stays.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('hientai.ground', %s, true)", [ground])
        if actor is not None:
            cursor.execute(
                "SELECT set_config('hientai.actor', %s, true),"
                " set_config('hientai.actor_label', %s, true)",
                [str(actor.pk or ""), str(actor)],
            )


def call_with_proof(
    function: str, *words: Any, message: str, through: BaseDatabaseWrapper | None = None
) -> None:
    """Call a function of the database that asks for the key of this server (decision 4).

    The words are bound apart from the text of the statement, so that a proof shows in no list of
    running statements; it is good for two minutes.
    """
    base = through or connection
    base.ensure_connection()
    stamp = int(time.time())
    told = f"{message}|{stamp}".encode()
    proof = hmac.new(_process_key(), told, hashlib.sha256).hexdigest()
    marks = ", ".join(["%s"] * (len(words) + 2))
    try:
        with base.wrap_database_errors, Cursor(base.connection) as cursor:
            cursor.execute(f"SELECT {function}({marks})".encode(), [*words, stamp, proof])
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", None) != UNKNOWN_KEY:
            raise
        raise _keys_differ() from error


def _keys_differ() -> Refused:
    return Refused(
        _("Máy chủ ứng dụng và cơ sở dữ liệu không cùng khóa"),
        remedy=_(
            "Chạy “hientai migrate” với HIENTAI_SECRET_KEY đang dùng; nếu vẫn vậy, "
            "kiểm tra đồng hồ của hai máy."
        ),
    )


def keep_key() -> None:
    """Let the database know the key of this server; the two newest are known, for a change of key.

    Only the owner's role may, at the end of `migrate`.
    """
    key = _process_key().ljust(BLOCK, b"\0")
    pads = [bytes(byte ^ pad for byte in key) for pad in (0x36, 0x5C)]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_key (purpose, inner_pad, outer_pad) VALUES ('process', %s, %s)"
            " ON CONFLICT DO NOTHING",
            pads,
        )
        cursor.execute(
            "DELETE FROM audit_key WHERE purpose = 'process' AND id NOT IN ("
            " SELECT id FROM audit_key WHERE purpose = 'process' ORDER BY id DESC LIMIT 2)"
        )


def _process_key() -> bytes:
    return hashlib.sha256(b"hientai.scope:" + settings.SECRET_KEY.encode()).digest()


def seal() -> int:
    """Seal what was written to the trace since the last time; how many rows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_seal_trace()")
        return int(cursor.fetchone()[0])


def verify(*, asked_by: str = "") -> Verification:
    """Check the whole chain and keep what was found."""
    began = timezone.now()
    found = as_data(verified())
    return Verification.objects.create(
        asked_by=asked_by, began_at=began, ended_at=timezone.now(), found=found
    )


def verify_later(*, asked_by: str) -> None:
    """Let the worker check the chain; asked twice, it is done once."""
    with contextlib.suppress(AlreadyEnqueued), transaction.atomic():
        app.configure_task(VERIFY).defer(asked_by=asked_by)
