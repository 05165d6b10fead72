"""N2, R2, R6, A1: the pages of screening, for those who may see them and as far as they may."""

import re
from datetime import date
from html import unescape
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from hientai.training.models import Turn
from tests.city import study

pytestmark = pytest.mark.django_db
QUOTA = "/de-an/hanoi-1698/chi-tieu/A.1.1/"
TARGET = "/de-an/hanoi-1698/muc-tieu/2.1.a.1/"


def text(response) -> str:
    """What a page says, without its marks."""
    assert response.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_the_quota_page_shows_the_funnel_and_each_persons_reason(put, version, browser) -> None:
    study(put("P1"), version, "A.1.1")
    study(
        put("P2"),
        None,
        programme="Tiếng Anh",
        starts_on=date(2024, 5, 1),
        ends_on=date(2024, 7, 1),
        result="studying",
    )
    put("P3", fields=None)
    said = text(browser().get(QUOTA))
    assert "trong 2 người thuộc đối tượng" in said
    assert "Tiếng Anh, 01/05/2024 – 01/07/2024 (cần không đang học lớp khác" in said
    assert "Chưa rõ: cần lĩnh vực công tác" in said


def test_filters_narrow_the_list_and_stand_in_the_address(put, version, browser) -> None:
    put("P1", name="Trần Quốc Bình")
    put("P2", name="Lê Thị Cúc", title="none")
    client = browser()
    assert "Trần Quốc Bình" in text(client.get(QUOTA, {"tim": "quoc binh"}))
    assert "Trần Quốc Bình" not in text(client.get(QUOTA, {"tim": "cuc"}))
    outside = text(client.get(QUOTA, {"nhom": "outside"}))
    assert "Lê Thị Cúc" in outside
    assert "Trần Quốc Bình" not in outside
    assert "Lê Thị Cúc" in text(client.get(QUOTA, {"nhom": "outside", "ly-do": "2-failed"}))


def test_the_question_about_abroad_has_a_tab(put, browser) -> None:
    put("P1")
    said = text(browser().get(QUOTA, {"hoi": "abroad"}))
    assert "Được cử đi phần bồi dưỡng ở nước ngoài" in said
    assert "101/2017" in said


def test_the_list_can_be_taken_as_a_workbook_by_who_may_export(put, browser) -> None:
    put("P1")
    owner = browser().get(QUOTA, {"tai": "xlsx"})
    assert owner["Content-Type"].endswith("spreadsheetml.sheet")
    assert browser("viewer").get(QUOTA, {"tai": "xlsx"}).status_code == 404


def test_the_target_page_shows_the_figure_its_lists_and_the_units(put, version, browser) -> None:
    study(put("P1", name="Trần Quốc Bình"), version, "A.1.1")
    put("P2", name="Lê Thị Cúc")
    client = browser()
    said = text(client.get(TARGET))
    assert "1 / 2 người 50,0 %" in said
    assert "Sở Tài chính 2 1 50,0 % 1" in said
    assert "Trần Quốc Bình" in said
    assert "Lê Thị Cúc" in text(client.get(TARGET, {"nhom": "chua-hoc"}))


def test_why_is_answered_for_anybody_with_value_limit_and_clause(put, browser) -> None:
    put("P1", title="none")
    client = browser()
    said = text(client.get(QUOTA + "vi-sao/", {"ma": "p1"}))
    assert "Ngoài đối tượng" in said
    assert "không có quy hoạch" in said
    assert "Phần II, mục III.A.1.1.a" in said
    assert "Không có người mã “P9”" in text(client.get(QUOTA + "vi-sao/", {"ma": "P9"}))


def test_an_officer_cannot_ask_about_a_person_of_another_unit(put, browser) -> None:
    put("P1", "SNV", name="Trần Quốc Bình")
    client = browser("unit_officer", "STC")
    for address in (QUOTA, TARGET, QUOTA + "?nhom=outside", QUOTA + "vi-sao/?ma=P1"):
        assert "Trần Quốc Bình" not in text(client.get(address))


def test_the_scheme_page_shows_every_target_and_quota(put, version, browser) -> None:
    study(put("P1"), version, "A.1.1")
    client = browser()
    assert "1 / 1 người" in text(client.get("/de-an/hanoi-1698/", {"phan": "muc-tieu"}))
    quotas = text(client.get("/de-an/hanoi-1698/", {"phan": "chi-tieu"}))
    assert "A.1.1 · Chuyên gia tài chính" in quotas


