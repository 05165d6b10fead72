"""N1: a list is drawn up by keyboard alone, pasted from a spreadsheet, put right and submitted."""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from hientai.accounts.services import operator_scope
from hientai.nominations import services as verbs
from hientai.nominations.models import Nomination, NominationList
from hientai.people.models import Person
from hientai.upkeep.services import tie
from tests.journeys.accessibility import (
    assert_accessible,
    assert_fits,
    assert_on_desk_and_phone,
    assert_pages_on_desk_and_phone,
)
from tests.journeys.browser import PHONE
from tests.journeys.city import City, official, user

pytestmark = pytest.mark.journey
DAY = date(2024, 6, 1)
NAMES = ("Nguyễn Thị Hạnh", "Trần Văn Khôi", "Lê Minh Quân", "Phạm Thị Ngọc", "Vũ Đức Thắng")
QUOTA = "/de-an/hanoi-1698/chi-tieu/A.1.1/"


def hired(city: City, count: int) -> list[str]:
    """So many deputies of divisions of the department of finance; their codes."""
    codes = [f"HN-{at:06d}" for at in range(100, 100 + count)]
    for at, code in enumerate(codes):
        name = NAMES[at % len(NAMES)]
        official(city.finance, code, name, "division_deputy", date(1985, 1, 1 + at % 27))
    return codes


def opened(city: City, title: str = "Quản lý tài chính công, khóa 2") -> NominationList:
    """A list of the department of finance for A.1.1."""
    terms = verbs.Terms(
        scheme="hanoi-1698",
        item="A.1.1",
        title=title,
        starts_on=date(2024, 7, 1),
        ends_on=date(2024, 7, 5),
    )
    return verbs.open_list(actor=None, unit=city.finance, terms=terms, on=DAY)


def put_on(held: NominationList, codes: list[str]) -> None:
    """Put people on a list."""
    people = list(Person.objects.filter(code__in=codes).values_list("pk", flat=True))
    verbs.nominate(
        actor=None, nomination_list=held, people=people, on=DAY, source="dán từ bảng tính"
    )


def paste(page: Page, text: str) -> None:
    """Paste with the keyboard what a spreadsheet has put on the clipboard."""
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("Control+V")


