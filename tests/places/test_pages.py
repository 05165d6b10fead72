"""Pages of places: a quota’s panel, a division from proposal to closing, a unit’s answer (A1)."""

import re
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from python_calamine import CalamineWorkbook

from hientai.organisations.models import Unit
from hientai.places.models import Allotment, Division
from tests.city import DAY
from tests.journeys.city import unit
from tests.people.conftest import sign_in
from tests.places.conftest import held, wish
from tests.places.test_seats import with_places

QUOTA = "/de-an/hanoi-1698/chi-tieu/A.1.1/"
TERMS = {
    "title": "Giao chỗ A.1.1 năm 2024",
    "total": "6",
    "basis": "headcount",
    "as_of": "01/06/2024",
    "answer_by": "30/06/2024",
    "return_by": "30/09/2024",
    "units": "",
    "ground": "Kế hoạch 45/KH-UBND",
}


def words(answer) -> str:
    """What a page says, without its marks."""
    return " ".join(re.sub(r"<[^>]*>", " ", answer.content.decode()).split())


@pytest.fixture
def owner(units, settings) -> Client:
    """Who answers for the whole city, which is not the only one in the system."""
    settings.HIENTAI_TODAY = DAY.isoformat()
    unit("QN", "Ủy ban nhân dân tỉnh Quảng Nam", "province", None)
    return _signed_in(units["HN"], "owner")


@pytest.fixture
def officer(units, settings) -> Client:
    """The officer of the department of finance."""
    settings.HIENTAI_TODAY = DAY.isoformat()
    return _signed_in(units["STC"], "unit_officer")


def _signed_in(unit, role: str) -> Client:
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    client = sign_in(unit, role)
    look()
    return client