def test_a_person_page_says_where_the_person_may_go_and_what_was_studied(put, browser) -> None:
    study(put("P1"), None, programme="Tiếng Anh chuyên ngành")
    said = text(browser().get("/nguoi/P1/"))
    assert "A.1.1 · Chuyên gia tài chính" in said
    assert "Tiếng Anh chuyên ngành" in said


def test_turns_are_matched_and_taken_back_on_the_page(put, version, browser) -> None:
    study(put("P1"), None, stated_scheme="1698", stated_item="x")
    client = browser()
    address = "/de-an/hanoi-1698/doi-chieu/"
    assert "tệp ghi: 1698 · x" in text(client.get(address))
    same = {"programme": "Quản lý tài chính công", "stated_scheme": "1698", "stated_item": "x"}
    answer = client.post(address + "khop/", {**same, "item": "A.1.1"}, follow=True)
    assert "Đã khớp 1 lượt người" in text(answer)
    assert Turn.objects.get().item_id == "A.1.1"
    client.post(address + "bo-khop/", {**same, "item": "A.1.1"})
    assert Turn.objects.get().item_id == ""
    assert browser("viewer").get(address).status_code == 404


@pytest.mark.parametrize("address", [QUOTA, TARGET, "/de-an/hanoi-1698/"])
def test_the_number_of_queries_does_not_grow_with_the_rows(put, browser, address) -> None:
    put("P1")
    client = browser()
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(2, 12):
        put(f"P{number}")
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few)


@pytest.mark.parametrize(
    "address",
    [
        "/de-an/khong-co/chi-tieu/A.1.1/",
        "/de-an/hanoi-1698/chi-tieu/Z/",
        "/de-an/hanoi-1698/muc-tieu/Z/",
        "/de-an/hanoi-1698/chi-tieu/Z/vi-sao/",
    ],
)
def test_what_does_not_exist_is_not_found(browser, address) -> None:
    assert browser().get(address).status_code == 404


def test_nothing_is_shown_to_who_has_not_signed_in(version) -> None:
    assert Client().get(QUOTA).status_code == 302


def test_every_figure_opens_the_list_of_just_those_people(put, version, units, browser) -> None:
    study(put("P1", until=date(2024, 1, 1)), version, "A.1.1")
    study(put("P2"), version, "A.1.1")
    put("P3")
    put("P4", fields=None)
    client = browser()
    for address, people in {
        QUOTA + "?nhom=da-hoc": {"P1", "P2"},
        QUOTA + "?nhom=doi-tuong": {"P2", "P3"},
        QUOTA + "?nhom=trained": {"P2"},
        QUOTA + "?nhom=membership_unknown": {"P4"},
        QUOTA + "?nhom=chua": {"P3"},
        TARGET + "?nhom=da-hoc": {"P2"},
        TARGET + "?nhom=doi-tuong": {"P2", "P3"},
        TARGET + "?nhom=da-roi": {"P1"},
        TARGET + "?nhom=chua-ro": {"P4"},
    }.items():
        found = re.findall(r"/nguoi/(P\d)/", client.get(address).content.decode())
        assert set(found) == people, address


@pytest.mark.parametrize("quota", ["D.2", "A.2.1"])
def test_a_reason_opens_the_list_of_just_those_it_counts(put, version, browser, quota) -> None:
    """N3: whoever is doubtful or trained stands in neither the number nor the list."""
    old = date(1970, 5, 5)
    study(put("P1", birth_date=old), version, quota)
    put("P2", birth_date=old)
    put("P3", birth_date=old, managed_by_committee=None, fields=None)
    put("P4", birth_date=None, managed_by_committee=True)
    put("P5", birth_date=None, managed_by_committee=None, title=None)
    put("P6", birth_date=old, category="public_employee", title="none")
    client = browser()
    address = f"/de-an/hanoi-1698/chi-tieu/{quota}/"
    html = client.get(address).content.decode()
    told = re.findall(r'<a href="([^"#]*ly-do=[^"#]+)#[^"]*">(\d+)', html)
    assert told
    for link, number in told:
        people = set(re.findall(r"/nguoi/(P\d)/", client.get(unescape(link)).content.decode()))
        assert len(people) == int(number), (link, people)


def test_an_empty_list_says_why_and_asks_no_choice_among_nothing(put, browser) -> None:
    """The officer's unit has nobody in the group: that is said, with a link to the reasons."""
    put("P1", title="none")
    page = browser("unit_officer", "STC").get(QUOTA)
    said = text(page)
    assert "Không ai trong phạm vi của bạn thuộc đối tượng của chỉ tiêu này" in said
    assert "khớp với bộ lọc" not in said
    assert "Xem 1 người ngoài đối tượng và lý do" in said
    assert 'name="don-vi"' not in page.content.decode()


