"""A class certified in a real browser, and a certificate verified by anyone on a phone (K1)."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from hientai.accounts.services import operator_scope
from hientai.certificates import services as verbs
from hientai.certificates.domain.wording import SHIPPED, Words
from hientai.certificates.models import Batch, Certificate, Outside
from hientai.classes.models import TrainingClass
from hientai.organisations.models import Unit
from tests.journeys.accessibility import (
    assert_accessible,
    assert_pages_on_desk_and_phone,
)
from tests.journeys.browser import PHONE, shoot
from tests.journeys.city import City, programmes_stand
from tests.site.test_permissions import certified

pytestmark = pytest.mark.journey
COURSE = verbs.Course(
    programme="Bồi dưỡng kiến thức, kỹ năng lãnh đạo, quản lý cấp phòng thuộc sở, ban, ngành và "
    "Ủy ban nhân dân quận, huyện, thị xã trong điều kiện xây dựng chính quyền đô thị",
    starts_on=date(2024, 5, 6),
    ends_on=date(2024, 5, 10),
    signer="Trần Văn Nam",
)


def test_the_pages_of_certificates_are_accessible_and_fit(open_page, running: City) -> None:
    with operator_scope():
        programmes_stand(running)
        certified(running)
        school = Unit.objects.get(code="TCB")
        waiting = verbs.prepare(
            actor=None,
            unit=school,
            holders=[verbs.Holder(name="Nguyễn Phúc Trần Lê Hoàng Thị Minh Nguyệt Quỳnh Anh")],
            course=COURSE,
            signed_on=date(2024, 5, 20),
        )
        words = Words(**vars(SHIPPED["certificate"]))
        template = verbs.draft(
            actor=None, kind="certificate", unit=school, words=words, since=date(2024, 6, 1)
        )
        code = Certificate.objects.get().code
        issued = Batch.objects.get(state="issued")
        outside = Outside.objects.get()
    pages = {
        "chung-chi": "/chung-chi/",
        "chung-chi-mot": f"/chung-chi/{code}/",
        "chung-chi-dot": "/chung-chi/dot/",
        "chung-chi-dot-cho": f"/chung-chi/dot/{waiting.pk}/",
        "chung-chi-dot-xong": f"/chung-chi/dot/{issued.pk}/",
        "chung-chi-lop": "/chung-chi/lop/TC-01.K1/",
        "chung-chi-mau": "/chung-chi/mau/",
        "chung-chi-mau-mot": f"/chung-chi/mau/{template.pk}/",
        "chung-chi-mau-soan": "/chung-chi/mau/soan/certificate/",
        "chung-chi-khoa": "/chung-chi/khoa/",
        "chung-chi-noi-khac": "/chung-chi/noi-khac/",
        "chung-chi-noi-khac-mot": f"/chung-chi/noi-khac/{outside.pk}/",
        "chung-chi-noi-khac-ghi": "/chung-chi/noi-khac/ghi/HN-000002/",
        "chung-chi-nguoi": "/nguoi/HN-000004/",
        "xac-nhan": "/xac-nhan/",
        "xac-nhan-mot": f"/xac-nhan/{code}/",
        "xac-nhan-khoa": "/xac-nhan/khoa/",
    }
    assert_pages_on_desk_and_phone(open_page(running.owner), pages)


def test_a_class_is_certified_and_a_certificate_verified_and_revoked(
    open_page, running: City
) -> None:
    with operator_scope():
        programmes_stand(running)
        TrainingClass.objects.update(starts_on=date(2024, 5, 6), ends_on=date(2024, 5, 9))
    page: Page = open_page(running.owner)
    page.goto("/lop/TC-01.K1/")
    page.get_by_role("link", name="Cấp chứng chỉ").click()
    page.get_by_label("Ngày ký").fill("20/05/2024")
    page.get_by_label("Họ tên người ký").fill("Trần Văn Nam")
    page.get_by_label("Học viên ngoài sổ").fill("Đoàn Thị Lan | 20/11/1990 | | Giỏi")
    page.get_by_role("button", name="Lập danh sách để kiểm tra").click()
    expect(page.get_by_role("img", name="Chứng chỉ đầu tiên của danh sách")).to_be_visible()
    page.get_by_role("button", name="Cấp số và ký 1 chứng chỉ").click()
    expect(page.get_by_text("Đã cấp 1 chứng chỉ.")).to_be_visible()
    page.get_by_role("link", name="0001/2024/CC-TCB").click()
    with operator_scope():
        code = Certificate.objects.get().code
    anyone: Page = open_page(viewport=PHONE)
    anyone.goto("/xac-nhan/")
    anyone.get_by_label("Mã xác nhận").fill(f"{code[:4]}-{code[4:].lower()}")
    anyone.get_by_role("button", name="Xác nhận").click()
    expect(anyone.get_by_text("Do hệ thống cấp và còn giá trị.")).to_be_visible()
    expect(anyone.get_by_text("Đoàn Thị Lan")).to_be_visible()
    shoot(anyone, "xac-nhan-con-gia-tri")
    page.locator("summary", has_text="Thu hồi").click()
    revoking = page.locator("form[action$='/thu-hoi/']")
    revoking.get_by_label("Căn cứ").fill("Quyết định 88/QĐ-TCB ngày 20/6/2024")
    revoking.get_by_role("button", name="Thu hồi").click()
    expect(page.get_by_text("Đã thu hồi chứng chỉ")).to_be_visible()
    anyone.reload()
    expect(anyone.get_by_text("không còn giá trị")).to_be_visible()
    assert_accessible(anyone)
    shoot(anyone, "xac-nhan-thu-hoi")
