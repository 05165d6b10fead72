"""Pages of people: what is not yours is not found, opening a record is kept, queries are fixed."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from hientai.audit.models import RecordRead
from hientai.people.models import Post, Rating
from tests.people.conftest import put

ON = {"on": "2024-06-01"}


def queries_of(client, address) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address, ON).status_code == 200
    return len(caught)


def test_nobody_signed_in_is_sent_to_sign_in(client, db):
    """A1: nothing personal without it."""
    answer = client.get("/nguoi/")
    assert (answer.status_code, answer.url) == (302, "/dang-nhap/?next=%2Fnguoi%2F")


def test_the_owner_lists_everybody_and_the_officer_the_own_unit(owner, officer):
    assert "Trần Quốc Bình" in owner.get("/nguoi/", ON).content.decode()
    page = officer.get("/nguoi/", ON).content.decode()
    assert "Nguyễn Thị Ánh" in page
    assert "Trần Quốc Bình" not in page


def test_a_person_of_another_unit_is_not_found(officer):
    """A1: what is not yours is 404."""
    assert officer.get("/nguoi/CB001/", ON).status_code == 200
    assert officer.get("/nguoi/CB003/", ON).status_code == 404


def test_opening_a_record_is_kept_with_who_and_why(officer, people):
    """A2: reads of a person's record are logged."""
    officer.get("/nguoi/CB001/", ON)
    kept = RecordRead.objects.get()
    assert (kept.person_id, kept.actor_label, kept.purpose) == (
        people["CB001"].pk,
        "unit_officer-snv",
        "Xem hồ sơ",
    )


def test_the_record_shows_the_day_of_retirement_and_how_sure_it_is(owner):
    """P2: a woman born in March 1986 retires by the law, marked while it was not compared."""
    page = owner.get("/nguoi/CB001/", ON).content.decode()
    assert "31/03/2046" in page
    assert "Nghị định 135/2020/NĐ-CP" in page


def test_a_missing_birth_date_says_what_is_needed(owner):
    assert "cần ngày sinh và giới tính" in owner.get("/nguoi/CB004/", ON).content.decode()


def test_filters_live_in_the_address(owner):
    page = owner.get("/nguoi/", ON | {"tim": "anh", "don-vi": "SNV"}).content.decode()
    assert "Nguyễn Thị Ánh" in page
    assert "Đặng Văn Dũng" not in page


def test_a_unit_that_is_not_there_on_the_day_is_not_passed_over(owner):
    """A filter that can't be followed never shows everybody instead."""
    answer = owner.get("/nguoi/", ON | {"don-vi": "KHONG-CO"})
    assert answer.status_code == 422
    assert "Đơn vị KHONG-CO không tồn tại vào ngày 01/06/2024" in answer.content.decode()


def test_the_workbook_holds_exactly_what_is_filtered(owner):
    answer = owner.get("/nguoi/", ON | {"don-vi": "STC", "tai": "xlsx"})
    book = CalamineWorkbook.from_filelike(BytesIO(b"".join(answer.streaming_content)))
    cells = [str(cell) for row in book.get_sheet_by_index(0).to_python() for cell in row]
    assert "Hoàng Văn An" in cells
    assert "Nguyễn Thị Ánh" not in cells


def test_the_filter_that_is_saved_is_the_one_in_the_address_bar(owner):
    """A filter chosen without a new page stands in the address only."""
    owner.post(
        "/nguoi/bo-loc/",
        {"name": "Nữ", "query": ""},
        headers={"Referer": "http://testserver/nguoi/?gioi-tinh=female&trang=2&on=2024-06-01"},
    )
    assert 'href="?gioi-tinh=female"' in owner.get("/nguoi/", ON).content.decode()
    assert owner.post("/nguoi/bo-loc/", {"name": "Không lọc gì"}).status_code == 409


def test_a_filter_is_saved_under_a_name_and_forgotten(owner):
    owner.post("/nguoi/bo-loc/", {"name": "Tiến sĩ", "query": "trinh-do=doctor"})
    page = owner.get("/nguoi/", ON).content.decode()
    assert 'href="?trinh-do=doctor"' in page
    assert "Tiến sĩ" in page
    forget = re.search(r'action="(/nguoi/bo-loc/\d+/bo/)"', page).group(1)
    owner.post(forget)
    assert "trinh-do=doctor" not in owner.get("/nguoi/", ON).content.decode()


