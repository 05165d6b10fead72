"""An administrator corrects an age limit with its source and sees who is affected before accepting.

Proves L7 (value, limit, clause, source), S6 (a change of law over everybody), A1 (only who keeps
the law), A2 (revoked on record) in a real browser.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.accessibility import (
    assert_on_desk_and_phone,
    assert_pages_on_desk_and_phone,
)
from tests.journeys.browser import shoot
from tests.journeys.city import City

pytestmark = pytest.mark.journey

PARAMETER = "/phap-luat/tham-so/nd101.age_limit/"
WHY = "/de-an/hanoi-1698/chi-tieu/D.2/vi-sao/?ma=HN-000002"
CLAUSE = "Nghị quyết 05/2024/NQ-HĐND, Điều 2"
COMPARED = "/phap-luat/so-sanh/?luat-truoc=30/06/2025&luat-sau=01/07/2025&so-ngay=01/06/2024"
PAGES = {
    "tham-so": PARAMETER,
    "dieu-chinh-trong": "/phap-luat/dieu-chinh/",
    "so-sanh-trong": "/phap-luat/so-sanh/",
    "so-sanh": COMPARED,
    "can-cu-2025": "/de-an/hanoi-1698/?phan=can-cu&on=2025-08-01",
    "phien-ban": "/de-an/hanoi-1698/phien-ban/?tu=30/06/2025&den=01/07/2025",
    "sua-doi": "/de-an/hanoi-1698/sua-doi/",
    "chuyen-tiep": "/de-an/hanoi-1698/sua-doi/chuyen-tiep/",
}


def drafted(page: Page) -> None:
    """Write the correction of the story down, up to its trial."""
    page.goto(PARAMETER)
    page.get_by_label("Giá trị (tuổi)").fill("36")
    page.get_by_label("Từ ngày").fill("01/01/2024")
    page.get_by_label("Đến hết ngày").fill("31/12/2024")
    page.get_by_label("Văn bản, điều khoản").fill(CLAUSE)
    page.get_by_label("Nguồn đã đọc").fill("Công báo thành phố số 12")
    page.get_by_label("Độ chắc").select_option("verified")
    page.get_by_role("button", name="Thử trước").click()


def test_an_administrator_corrects_an_age_limit_and_sees_who_is_affected_first(
    open_page, running: City
) -> None:
    page = open_page(running.owner)
    page.goto(WHY)
    expect(page.get_by_role("row").filter(has_text="36 tuổi")).to_have_count(0)
    drafted(page)
    affected = page.get_by_role("row").filter(has_text="Sau đại học trong nước")
    expect(affected).to_contain_text("2")
    expect(page.get_by_text("Giá trị gốc của hệ thống")).to_be_visible()
    shoot(page, "dieu-chinh-thu")
    affected.get_by_role("link").first.click()
    row = page.get_by_role("row").filter(has_text="Nguyễn Thu An")
    expect(row).to_contain_text("38 tuổi 2 tháng")
    expect(row).to_contain_text("trước: không quá 40 tuổi")
    expect(row).to_contain_text("sau: không quá 36 tuổi")
    shoot(page, "dieu-chinh-nguoi")
    page.get_by_role("link", name="Về điều chỉnh").click()
    page.get_by_role("button", name="Áp dụng").click()
    expect(page.get_by_text("mọi kết quả từ nay xét theo đó")).to_be_visible()
    page.goto(WHY)
    reason = page.get_by_role("row").filter(has_text=CLAUSE).first
    expect(reason).to_contain_text("không quá 36 tuổi")
    expect(reason).to_contain_text("giá trị gốc: 40 tuổi")


def test_what_was_accepted_is_revoked_with_a_ground_and_stays_on_record(
    open_page, running: City
) -> None:
    page = open_page(running.owner)
    drafted(page)
    page.get_by_role("button", name="Áp dụng").click()
    expect(page.get_by_text("Nếu thu hồi")).to_be_visible()
    page.get_by_role("button", name="Thu hồi điều chỉnh").click()
    expect(page.get_by_role("alert")).to_contain_text("Ghi lý do hoặc văn bản")
    page.get_by_label("Căn cứ thu hồi").fill("Nghị quyết 09/2024/NQ-HĐND")
    page.get_by_role("button", name="Thu hồi điều chỉnh").click()
    expect(page.get_by_text("giá trị gốc được áp dụng trở lại")).to_be_visible()
    page.goto(PARAMETER)
    expect(page.get_by_text("thu hồi: Nghị quyết 09/2024/NQ-HĐND")).to_be_visible()


def test_every_page_of_the_law_is_accessible_and_fits(open_page, running: City) -> None:
    page = open_page(running.owner)
    assert_pages_on_desk_and_phone(page, PAGES)
    drafted(page)
    expect(page).to_have_url(re.compile(r"/dieu-chinh/\d+/$"))
    tried = page.url
    more = {
        "dieu-chinh-mot": tried,
        "dieu-chinh-nguoi": tried + "nguoi/",
        "dieu-chinh-cac": "/phap-luat/dieu-chinh/",
        "phap-luat": "/phap-luat/",
    }
    assert_pages_on_desk_and_phone(page, more)
    page.goto(PARAMETER)
    page.get_by_role("button", name="Thử trước").click()
    expect(page.get_by_role("alert")).to_contain_text("Ghi giá trị mới.")
    assert_on_desk_and_phone(page, "dieu-chinh-thieu")


def test_a_viewer_is_offered_no_correction(open_page, running: City) -> None:
    page = open_page(running.viewer)
    page.goto(PARAMETER)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tuổi cao nhất")
    expect(page.get_by_role("button", name="Thử trước")).to_have_count(0)
