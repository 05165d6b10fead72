"""An officer brings a file in: errors are told, mended, and the figures follow (P3, N2, A2)."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.accessibility import assert_accessible, assert_fits
from tests.journeys.browser import PHONE, shoot
from tests.journeys.city import City
from tests.journeys.register_files import PLANTED, register
from tests.journeys.worker import work_off

pytestmark = pytest.mark.journey

QUOTA = "/de-an/hanoi-1698/chi-tieu/A.1.1/"


def hand_in(page: Page, file: Path) -> None:
    page.goto("/nhap/moi/")
    page.get_by_label("Tệp XLSX hoặc CSV").set_input_files(str(file))
    page.get_by_role("button", name="Đọc và xem trước").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(file.name)
    work_off()
    page.reload()


def members(page: Page) -> str:
    page.goto(QUOTA)
    return page.locator(".funnel-row").first.get_by_role("link").inner_text()


def test_an_officer_mends_ten_errors_and_sees_the_funnel_change(
    open_page, running: City, tmp_path: Path
) -> None:
    page = open_page(running.officer)
    assert members(page) == "2"

    hand_in(page, register(tmp_path / "so-tai-chinh.xlsx", mended=False))
    refused = page.get_by_role("link", name=re.compile("Ô bị từ chối"))
    expect(refused).to_contain_text(str(len(PLANTED) + 1))  # a code told twice is told at both
    refused.click()
    for wrong in ("31/02/1980", "KHONGCO", "Thực tập sinh", "Giỏi quá", "Ngạch lạ"):
        expect(page.get_by_role("cell", name=wrong, exact=True)).to_be_visible()
    expect(page.get_by_role("cell", name="mã đã có ở dòng 2")).to_be_visible()
    shoot(page, "nhap-xem-truoc")
    assert_accessible(page)
    assert members(page) == "2"

    hand_in(page, register(tmp_path / "so-tai-chinh-da-sua.xlsx", mended=True))
    expect(page.get_by_role("link", name=re.compile("Ô bị từ chối"))).to_contain_text("0")
    page.get_by_role("button", name="Ghi", exact=True).click()
    work_off()
    page.reload()
    shoot(page, "nhap-da-ghi")
    assert_accessible(page)
    expect(page.get_by_role("button", name="Hoàn tác lần nhập")).to_be_visible()
    assert members(page) == "14"

    page.goto("/nhap/")
    page.get_by_role("link", name="so-tai-chinh-da-sua.xlsx").click()
    page.get_by_role("button", name="Hoàn tác lần nhập").click()
    work_off()
    assert members(page) == "2"


def test_the_same_file_again_changes_nothing(open_page, running: City, tmp_path: Path) -> None:
    page = open_page(running.officer)
    file = register(tmp_path / "so-tai-chinh.xlsx", mended=True)
    hand_in(page, file)
    page.get_by_role("button", name="Ghi", exact=True).click()
    work_off()
    hand_in(page, file)
    unchanged = page.get_by_role("link", name=re.compile("Không đổi"))
    expect(unchanged).to_contain_text("12")
    expect(page.get_by_role("link", name=re.compile("^Mới"))).to_contain_text("0")


def test_a_file_of_the_wrong_kind_is_refused_in_words(
    open_page, running: City, tmp_path: Path
) -> None:
    page = open_page(running.officer, viewport=PHONE)
    file = tmp_path / "anh.xlsx"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 200)
    page.goto("/nhap/moi/")
    assert_accessible(page)
    assert_fits(page)
    shoot(page, "nhap-moi-phone")
    page.get_by_label("Tệp XLSX hoặc CSV").set_input_files(str(file))
    page.get_by_role("button", name="Đọc và xem trước").click()
    work_off()
    page.reload()
    expect(page.get_by_role("alert")).to_be_visible()
    shoot(page, "nhap-tu-choi-phone")
    assert_accessible(page)
    assert_fits(page)
