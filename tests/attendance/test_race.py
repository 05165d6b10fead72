"""Many phones at once (C2): none is lost, and of one learner's phones one counts.

Each phone is a connection of its own in the application's role, and what it does is committed.
"""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections, transaction

from hientai.accounts.models import User
from hientai.attendance.models import Mark
from hientai.attendance.services import check_in, show_codes
from hientai.timetables.models import Session
from tests.attendance.made import TODAY, code_of, laid_out

pytestmark = pytest.mark.django_db(transaction=True)
PHONES = 3


def checked_in(name: str, code: str, phone: str, start: Barrier) -> str:
    try:
        start.wait(timeout=30)
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL ROLE hientai_app")
            user = User.objects.get(username=name)
            user.enter(TODAY)
            told = check_in(user=user, code=code, session=None, read_at=None, phone=phone)
            return f"{name} {told.outcome}"
    finally:
        connections.close_all()


def test_of_phones_at_once_none_is_lost_and_none_counts_twice(settings: Any) -> None:
    settings.HIENTAI_TODAY = TODAY.isoformat()
    with transaction.atomic():
        scene = laid_out()
        scene["owner"].enter(TODAY)
        session = Session.objects.select_related("training_class").get(pk=scene.first.pk)
        show_codes(actor=scene["owner"], session=session, now=datetime.now(UTC))
        code = code_of(session)
    jobs = [
        (name, code, f"máy {at} của {name}")
        for name in ("binh", "an", "dung")
        for at in range(PHONES)
    ]
    start = Barrier(len(jobs))
    with ThreadPoolExecutor(len(jobs)) as pool:
        found = Counter(pool.map(lambda job: checked_in(*job, start), jobs))
    assert found == {
        f"{name} {outcome}": count
        for name in ("binh", "an", "dung")
        for outcome, count in (("present", 1), ("already", PHONES - 1))
    }
    assert Mark.objects.count() == 3