@pytest.mark.parametrize("address", ["/nguoi/", "/don-vi/", "/don-vi/SNV/"])
def test_the_number_of_queries_does_not_grow_with_the_rows(owner, units, address):
    before = queries_of(owner, address)
    for n in range(30):
        put(f"X{n:03}", f"Lê Văn {n:02}", "male", date(1990, 1, 1), units["SNV"])
    assert queries_of(owner, address) <= before


def test_a_record_asks_no_more_when_it_is_longer(owner, people, units):
    before = queries_of(owner, "/nguoi/CB001/")
    for year in range(1990, 2009):
        Post.objects.create(
            person=people["CB001"],
            unit=units["STC"],
            kind="concurrent",
            category="civil_servant",
            period=DateRange(date(2015, 1, 1), date(year + 30, 1, 1)),
        )
        Rating.objects.create(person=people["CB001"], year=year, rating="good")
    assert queries_of(owner, "/nguoi/CB001/") <= before


def test_units_show_how_many_people_stand_under_them(owner):
    page = owner.get("/don-vi/", ON).content.decode()
    assert "Sở Nội vụ" in page
    assert '/nguoi/?don-vi=HN">4 ' in page


def test_units_are_searched_without_accents(owner):
    page = owner.get("/don-vi/", ON | {"tim": "luu tru"}).content.decode()
    assert "Trung tâm Lưu trữ" in page
    assert "Sở Tài chính" not in page


def test_a_branch_of_the_tree_comes_by_itself(owner):
    page = owner.get("/don-vi/", ON | {"duoi": "SNV"}).content.decode()
    assert "Trung tâm Lưu trữ" in page
    assert "<html" not in page
    assert owner.get("/don-vi/", ON | {"duoi": "KHONG"}).status_code == 404


def test_a_unit_that_does_not_exist_on_the_day_still_shows_its_history(owner):
    page = owner.get("/don-vi/SNV/", {"on": "2009-01-01"}).content.decode()
    assert "không tồn tại vào ngày 01/01/2009" in page
    assert owner.get("/don-vi/KHONG/", ON).status_code == 404


def test_units_out_of_sight_show_no_number(officer):
    """A1: "0 người" would say that nobody works there; the officer is told that it is not seen."""
    page = " ".join(re.sub(r"<[^>]+>", " ", officer.get("/don-vi/", ON).content.decode()).split())
    assert "UBND thành phố Hà Nội HN · 2 đơn vị 2 người trong phạm vi của bạn" in page
    assert "Sở Nội vụ SNV · 1 đơn vị 2 người" in page
    assert "Sở Tài chính STC – ngoài phạm vi của bạn" in page
    unit = officer.get("/don-vi/STC/", ON).content.decode()
    assert "ngoài phạm vi của bạn" in unit
    answer = officer.get("/don-vi/", ON | {"tai": "xlsx"})
    sheet = CalamineWorkbook.from_filelike(BytesIO(b"".join(answer))).get_sheet_by_index(0)
    row = next(row for row in sheet.to_python() if row[1] == "STC")
    assert row[-2:] == ["", "ngoài phạm vi của bạn"]


def test_the_owner_sees_every_number(owner):
    page = owner.get("/don-vi/", ON).content.decode()
    assert "phạm vi của bạn" not in page


def test_an_empty_list_says_why_and_what_to_do(officer):
    """A day before anybody served: no filter is blamed, and the way on is told."""
    early = officer.get("/nguoi/", {"on": "2011-01-01"}).content.decode()
    assert "Chưa có ai giữ vị trí chính trong phạm vi của bạn vào ngày 01/01/2011" in early
    assert "bộ lọc trong phạm vi" not in early
    filtered = officer.get("/nguoi/", ON | {"tim": "khong co ai"}).content.decode()
    assert "Không có ai khớp với bộ lọc" in filtered


def test_the_header_names_the_role_and_the_unit_in_words(officer):
    page = officer.get("/nguoi/", ON).content.decode()
    assert "Cán bộ phụ trách đơn vị · Sở Nội vụ" in page