def look() -> None:
    """Look with sight of all, after a client's request looked with its own."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SELECT audit_seal(NULL, 'all', 'all', true, '')")
        cursor.execute("SET LOCAL ROLE hientai_app")


def proposed(owner: Client, **other: str) -> str:
    """The address of a division drawn up on the page."""
    answer = owner.post("/cho/giao/hanoi-1698/A.1.1/", {**TERMS, **other})
    assert answer.status_code == 302, words(answer)
    return answer["Location"]


def test_the_page_of_a_quota_says_what_is_held_and_left(owner, version, put) -> None:
    with_places(version, 5)
    held(wish(put("P1")), wish(put("P2")))
    told = words(owner.get(QUOTA))
    assert "Số chỗ theo văn bản 5" in told
    assert "Đang giữ 2" in told and "Còn lại 3" in told
    look()
    with_places(version, 1)
    assert "ít hơn số đã giữ và đã học 1 chỗ" in words(owner.get(QUOTA))


def test_a_division_goes_from_proposal_to_answer_and_back(owner, officer, version, put) -> None:
    """Divided, offered, answered by the unit, returned after the date, offered again with why."""
    for n in range(4):
        put(f"F{n}")
    put("H1", unit="SNV")
    page = proposed(owner)
    assert "Đủ điều kiện" in words(owner.get(page))
    answer = owner.post(f"{page}ghi/", {"giao.STC": "4", "giao.SNV": "1", "can.SNV": "3"})
    assert answer.status_code == 302, words(answer)
    assert owner.post(f"{page}giao/").status_code == 302
    assert "Sở Tài chính được giao 4 chỗ của A.1.1" in words(officer.get("/"))
    look()
    assert "2 đơn vị chưa trả lời số chỗ được giao của A.1.1" in words(owner.get("/"))
    look()
    part = Allotment.objects.get(unit__code="STC")
    mine = f"/cho/phan/{part.pk}/"
    assert "Nhận chỗ" in words(officer.get(mine))
    assert officer.post(f"{mine}nhan/", {"accepted": "9"}).status_code == 409
    assert officer.post(f"{mine}nhan/", {"accepted": "3"}).status_code == 302
    assert "Đã nhận 3" in words(officer.get(mine))
    told = words(owner.get(page))
    assert "còn thiếu 2 chỗ, đã có 1 (thứ 1): được đủ 2" in told
    assert owner.post(f"{page}giao-lai/").status_code == 302
    assert "giao thêm 2 chỗ – còn thiếu 2 chỗ" in words(owner.get(page))
    late = owner.get(f"{page}?on=01/10/2024")
    assert "Thu lại chỗ không dùng" in words(late)
    assert owner.post(f"{page}thu-lai/").status_code == 302
    assert owner.post(f"{page}khep/").status_code == 302
    look()
    assert Division.objects.get().state == "closed"


def test_what_is_no_number_is_told_with_its_unit(owner, version, put) -> None:
    put("F1")
    page = proposed(owner, basis="hand")
    answer = owner.post(f"{page}ghi/", {"giao.STC": "năm"})
    assert answer.status_code == 409
    assert "STC" in words(answer)
    assert owner.post(f"{page}ghi/", {"giao.STC": " 1 "}).status_code == 302
    assert owner.post(f"{page}ghi/", {"giao.KHONG-CO": "1"}).status_code == 409


def test_more_places_than_are_left_are_refused_at_the_form(owner, version, put) -> None:
    put("F1")
    answer = owner.post("/cho/giao/hanoi-1698/A.1.1/", {**TERMS, "total": "101"})
    assert answer.status_code == 422
    assert "chỉ còn 100 chỗ" in words(answer)
    look()
    assert not Division.objects.exists()


def test_seats_are_listed_narrowed_and_downloaded(owner, officer, version, put) -> None:
    held(wish(put("F1")), wish(put("H1", unit="SNV"), "A.1.3"))
    assert "1–2 trong 2" in words(owner.get("/cho/nguoi/"))
    assert "Nguyễn Văn F1" in words(owner.get("/cho/nguoi/?de-an=hanoi-1698&chi-tieu=A.1.1"))
    only = words(officer.get("/cho/nguoi/"))
    assert "Nguyễn Văn F1" in only and "Nguyễn Văn H1" not in only
    book = CalamineWorkbook.from_filelike(BytesIO(owner.get("/cho/nguoi/?tai=xlsx").getvalue()))
    rows = [cell for row in book.get_sheet_by_index(0).to_python() for cell in row]
    assert any("Nguyễn Văn H1" in str(cell) for cell in rows)


def test_the_person_and_the_class_say_who_sits_where(owner, version, put, a_class) -> None:
    held(wish(put("F1"), class_id=a_class.pk))
    told = words(owner.get("/nguoi/F1/"))
    assert "giữ đến hết ngày 31/07/2024" in told
    assert "Quản lý tài chính công, khóa 1" in told
    assert "3 chỗ: đã giữ, đã dùng 1 , còn 2" in words(owner.get(f"/lop/{a_class.code}/"))


def test_who_answers_for_another_province_reads_a_division_and_takes_no_step(
    owner, version, put
) -> None:
    """A1: what is not theirs to do is neither offered on the page nor done when it is sent."""
    put("P1")
    address = proposed(owner, total="1")
    other = _signed_in(Unit.objects.get(code="QN"), "owner")
    assert other.get(address).status_code == 404
    owner.post(f"{address}giao/")
    page = words(other.get(address))
    assert "Giao chỗ A.1.1" in page and "Khép đợt giao" not in page
    assert other.post(f"{address}khep/").status_code == 409
    assert other.get("/cho/giao/hanoi-1698/A.1.1/").status_code == 404
    assert "/cho/giao/hanoi-1698/A.1.1/" not in other.get(QUOTA).content.decode()
    look()
    assert Division.objects.get().state == "offered"


def test_a_draft_is_shown_to_the_units_when_it_is_offered_or_asks_for_their_needs(
    owner, officer, version, put
) -> None:
    put("P1")
    drafts = [
        proposed(owner, total="1", title="Theo số người"),
        proposed(owner, total="1", title="Theo nhu cầu", basis="need"),
        proposed(owner, total="1", title="Không giao nữa"),
    ]
    owner.post(f"{drafts[2]}khep/")
    page = words(officer.get("/cho/"))
    assert "Theo nhu cầu" in page
    assert "Theo số người" not in page and "Không giao nữa" not in page
    assert officer.get(drafts[0]).status_code == officer.get(drafts[2]).status_code == 404
    assert {one.division.title for one in Allotment.objects.select_related("division")} == {
        "Theo nhu cầu"
    }
    owner.post(f"{drafts[0]}giao/")
    assert "Theo số người" in words(officer.get("/cho/"))
