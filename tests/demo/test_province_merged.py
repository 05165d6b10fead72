"""Quảng Nam merged into Đà Nẵng in the demo: figures of the day before and of the day reconcile,
each opens its list; roles and people follow or wait (O2, S3, A1)."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client, override_settings

from hientai.accounts.models import RoleAssignment, User
from hientai.accounts.services import operator_scope
from hientai.demo.domain.province_2025 import ACT_FILE, PLACES_FILE
from hientai.demo.services import load_province
from hientai.people.models import Post
from hientai.reforms import queries, services
from hientai.reforms.models import Reform
from hientai.training.queries.kept import forget_all

pytestmark = pytest.mark.django_db
EVE, DAY = date(2025, 6, 30), date(2025, 7, 1)
TARGET = "/de-an/quangnam-7328/muc-tieu/"


@pytest.fixture(scope="module")
def merged(
    planned_anew: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Reform, int, Path]]:
    """The province with its act of 1/7/2025 done; how many stood in posts before, and the files."""
    home = tmp_path_factory.mktemp("home")
    with django_db_blocker.unblock(), override_settings(HIENTAI_HOME=home), transaction.atomic():
        load_province(tell=str)
        with operator_scope("NQ 202"):
            before = Post.objects.filter(kind="main", period__contains=EVE).count()
            made = services.hand_in(
                actor=None,
                path=home / "demo" / ACT_FILE,
                name="Vào Đà Nẵng",
                on=DAY,
                ground="Nghị quyết 202/2025/QH15",
            )
            services.carry_out(actor=None, reform=made)
            made.refresh_from_db()
        forget_all()
        yield made, before, home / "demo"
        forget_all()
        transaction.set_rollback(True)


def signed_in(username: str) -> Client:
    client = Client()
    backend = "django.contrib.auth.backends.ModelBackend"
    client.force_login(User.objects.get(username=username), backend=backend)
    return client


def words(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", answer.content.decode()).split())


def test_moved_stayed_and_waiting_are_everybody(merged) -> None:
    made, before, _files = merged
    with operator_scope():
        waiting = [one for one in queries.waiting(queries.endings_of(made)) if one.kind == "main"]
        lines = queries.lineages(EVE, DAY)
        moved = made.posts.filter(taken__kind="main").count()
        stayed = Post.objects.filter(kind="main", period__contains=DAY)
        stayed = stayed.filter(period__startswith__lt=DAY).exclude(unit__in=made.ended).count()
    assert moved + stayed + len(waiting) == before
    assert sum(line.before for line in lines) == sum(line.after for line in lines) == before
    assert not sum(line.left + line.came for line in lines)


def test_the_owner_answers_for_the_city_and_the_officer_of_a_district_waits(merged) -> None:
    held = RoleAssignment.objects.get(user__username="sonoivu.qna", period__contains=DAY)
    assert (held.unit.code, held.role) == ("DNG", "owner")
    with operator_scope():
        lost = queries.lost_roles().get()
        suggested = [name for _code, name in queries.suggestions(lost)]
    assert lost.left.user.username == "huyen.queson"
    assert len(suggested) == 5 and "UBND xã Nông Sơn" in suggested


def test_a_target_reads_the_same_persons_on_both_days_and_says_why(merged) -> None:
    """Done when: a target on 30/6/2025 and on 1/7/2025, explained and reconcilable."""
    made, _before, _files = merged
    client = signed_in("quantri")
    page = client.get(f"/don-vi/sap-xep/{made.pk}/")
    assert "đóng băng" in words(page) and "Mục tiêu, chỉ tiêu trước và sau" in words(page)
    effects = client.get(f"/don-vi/sap-xep/{made.pk}/de-an/")
    assert "đo tại ngày cuối cùng của cơ quan ấy, 30/06/2025" in words(effects)
    row = re.search(r"2\.262 2\.262 đóng băng, giữ như ngày 30/06/2025; (.*?) chờ", words(effects))
    moved, waiting = (int(n.replace(".", "")) for n in re.findall(r"([\d.]+) người", row[1]))
    assert (moved, waiting) == (702, 1_148)  # what the page of the act says too
    assert "Người chuyển theo đơn vị 702 Người chờ bố trí 1.148" in words(page)
    scheme = client.get("/de-an/quangnam-7328/", {"on": EVE.isoformat()})
    first = re.search(TARGET + r"[^/]+/", scheme.content.decode())[0]
    shown = [
        words(client.get(first, {"on": day.isoformat(), "nhom": "doi-tuong"})) for day in (EVE, DAY)
    ]
    members = [re.search(r"trong ([\d.]+) ·", page)[1] for page in shown]
    assert members == ["2.262", "2.262"]
    assert "đo tại ngày cuối cùng" in shown[1] and "đo tại ngày cuối cùng" not in shown[0]


def test_who_waits_is_assigned_by_the_file_and_everything_goes_back(merged) -> None:
    made, before, files = merged
    with transaction.atomic(), operator_scope("NQ 202"):
        moved = services.assign(actor=None, reform=made, path=files / PLACES_FILE)
        assert moved > 1_000
        assert not [one for one in queries.waiting(queries.endings_of(made)) if one.kind == "main"]
        assert Post.objects.filter(kind="main", period__contains=DAY).count() == before
        services.undo(actor=None, reform=made, ground="thử")
        assert not Post.objects.filter(unit__code__startswith="DNG").exists()
        assert Post.objects.filter(kind="main", period__contains=DAY).count() == before
        transaction.set_rollback(True)
