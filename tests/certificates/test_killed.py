"""K1: SIGKILL in the middle of issuing loses no number and doubles none; the worker goes on."""

import os
import signal
import subprocess
import sys
from datetime import date
from urllib.parse import urlencode

import pytest
from django.db import connection

from hientai.accounts.services import operator_scope
from hientai.certificates import services as verbs
from hientai.certificates.models import Batch, Certificate, PrintFile
from hientai.certificates.services import Course, Holder
from hientai.organisations.services import create_unit
from tests.intake.test_killed import backends_that, wait_for

PEOPLE = 700
ISSUE = """
import django; django.setup()
from hientai.certificates.jobs import issue_list
from hientai.certificates.models import Batch
from hientai.accounts.services import operator_scope
with operator_scope():
    number = Batch.objects.get().pk
issue_list(batch_id=number, actor_id=None)
"""
COURSE = Course(
    programme="Quản lý tài chính công",
    starts_on=date(2024, 5, 6),
    ends_on=date(2024, 5, 10),
    signer="Trần Văn Nam",
)


def start() -> subprocess.Popen:
    """A process of its own that issues the list of the test database, as the worker does."""
    at = connection.get_connection_params()
    given = {key: at[key] for key in ("host", "port", "user", "password") if at.get(key)}
    env = os.environ | {
        "OWNER_DATABASE_URL": f"postgresql:///{at['dbname']}?{urlencode(given)}",
        "HIENTAI_ROLE": "owner",
        "HIENTAI_TODAY": "2024-06-01",
        "DJANGO_SETTINGS_MODULE": "hientai.site.settings",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    return subprocess.Popen([sys.executable, "-c", ISSUE], env=env)


def issued() -> list[int]:
    """The numbers that were issued."""
    with operator_scope():
        return sorted(Certificate.objects.values_list("number", flat=True))


@pytest.mark.django_db(transaction=True)
def test_what_was_killed_goes_on_where_it_was_left() -> None:
    with operator_scope():
        school = create_unit(
            actor=None,
            code="TCB",
            name="Trường Bồi dưỡng cán bộ",
            unit_type="training_institution",
            parent=None,
            on=date(2008, 1, 1),
            ground="Quyết định",
        )
        holders = [Holder(name=f"Nguyễn Văn {'An' if n % 2 else 'Bình'}") for n in range(PEOPLE)]
        said = {"course": COURSE, "signed_on": date(2024, 5, 20)}
        batch = verbs.prepare(actor=None, unit=school, holders=holders, **said)
        verbs.confirm(actor=None, batch=batch)
    assert issued() == []
    killed = 0
    process = start()
    wait_for(lambda: issued(), 60)
    process.send_signal(signal.SIGKILL)
    process.wait()
    wait_for(lambda: not backends_that("state IN ('active', 'idle in transaction')"))
    killed = len(issued())
    assert 0 < killed <= PEOPLE
    assert issued() == list(range(1, killed + 1))
    assert start().wait(timeout=120) == 0
    assert issued() == list(range(1, PEOPLE + 1))
    with operator_scope():
        assert Batch.objects.get().state == Batch.State.ISSUED
        files = list(PrintFile.objects.order_by("section").values_list("first", "last"))
        codes = set(Certificate.objects.values_list("code", flat=True))
    assert files == [(1, 250), (251, 500), (501, 700)]
    assert len(codes) == PEOPLE
