"""Reads of the background's queue: what waits, runs and failed, how far it came, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

from hientai.notices.domain.tasks import label_of
from hientai.notices.models import JobNote

STATES = ("todo", "doing", "failed")
# A worker signs its presence every 10 seconds: six signs missed are one that was killed.
SILENCE = timedelta(seconds=60)


@dataclass(frozen=True)
class Job:
    """One job: what it does, since when it waits, runs or failed, how far it came, why it failed.

    `next_at` is the moment from which one that waits may begin, where it has to wait for that.
    """

    number: int
    task: str
    label: str
    state: str
    tries: int
    since: datetime | None
    next_at: datetime | None
    percent: int | None
    step: str
    reason: str


def jobs(state: str = "") -> QuerySet[ProcrastinateJob]:
    """The jobs that wait, run or failed (of one state, where named), the newest first."""
    wanted = [state] if state in STATES else list(STATES)
    rows = ProcrastinateJob.objects.filter(status__in=wanted)
    happened = Max("procrastinateevent__at", filter=~Q(procrastinateevent__type="scheduled"))
    found: QuerySet[ProcrastinateJob] = rows.annotate(since=happened).order_by("-pk")
    return found


def told(rows: Sequence[Any]) -> list[Job]:
    """Jobs with what they said of themselves, in one query for all."""
    notes = {note.job: note for note in JobNote.objects.filter(job__in=[row.pk for row in rows])}
    return [_told(row, notes.get(row.pk)) for row in rows]


def counts() -> dict[str, int]:
    """How many jobs stand in each state, the states without any too."""
    rows = ProcrastinateJob.objects.filter(status__in=STATES).values_list("status")
    return dict.fromkeys(STATES, 0) | dict(rows.annotate(Count("pk")))


def waiting_since(now: datetime) -> datetime | None:
    """Since when the oldest job waits that could have begun."""
    due = Q(scheduled_at=None) | Q(scheduled_at__lte=now)
    rows = ProcrastinateJob.objects.filter(due, status="todo")
    since: datetime | None = rows.aggregate(at=Min("procrastinateevent__at"))["at"]
    return since


def cut_short(now: datetime) -> list[ProcrastinateJob]:
    """The jobs whose worker signs its presence no more: it was killed in the middle of them."""
    awake = ProcrastinateWorker.objects.filter(last_heartbeat__gt=now - SILENCE)
    rows = ProcrastinateJob.objects.filter(status="doing")
    return list(rows.exclude(worker__in=awake).order_by("pk"))


def workers(now: datetime) -> int:
    """How many workers have signed their presence lately."""
    return ProcrastinateWorker.objects.filter(last_heartbeat__gt=now - SILENCE).count()


def _told(row: Any, note: JobNote | None) -> Job:
    said = note or JobNote(job=row.pk)
    running = row.status == "doing"
    return Job(
        number=row.pk,
        task=row.task_name,
        label=label_of(row.task_name),
        state=row.status,
        tries=row.attempts,
        since=row.since,
        next_at=row.scheduled_at if row.status == "todo" else None,
        percent=said.percent if running else None,
        step=said.step if running else "",
        reason=said.reason,
    )
