"""Verbs of the trace: who acts on which ground, and who opened a person's record."""

from typing import Protocol

from django.db import connection

from hientai.audit.models import RecordRead


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
