"""Two answers at once leave one, and many at once leave each once (N1)."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier, Event
from time import sleep

import pytest
from django.db import connection, connections, transaction
from django.test import Client

from hientai.accounts.models import User
from hientai.approvals import services as verbs
from hientai.approvals.models import Signature, Submission
from hientai.shared.refused import Refused
from tests.approvals.conftest import KIND, TODAY, Office, opened

CLIENTS = 8
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def busy(settings) -> Office:
    """The office, with as many who may answer at one unit as there are clients."""
    settings.HIENTAI_TODAY = TODAY.isoformat()
    office = opened()
    for n in range(CLIENTS):
        office.employ(f"canbo{n}", "unit_officer", "SNV")
    return office


def submitted(office: Office, subject: int) -> Submission:
    with transaction.atomic():
        user = User.objects.get(username="lan")
        user.enter(TODAY)
        return verbs.submit(
            actor=user,
            key="de-an/D.2",
            title=f"Danh sách {subject}",
            unit=office.units["STC"],
            subject=(KIND, subject),
            on=TODAY,
        )


def agreed_by_the_head(rows: list[Submission]) -> list[Submission]:
    with transaction.atomic():
        user = User.objects.get(username="minh")
        user.enter(TODAY)
        verbs.answer_many(actor=user, submissions=rows, verdict="agreed", on=TODAY)
    return list(Submission.objects.order_by("pk"))


def answering(name: str, row: Submission, start: Barrier, verdict: str) -> str:
    """What one client is told, in a transaction of its own and the application's role."""
    try:
        start.wait(timeout=30)
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL ROLE hientai_app")
            user = User.objects.get(username=name)
            user.enter(TODAY)
            reason = "" if verdict == "agreed" else "chưa đủ"
            done = verbs.answer(
                actor=user, submission=row, verdict=verdict, reason=reason, on=TODAY
            )
            return done.state
    except Refused as refused:
        return refused.what
    finally:
        connections.close_all()


def test_of_many_answers_to_one_step_one_is_left_and_the_others_are_told(busy: Office) -> None:
    [row] = agreed_by_the_head([submitted(busy, 1)])
    start = Barrier(CLIENTS)
    with ThreadPoolExecutor(CLIENTS) as clients:
        told = list(
            clients.map(
                lambda n: answering(f"canbo{n}", row, start, "agreed" if n % 2 else "sent_back"),
                range(CLIENTS),
            )
        )
    counted = Counter("won" if one in ("open", "sent_back") else "late" for one in told)
    assert counted == {"won": 1, "late": CLIENTS - 1}
    assert set(told) <= {
        "open",
        "sent_back",
        "Bước này vừa có người trả lời",
        "Hồ sơ này không còn chờ trả lời",
        "Hồ sơ này không chờ bạn trả lời",
    }
    assert Signature.objects.filter(step=1).count() == 1
    row = Submission.objects.get()
    assert (row.state, row.step) in (("open", 2), ("sent_back", 1))


def test_bulk_answers_that_meet_sign_each_step_once(busy: Office) -> None:
    rows = agreed_by_the_head([submitted(busy, n) for n in range(20)])
    start = Barrier(4)

    def many(n: int) -> int:
        try:
            start.wait(timeout=30)
            with transaction.atomic():
                user = User.objects.get(username=f"canbo{n}")
                user.enter(TODAY)
                order = rows if n % 2 else rows[::-1]
                done = verbs.answer_many(actor=user, submissions=order, verdict="agreed", on=TODAY)
                return len(done.done)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as clients:
        assert sum(clients.map(many, range(4))) == 20
    assert Signature.objects.filter(step=1).count() == 20
    assert set(Submission.objects.values_list("step", flat=True)) == {2}


def crossing(row: Submission, holding: Event) -> None:
    """Another who holds the signatures, then wants the submission that the page holds.

    The page has waited the longer of the two, so it is the one that the database parts.
    """
    signatures = "'approvals_signature'::regclass"
    waits = f"SELECT 1 FROM pg_locks WHERE NOT granted AND relation = {signatures}"
    with closing(connections["default"]), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("RESET ROLE")  # only the owner may lock a table whole
        cursor.execute("LOCK TABLE approvals_signature IN EXCLUSIVE MODE")
        holding.set()
        while cursor.execute(waits).fetchone() is None:
            sleep(0.01)
        cursor.execute("SELECT 1 FROM approvals_submission WHERE id = %s FOR UPDATE", [row.pk])


def test_whom_the_database_parts_from_another_reads_that_nothing_is_written(busy: Office) -> None:
    row, holding = submitted(busy, 1), Event()
    browser = Client()
    browser.force_login(busy.users["minh"], backend="django.contrib.auth.backends.ModelBackend")
    form = {"step": row.step, "verdict": "agreed", "reason": ""}
    with ThreadPoolExecutor(1) as clients:
        other = clients.submit(crossing, row, holding)
        holding.wait(30)
        page = browser.post(f"/phe-duyet/{row.pk}/tra-loi/", form)
        other.result(30)
    assert page.status_code == 409
    assert "Có người đang làm việc với đúng những dữ liệu này" in page.content.decode()
    assert not Signature.objects.exists()
    assert browser.post(f"/phe-duyet/{row.pk}/tra-loi/", form).status_code == 302
