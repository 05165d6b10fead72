"""P6, A2: a person asks on a phone, the officer decides; owed data are filled in on the grid."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from hientai.accounts.services import operator_scope
from hientai.people.models import Person
from hientai.upkeep.services import tie
from tests.journeys.accessibility import (
    assert_accessible,
    assert_pages,
    assert_pages_on_desk_and_phone,
)
from tests.journeys.browser import DESKTOP, PHONE
from tests.journeys.city import City, user

pytestmark = pytest.mark.journey

OWN = {
    "cua-toi": "/ho-so/cua-toi/",
    "dinh-chinh": "/ho-so/cua-toi/dinh-chinh/",
    "ai-xem": "/ho-so/cua-toi/nhat-ky/?phan=xem",
}
OF_UNIT = {
    "con-thieu": "/ho-so/con-thieu/",
    "bang": "/ho-so/con-thieu/bang/",
    "de-nghi": "/ho-so/dinh-chinh/",
    "nhat-ky": "/ho-so/HN-000001/nhat-ky/",
}
PASTE = """(text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const event = new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true});
  document.activeElement.dispatchEvent(event);
}"""


def test_a_person_asks_on_a_phone_and_reads_the_answer(open_page, running: City) -> None:
    with operator_scope():
        me = user("binh", "Trần Quốc Bình", "learner", running.finance)
        tie(user=me, person=running.head, since=date(2022, 1, 1))
    phone, desk = open_page(me, PHONE), open_page(running.officer, DESKTOP)
    phone.goto("/")
    phone.get_by_role("link", name="Mở hồ sơ của tôi").click()
    expect(phone.get_by_role("heading", name="Tôi có thể đi đâu")).to_be_visible()
    phone.get_by_role("link", name="Đề nghị đính chính").click()
    phone.get_by_label("Nội dung ghi sai hoặc còn thiếu").select_option("birth_date")
    phone.get_by_label("Nội dung đúng").fill("03/05/1979")
    phone.get_by_label("ghi sai hoặc thiếu từ đầu").check()
    phone.get_by_label("Lý do").fill("Giấy khai sinh ghi 03/05")
    phone.get_by_role("button", name="Gửi đề nghị").click()
    expect(phone.get_by_text("chờ xem xét")).to_be_visible()
    desk.goto("/")
    desk.get_by_role("link", name="xem và trả lời").click()
    desk.get_by_role("link", name="Trần Quốc Bình").click()
    desk.get_by_label("Căn cứ để ghi vào hồ sơ").fill("Giấy khai sinh số 12")
    assert_accessible(desk)
    desk.get_by_role("button", name="Chấp nhận, ghi vào hồ sơ").click()
    expect(desk.get_by_text("đã chấp nhận").first).to_be_visible()
    phone.reload()
    expect(phone.get_by_text("Giấy khai sinh số 12")).to_be_visible()
    assert Person.objects.get(pk=running.head.pk).birth_date == date(1979, 5, 3)
    assert_pages(phone, OWN, "-dien-thoai")


def test_the_grid_is_filled_by_keyboard_and_paste_judged_written_and_undone(
    open_page, running: City
) -> None:
    page: Page = open_page(running.officer, DESKTOP)
    page.goto("/ho-so/con-thieu/")
    page.get_by_role("link", name="Điền trên bảng").click()
    birth = page.get_by_label("Ngày sinh, Lê Thị Cúc")
    birth.focus()
    page.evaluate(PASTE, "31/02/1990\t\n")
    expect(page.get_by_text("không phải là ngày có thật")).to_be_visible()
    assert_accessible(page)
    birth.fill("4/7/1990")
    birth.press("Tab")
    expect(page.get_by_text("Mọi ô đã điền đều nhận được.")).to_be_visible()
    first = page.locator("td input[name$='.subject']").first
    first.focus()
    page.evaluate(PASTE, "Luật\nKế toán\n")
    first.press("Enter")
    expect(page.locator("td input[name$='.subject']").nth(1)).to_be_focused()
    page.get_by_role("button", name="Ghi vào hồ sơ").click()
    expect(page.get_by_text("Đã ghi ở lần nhập")).to_be_visible()
    assert Person.objects.get(code="HN-000003").birth_date == date(1990, 7, 4)
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.get_by_text("Đã hoàn tác lần ghi")).to_be_visible()
    assert Person.objects.get(code="HN-000003").birth_date is None
    assert_pages_on_desk_and_phone(page, OF_UNIT)
