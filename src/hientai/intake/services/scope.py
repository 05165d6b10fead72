"""In whose name a batch acts, and how far it has come."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import connection, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from hientai.accounts.models import User
from hientai.accounts.services import operator_scope
from hientai.intake.models import ImportBatch
from hientai.notices.services.jobs import apart
from hientai.notices.services.jobs import report as of_job
from hientai.shared.refused import Refused
from hientai.webkit.day import today

PERMISSION = "intake:import"
Told = ParamSpec("Told")
Result = TypeVar("Result")


def in_their_language(verb: Callable[Told, Result]) -> Callable[Told, Result]:
    """A verb that speaks the language of its actor, also in the worker, which has none."""

    @wraps(verb)
    def spoken(*args: Told.args, **named: Told.kwargs) -> Result:
        actor = named.get("actor")
        language = actor.language if isinstance(actor, User) else ""
        with translation.override(language or translation.get_language()):
            return verb(*args, **named)

    return spoken


@contextmanager
def acting(actor: User | None, *, ground: str = "", batch: int | None = None) -> Iterator[None]:
    """One transaction within the actor's sight (None: the operator), signed for the trace."""
    if actor is None:
        with operator_scope(ground):
            yield from _signed(ground, batch)
        return
    if not actor.may(PERMISSION):
        raise Refused(_("Bạn không có quyền nhập dữ liệu"), remedy=_("Liên hệ chủ đề án."))
    with transaction.atomic():
        actor.enter(today())
        yield from _signed(ground, batch)


def _signed(ground: str, batch: int | None) -> Iterator[None]:
    _set(ground, batch)
    yield
    _set("", None)  # a longer transaction around this one goes on without them


def _set(ground: str, batch: int | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('hientai.ground', %s, true), set_config('hientai.batch', %s, true)",
            [ground, str(batch or "")],
        )


def take_turn() -> None:
    """Wait for any other import to end: one batch at a time reads to write, writes or undoes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('hientai.intake'))")


def report(batch: ImportBatch, progress: int, step: str) -> None:
    """Tell how far a batch has come, at once and past the transaction that is under way.

    Goes over a connection of its own: whoever watches must see it before the work is committed.
    """
    with apart() as cursor:
        cursor.execute(
            "UPDATE intake_importbatch SET progress = %s, step = %s, stepped_at = now()"
            " WHERE id = %s",
            [progress, step, batch.pk],
        )
        of_job(progress, step, through=cursor)
