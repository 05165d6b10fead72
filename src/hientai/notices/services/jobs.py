"""Jobs of the background: what they say of themselves; those that failed or were cut short."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import Any

from django.db import DatabaseError, IntegrityError, connection, connections, transaction
from django.db.backends.utils import CursorWrapper
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import ConnectorException

from hientai.accounts.services import operate, operator_scope
from hientai.notices.domain.failures import reason_of
from hientai.notices.domain.tasks import begins_anew
from hientai.notices.models import JobNote
from hientai.notices.queries.jobs import cut_short
from hientai.shared.refused import Refused

MOST_TIMES = 10  # a job cut short again and again may be what brings the worker down
TOLD = """
INSERT INTO notices_jobnote (job, percent, step, reason, at) VALUES (%s, %s, %s, '', now())
ON CONFLICT (job) DO UPDATE SET percent = EXCLUDED.percent, step = EXCLUDED.step, at = EXCLUDED.at
"""
_under_way: ContextVar[int | None] = ContextVar("job under way", default=None)


def watch(call_next: Callable[[], Any], context: Any, worker: Any) -> Any:
    """Around every job of the worker: it may tell how far it came, and why it fails is kept."""
    begun = _under_way.set(context.job.id)
    try:
        return call_next()
    except Exception as error:
        _keep(context.job.id, reason_of(error))
        raise
    finally:
        _under_way.reset(begun)


def report(percent: int, step: str = "", *, through: CursorWrapper | None = None) -> None:
    """Tell how far the job under way has come, at once; nothing where no job is under way.

    `through` is a cursor of `apart`, where the room itself has something to write there.
    """
    number = _under_way.get()
    if number is None:
        return
    if through is not None:
        through.execute(TOLD, [number, percent, step])
        return
    with apart() as cursor:
        cursor.execute(TOLD, [number, percent, step])


@contextmanager
def apart() -> Iterator[CursorWrapper]:
    """A connection of its own, of the machine's operator, committed at the end.

    Whoever watches work must see how far it came before it is committed.
    """
    other = connections.create_connection("default")
    try:
        other.set_autocommit(False)
        operate(through=other)
        with other.cursor() as cursor:
            yield cursor
        other.commit()
    finally:
        other.close()


def try_again(*, number: int) -> None:
    """Let a job that failed go again at once; refused for one that did not fail."""
    if not ProcrastinateJob.objects.filter(pk=number, status="failed").exists():
        raise _not_failed()
    if not _again(number):
        raise Refused(_("Một việc cùng loại đang chờ sẵn"), remedy=_("Không cần thử lại việc này."))


def try_all_again(*, task: str = "") -> int:
    """Let every job that failed (of one task, where named) go again; how many there were."""
    rows = ProcrastinateJob.objects.filter(status="failed").order_by("pk")
    named = rows.filter(task_name=task) if task else rows
    return sum(_again(number) for number in named.values_list("pk", flat=True))


def drop(*, number: int) -> None:
    """Set a job that failed aside; refused for one that did not fail."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'cancelled'"
            " WHERE id = %s AND status = 'failed'",
            [number],
        )
        if not cursor.rowcount:
            raise _not_failed()


def take_up() -> int:
    """Take up the jobs that a killed worker left: again, or failed in words; how many there were.

    Only a task that says it begins anew does so, and not for ever.
    """
    left = cut_short(timezone.now())
    for job in left:
        if begins_anew(job.task_name) and job.attempts < MOST_TIMES:
            _again(job.pk)
        else:
            _fail(job.pk, _("Tiến trình nền bị dừng giữa chừng"))
    return len(left)


@transaction.atomic
def forget() -> int:
    """Remove jobs that were done a month ago, and what was said of jobs that are no more."""
    with operator_scope(), connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM procrastinate_jobs j WHERE j.status IN ('succeeded', 'cancelled')"
            " AND NOT EXISTS (SELECT FROM procrastinate_events e"
            " WHERE e.job_id = j.id AND e.at > now() - interval '30 days')"
        )
        gone = int(cursor.rowcount)
        cursor.execute(
            "DELETE FROM notices_jobnote n WHERE NOT EXISTS"
            " (SELECT FROM procrastinate_jobs j WHERE j.id = n.job)"
        )
    return gone


def _not_failed() -> Refused:
    return Refused(
        _("Việc này không ở trạng thái hỏng"), remedy=_("Tải lại trang để xem trạng thái mới.")
    )


def _again(number: int) -> bool:
    """Whether the job goes again: not where one like it, of which one is enough, waits already."""
    try:
        with transaction.atomic():
            app.job_manager.retry_job_by_id(number, timezone.now())
    except (ConnectorException, IntegrityError):
        return False
    return True


def _fail(number: int, reason: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT procrastinate_finish_job_v1(%s, 'failed', false)", [number])
    _keep(number, reason)


def _keep(number: int, reason: str) -> None:
    """Where even this cannot be written, the failure itself is what counts."""
    with suppress(DatabaseError), operator_scope():
        told = {"reason": reason, "at": timezone.now()}
        JobNote.objects.update_or_create(job=number, defaults=told)
