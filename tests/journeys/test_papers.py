"""A decision from template to number in a real browser, and the pages of papers (N5, A3)."""

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from hientai.accounts.services import operator_scope
from hientai.documents import services as verbs
from hientai.documents.domain.compose import shipped_words
from tests.documents.made import drafted
from tests.journeys.accessibility import (
    assert_accessible,
    assert_fits,
    assert_pages_on_desk_and_phone,
)
from tests.journeys.city import City

pytestmark = pytest.mark.journey
DAY = date(2024, 6, 1)
NUMBER = "01/QĐ-UBND"


@pytest.fixture
def pages(city: City) -> dict[str, str]:
    """The pages of a draft of the department of finance and of a template that is tried."""
    with operator_scope():
        verbs.issuing_body(actor=None, unit=city.owner.roles[0].unit, on=DAY)
        body = verbs.issuing_body(actor=None, unit=city.finance, on=DAY)
        draft = drafted(body)
        tried = verbs.draft_words(
            actor=None, purpose="amend", body=body, since=DAY, words=shipped_words("amend")
        )
    return {
        "van-ban-so": "/van-ban/",
        "van-ban-du-thao": f"/van-ban/{draft.pk}/",
        "van-ban-sua": f"/van-ban/{draft.pk}/sua/",
        "mau-thu": f"/van-ban/mau/{tried.pk}/",
        "mau-cac": "/van-ban/mau/",
    }


def test_the_pages_of_papers_are_accessible_and_fit(
    open_page, city: City, pages: dict[str, str]
) -> None:
    assert_pages_on_desk_and_phone(open_page(city.owner), pages)


def test_a_decision_is_drawn_up_locked_signed_and_numbered(
    open_page, city: City, pages: dict[str, str], tmp_path: Path
) -> None:
    page: Page = open_page(city.owner)
    page.goto("/van-ban/")
    page.get_by_role("link", name="Lập văn bản").click()
    page.get_by_label("Việc").select_option("send_course")
    page.get_by_label("Cơ quan ban hành").select_option("Ủy ban nhân dân thành phố Hà Nội")
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_label("số người").fill("30")
    page.get_by_label("Họ tên người ký").fill("Nguyễn Thị Mai Hương")
    page.get_by_role("button", name="Lập dự thảo").click()
    sheet = page.get_by_role("group", name="Bản xem trước của văn bản")
    expect(sheet).to_contain_text("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    expect(sheet).to_contain_text("Cử 30 cán bộ, công chức, viên chức")
    page.get_by_role("button", name="Khóa để trình ký").click()
    copy = tmp_path / "ban-ky.pdf"
    copy.write_bytes(b"%PDF-1.7\n%%EOF\n")
    page.get_by_label("Bản đã ký").set_input_files(copy)
    page.get_by_text("Ký số tại đây").click()
    assert_accessible(page)
    page.get_by_role("button", name="Nhận bản đã ký").click()
    page.get_by_role("button", name="Cấp số và đăng ký").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Quyết định {NUMBER}")
    expect(sheet).to_contain_text("Hà Nội, ngày 01 tháng 6 năm 2024")
    assert_accessible(page)
    assert_fits(page)
    with page.expect_download() as saved:
        page.get_by_role("link", name="PDF", exact=True).click()
    assert Path(saved.value.path()).read_bytes().startswith(b"%PDF-1.7")