def test_a_list_of_the_done_that_is_empty_leads_to_the_others(put, browser) -> None:
    put("P1")
    said = text(browser().get(TARGET))
    assert "Chưa có ai thuộc đối tượng hoàn thành đến ngày 01/06/2024" in said
    assert "Xem những người chưa hoàn thành" in said


def test_an_organ_seen_in_part_says_so(put, browser) -> None:
    """A1: the officer of a commune sees the commune's part of the district's figures."""
    put("P1", "X-HAIBOI", category="commune_cadre", title="commune_chair")
    address = "/de-an/hanoi-1698/muc-tieu/2.2.2/"
    assert "phần trong phạm vi" not in text(browser().get(address))
    said = text(browser("unit_officer", "X-HAIBOI").get(address))
    assert "UBND huyện Đông Anh phần trong phạm vi của bạn" in said


@pytest.mark.parametrize(
    ("tab", "code", "told"),
    [("muc-tieu", "2.1.a.1", [0.2, 1, 2, 1, 0.5]), ("chi-tieu", "A.1.1", [100, 1, 2])],
)
def test_a_tab_of_the_scheme_is_downloaded_with_its_figures(
    put, version, browser, tab, code, told
) -> None:
    """R6: the workbook says what the page says, numbers as numbers."""
    study(put("P1"), version, "A.1.1")
    put("P2")
    answer = browser().get("/de-an/hanoi-1698/", {"phan": tab, "tai": "xlsx"})
    sheet = CalamineWorkbook.from_filelike(BytesIO(b"".join(answer))).get_sheet_by_index(0)
    rows = sheet.to_python()
    assert "Tại ngày 01/06/2024" in rows[1][0]
    row = next(row for row in rows if row[0] == code)
    assert row[2 : 2 + len(told)] == told


def test_a_list_of_people_has_days_as_days_and_names_apart(put, browser) -> None:
    put("P1", name="Trần Quốc Bình")
    answer = browser().get(QUOTA, {"tai": "xlsx"})
    rows = CalamineWorkbook.from_filelike(BytesIO(b"".join(answer))).get_sheet_by_index(0)
    row = next(row for row in rows.to_python() if row[0] == "Trần Quốc Bình")
    assert row[1:4] == ["P1", date(1985, 3, 15), "Nam"]


def test_a_choice_of_lists_says_which_one_is_shown_when_none_is_chosen(put, browser) -> None:
    """ "Tất cả" over the list of those who completed would be wrong."""
    put("P1")
    client = browser()
    assert '<option value="">Đã hoàn thành</option>' in client.get(TARGET).content.decode()
    waiting = client.get("/de-an/hanoi-1698/doi-chieu/").content.decode()
    assert '<option value="">đang chờ khớp</option>' in waiting
    assert '<option value="">ưu tiên</option>' in client.get(QUOTA).content.decode()


def test_who_is_studying_holds_a_place_and_opens_as_a_list(put, version, browser) -> None:
    """R2, N3: 100 places, one completed, one studying in the group and one outside it."""
    study(put("P1"), version, "A.1.1")
    now = {"starts_on": date(2024, 5, 6), "ends_on": date(2024, 7, 1), "result": "studying"}
    study(put("P2"), version, "A.1.1", **now)
    study(put("P3", title="none"), version, "A.1.1", **{**now, "ends_on": None})
    study(put("P4"), version, "A.1.1", **{**now, "result": "withdrawn"})
    study(put("P5"), version, "A.1.1", **{**now, "ends_on": date(2024, 5, 31)})
    client = browser()
    page = client.get(QUOTA)
    assert "Đang học 2 97 chỗ chưa có người học" in text(page)
    listed = client.get(QUOTA, {"nhom": "dang-hoc"}).content.decode()
    assert set(re.findall(r"/nguoi/(P\d)/", listed)) == {"P2", "P3"}


def test_after_the_phase_nothing_is_said_to_be_left(put, browser) -> None:
    """S3: the phase ends on 31/12/2025; the day after says so."""
    put("P1")
    client = browser()
    assert "100 chỗ chưa có người học" in text(client.get(QUOTA, {"on": "2025-12-31"}))
    said = text(client.get(QUOTA, {"on": "2026-01-01"}))
    assert "đã kết thúc ngày 31/12/2025" in said
    assert "100 chỗ không dùng đến" in said
    assert "chưa có người học" not in said
