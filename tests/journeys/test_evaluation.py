"""A class evaluated without names: opened, answered on a phone, counted, followed up (E1)."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from hientai.accounts.services import operator_scope
from hientai.classes.models import TrainingClass
from hientai.classes.services import Terms, open_class
from hientai.evaluation.models import Action, Form, Use
from hientai.evaluation.services.answering import answer, token_of_learner
from hientai.evaluation.services.counting import count_form
from hientai.organisations.models import Unit
from hientai.people.models import Person
from hientai.programmes.models import Institution, Version
from hientai.upkeep.services import tie
from tests.evaluation.made import found_of, learn, learners_of
from tests.journeys.accessibility import (
    assert_accessible,
    assert_fits,
    assert_pages_on_desk_and_phone,
)
from tests.journeys.browser import PHONE, shoot
from tests.journeys.city import City, official, programmes_stand, user

pytestmark = pytest.mark.journey
TODAY, AFTER = date(2024, 6, 1), date(2024, 6, 9)


def taught(city: City) -> TrainingClass:
    """A class of the week before, whose six learners were sent by a registered decision."""
    programmes_stand(city)
    held = open_class(
        actor=None,
        version=Version.objects.get(),
        institution=Institution.objects.get(),
        unit=city.finance,
        terms=Terms(
            code="TC-01.K0",
            title="Quản lý tài chính công, khóa 0",
            starts_on=date(2024, 5, 27),
            ends_on=date(2024, 5, 31),
            places=40,
            form="full_time",
            ground="Kế hoạch 20/KH-STC",
        ),
        on=date(2024, 5, 13),
    )
    people = [
        official(city.finance, f"HN-00010{at}", f"Lê Thị Hạnh {at}", "none", date(1988, 1, 2))
        for at in range(6)
    ]
    learn(held, people)
    return held


def test_the_pages_of_evaluations_are_accessible_and_fit(open_page, running: City) -> None:
    with operator_scope():
        held = taught(running)
        other = TrainingClass.objects.get(code="TC-01.K1")
        form = found_of(other, date(2024, 5, 20))
        Action.objects.create(
            form=form, finding="Nóng", what="Quạt", owner=running.owner, due_on=AFTER
        )
        asked = Use.objects.create(
            form=form,
            person=running.head,
            unit=running.finance,
            asked_on=TODAY,
            due_on=date(2024, 6, 30),
        )
        action = Action.objects.get().pk
    pages = {
        "danh-gia": "/danh-gia/",
        "danh-gia-mo": f"/danh-gia/mo/{held.code}/",
        "danh-gia-ket-qua": f"/danh-gia/{form.pk}/",
        "danh-gia-giao-viec": f"/danh-gia/{form.pk}/khac-phuc/",
        "danh-gia-khac-phuc": "/danh-gia/khac-phuc/",
        "danh-gia-viec": f"/danh-gia/khac-phuc/{action}/",
        "danh-gia-su-dung": "/danh-gia/su-dung/",
        "danh-gia-nhan-xet": f"/danh-gia/su-dung/{asked.pk}/",
        "danh-gia-nam": "/danh-gia/nam/",
        "danh-gia-mau": "/danh-gia/mau/",
        "danh-gia-dat-mau": "/danh-gia/mau/moi/",
        "danh-gia-lop": f"/lop/{other.code}/",
        "danh-gia-phieu": "/danh-gia/phieu/",
    }
    assert_pages_on_desk_and_phone(open_page(running.owner), pages)


def test_a_class_is_evaluated_on_a_phone_without_names(open_page, running: City) -> None:
    with operator_scope():
        held = taught(running)
        first = Person.objects.get(code="HN-000100")
        learner = user("hanh.lt", first.name, "learner", Unit.objects.get(code="STC"))
        tie(user=learner, person=first, since=date(2022, 1, 1))
    page: Page = open_page(running.owner)
    page.goto(f"/lop/{held.code}/")
    page.get_by_role("link", name="Mở phiếu đánh giá").click()
    page.get_by_label("Căn cứ").fill("Kế hoạch 9/KH-STC")
    page.get_by_role("button", name="Mở phiếu").click()
    expect(page.get_by_text("Đã mở phiếu đánh giá.")).to_be_visible()
    with operator_scope():
        form = Form.objects.get()

    phone: Page = open_page(learner, viewport=PHONE)
    phone.goto("/danh-gia/cua-toi/")
    assert_accessible(phone)
    phone.get_by_role("link", name="Trả lời").click()
    expect(phone.get_by_text("chưa lưu gì cho đến khi gửi")).to_be_visible()
    assert "#" not in phone.url
    assert_accessible(phone)
    assert_fits(phone)
    shoot(phone, "danh-gia-tra-loi-phone")
    for section in phone.locator(".ballot section").filter(has=phone.locator("fieldset")).all():
        section.locator("input[value='9']").first.check(force=True)
        same = section.get_by_role("button", name="Như điểm đầu")
        if same.is_visible():
            same.click()
    phone.get_by_label("Điều cần làm tốt hơn").fill("Tôi là Lê Thị Hạnh 0")
    phone.get_by_role("button", name="Gửi phiếu").click()
    expect(phone.get_by_text("có thể cho biết người viết")).to_be_visible()
    phone.get_by_label("Điều cần làm tốt hơn").fill("Phòng học nóng")
    phone.get_by_role("button", name="Gửi phiếu").click()
    expect(phone.get_by_text("Phiếu đã được niêm phong")).to_be_visible()
    phone.goto("/danh-gia/cua-toi/")
    phone.get_by_role("link", name="Trả lời").click()
    expect(phone.get_by_text("Mã phiếu này đã được dùng")).to_be_visible()

    with operator_scope():
        lines = form.lines.count()
        for person in learners_of(form):
            if person != first.pk:
                word = token_of_learner(form, person)
                answer(word=word, scores=[7] * lines, on=TODAY)
        count_form(actor=None, form=form, on=AFTER)
    page.goto(f"/danh-gia/{form.pk}/")
    expect(page.get_by_text("Phòng học nóng")).to_be_visible()
    expect(page.get_by_text("7,33").first).to_be_visible()
    assert_accessible(page)
