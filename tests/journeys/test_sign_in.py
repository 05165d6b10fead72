"""Ways of signing in, in a real browser: an app, codes on paper, a passkey (A3)."""

import pyotp
import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.journeys.accessibility import (
    assert_accessible,
    assert_fits,
    assert_on_desk_and_phone,
    assert_pages_on_desk_and_phone,
)
from tests.journeys.browser import PHONE, shoot
from tests.journeys.city import PASSWORD, City
from tests.journeys.test_frame import sign_in

pytestmark = pytest.mark.journey

OWN = {
    "bao-mat": "/bao-mat/",
    "xac-nhan": "/bao-mat/xac-nhan/",
    "ma-truy-cap": "/bao-mat/ma-truy-cap/",
    "ma-quan-ly": "/tai-khoan/ma-truy-cap/",
    "api": "/api/",
    "tai-khoan": "/tai-khoan/",
    "moi": "/tai-khoan/moi/",
    "mot-tai-khoan": "/tai-khoan/nguoi/canbo.stc/",
    "quy-dinh": "/tai-khoan/dang-nhap/",
}
NOBODYS = {"quen-mat-khau": "/quen-mat-khau/", "dang-nhap-lai": "/dang-nhap/"}


def device(page: Page) -> tuple[CDPSession, str]:
    """A device with a fingerprint reader, as far as the browser can tell."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session, made["authenticatorId"]


def checked(page: Page, name: str) -> None:
    """The page as it stands is accessible, fits, and is kept as a picture if asked."""
    assert_accessible(page)
    assert_fits(page)
    shoot(page, name)


def sign_out(page: Page) -> None:
    page.locator(".who summary").click()
    page.get_by_role("button", name="Đăng xuất").click()


def test_a_passkey_opens_without_a_password_and_stands_as_the_second_step(
    open_page, city: City
) -> None:
    page = open_page()
    session, reader = device(page)
    page.goto("/dang-nhap/")
    sign_in(page, "canbo.stc")
    expect(page.get_by_role("heading", name="Tổng quan")).to_be_visible()
    page.goto("/bao-mat/")
    page.get_by_label("Tên để nhớ").fill("Máy ở cơ quan")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Bỏ Máy ở cơ quan")).to_be_visible()
    checked(page, "bao-mat-khoa")
    sign_out(page)
    page.goto("/nguoi/?tim=binh")
    page.get_by_role("button", name="Dùng khóa truy cập").click()
    expect(page).to_have_url("/nguoi/?tim=binh")
    sign_out(page)

    # The wrong finger opens nothing; after the password the passkey is the second step.
    finger = {"authenticatorId": reader, "isUserVerified": False}
    session.send("WebAuthn.setUserVerified", finger)
    page.goto("/dang-nhap/")
    page.get_by_role("button", name="Dùng khóa truy cập").click()
    expect(page.get_by_role("alert")).to_contain_text("Chưa dùng khóa truy cập")
    sign_in(page, "canbo.stc")
    expect(page.get_by_role("heading", name="Xác thực hai bước")).to_be_visible()
    checked(page, "buoc-hai-khoa")
    session.send("WebAuthn.setUserVerified", finger | {"isUserVerified": True})
    page.get_by_role("button", name="Dùng khóa truy cập").click()
    expect(page.get_by_role("heading", name="Tổng quan")).to_be_visible()


def test_a_passkey_that_nobody_here_registered_opens_nothing(open_page, city: City) -> None:
    """Taken away by its user, it stays on the device and is worth nothing."""
    page = open_page(city.officer)
    device(page)
    page.goto("/bao-mat/")
    page.get_by_role("button", name="Đăng ký khóa").click()
    page.get_by_label("Mật khẩu hiện tại").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Đăng ký khóa").click()
    page.get_by_role("button", name="Bỏ", exact=False).click()
    expect(page.get_by_role("status")).to_contain_text("Đã bỏ")
    sign_out(page)
    page.get_by_role("button", name="Dùng khóa truy cập").click()
    expect(page.get_by_role("alert")).to_contain_text("không dùng được cho tài khoản nào")
    page.goto("/nguoi/")
    expect(page.get_by_role("heading", name="Đăng nhập")).to_be_visible()


def test_an_app_is_set_up_and_used_by_keyboard_alone(open_page, city: City) -> None:
    page = open_page(viewport=PHONE)
    page.goto("/dang-nhap/")
    sign_in(page, "canbo.stc")
    expect(page.get_by_role("heading", name="Tổng quan")).to_be_visible()
    page.goto("/bao-mat/ung-dung/")
    checked(page, "ung-dung")
    page.get_by_text("Nhập khóa bằng tay").focus()
    page.keyboard.press("Enter")
    app = pyotp.TOTP(page.locator(".spelled").inner_text().replace(" ", ""))
    page.get_by_label("Mã 6 số").fill("000000")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Mã không đúng")
    checked(page, "ung-dung-sai")
    page.get_by_label("Mã 6 số").fill(app.now())
    page.keyboard.press("Enter")
    codes = page.locator(".codes code")
    expect(codes).to_have_count(10)
    checked(page, "ma-du-phong")
    kept = codes.first.inner_text()
    sign_out(page)
    sign_in(page, "canbo.stc")
    expect(page.get_by_label("Mã xác thực")).to_be_focused()
    checked(page, "buoc-hai")
    page.keyboard.type(kept)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Tổng quan")).to_be_visible()
    page.goto("/bao-mat/")
    expect(page.get_by_text("Còn 9 mã chưa dùng.")).to_be_visible()


def test_the_pages_of_accounts_are_accessible_and_fit(open_page, city: City) -> None:
    assert_pages_on_desk_and_phone(open_page(city.owner), OWN)
    assert_pages_on_desk_and_phone(open_page(), NOBODYS)
    page = open_page(city.owner)
    for address, button in (("/tai-khoan/moi/", "Gửi thư mời"), ("/quen-mat-khau/", "Gửi thư")):
        page.goto(address)
        page.get_by_role("button", name=button).click()
        expect(page.get_by_role("alert").first).to_be_visible()
        assert_on_desk_and_phone(page, f"loi{address.replace('/', '-')}")
