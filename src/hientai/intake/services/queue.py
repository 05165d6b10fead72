"""Long steps handed to the background worker, in the same transaction as what they speak of."""

from typing import Any

from procrastinate.contrib.django import app

from hientai.accounts.models import User
from hientai.intake.models import ImportBatch

EXAMINE, COMMIT, UNDO = "intake.examine", "intake.commit", "intake.undo"


def later(task: str, *, actor: User, batch: ImportBatch, **more: Any) -> None:
    """Let the worker do a step of a batch (a task of `jobs`, by name) as the actor acts now."""
    told = {"batch_id": batch.pk, "actor_id": actor.pk, "deputy": actor.deputy}
    app.configure_task(task).defer(**told, **more)
