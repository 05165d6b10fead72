"""The long steps of a batch, done by the background worker in the name of who asked."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from hientai.accounts.models import User
from hientai.intake.models import ImportBatch
from hientai.intake.services import EndGone, commit, examine, refuse, undo
from hientai.intake.services.queue import COMMIT, EXAMINE, UNDO, actor_of
from hientai.intake.services.scope import acting
from hientai.shared.refused import Refused


@app.task(name=EXAMINE)
def examine_batch(
    batch_id: int, actor_id: int, deputy: int | None = None, token: int | None = None
) -> None:
    """Read a batch's file and prepare its preview."""
    actor, batch = _of(batch_id, actor_id, deputy, token)
    try:
        examine(actor=actor, batch=batch)
    except Refused:
        return  # kept with the batch, where its page shows it


@app.task(name=COMMIT)
def commit_batch(
    batch_id: int,
    actor_id: int,
    leave_out_refused: bool,
    gone: dict[str, Any] | None = None,
    deputy: int | None = None,
    token: int | None = None,
) -> None:
    """Write a previewed batch."""
    end = gone and EndGone(**gone | {"on": date.fromisoformat(gone["on"])})
    _run(
        _of(batch_id, actor_id, deputy, token),
        lambda actor, batch: commit(
            actor=actor, batch=batch, leave_out_refused=leave_out_refused, end_gone=end or None
        ),
    )


@app.task(name=UNDO)
def undo_batch(
    batch_id: int, actor_id: int, deputy: int | None = None, token: int | None = None
) -> None:
    """Take a committed batch back."""
    whose = _of(batch_id, actor_id, deputy, token)
    _run(whose, lambda actor, batch: undo(actor=actor, batch=batch))


def _of(
    batch_id: int, actor_id: int, deputy: int | None, token: int | None
) -> tuple[User, ImportBatch]:
    actor = actor_of(actor_id, deputy, token)
    with acting(actor):
        return actor, ImportBatch.objects.get(pk=batch_id)


def _run(whose: tuple[User, ImportBatch], verb: Callable[[User, ImportBatch], Any]) -> None:
    actor, batch = whose
    try:
        verb(actor, batch)
    except Refused as refused:
        with acting(actor):
            batch.refresh_from_db()
        refuse(actor, batch, refused)
    except Exception:
        with acting(actor):
            batch.refresh_from_db()
        refuse(
            actor,
            batch,
            Refused(
                _("Hệ thống gặp lỗi; chưa có gì được ghi"),
                remedy=_("Báo cho người quản trị kèm số của lần nhập."),
            ),
        )
        raise
