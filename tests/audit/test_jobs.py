"""A2: the background seals the trace every ten minutes and checks it every night."""

import pytest
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from hientai.audit import jobs, queries, services
from hientai.organisations.models import Unit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "cron"), [(jobs.SEAL, "*/10 * * * *"), (jobs.VERIFY, "30 18 * * *")]
)
def test_the_worker_does_it_by_the_clock(name: str, cron: str) -> None:
    (due,) = [p for p in app.periodic_registry.periodic_tasks.values() if p.task.name == name]
    assert due.cron == cron


def test_what_was_written_is_sealed_and_found_whole_as_the_application(db: None) -> None:
    Unit.objects.create(code="STC")
    connection.cursor().execute("SET LOCAL ROLE hientai_app")
    jobs.seal(timestamp=0)
    last = queries.head()
    assert last is not None
    assert (last.book, last.count) == ("event", 1)
    jobs.verify(timestamp=0)
    kept = queries.verification()
    assert kept is not None
    assert (kept.found["whole"], kept.found["rows"], kept.asked_by) == (True, 1, "")


def test_asked_twice_the_check_waits_once(db: None) -> None:
    services.verify_later(asked_by="Lê Văn Kiểm")
    services.verify_later(asked_by="Lê Văn Kiểm")
    waiting = ProcrastinateJob.objects.get(task_name=jobs.VERIFY)
    assert waiting.args == {"asked_by": "Lê Văn Kiểm"}
