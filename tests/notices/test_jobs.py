"""C3: jobs of the background: how far they came, why they failed, again, and taken up when cut."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from hientai.accounts.services import operator_scope
from hientai.notices.domain import tasks
from hientai.notices.models import JobNote
from hientai.notices.queries import jobs as queries
from hientai.notices.services import drop, report, try_again, try_all_again
from hientai.notices.services.jobs import MOST_TIMES, forget, take_up, watch
from hientai.shared.refused import Refused
from tests.journeys.city import City
from tests.journeys.worker import work_off

DELIVER = "accounts.send_ticket"
IMPORT = "intake.commit"
LONG_AGO = datetime(2024, 1, 1, tzinfo=UTC)


@pytest.fixture
def operator(city: City) -> City:
    """The application's role, in the scope of the machine's operator."""
    with operator_scope():
        yield city


def put(task: str = DELIVER, status: str = "failed", worker: int | None = None, **more: Any) -> int:
    """A job in the queue, in some state."""
    columns = {"attempts": 0, "queueing_lock": None} | more
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs"
            " (queue_name, task_name, status, worker_id, attempts, queueing_lock)"
            " VALUES ('default', %s, %s, %s, %s, %s) RETURNING id",
            [task, status, worker, columns["attempts"], columns["queueing_lock"]],
        )
        return cursor.fetchone()[0]


def worker(seconds: int) -> int:
    """A worker whose last sign is so many seconds old."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s) RETURNING id",
            [timezone.now() - timedelta(seconds=seconds)],
        )
        return cursor.fetchone()[0]


def state(job: int) -> str:
    """How a job stands."""
    return ProcrastinateJob.objects.get(pk=job).status


def shown(job: int) -> queries.Job:
    """A job as the page shows it."""
    [found] = queries.told(list(queries.jobs().filter(pk=job)))
    return found


def during(job: int, work: Any) -> Any:
    """Do something as the worker does a job."""
    context = type("Context", (), {"job": type("Job", (), {"id": job})})
    return watch(work, context, None)


def test_why_a_job_failed_is_kept_in_words(operator: City) -> None:
    job = put()

    def work() -> None:
        raise TimeoutError("timed out")

    with pytest.raises(TimeoutError):
        during(job, work)
    assert shown(job).reason == "Chờ quá lâu không có trả lời (TimeoutError: timed out)"
    assert shown(job).label == "Gửi thư mời, thư đặt lại mật khẩu"


def test_a_refusal_is_kept_as_it_was_said(operator: City) -> None:
    job = put()

    def work() -> None:
        raise Refused("Không ghi được", remedy="Sửa tệp.")

    with pytest.raises(Refused):
        during(job, work)
    assert "Không ghi được" in shown(job).reason
    assert "Sửa tệp." in shown(job).reason


def test_a_job_that_failed_goes_again_and_no_other_does(operator: City) -> None:
    job, running = put(), put(status="doing")
    try_again(number=job)
    assert state(job) == "todo"
    for other in (job, running, 999_999):
        with pytest.raises(Refused, match="không ở trạng thái hỏng"):
            try_again(number=other)


def test_one_of_which_one_is_enough_is_refused_while_another_waits(operator: City) -> None:
    failed = put("audit.seal", queueing_lock="audit.seal")
    put("audit.seal", "todo", queueing_lock="audit.seal")
    with pytest.raises(Refused, match="đang chờ sẵn"):
        try_again(number=failed)
    assert state(failed) == "failed"


def test_all_that_failed_go_again_together(operator: City) -> None:
    mine, other = [put(), put()], put(IMPORT)
    assert try_all_again(task=DELIVER) == 2
    assert [state(job) for job in (*mine, other)] == ["todo", "todo", "failed"]
    assert try_all_again() == 1


def test_one_that_failed_is_set_aside_and_no_other_is(operator: City) -> None:
    job, waiting = put(), put(status="todo")
    drop(number=job)
    assert state(job) == "cancelled"
    for other in (job, waiting):
        with pytest.raises(Refused):
            drop(number=other)


def test_a_job_cut_short_begins_anew_where_its_room_says_so(operator: City) -> None:
    dead, alive = worker(seconds=61), worker(seconds=5)
    letter, file = put(DELIVER, "doing", dead), put(IMPORT, "doing", dead)
    orphan, running = put(DELIVER, "doing"), put(DELIVER, "doing", alive)
    assert take_up() == 3
    assert [state(job) for job in (letter, file, orphan, running)] == [
        "todo",
        "failed",
        "todo",
        "doing",
    ]
    assert shown(file).reason == "Tiến trình nền bị dừng giữa chừng"
    assert take_up() == 0


def test_a_job_cut_short_again_and_again_is_left_to_who_looks_after_the_system(
    operator: City,
) -> None:
    job = put(DELIVER, "doing", attempts=MOST_TIMES)
    take_up()
    assert state(job) == "failed"


def test_every_task_has_a_name_in_words() -> None:
    app.perform_import_paths()
    ours = [
        name for name in app.tasks if not name.startswith(("builtin", "procrastinate", "tests."))
    ]
    assert [name for name in ours if tasks.label_of(name) == name] == []


def test_what_was_done_long_ago_is_forgotten(operator: City) -> None:
    old, new, failed = put(status="succeeded"), put(status="succeeded"), put()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_events (job_id, type, at) VALUES (%s, 'succeeded', %s),"
            " (%s, 'succeeded', %s), (%s, 'failed', %s)",
            [old, LONG_AGO, new, timezone.now(), failed, LONG_AGO],
        )
    JobNote.objects.create(job=old, reason="x", at=timezone.now())
    assert forget() == 1
    left = set(ProcrastinateJob.objects.values_list("pk", flat=True))
    assert (old in left, new in left, failed in left) == (False, True, True)
    assert not JobNote.objects.filter(job=old).exists()


def test_only_administrators_read_what_jobs_said(operator: City) -> None:
    JobNote.objects.create(job=1, reason="x", at=timezone.now())
    operator.owner.enter(timezone.localdate())
    assert JobNote.objects.count() == 0


@pytest.mark.usefixtures("kept_queue")
def test_how_far_a_job_came_is_seen_before_its_work_is_kept() -> None:
    job = put(status="doing")
    seen = []

    def work() -> None:
        with operator_scope():
            report(40, "Đang ghi")
            seen.append((shown(job).percent, shown(job).step))

    report(10)  # where no job is under way there is nothing to say
    during(job, work)
    assert seen == [(40, "Đang ghi")]
    assert JobNote.objects.count() == 1


@app.task(name="tests.fails")
def fails() -> None:
    """A job that fails."""
    raise ConnectionRefusedError(111, "Connection refused")


@pytest.mark.usefixtures("kept_queue")
def test_the_worker_itself_keeps_why_a_job_failed() -> None:
    number = fails.defer()
    work_off()
    job = ProcrastinateJob.objects.get(pk=number)
    assert job.status == "failed"
    assert JobNote.objects.get(job=job.pk).reason.startswith("Không kết nối được tới máy chủ")
