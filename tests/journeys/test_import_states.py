"""Every state of an import can be read, used and left by anybody, on any screen (P3, A2)."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.accessibility import assert_on_desk_and_phone
from tests.journeys.browser import PHONE
from tests.journeys.city import City
from tests.journeys.register_files import register
from tests.journeys.worker import work_off

pytestmark = pytest.mark.journey


def done(page: Page) -> None:
    """The background does what waits while the page, which reads itself anew, is closed."""
    address = page.url
    page.goto("about:blank")
    work_off()
    page.goto(address)


def hand_in(page: Page, file: Path) -> None:
    page.goto("/nhap/moi/")
    page.get_by_label("Tệp XLSX hoặc CSV").set_input_files(str(file))
    page.get_by_role("button", name="Đọc và xem trước").click()


def test_a_batch_from_waiting_to_undone(open_page, running: City, tmp_path: Path) -> None:
    """Done on a phone; on a desk, `test_import` writes a batch."""
    page = open_page(running.officer, viewport=PHONE)
    hand_in(page, register(tmp_path / "so-tai-chinh.xlsx", mended=False))
    expect(page.get_by_role("alert")).to_contain_text("xử lý nền chưa chạy")
    assert_on_desk_and_phone(page, "nhap-cho")
    done(page)
    assert_on_desk_and_phone(page, "nhap-xem-truoc-loi")
    page.get_by_label("Cột").select_option("Ngày sinh")
    expect(page.get_by_role("cell", name="31/02/1980")).to_be_visible()
    expect(page.get_by_role("cell", name="KHONGCO")).to_have_count(0)
    for tab in ("new", "gone", "warnings", "unchanged", "changed"):
        page.goto(page.url.split("?")[0] + f"?muc={tab}")
        assert_on_desk_and_phone(page, f"nhap-muc-{tab}")
    page.get_by_label(re.compile("Để lại 10 dòng")).check()
    page.get_by_role("button", name="Ghi", exact=True).click()
    assert_on_desk_and_phone(page, "nhap-cho-ghi")
    done(page)
    assert_on_desk_and_phone(page, "nhap-da-ghi")
    page.get_by_role("button", name="Hoàn tác lần nhập").click()
    done(page)
    expect(page.locator(".page-title")).to_contain_text("đã hoàn tác")
    assert_on_desk_and_phone(page, "nhap-hoan-tac")


def test_a_refused_file_and_the_list_of_imports(open_page, running: City, tmp_path: Path) -> None:
    page = open_page(running.officer)
    file = tmp_path / "ho-so.xlsx"
    file.write_bytes(b"%PDF-1.7\n")
    hand_in(page, file)
    page.goto("/nhap/")
    expect(page.get_by_role("alert")).to_contain_text("xử lý nền chưa chạy")
    assert_on_desk_and_phone(page, "nhap-danh-sach-cho")
    work_off()
    page.get_by_role("link", name="ho-so.xlsx").click()
    expect(page.get_by_role("alert")).to_contain_text("PDF")
    assert_on_desk_and_phone(page, "nhap-bi-tu-choi")
    page.get_by_role("link", name="Nhập tệp khác").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nhập tệp")
