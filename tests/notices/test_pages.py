"""C3: the own notices on a page, the bell in the head, each one's choice, the page of jobs."""

from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from hientai.accounts.models import RoleAssignment, User
from hientai.accounts.services import operator_scope
from hientai.notices.domain.kinds import Said
from hientai.notices.models import JobNote
from hientai.notices.queries import ways_of
from hientai.organisations.models import Unit
from tests.journeys.city import SINCE, City
from tests.notices.conftest import told
from tests.notices.test_jobs import put

BACKEND = "django.contrib.auth.backends.ModelBackend"


def client_of(user: User) -> Client:
    """The browser of a user."""
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def page(client: Client, address: str = "/thong-bao/") -> str:
    """A page as it reads."""
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def administrator(city: City) -> Client:
    """Who looks after the system."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    user = User.objects.create(username="quantri", name="Đỗ Văn Tú", password=make_password("x"))
    root = Unit.objects.get(code="HN")
    RoleAssignment.objects.create(
        user=user, role="administrator", unit=root, period=DateRange(SINCE, None)
    )
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE hientai_app")
    return client_of(user)


def test_the_bell_tells_how_many_are_unread_and_reading_is_seen_at_once(city: City) -> None:
    told(city, text=Said("%(n)s người", {"n": 3}))
    client = client_of(city.officer)
    assert "Thông báo, 1 chưa đọc" in page(client, "/nguoi/")
    shown = page(client)
    assert "Có việc mới" in shown
    assert "3 người" in shown
    notice = city_notice(city.officer)
    answer = client.post(f"/thong-bao/{notice}/doc/", {"mo": "1"})
    assert answer.headers["Location"] == "/nguoi/"
    assert "chưa đọc" not in page(client, "/nguoi/")


def city_notice(user: User) -> int:
    """The key of the one notice of a user."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SELECT id FROM notices_notice WHERE user_id = %s", [user.pk])
        [found] = cursor.fetchone()
        cursor.execute("SET LOCAL ROLE hientai_app")
    return int(found)


def test_the_notice_of_another_is_not_there(city: City) -> None:
    told(city)
    assert (
        client_of(city.owner).post(f"/thong-bao/{city_notice(city.officer)}/doc/").status_code
        == 404
    )


def test_all_are_marked_as_read_together(city: City) -> None:
    told(city)
    told(city)
    client = client_of(city.officer)
    answer = client.post("/thong-bao/doc-het/", follow=True).content.decode()
    assert "Đã đánh dấu 2 thông báo là đã đọc." in answer
    assert "Đã đọc hết" in answer
    assert "Chưa có thông báo nào." in page(client, "/thong-bao/?xem=chua-doc")


def test_each_chooses_how_each_kind_goes(city: City) -> None:
    client = client_of(city.officer)
    answer = client.post("/thong-bao/lua-chon/", {"thu": "never", "gop": "at_once"})
    assert answer.status_code == 302
    assert client.post("/thong-bao/lua-chon/", {"thu": "sai", "gop": "digest"}).status_code == 422
    city.officer.enter(timezone.localdate())
    assert ways_of(city.officer) == {"thu": "never", "gop": "at_once"}


def test_who_has_no_address_reads_that_no_letter_comes(city: City) -> None:
    without = "chưa có địa chỉ thư điện tử"
    assert without in page(client_of(city.viewer), "/thong-bao/lua-chon/")
    assert without not in page(client_of(city.officer), "/thong-bao/lua-chon/")


def test_an_administrator_sees_why_a_job_failed_and_lets_it_go_again(
    administrator: Client, settings: Any
) -> None:
    job, other = put(), put(status="todo")
    with operator_scope():
        JobNote.objects.create(job=job, reason="Chờ quá lâu", at=timezone.now())
    shown = page(administrator, "/thong-bao/viec-nen/")
    assert "Chờ quá lâu" in shown
    assert "Không có tiến trình nền nào đang chạy" in shown
    assert "thư được ghi thành tệp" in shown
    assert f"Thử lại việc số {other}" not in shown
    answer = administrator.post(f"/thong-bao/viec-nen/{job}/lai/", follow=True)
    assert f"Đã giao lại việc số {job}" in answer.content.decode()
    assert ProcrastinateJob.objects.get(pk=job).status == "todo"


def test_an_administrator_lets_all_go_again_or_sets_one_aside(administrator: Client) -> None:
    jobs = [put() for _job in range(3)]
    administrator.post(f"/thong-bao/viec-nen/{jobs[0]}/bo/")
    answer = administrator.post("/thong-bao/viec-nen/lai/", follow=True).content.decode()
    assert "Đã giao lại 2 việc" in answer
    states = ProcrastinateJob.objects.filter(pk__in=jobs).order_by("pk")
    assert [job.status for job in states] == ["cancelled", "todo", "todo"]
    assert administrator.post(f"/thong-bao/viec-nen/{jobs[0]}/lai/").status_code == 409


def test_jobs_are_shown_by_state_and_how_far_they_came(administrator: Client) -> None:
    running, waiting = put("intake.commit", "doing"), put(status="todo")
    with operator_scope():
        JobNote.objects.create(job=running, percent=40, step="Đang ghi", at=timezone.now())
    shown = page(administrator, "/thong-bao/viec-nen/?trang-thai=doing")
    assert "40&nbsp;%" in shown
    assert "Đang ghi" in shown
    assert "Ghi dữ liệu nhập" in shown
    assert f">{waiting}<" not in shown