def test_thirty_codes_are_pasted_put_right_and_submitted_by_keyboard_alone(
    open_page, running: City
) -> None:
    codes = hired(running, 26)
    page: Page = open_page(running.officer)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(QUOTA)
    page.get_by_role("link", name="Lập danh sách đề cử").press("Enter")
    page.get_by_label("Từ ngày").fill("01/07/2024")
    page.get_by_label("Đến ngày").fill("05/07/2024")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Danh sách chưa có ai.")).to_be_visible()

    wrong = ["HN-999999", "HN-000004", codes[0], "HN-000003"]
    paste(page, "\r\n".join(["Mã CBCCVC", *codes, *wrong]))
    expect(page.get_by_role("heading", level=1)).to_have_text("Xem trước khi thêm")
    expect(page.get_by_text("không có người mã này").first).to_be_visible()
    expect(page.get_by_text("đã có ở dòng 2")).to_be_visible()
    unclear = page.get_by_role("region", name="Người vướng")
    expect(unclear.get_by_text("Lê Thị Cúc").first).to_be_visible()
    assert Nomination.objects.count() == 0
    assert_accessible(page)
    page.keyboard.press("Enter")

    rows = page.locator(".nomination-rows tbody tr")
    expect(rows).to_have_count(26)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(rows.nth(1).get_by_text(re.compile("Đạt .* điều kiện"))).to_be_visible()
    page.keyboard.press("Delete")
    expect(rows.filter(has_not=page.locator(".gone"))).to_have_count(26)
    expect(page.locator("tbody tr:not(.gone)")).to_have_count(25)
    page.keyboard.press("Control+z")
    expect(page.locator("tbody tr:not(.gone)")).to_have_count(26)

    page.keyboard.type("thu an")
    expect(page.get_by_role("option", name=re.compile("Nguyễn Thu An"))).to_be_visible()
    assert_accessible(page)
    page.keyboard.press("Enter")
    expect(page.locator("tbody tr:not(.gone)")).to_have_count(27)
    expect(page.get_by_label("Tìm tên hoặc mã")).to_be_focused()
    assert_accessible(page)
    page.get_by_role("link", name="Trình phê duyệt").press("Enter")
    expect(page.get_by_role("button", name="Trình", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("đang trình").first).to_be_visible()
    assert NominationList.objects.get().state == "submitted"


def test_equals_change_places_with_the_keyboard_and_say_why(open_page, running: City) -> None:
    codes = hired(running, 3)
    with operator_scope():
        held = opened(running)
        put_on(held, codes)
    page: Page = open_page(running.officer)
    page.goto(f"/de-cu/{held.pk}/")
    rows = page.locator(".nomination-rows tbody tr")
    first = rows.nth(0).locator("a").first.inner_text()
    rows.nth(0).focus()
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.type("yêu cầu công việc của phòng")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Đã xếp thứ tự")).to_be_visible()
    expect(rows.nth(1).locator("a").first).to_have_text(first)
    expect(page.get_by_text("yêu cầu công việc của phòng").first).to_be_visible()


def test_the_pages_of_nominations_are_accessible_and_fit(open_page, running: City) -> None:
    page: Page = open_page(running.officer)
    page.goto("/de-cu/")
    assert_on_desk_and_phone(page, "de-cu-chua-co")
    with operator_scope():
        empty, full = opened(running, "Danh sách còn trống"), opened(running)
        put_on(full, [*hired(running, 12)[:6], "HN-000001", "HN-000002", "HN-000003"])
        verbs.set_policy(actor=None, level="warn", since=DAY, ground="Quy chế cử đi học số 5")
        row = full.nominations.first()
    here = f"/de-cu/{full.pk}/"
    pages = {
        "de-cu": "/de-cu/",
        "de-cu-moi": "/de-cu/moi/?de-an=hanoi-1698&chi-tieu=A.1.1",
        "de-cu-trong": f"/de-cu/{empty.pk}/",
        "de-cu-trinh-trong": f"/de-cu/{empty.pk}/trinh/",
        "de-cu-bang": here,
        "de-cu-vuong": here + "?xet=vuong",
        "de-cu-sang-loc": here + "sang-loc/",
        "de-cu-sua": here + "sua/",
        "de-cu-thu-tu": here + "thu-tu/",
        "de-cu-trinh": here + "trinh/",
        "de-cu-bo": here + "bo/",
        "de-cu-in": here + "in/",
        "de-cu-nguoi": f"{here}nguoi/{row.pk}/",
        "de-cu-trung": "/de-cu/trung/",
        "chi-tieu-de-cu": QUOTA,
        "nguoi-de-cu": "/nguoi/HN-000002/",
    }
    assert_pages_on_desk_and_phone(page, pages)


def test_a_nominee_reads_on_a_phone_where_the_own_nomination_stands(
    open_page, running: City
) -> None:
    with operator_scope():
        me = user("thuan", "Nguyễn Thu An", "learner", running.finance)
        tie(user=me, person=Person.objects.get(code="HN-000002"), since=date(2022, 1, 1))
        held = opened(running)
        put_on(held, ["HN-000002"])
        verbs.submit(actor=running.officer, nomination_list=held, on=DAY)
    phone: Page = open_page(me, PHONE)
    phone.goto("/ho-so/cua-toi/")
    expect(phone.get_by_text("đang trình").first).to_be_visible()
    expect(phone.get_by_text(re.compile("Đang chờ tại"))).to_be_visible()
    phone.get_by_role("link", name="Mọi lần được đề cử").click()
    expect(phone.get_by_text("Quản lý tài chính công, khóa 2")).to_be_visible()
    assert_accessible(phone)
    assert_fits(phone)


def test_without_scripts_people_are_added_and_taken_off_by_plain_forms(
    browser, live_server, running: City
) -> None:
    from tests.journeys.conftest import _session_of  # noqa: PLC0415

    codes = hired(running, 2)
    with operator_scope():
        held = opened(running)
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    context.add_cookies([_session_of(running.officer, live_server.url)])
    page = context.new_page()
    page.goto(f"/de-cu/{held.pk}/")
    page.get_by_label("Dán từ Excel").fill("\n".join(codes))
    page.get_by_role("button", name="Xem trước").last.click()
    page.get_by_role("button", name="Thêm 2 người trình được").click()
    expect(page.locator("tbody tr")).to_have_count(2)
    page.locator("tbody input[type=checkbox]").first.check()
    page.get_by_role("button", name="Bớt người đã chọn").click()
    expect(page.locator("tbody tr:not(.gone)")).to_have_count(1)
    page.get_by_role("button", name="Hoàn tác").first.click()
    expect(page.locator("tbody tr:not(.gone)")).to_have_count(2)
    context.close()
