"""Long steps handed to the background worker, in the same transaction as what they speak of."""

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from procrastinate.contrib.django import app

from hientai.accounts.models import Token, User
from hientai.accounts.services.tokens import user_of
from hientai.intake.models import CUT_OFF_AFTER, ImportBatch

EXAMINE, COMMIT, UNDO = "intake.examine", "intake.commit", "intake.undo"


def later(task: str, *, actor: User, batch: ImportBatch, **more: Any) -> None:
    """Let the worker do a step of a batch (a task of `jobs`, by name) as the actor acts now."""
    told = {"batch_id": batch.pk, "actor_id": actor.pk, "deputy": actor.deputy}
    if actor.token is not None:
        told["token"] = actor.token.pk
    app.configure_task(task).defer(**told, **more)


def actor_of(actor_id: int, deputy: int | None, token: int | None) -> User:
    """Who asked for a step, acting as then: as a deputy, or by a token."""
    if token is None:
        return User.objects.get(pk=actor_id).stand_in(deputy)
    with transaction.atomic():
        return user_of(Token(pk=token))


def begin(one: ImportBatch, step: str) -> bool:
    """Mark a batch as being worked on; False where it already is."""
    cut_off = Q(stepped_at__lt=timezone.now() - CUT_OFF_AFTER)
    waiting = ImportBatch.objects.filter(Q(step="") | cut_off, pk=one.pk)
    return bool(waiting.update(step=step, progress=0, refusal=None, stepped_at=timezone.now()))
