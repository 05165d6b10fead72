"""Many units changed as one act in a real browser (O2, A3): preview, done, compared, undone."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from hientai.accounts.models import User
from hientai.demo.domain.province_2025 import ACT_FILE
from hientai.demo.services import load_province
from hientai.reforms.services import background
from tests.journeys.accessibility import (
    assert_accessible,
    assert_fits,
    assert_pages_on_desk_and_phone,
)
from tests.journeys.browser import shoot
from tests.journeys.city import City

pytestmark = pytest.mark.journey

ROWS = """Việc\tMã đơn vị\tMã đơn vị tiếp nhận\tTên đơn vị
Sáp nhập\tSYT\tSTC\t
Đổi tên\tSTC\t\tSở Tài chính và Y tế"""
PAGES = {
    "sap-xep": "/don-vi/sap-xep/",
    "sap-xep-moi": "/don-vi/sap-xep/moi/",
    "sap-xep-so-sanh": "/don-vi/sap-xep/so-sanh/",
    "sap-xep-cho": "/don-vi/sap-xep/cho-bo-tri/",
    "sap-xep-vai-tro": "/don-vi/sap-xep/vai-tro/",
}


def handed_in(page: Page, rows: str = ROWS) -> None:
    page.goto("/don-vi/")
    page.get_by_role("link", name="Sắp xếp tổ chức").click()
    page.get_by_role("link", name="Lập đợt sắp xếp").first.click()
    page.get_by_label("Tên đợt sắp xếp").fill("Sắp xếp các sở")
    page.get_by_label("Ngày hiệu lực").fill("01/03/2025")
    page.get_by_label("Căn cứ").fill("Nghị quyết 176/2025/QH15")
    page.get_by_label("hoặc dán các dòng chép từ Excel").fill(rows)
    page.get_by_role("button", name="Đọc và xem trước").click()


def test_two_departments_become_one_and_come_back(open_page, city: City) -> None:
    page = open_page(city.owner)
    handed_in(page)
    expect(page.get_by_text("bản nháp", exact=True)).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="SYT").first).to_contain_text("Sở Tài chính và")
    assert_accessible(page)
    shoot(page, "sap-xep-nhap")
    page.get_by_role("button", name="Thực hiện").click()
    expect(page.get_by_text("Đã thực hiện; 1 vị trí công tác")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="So sánh trước – sau").click()
    row = page.get_by_role("row").filter(has_text="Sở Tài chính; Sở Y tế")
    expect(row).to_contain_text("Sở Tài chính và Y tế")
    assert_accessible(page)
    shoot(page, "sap-xep-so-sanh-xong")
    page.goto("/nguoi/?don-vi=STC&on=2025-03-01")
    expect(page.get_by_text("Đặng Văn Dũng").first).to_be_visible()
    page.goto("/nguoi/?don-vi=STC&on=2025-02-28")
    expect(page.get_by_text("Đặng Văn Dũng")).to_have_count(0)
    page.goto("/don-vi/sap-xep/")
    page.get_by_role("link", name="Sắp xếp các sở").click()
    page.get_by_label("Lý do hoàn tác").fill("nhập thử")
    page.get_by_role("button", name="Hoàn tác đợt sắp xếp").click()
    expect(page.get_by_text("trở lại như trước")).to_be_visible()


def members(page: Page, address: str, on: str) -> tuple[int, str]:
    """How many a target's list of members holds on a day, and what the page says."""
    page.goto(f"{address}?on={on}&nhom=doi-tuong")
    said = page.locator("main").inner_text()
    return int(re.search(r"trong ([\d.]+) ·", said)[1].replace(".", "")), said


def test_a_target_is_asked_for_on_both_sides_of_the_reform_of_2025(
    open_page, transactional_db: None, tmp_path: Path, settings, monkeypatch
) -> None:
    """Done when (O2, S3): a target of quangnam-7328 on 30/6/2025 and on 1/7/2025, explained."""
    settings.HIENTAI_HOME = tmp_path
    load_province(tell=str)
    monkeypatch.setattr(background, "LARGE", 1_000)  # no worker runs beside a journey
    page = open_page(User.objects.get(username="quantri"))
    page.set_default_timeout(30_000)
    page.goto("/don-vi/sap-xep/moi/")
    page.get_by_label("Tên đợt sắp xếp").fill("Quảng Nam vào Đà Nẵng")
    page.get_by_label("Ngày hiệu lực").fill("01/07/2025")
    page.get_by_label("Căn cứ").fill("Nghị quyết 202/2025/QH15")
    page.set_input_files("input[type=file]", tmp_path / "demo" / ACT_FILE)
    page.get_by_role("button", name="Đọc và xem trước").click()
    expect(page.get_by_text("sẽ đóng băng")).to_be_visible()
    page.get_by_role("button", name="Thực hiện").click()
    expect(page.get_by_text("Đã thực hiện;")).to_be_visible()
    expect(page.get_by_text("đóng băng", exact=True)).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Mục tiêu, chỉ tiêu trước và sau").click()
    expect(page.get_by_text("đóng băng, giữ như ngày 30/06/2025").first).to_be_visible()
    expect(page.get_by_text("30/06/2025").first).to_be_visible()
    assert_accessible(page)
    shoot(page, "sap-xep-de-an")
    page.goto("/de-an/quangnam-7328/?on=2025-06-30")
    address = page.locator("a[href*='/muc-tieu/']").first.get_attribute("href").partition("?")[0]
    before, said_before = members(page, address, "2025-06-30")
    after, said_after = members(page, address, "2025-07-01")
    assert before == after == 2_262
    why = "cơ quan ban hành đề án không còn nữa"
    assert why not in said_before and why in said_after
    page.goto("/?on=2025-07-01")
    page.get_by_role("link", name="xem và phân công").click()
    page.get_by_role("link", name="Phòng Nội vụ huyện Quế Sơn").click()
    page.get_by_label("UBND xã Nông Sơn").check()
    assert_accessible(page)
    page.get_by_role("button", name="Giao vai trò").click()
    expect(page.get_by_text("Không có vai trò nào chờ phân công lại")).to_be_visible()


def test_wrong_rows_are_told_in_a_table_that_can_be_read_aloud(open_page, city: City) -> None:
    page = open_page(city.owner)
    handed_in(page, ROWS.replace("SYT", "SYTE"))
    expect(page.get_by_role("row").filter(has_text="SYTE")).to_contain_text("không có trong hệ")
    assert_accessible(page)
    assert_fits(page)


def test_the_pages_are_accessible_and_fit(open_page, city: City) -> None:
    assert_pages_on_desk_and_phone(open_page(city.owner), PAGES)
