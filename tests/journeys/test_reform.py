"""Many units changed as one act in a real browser (O2, A3): preview, done, compared, undone."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.accessibility import assert_accessible, assert_fits, assert_pages
from tests.journeys.browser import DESKTOP, PHONE, shoot
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


def test_wrong_rows_are_told_in_a_table_that_can_be_read_aloud(open_page, city: City) -> None:
    page = open_page(city.owner)
    handed_in(page, ROWS.replace("SYT", "SYTE"))
    expect(page.get_by_role("row").filter(has_text="SYTE")).to_contain_text("không có trong hệ")
    assert_accessible(page)
    assert_fits(page)


@pytest.mark.parametrize(("viewport", "suffix"), [(DESKTOP, ""), (PHONE, "-phone")])
def test_the_pages_are_accessible_and_fit(
    open_page, city: City, viewport: dict[str, int], suffix: str
) -> None:
    assert_pages(open_page(city.owner, viewport=viewport), PAGES, suffix)
