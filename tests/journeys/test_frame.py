"""The frame of every page in a real browser: signing in, the day, the walls (A1, A3)."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.accessibility import (
    assert_accessible,
    assert_fits,
    assert_pages_on_desk_and_phone,
)
from tests.journeys.browser import PHONE, shoot
from tests.journeys.city import PASSWORD, City, programmes_stand

pytestmark = pytest.mark.journey

PAGES = {
    "tong-quan": "/",
    "de-an": "/de-an/",
    "con-nguoi": "/nguoi/",
    "trung-lap": "/nguoi/trung-lap/",
    "chuyen": "/nguoi/chuyen/",
    "chuyen-nhieu": "/nguoi/chuyen/nhieu/",
    "don-vi": "/don-vi/",
    "chuong-trinh": "/chuong-trinh/",
    "chuong-trinh-mot": "/chuong-trinh/TC-01/",
    "chuong-trinh-tham-dinh": "/chuong-trinh/TC-01/?muc=tham-dinh",
    "chuong-trinh-moi": "/chuong-trinh/moi/",
    "giang-vien": "/giang-vien/",
    "co-so": "/co-so/",
    "co-so-mot": "/co-so/TCB/",
    "lop": "/lop/",
    "lop-mo": "/lop/mo/",
    "lop-mot": "/lop/TC-01.K1/",
    "lop-nhu-cau": "/lop/nhu-cau/",
    "lop-lay-nhu-cau": "/lop/nhu-cau/mo/",
    "lop-cac-dot": "/lop/TC-01.K1/cac-dot/",
    "lop-gop": "/lop/TC-01.K1/gop/",
    "doan": "/doan/",
    "hoi-thao": "/hoi-thao/",
    "lich-hoc": "/lich-hoc/",
    "diem-danh": "/diem-danh/",
    "diem-danh-lop": "/lop/TC-01.K1/diem-danh/",
    "diem-danh-muc": "/diem-danh/muc-vang/",
    "lich-dong-bo": "/lich-hoc/dong-bo/",
    "lich-lop": "/lop/TC-01.K1/lich/",
    "lich-xep": "/lop/TC-01.K1/lich/viec/xep/",
    "lich-buoi": "/lop/TC-01.K1/lich/buoi/",
    "hoc-vien": "/lop/TC-01.K1/hoc-vien/",
    "lich-lam-viec": "/lich-lam-viec/?nam=2027",
    "giao-cho": "/cho/",
    "cho-nguoi": "/cho/nguoi/",
    "nhap": "/nhap/",
    "viec-cho-toi": "/phe-duyet/",
    "ho-so-trinh": "/phe-duyet/ho-so/",
    "toi-trinh": "/phe-duyet/da-trinh/",
    "trinh-tu": "/phe-duyet/trinh-tu/",
    "ghi-trinh-tu": "/phe-duyet/trinh-tu/moi/",
    "quyet-dinh": "/quyet-dinh/",
    "van-ban": "/van-ban/",
    "van-ban-moi": "/van-ban/moi/",
    "van-ban-cu": "/van-ban/cu/",
    "mau-van-ban": "/van-ban/mau/",
    "soan-mau": "/van-ban/mau/soan/send_course/",
    "co-quan-ban-hanh": "/van-ban/co-quan/STC/",
    "phap-luat": "/phap-luat/",
    "thong-bao": "/thong-bao/",
    "thong-bao-lua-chon": "/thong-bao/lua-chon/",
    "vai-tro": "/vai-tro/",
    "vai-tro-giao": "/vai-tro/giao/",
    "vai-tro-quyen": "/vai-tro/quyen/",
}


def sign_in(page: Page, username: str, password: str = PASSWORD) -> None:
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập").click()


def test_nothing_is_seen_without_signing_in_and_the_way_leads_back(open_page, city: City) -> None:
    page = open_page()
    page.goto("/nguoi/?tim=binh")
    expect(page.get_by_role("heading", name="Đăng nhập")).to_be_visible()
    assert_accessible(page)
    shoot(page, "dang-nhap")
    sign_in(page, "canbo.stc")
    expect(page).to_have_url("/nguoi/?tim=binh")
    expect(page.get_by_text("Trần Quốc Bình").first).to_be_visible()


def test_a_wrong_password_is_told_at_the_form_without_saying_which_part(
    open_page, city: City
) -> None:
    page = open_page()
    page.goto("/dang-nhap/")
    sign_in(page, "canbo.stc", "sai-mat-khau-roi")
    expect(page.get_by_role("alert")).to_be_visible()
    assert_accessible(page)


def test_signing_out_closes_every_page(open_page, city: City) -> None:
    page = open_page(city.viewer)
    page.goto("/")
    page.locator(".who summary").click()
    page.get_by_role("button", name="Đăng xuất").click()
    page.goto("/nguoi/")
    expect(page.get_by_role("heading", name="Đăng nhập")).to_be_visible()


def test_the_day_is_chosen_by_keyboard_and_stays_for_the_next_page(open_page, city: City) -> None:
    page = open_page(city.owner)
    page.goto("/")
    page.locator(".day summary").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Xem số liệu tại ngày").fill("31/12/2025")
    page.keyboard.press("Enter")
    expect(page.locator(".day summary")).to_contain_text("31/12/2025")
    page.get_by_role("link", name="Đơn vị").first.click()
    expect(page.locator(".day summary")).to_contain_text("31/12/2025")


def test_the_first_stop_of_the_keyboard_leads_past_the_menu(open_page, city: City) -> None:
    page = open_page(city.owner)
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến nội dung chính")).to_be_focused()


def test_the_main_pages_are_accessible_and_fit(open_page, city: City) -> None:
    programmes_stand(city)
    assert_pages_on_desk_and_phone(open_page(city.owner), PAGES)


def test_the_language_is_switched_in_the_header_and_the_pages_stay_accessible(
    open_page, city: City
) -> None:
    """N2: the same pages in English, found accessible and fitting, and the way back."""
    programmes_stand(city)
    page = open_page(city.owner)
    page.goto("/phap-luat/")
    page.get_by_role("button", name="EN, English").click()
    expect(page).to_have_url("/phap-luat/")
    expect(page.get_by_role("heading", name="Law", exact=True)).to_be_visible()
    expect(page.locator(".day summary")).to_contain_text(re.compile(r"\d{1,2} [A-Z][a-z]{2} \d{4}"))
    more = {"nguoi-mot": f"/nguoi/{city.head.code}/", "don-vi-mot": "/don-vi/STC/"}
    assert_pages_on_desk_and_phone(page, PAGES | more, "-english", on_phone=[assert_fits])
    page.set_viewport_size(PHONE)
    page.goto("/")
    page.get_by_role("button", name="VI, Tiếng Việt").click()
    expect(page.locator("html")).to_have_attribute("lang", "vi")


def test_a_person_of_another_unit_is_not_found_by_any_address(open_page, city: City) -> None:
    page = open_page(city.officer)
    own = page.goto(f"/nguoi/{city.head.code}/")
    assert own is not None and own.status == 200
    for address in (
        f"/nguoi/{city.stranger.code}/",
        f"/nguoi/{city.stranger.code}/?on=2023-01-01",
    ):
        response = page.goto(address)
        assert response is not None and response.status == 404
    assert_accessible(page)
    page.goto("/nguoi/?tim=dang van dung")
    expect(page.get_by_text("Đặng Văn Dũng")).to_have_count(0)
