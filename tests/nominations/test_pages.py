"""The pages of nominations: what a step shows first, what it leaves undone, who sees what (N1)."""

import io
import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from python_calamine import CalamineWorkbook

from hientai.accounts.services import operator_scope
from hientai.nominations import services as verbs
from hientai.nominations.models import Nomination, NominationList, OverlapPolicy
from hientai.people.models import Person
from hientai.upkeep.services import tie
from tests.journeys.city import City, founded, official, scheme_runs, user

pytestmark = pytest.mark.django_db
DAY = date(2024, 6, 1)


@pytest.fixture
def city() -> City:
    """The small city with its scheme, and three deputies more."""
    made = founded()
    scheme_runs(made)
    for at, name in enumerate(("Hoàng Thị Lan", "Bùi Văn Tâm", "Đỗ Quang Huy"), 10):
        official(made.finance, f"HN-{at:06d}", name, "division_deputy", date(1985, 2, at))
    return made


@pytest.fixture
def held(city: City) -> NominationList:
    """A list of finance for A.1.1, empty."""
    terms = verbs.Terms(
        scheme="hanoi-1698",
        item="A.1.1",
        title="Khóa tháng 7",
        starts_on=date(2024, 7, 1),
        ends_on=date(2024, 7, 5),
    )
    with operator_scope():
        return verbs.open_list(actor=None, unit=city.finance, terms=terms, on=DAY)


class Walled(Client):
    """A client whose requests look through the application's role, as in service."""

    def request(self, **asked: object):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE hientai_app")
            try:
                return super().request(**asked)
            finally:
                cursor.execute("RESET ROLE")


