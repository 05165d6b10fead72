"""Somebody is told, reads and chooses; an administrator mends a job that failed (C3)."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.core.cache import cache
from django.db import connection
from django.utils import timezone
from playwright.sync_api import expect
from procrastinate.contrib.django import app

from hientai.notices.domain import kinds
from hientai.notices.domain.kinds import Kind, Mail, Said
from hientai.notices.models import JobNote
from hientai.notices.services import tell
from tests.journeys.accessibility import assert_on_desk_and_phone
from tests.journeys.city import City, user

pytestmark = pytest.mark.journey

KINDS = {
    "list": Kind("list", "Danh sách chờ phê duyệt"),
    "due": Kind("due", "Nhắc hạn trả lời", Mail.DIGEST),
}
REFUSED = "Máy chủ thư không nhận địa chỉ của người nhận (SMTPRecipientsRefused: 550 no such user)"


@pytest.fixture
def told(city: City, monkeypatch: pytest.MonkeyPatch) -> Iterator[City]:
    """The officer is told two things; three jobs wait, run and failed."""
    monkeypatch.setattr(kinds, "_KINDS", KINDS)
    cache.clear()
    about = Said("Bồi dưỡng quản lý tài chính công, khóa 2: %(n)s người.", {"n": 30})
    to, on = [city.officer.pk], date(2024, 6, 1)
    tell(to=to, kind="due", title=Said("Hạn trả lời là ngày 10/06/2024"), on=on)
    tell(to=to, kind="list", title=Said("Danh sách chờ bạn duyệt"), text=about, link="/lop/", on=on)
    yield city
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


def test_who_is_told_sees_it_in_the_head_reads_it_and_chooses(open_page, told: City) -> None:
    page = open_page(told.officer)
    page.goto("/")
    assert_on_desk_and_phone(page, "chuong")
    page.get_by_role("link", name="Thông báo, 2 chưa đọc").click()
    assert_on_desk_and_phone(page, "thong-bao")
    page.get_by_role("button", name="Mở: Danh sách chờ bạn duyệt").click()
    expect(page).to_have_url("/lop/")
    page.get_by_role("link", name="Thông báo, 1 chưa đọc").click()
    page.get_by_role("button", name="Đánh dấu đã đọc hết").click()
    expect(page.get_by_role("link", name="Thông báo", exact=True).first).to_be_visible()
    page.get_by_role("link", name="Lựa chọn").click()
    assert_on_desk_and_phone(page, "thong-bao-lua-chon")
    page.get_by_label("Nhắc hạn trả lời").select_option(label="không gửi thư")
    page.get_by_role("button", name="Ghi lựa chọn").click()
    expect(page.get_by_label("Nhắc hạn trả lời")).to_have_value("never")


def test_an_administrator_sees_the_reason_and_lets_the_job_go_again(open_page, told: City) -> None:
    failed = app.configure_task("notices.mail").defer(mailing_id=1, user_id=1)
    running = app.configure_task("intake.commit").defer(batch_id=1)
    app.configure_task("audit.verify").defer(timestamp=0)
    with connection.cursor() as cursor:
        told_states = [("failed", failed), ("doing", running)]
        for state, number in told_states:
            cursor.execute(
                "UPDATE procrastinate_jobs SET status = %s WHERE id = %s", [state, number]
            )
    at = timezone.now()
    JobNote.objects.create(job=failed, reason=REFUSED, at=at)
    JobNote.objects.create(job=running, percent=40, step="Đang ghi", at=at)
    page = open_page(user("quantri", "Đỗ Văn Tú", "administrator", told.finance))
    page.goto("/")
    page.locator(".who summary").click()
    page.get_by_role("link", name="Việc nền").click()
    expect(page.get_by_role("row").filter(has_text="550 no such user")).to_contain_text("hỏng")
    assert_on_desk_and_phone(page, "viec-nen")
    page.get_by_role("button", name=f"Thử lại việc số {failed}").click()
    expect(page.get_by_text(f"Đã giao lại việc số {failed}")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="Gửi thư thông báo")).to_contain_text("đang chờ")
