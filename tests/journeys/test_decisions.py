"""A decision drafted from an approved list in a real browser, registered, amended (Decision)."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from hientai.accounts.services import operator_scope
from hientai.decisions import services as verbs
from hientai.decisions.models import Sending
from hientai.documents import services as documents
from hientai.nominations.models import NominationList
from hientai.training.models import Turn
from tests.decisions.made import SAID, drafted, issued, waiting
from tests.journeys.accessibility import (
    assert_accessible,
    assert_pages_on_desk_and_phone,
)
from tests.journeys.city import City
from tests.journeys.test_nominations import hired, opened, put_on
from tests.nominations.made import approve

pytestmark = pytest.mark.journey
DAY = date(2024, 6, 1)


def ready(city: City, count: int = 6) -> NominationList:
    """An approved list of the department of finance, whose people hold seats."""
    held = opened(city)
    put_on(held, hired(city, count))
    return approve(held)


def test_the_pages_of_decisions_are_accessible_and_fit(open_page, running: City) -> None:
    with operator_scope():
        held = ready(running)
        body = documents.issuing_body(actor=None, unit=running.finance, on=DAY)
        first = issued(drafted(body, waiting(held)[:4]), DAY)
        code = first.rows.first().person.code
        draft = drafted(body, waiting(held)[:1])
        amending = verbs.draft_postponement(
            actor=None,
            first=first,
            nominations=[first.rows.first().nomination],
            period=verbs.Period(date(2024, 10, 7), date(2024, 10, 25)),
            reason="chuyển công tác",
            said=SAID,
            on=DAY,
        )
        seated = waiting(held)[1]
    here = f"/quyet-dinh/{first.pk}/"
    pages = {
        "quyet-dinh": "/quyet-dinh/",
        "quyet-dinh-lap": f"/quyet-dinh/lap/{held.pk}/",
        "quyet-dinh-cu": f"/quyet-dinh/lap/{held.pk}/truoc-he-thong/",
        "quyet-dinh-mot": here,
        "quyet-dinh-thu-hoi": here + "dieu-chinh/thu-hoi/",
        "quyet-dinh-thay": here + "dieu-chinh/thay/",
        "quyet-dinh-hoan": here + "dieu-chinh/hoan/",
        "quyet-dinh-dinh-chinh": here + "dieu-chinh/dinh-chinh/",
        "quyet-dinh-thay-cu": here + "dieu-chinh/thay/truoc-he-thong/",
        "quyet-dinh-trieu-tap": here + "trieu-tap/",
        "quyet-dinh-to-trinh": f"/quyet-dinh/trinh/{held.pk}/",
        "quyet-dinh-doi-nguoi": f"/quyet-dinh/{draft.pk}/doi-nguoi/",
        "quyet-dinh-lap-lai": f"/quyet-dinh/{amending.pk}/lap-lai/",
        "quyet-dinh-thay-truoc": f"/de-cu/{held.pk}/nguoi/{seated.pk}/",
        "quyet-dinh-van-ban": f"/van-ban/{first.paper_id}/",
        "quyet-dinh-de-cu": f"/de-cu/{held.pk}/",
        "quyet-dinh-nguoi": f"/nguoi/{code}/",
    }
    assert_pages_on_desk_and_phone(open_page(running.officer), pages)


def test_a_list_becomes_a_decision_that_enrols(open_page, running: City) -> None:
    with operator_scope():
        held = ready(running, 3)
    page: Page = open_page(running.officer)
    page.goto(f"/de-cu/{held.pk}/")
    page.get_by_role("link", name="Lập quyết định").click()
    expect(page.get_by_text("Còn thiếu, văn bản chưa lập được:")).to_be_visible()
    page.get_by_label("Họ tên người ký").fill("Nguyễn Thị Mai Hương")
    page.get_by_label("cơ sở đào tạo").fill("Trường Đào tạo cán bộ Lê Hồng Phong")
    page.get_by_label("địa điểm").fill("số 220 đường Láng, quận Đống Đa")
    page.get_by_label("kinh phí").fill("ngân sách Thành phố")
    page.get_by_label("kinh phí").press("Tab")
    sheet = page.get_by_role("group", name="Bản xem trước của văn bản")
    expect(sheet.get_by_text("Kinh phí: ngân sách Thành phố.")).to_be_visible()
    expect(page.get_by_text("Còn thiếu, văn bản chưa lập được:")).to_have_count(0)
    assert_accessible(page)
    page.get_by_role("button", name="Lập dự thảo").click()
    expect(page.get_by_text("Đã lập dự thảo quyết định.")).to_be_visible()
    with operator_scope():
        sending = Sending.objects.get()
        assert not Turn.objects.filter(result="studying", item_id="A.1.1").exists()
        issued(sending, DAY)
    page.goto(f"/quyet-dinh/{sending.pk}/")
    page.get_by_role("link", name="Thu hồi").click()
    page.get_by_role("checkbox").first.check()
    page.get_by_label("Lý do").fill("yêu cầu công tác đột xuất")
    page.get_by_role("button", name="Lập dự thảo").click()
    expect(page.get_by_text("Đã lập dự thảo quyết định điều chỉnh.")).to_be_visible()