def signed_in(who: object) -> Walled:
    client = Walled()
    client.force_login(who, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def officer(city: City) -> Walled:
    return signed_in(city.officer)


def key(code: str) -> int:
    return Person.objects.get(code=code).pk


def add(client: Walled, held: NominationList, *codes: str, **more: str):
    people = ",".join(str(key(code)) for code in codes)
    said = {"nguoi": people, "nguon": "paste", **more}
    return client.post(f"/de-cu/{held.pk}/them/", said, follow=True)


def on_it(held: NominationList) -> list[str]:
    rows = Nomination.objects.filter(list=held).exclude(state="withdrawn").order_by("position")
    return [row.person.code for row in rows]


def test_a_preview_judges_every_line_and_writes_nothing(officer, held) -> None:
    text = "HN-000010\tHoàng Thị Lan\nbui van tam\t11/02/1985\nHN-777777\nHN-000003"
    page = officer.post(f"/de-cu/{held.pk}/xem-truoc/", {"text": text}).content.decode()
    assert "Thêm 2 người trình được" in page
    assert "không có người mã này" in page
    assert re.search(r"Người vướng.*Lê Thị Cúc", page, re.DOTALL)
    assert Nomination.objects.count() == 0


def test_a_name_that_several_bear_is_offered_as_a_choice_and_not_guessed(
    city, officer, held
) -> None:
    official(city.finance, "HN-000020", "Bùi Văn Tâm", "division_deputy", date(1985, 2, 11))
    text = "Bùi Văn Tâm\t11/02/1985"
    page = officer.post(f"/de-cu/{held.pk}/xem-truoc/", {"text": text}).content.decode()
    assert page.count('name="chon"') == 2
    officer.post(f"/de-cu/{held.pk}/them/", {"chon": key("HN-000020")})
    assert on_it(held) == ["HN-000020"]


def test_a_file_says_the_same_as_pasted_lines(officer, held) -> None:
    file = io.BytesIO("Mã;Họ và tên\nHN-000010;Hoàng Thị Lan\n".encode())
    file.name = "danh-sach.csv"
    page = officer.post(f"/de-cu/{held.pk}/xem-truoc/", {"file": file}).content.decode()
    assert "Thêm 1 người trình được" in page


def test_the_template_to_fill_in_is_a_workbook_with_its_headings(officer, held) -> None:
    answer = officer.get("/de-cu/mau.xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer.streaming_content)))
    assert ["Mã", "Họ và tên", "Ngày sinh"] in book.get_sheet_by_index(0).to_python()


def test_who_cannot_go_is_added_only_on_request(officer, held) -> None:
    wrong = str(key("HN-000003"))
    add(officer, held, "HN-000010", vuong=wrong)
    assert on_it(held) == ["HN-000010"]
    add(officer, held, "HN-000011", vuong=wrong, **{"ca-vuong": "1"})
    assert set(on_it(held)) == {"HN-000010", "HN-000011", "HN-000003"}


def test_who_is_ticked_to_be_left_out_is_left_out(officer, held) -> None:
    add(officer, held, "HN-000010", "HN-000011", bo=str(key("HN-000011")))
    assert on_it(held) == ["HN-000010"]


def test_several_rows_are_shown_before_they_go_and_come_back_by_undo(officer, held) -> None:
    add(officer, held, "HN-000010", "HN-000011", "HN-000012")
    rows = list(Nomination.objects.order_by("position").values_list("pk", flat=True)[:2])
    asked = officer.post(f"/de-cu/{held.pk}/bot/", {"dong": rows})
    assert "Bớt 2 người khỏi danh sách?" in asked.content.decode()
    assert len(on_it(held)) == 3
    officer.post(f"/de-cu/{held.pk}/bot/", {"dong": rows, "ghi": "1"})
    [left] = on_it(held)
    there = Nomination.objects.get(list=held, person__code=left).pk
    stale = officer.post(f"/de-cu/{held.pk}/bot/", {"dong": [rows[0], there]})
    assert stale.status_code == 409 and "không còn trong danh sách" in stale.content.decode()
    assert on_it(held) == [left]
    batch = held.batches.latest("pk")
    officer.post(f"/de-cu/{held.pk}/hoan-tac/{batch.pk}/")
    assert len(on_it(held)) == 3


def test_suggestions_need_no_accents_and_leave_out_who_is_on_the_list(officer, held) -> None:
    address = f"/de-cu/{held.pk}/goi-y/?q="
    assert [p["code"] for p in officer.get(address + "thi lan").json()["people"]] == ["HN-000010"]
    add(officer, held, "HN-000010")
    assert officer.get(address + "thi lan").json()["people"] == []
    assert officer.get(address + "a").json()["people"] == []


def test_the_screened_list_offers_who_may_go_and_is_not_yet_there(officer, held) -> None:
    add(officer, held, "HN-000010")
    page = officer.get(f"/de-cu/{held.pk}/sang-loc/").content.decode()
    assert "Bùi Văn Tâm" in page
    assert "Hoàng Thị Lan" not in page
    assert "Lê Thị Cúc" not in page
    every = re.search(r'name="tat-ca" value="([\d,]*)"', page)
    assert every is not None
    said = {"tat-ca": every.group(1), "ca": "1"}
    seen = officer.post(f"/de-cu/{held.pk}/xem-truoc/", said).content.decode()
    assert "Bùi Văn Tâm" in seen and "Đỗ Quang Huy" in seen


def test_the_workbook_is_what_the_grid_shows(city, held) -> None:
    owner = signed_in(city.owner)
    add(owner, held, "HN-000010", vuong=str(key("HN-000003")), **{"ca-vuong": "1"})
    answer = owner.get(f"/de-cu/{held.pk}/?xet=vuong&tai=xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer.streaming_content)))
    cells = [str(cell) for row in book.get_sheet_by_index(0).to_python() for cell in row]
    assert "HN-000003" in cells
    assert "HN-000010" not in cells


def test_the_page_before_submitting_says_what_stands_in_the_way(officer, held) -> None:
    add(officer, held, "HN-000010", vuong=str(key("HN-000003")), **{"ca-vuong": "1"})
    page = officer.get(f"/de-cu/{held.pk}/trinh/").content.decode()
    assert "Còn vướng, chưa trình được" in page
    assert "Lê Thị Cúc" in page
    assert re.search(r'<button[^>]*type="submit" disabled>', page)


def test_a_list_is_submitted_fetched_back_with_a_reason_and_given_up(officer, held) -> None:
    add(officer, held, "HN-000010")
    page = officer.post(f"/de-cu/{held.pk}/trinh/", follow=True).content.decode()
    assert "đang trình" in page
    assert officer.post(f"/de-cu/{held.pk}/lay-lai/", {"reason": ""}).status_code == 422
    officer.post(f"/de-cu/{held.pk}/lay-lai/", {"reason": "Bổ sung người"})
    held.refresh_from_db()
    assert held.state == "draft"
    officer.post(f"/de-cu/{held.pk}/bo/", {"reason": "Lớp hoãn"})
    held.refresh_from_db()
    assert held.state == "withdrawn"


def test_a_list_changed_since_its_page_was_opened_is_not_submitted_or_changed_back(
    officer, held
) -> None:
    """N1: of two officers the second sees what the first did before anything goes on."""
    add(officer, held, "HN-000010")
    here = f"/de-cu/{held.pk}/"
    seen, terms = (marks(officer, here + page) for page in ("trinh/", "sua/"))
    add(officer, held, "HN-000011")
    late = officer.post(here + "trinh/", seen)
    assert late.status_code == 409 and "vừa được người khác sửa" in late.content.decode()
    said = {
        "item": "hanoi-1698/A.1.1",
        "title": "Khóa tháng 8",
        "starts_on": "05/08/2024",
        "ends_on": "09/08/2024",
        "form": "full_time",
    }
    assert officer.post(here + "sua/", said | terms).status_code == 302
    again = officer.post(here + "sua/", said | terms | {"title": "Khóa tháng 9"})
    assert again.status_code == 422 and "Khóa tháng 9" in again.content.decode()
    assert officer.post(here + "trinh/", marks(officer, here + "trinh/")).status_code == 302
    with operator_scope():
        now = NominationList.objects.get(pk=held.pk)
        assert (now.title, now.state, now.nominations.count()) == ("Khóa tháng 8", "submitted", 2)


def marks(client: Walled, address: str) -> dict[str, str]:
    """What the form of a page keeps of what it showed."""
    page = client.get(address).content.decode()
    return dict(re.findall(r'name="(da-xem)" value="([^"]+)"', page))


def test_equals_are_put_in_order_with_a_reason_alone(officer, held) -> None:
    add(officer, held, "HN-000010", "HN-000011", "HN-000012")
    before = on_it(held)
    last = Nomination.objects.get(list=held, person__code=before[-1])
    said = {"dong": last.pk, "buoc": "-2"}
    assert officer.post(f"/de-cu/{held.pk}/thu-tu/", said).status_code == 422
    officer.post(f"/de-cu/{held.pk}/thu-tu/", {**said, "note": "đúng việc đang làm"})
    assert on_it(held) == [before[2], before[0], before[1]]
    page = officer.get(f"/de-cu/{held.pk}/thu-tu/").content.decode()
    numbers = re.findall(r'name="(cho-\d+)" value="(\d+)"', page)
    rank = re.search(r'name="hang" value="(\d+)"', page)
    assert rank is not None
    turned = {name: str(4 - int(value)) for name, value in numbers}
    officer.post(f"/de-cu/{held.pk}/thu-tu/", {**turned, "hang": rank.group(1), "note": "đảo lại"})
    assert on_it(held) == [before[1], before[0], before[2]]


def test_only_who_answers_for_a_scheme_says_what_overlaps_mean(city, officer) -> None:
    said = {"level": "block", "since": "01/06/2024", "ground": "Quy chế 5"}
    officer.post("/de-cu/trung/", said)
    assert not OverlapPolicy.objects.exists()
    signed_in(city.owner).post("/de-cu/trung/", {**said, "scheme": "hanoi-1698"})
    assert OverlapPolicy.objects.get().level == "block"


def test_an_officer_of_another_unit_finds_neither_the_list_nor_its_steps(city, held) -> None:
    other = user("canbo.syt", "Lý Thị Sen", "unit_officer", city.health)
    client = signed_in(other)
    for way in ("", "in/", "trinh/", "sua/", "sang-loc/", "goi-y/?q=an"):
        assert client.get(f"/de-cu/{held.pk}/{way}").status_code == 404
    assert add(client, held, "HN-000004").status_code == 404
    assert on_it(held) == []


def test_a_viewer_sees_the_list_and_none_of_its_tools(city, officer, held) -> None:
    add(officer, held, "HN-000010")
    page = signed_in(city.viewer).get(f"/de-cu/{held.pk}/").content.decode()
    assert "Hoàng Thị Lan" in page
    assert "Thêm người" not in page
    assert signed_in(city.viewer).get(f"/de-cu/{held.pk}/trinh/").status_code == 404


def test_a_nominee_sees_the_own_nomination_once_submitted_and_nobody_elses(
    city, officer, held
) -> None:
    with operator_scope():
        me = user("lan", "Hoàng Thị Lan", "learner", city.finance)
        tie(user=me, person=Person.objects.get(code="HN-000010"), since=date(2022, 1, 1))
    add(officer, held, "HN-000010", "HN-000011")
    mine = signed_in(me)
    assert "chưa được đề cử" in mine.get("/de-cu/cua-toi/").content.decode()
    officer.post(f"/de-cu/{held.pk}/trinh/")
    page = mine.get("/de-cu/cua-toi/").content.decode()
    assert "Khóa tháng 7" in page and "Đang chờ tại" in page
    assert "Bùi Văn Tâm" not in page
    assert mine.get(f"/de-cu/{held.pk}/").status_code == 404


def test_a_list_is_opened_from_the_page_of_its_quota(city, officer) -> None:
    page = officer.get("/de-an/hanoi-1698/chi-tieu/A.1.1/?theo=ten").content.decode()
    way = re.search(r'href="(/de-cu/moi/\?[^"]*)"', page)
    assert way is not None
    form = officer.get(way.group(1).replace("&amp;", "&")).content.decode()
    assert 'value="hanoi-1698/A.1.1" selected' in form
    assert 'name="unit" value="STC"' in form
    said = {
        "unit": "STC",
        "item": "hanoi-1698/A.1.1",
        "starts_on": "01/07/2024",
        "ends_on": "05/07/2024",
        "form": "full_time",
        "theo": "ten",
    }
    answer = officer.post("/de-cu/moi/", said)
    made = NominationList.objects.get()
    assert answer["Location"] == f"/de-cu/{made.pk}/sang-loc/?theo=ten"
    assert (made.unit, made.item_id, made.state) == (city.finance, "A.1.1", "draft")
    again = officer.get(way.group(1).replace("&amp;", "&")).content.decode()
    assert f'href="/de-cu/{made.pk}/"' in again


def test_what_a_list_is_for_is_changed_while_it_is_drawn_up(officer, held) -> None:
    said = {
        "item": "hanoi-1698/A.1.1",
        "title": "Khóa tháng 8",
        "starts_on": "01/08/2024",
        "ends_on": "02/08/2024",
        "form": "online",
        "parallel": "on",
    }
    assert officer.post(f"/de-cu/{held.pk}/sua/", said).status_code == 302
    held.refresh_from_db()
    assert (held.title, held.starts_on, held.exclusive) == (
        "Khóa tháng 8",
        date(2024, 8, 1),
        False,
    )
