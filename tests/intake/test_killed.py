"""P3: SIGKILL in the middle of a commit leaves nothing; done again, it leaves all."""

import os
import signal
import subprocess
import sys
import time
from datetime import date
from urllib.parse import urlencode

import pytest
from django.db import connection

from hientai.accounts.services import operator_scope
from hientai.intake.models import ImportBatch
from hientai.intake.services import commit, preview
from hientai.organisations.services import create_unit
from hientai.people.models import Person, Post, Rating
from tests.intake.conftest import FOUNDED, ON, person

PEOPLE = 4_000
COMMIT = """
import django; django.setup()
from hientai.intake.models import ImportBatch
from hientai.intake.services import commit
from hientai.accounts.services import operator_scope
with operator_scope():
    batch = ImportBatch.objects.get()
commit(actor=None, batch=batch)
"""


def start_commit() -> subprocess.Popen:
    """A process of its own that commits the batch of the test database."""
    at = connection.get_connection_params()
    given = {key: at[key] for key in ("host", "port", "user", "password") if at.get(key)}
    address = f"postgresql:///{at['dbname']}?{urlencode(given)}"
    env = os.environ | {
        "OWNER_DATABASE_URL": address,
        "HIENTAI_ROLE": "owner",
        "HIENTAI_TODAY": ON.isoformat(),
        "DJANGO_SETTINGS_MODULE": "hientai.site.settings",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    return subprocess.Popen([sys.executable, "-c", COMMIT], env=env)


def backends_that(doing: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid() AND " + doing
        )
        return cursor.fetchone()[0]


def wait_for(condition, seconds=60) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.005)


def counts() -> tuple[int, int, int]:
    with operator_scope():
        return Person.objects.count(), Post.objects.count(), Rating.objects.count()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("table", ["people_post", "people_rating"])
def test_a_commit_killed_halfway_leaves_nothing_and_can_be_done_again(book, table):
    with operator_scope():
        create_unit(
            actor=None,
            code="SNV",
            name="Sở Nội vụ",
            unit_type="department",
            parent=None,
            on=FOUNDED,
            ground="Quyết định",
        )
    rows = [person(f"A{n}", **{"Ngày sinh": date(1980, 1, 1 + n % 28)}) for n in range(PEOPLE)]
    batch = preview(actor=None, path=book(rows), unit="SNV", on=ON)
    process = start_commit()
    wait_for(lambda: backends_that(f"query LIKE 'INSERT INTO {table}%' AND state = 'active'"))
    process.send_signal(signal.SIGKILL)
    process.wait()
    wait_for(lambda: not backends_that("state IN ('active', 'idle in transaction')"))
    assert counts() == (0, 0, 0)
    with operator_scope():
        batch.refresh_from_db()
    assert batch.state == ImportBatch.State.PREVIEWED
    commit(actor=None, batch=batch)
    assert counts() == (PEOPLE, PEOPLE, PEOPLE)
