"""A scheme owner follows a figure to its people and its reasons; officers stay in their unit.

Proves R2 (progress as of two dates), N2 (who may go, and why not), L7 (value, limit, clause),
A1 (walls) in a real browser.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.accessibility import (
    assert_pages_on_desk_and_phone,
)
from tests.journeys.city import City

pytestmark = pytest.mark.journey

SCHEME = "/de-an/hanoi-1698/"
PAGES = {
    "de-an-muc-tieu": SCHEME,
    "de-an-chi-tieu": SCHEME + "?phan=chi-tieu",
    "de-an-dieu-kien": SCHEME + "?phan=doi-tuong",
    "de-an-chuong-trinh": SCHEME + "?phan=chuong-trinh",
    "de-an-nhiem-vu": SCHEME + "?phan=nhiem-vu",
    "de-an-can-cu": SCHEME + "?phan=can-cu",
    "de-an-trinh-tu": SCHEME + "?phan=trinh-tu",
    "giao-cho-moi": "/cho/giao/hanoi-1698/A.1.1/",
    "muc-tieu": SCHEME + "muc-tieu/2.1.a.1/",
    "chi-tieu": SCHEME + "chi-tieu/A.1.1/",
    "vi-sao": SCHEME + "chi-tieu/D.1/vi-sao/?ma=HN-000002",
    "doi-chieu": SCHEME + "doi-chieu/",
    "nguoi": "/nguoi/HN-000001/",
    "don-vi": "/don-vi/STC/",
    "phap-luat-2025": "/phap-luat/?on=2025-08-01",
    "mat-khau": "/mat-khau/",
}


def test_every_page_of_a_scheme_is_accessible_and_fits(open_page, running: City) -> None:
    assert_pages_on_desk_and_phone(open_page(running.owner), PAGES)


def test_the_owner_follows_a_target_to_the_person_behind_the_figure(
    open_page, running: City
) -> None:
    page = open_page(running.owner)
    page.goto("/")
    page.get_by_role("link", name=re.compile("Nâng cao chất lượng")).first.click()
    page.get_by_role("link", name="Trưởng, phó phòng tài chính – kế hoạch").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("tài chính")
    page.get_by_role("link", name="Trần Quốc Bình").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Trần Quốc Bình")
    expect(page.get_by_text("Quản lý tài chính công").first).to_be_visible()


def done_at(page: Page, day: str) -> str:
    """Done and members of the first target on a day, as the page says them."""
    page.goto(f"{SCHEME}muc-tieu/2.1.a.1/?on={day}")
    return page.locator(".progress-figures").first.inner_text().split("người")[0].strip()


def test_the_targets_of_two_dates_differ_as_the_history_does(open_page, running: City) -> None:
    page = open_page(running.owner)
    assert done_at(page, "2023-04-14") == "0 / 3"
    assert done_at(page, "2023-04-15") == "1 / 3"


def test_why_one_person_may_not_go_is_told_with_value_limit_and_clause(
    open_page, running: City
) -> None:
    page = open_page(running.officer)
    page.goto(SCHEME + "chi-tieu/D.1/")
    page.get_by_role("link", name="Hỏi về một người").click()
    page.get_by_label("Mã cán bộ, công chức, viên chức").fill("hn-000002")
    page.get_by_role("button", name="Xem câu trả lời").click()
    row = page.get_by_role("row").filter(has_text="35 tuổi").first
    expect(row).to_contain_text("chưa đủ điều kiện")
    expect(row).to_contain_text("38 tuổi 2 tháng")
    expect(row).to_contain_text("III.D.1")


def test_an_officer_sees_the_funnel_of_the_own_unit_alone(open_page, running: City) -> None:
    officer, owner = open_page(running.officer), open_page(running.owner)
    for page, members in ((officer, "2"), (owner, "3")):
        page.goto(SCHEME + "chi-tieu/A.1.1/")
        first = page.locator(".funnel-row").first
        expect(first).to_contain_text("Thuộc đối tượng")
        expect(first.get_by_role("link")).to_have_text(members)


def test_a_viewer_is_offered_no_import_and_finds_none(open_page, running: City) -> None:
    page = open_page(running.viewer)
    page.goto("/")
    expect(page.get_by_role("link", name="Nhập dữ liệu")).to_have_count(0)
    response = page.goto("/nhap/")
    assert response is not None and response.status == 404


def test_a_list_is_filtered_as_one_types_and_the_address_keeps_it(open_page, running: City) -> None:
    page = open_page(running.owner)
    page.goto("/nguoi/")
    page.get_by_role("searchbox").first.fill("dang van dung")
    expect(page.get_by_role("status")).to_contain_text("trong 1")
    expect(page).to_have_url(re.compile("tim=dang"))
    page.reload()
    expect(page.get_by_role("link", name="Đặng Văn Dũng")).to_be_visible()
