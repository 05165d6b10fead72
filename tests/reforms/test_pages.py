"""Pages of an act: handed in, looked at, done, compared, undone (O2)."""

import re
from io import BytesIO

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from hientai.accounts.models import RoleAssignment, User
from hientai.organisations.queries import units_on
from hientai.people.models import Post
from hientai.reforms.domain.sheet import PLACES, STEPS
from hientai.reforms.models import CarriedRole, Reform
from tests.people.conftest import sign_in
from tests.reforms.conftest import ACT, DAY, EVE, FOUNDED, workbook

pytestmark = pytest.mark.django_db
LIST, NEW = "/don-vi/sap-xep/", "/don-vi/sap-xep/moi/"
ABOUT = {"name": "Sắp xếp 2025", "on": "01/07/2025", "ground": "Nghị quyết 202/2025/QH15"}


@pytest.fixture
def huyen(people, units) -> User:
    """The officer of the district, whose role falls with it."""
    user = User.objects.create(username="huyen", name="Trần Huyện", password="!")
    RoleAssignment.objects.create(
        user=user, role="unit_officer", unit=units["H"], period=DateRange(FOUNDED, None)
    )
    return user


@pytest.fixture
def owner(people, units) -> Client:
    """Somebody who answers for the whole province."""
    return sign_in(units["DN"], "owner")


def words(answer) -> str:
    """What a page says, without its marks."""
    return " ".join(re.sub(r"<[^>]*>", " ", answer.content.decode()).split())


def handed_in(client: Client, tmp_path, **more) -> str:
    """The address of the draft of the act."""
    with workbook(tmp_path / "a.xlsx", **more).open("rb") as file:
        answer = client.post(NEW, {**ABOUT, "file": file})
    assert answer.status_code == 302, words(answer)
    return answer["Location"]


def test_without_an_act_the_list_says_what_to_do(owner):
    page = words(owner.get(LIST))
    assert "Chưa có đợt sắp xếp nào" in page and "Lập đợt sắp xếp" in page


def test_a_file_is_looked_at_done_and_undone(owner, tmp_path):
    """O2: a preview of what it moves; the day before and the day itself; the way back."""
    before = {unit.code for unit in units_on(DAY)}
    address = handed_in(owner, tmp_path)
    page = words(owner.get(address))
    assert "Số đơn vị 8 → 5" in page
    assert "Người chuyển theo đơn vị 4" in page and "Người chờ bố trí 2" in page
    assert {unit.code for unit in units_on(DAY)} == before

    done = owner.post(f"{address}thuc-hien/", follow=True)
    assert "4 vị trí công tác chuyển theo đơn vị kế tiếp" in words(done)
    assert {unit.code for unit in units_on(DAY)} == {"DN", "STC", "TTXT", "HOACHAU", "MN"}
    assert {unit.code for unit in units_on(EVE)} == before
    assert "Số đơn vị 8 → 5" in words(owner.get(address))

    undone = owner.post(f"{address}hoan-tac/", {"ground": "nhập thử"}, follow=True)
    assert "trở lại như trước" in words(undone)
    assert {unit.code for unit in units_on(DAY)} == before


def test_pasted_rows_are_read_like_a_file(owner):
    rows = "Việc\tMã đơn vị\tMã đơn vị tiếp nhận\nSáp nhập\tSKHDT\tSTC"
    answer = owner.post(NEW, {**ABOUT, "pasted": rows}, follow=True)
    assert "Số đơn vị 8 → 7" in words(answer)


def test_wrong_cells_stand_in_a_table_and_nothing_is_kept(owner):
    rows = "Việc\tMã đơn vị\nGiải thể\tH\nGiải thể\tKHONG-CO"
    answer = owner.post(NEW, {**ABOUT, "pasted": rows})
    assert answer.status_code == 422
    assert "2 ô sai; chưa có gì được ghi" in words(answer)
    assert "còn 3 đơn vị trực thuộc chưa biết về đâu: MN, X1, X2" in words(answer)
    assert not Reform.objects.exists()


@pytest.mark.parametrize(
    ("left_out", "said"),
    [("name", "Ghi tên đợt sắp xếp"), ("on", "Ghi ngày hiệu lực"), ("ground", "làm căn cứ")],
)
def test_each_missing_entry_is_told_at_its_field(owner, left_out, said):
    given = {**ABOUT, "pasted": "Việc\tMã đơn vị\nGiải thể\tTTXT", left_out: ""}
    assert said in words(owner.post(NEW, given))


def test_a_file_that_is_no_workbook_is_refused_in_words(owner):
    bad = BytesIO(b"%PDF-1.4 ...")
    bad.name = "a.xlsx"
    answer = owner.post(NEW, {**ABOUT, "file": bad})
    assert answer.status_code == 422 and "PDF" in words(answer)


def test_who_waits_is_listed_with_the_reason(owner, tmp_path):
    address = handed_in(owner, tmp_path)
    page = words(owner.get(f"{address}?muc=nguoi"))
    assert "Phan Thị Dung" in page and "đơn vị không có đơn vị kế tiếp" in page
    notes = words(owner.get(f"{address}?muc=luu-y"))
    assert "2 người cùng giữ chức «Giám đốc sở và tương đương»" in notes


def test_people_in_units_that_ended_are_told_on_the_tree_and_listed(owner, tmp_path):
    """O2: nobody is lost: who is not in the tree of the day is told beside it."""
    address = handed_in(owner, tmp_path)
    owner.post(f"{address}thuc-hien/")
    assert "2 người giữ vị trí chính ở đơn vị không còn tồn tại vào ngày 01/07/2025" in words(
        owner.get("/don-vi/?on=2025-07-01")
    )
    assert "Võ Văn Em" in words(owner.get("/don-vi/sap-xep/cho-bo-tri/?on=2025-07-01"))
    assert "không còn tồn tại" not in words(owner.get("/don-vi/?on=2025-06-30"))


def test_two_days_stand_side_by_side_with_equal_sums(owner, tmp_path):
    address = handed_in(owner, tmp_path)
    owner.post(f"{address}thuc-hien/")
    page = words(owner.get(f"{LIST}so-sanh/?truoc=30/06/2025&sau=01/07/2025"))
    assert "Ngày 30/06/2025 8 người 8 đơn vị" in page
    assert "Ngày 01/07/2025 8 người 5 đơn vị" in page


def test_days_in_the_wrong_order_are_refused_in_words(owner):
    answer = owner.get(f"{LIST}so-sanh/?truoc=01/07/2025&sau=30/06/2025")
    assert answer.status_code == 422 and "Ngày sau phải sau ngày trước" in words(answer)


def test_the_preview_and_the_comparison_can_be_taken_away(owner, tmp_path):
    address = handed_in(owner, tmp_path)
    for where in (f"{address}?tai=xlsx", f"{address}?muc=nguoi&tai=xlsx"):
        book = b"".join(owner.get(where).streaming_content)
        assert CalamineWorkbook.from_filelike(BytesIO(book)).sheet_names == ["Danh sách"]


def test_the_template_has_both_sheets_and_its_examples_are_not_read(owner):
    book = CalamineWorkbook.from_filelike(BytesIO(owner.get(f"{LIST}mau.xlsx").content))
    assert book.sheet_names[:2] == [STEPS, PLACES]
    assert len(book.get_sheet_by_name(STEPS).to_python()) == 1


def test_an_officer_looks_and_does_not_act(owner, units, tmp_path):
    """A1: only who answers for all of the tree changes it."""
    address = handed_in(owner, tmp_path)
    officer = sign_in(units["SKHDT"], "unit_officer")
    page = words(officer.get(address))
    assert "Thực hiện trọn vẹn" not in page
    assert "Người chờ bố trí 0" in page  # nobody of the officer's own unit
    assert officer.get(NEW).status_code == 404
    assert officer.post(f"{address}thuc-hien/").status_code == 404


def test_the_page_of_an_act_asks_as_many_questions_for_many_units_as_for_few(
    owner, units, tmp_path
):
    few = handed_in(owner, tmp_path, steps=ACT[:1])
    many = handed_in(owner, tmp_path)
    counts = []
    for address in (few, many):
        owner.get(address)
        with CaptureQueriesContext(connection) as asked:
            owner.get(address)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_who_waits_is_assigned_by_rows_and_goes_back_with_the_act(owner, tmp_path):
    """O2: nobody is left without a unit; a wrong row keeps everybody where they are."""
    address = handed_in(owner, tmp_path)
    owner.post(f"{address}thuc-hien/")
    bad = "Mã CBCCVC\tMã đơn vị mới\nP4\tH\nP3\tSTC"
    answer = owner.post(f"{address}bo-tri/", {"pasted": bad})
    assert answer.status_code == 422 and "2 ô sai" in words(answer)

    rows = "Mã CBCCVC\tMã đơn vị mới\tChức vụ mới\nP4\tHOACHAU\tChủ tịch UBND cấp xã\nP5\tSTC\t"
    done = owner.post(f"{address}bo-tri/", {"pasted": rows}, follow=True)
    assert "Đã bố trí 2 vị trí công tác" in words(done)
    assert "Không ai phải chờ bố trí" in words(done)
    held = Post.objects.filter(period__contains=DAY, person__code__in=["P4", "P5"])
    assert set(held.values_list("person__code", "unit__code", "title")) == {
        ("P4", "HOACHAU", "commune_chair"),
        ("P5", "STC", "none"),
    }

    owner.post(f"{address}hoan-tac/", {"ground": "thử"})
    assert set(held.values_list("person__code", "unit__code", "title")) == {
        ("P4", "H", "district_chair"),
        ("P5", "H", "none"),
    }


def test_the_page_of_a_unit_names_the_act_that_ended_it_and_who_waits_there(owner, tmp_path):
    address = handed_in(owner, tmp_path)
    assert "Đợt sắp xếp" not in words(owner.get("/don-vi/H/?on=2025-07-01"))
    owner.post(f"{address}thuc-hien/")
    page = owner.get("/don-vi/H/?on=2025-07-01")
    assert "Sắp xếp 2025" in words(page) and "Người còn chờ bố trí ở đơn vị này" in words(page)
    listed = words(owner.get("/don-vi/sap-xep/cho-bo-tri/?tim=H&on=2025-07-01"))
    assert "Phan Thị Dung" in listed


def test_a_role_that_fell_is_told_on_home_and_given_at_a_suggested_unit(huyen, owner, tmp_path):
    """A1, O2: the administrator sees who lost a role with a unit, and where it may go."""
    assert "chờ phân công lại" not in words(owner.get("/"))
    owner.post(f"{handed_in(owner, tmp_path)}thuc-hien/")
    assert "chờ phân công lại" in words(owner.get("/"))
    page = owner.get(f"{LIST}vai-tro/")
    assert "Trần Huyện" in words(page)
    address = re.search(rf"{LIST}vai-tro/\d+/", page.content.decode())[0]
    assert "UBND xã Hòa Vang (HOACHAU)" in words(owner.get(address))
    assert owner.post(address, {"ma": "X1"}).status_code == 422
    answer = owner.post(address, {"goi_y": ["HOACHAU"], "ma": ""}, follow=True)
    assert "Không có vai trò nào chờ phân công lại" in words(answer)
    held = RoleAssignment.objects.get(user=huyen, period__contains=DAY)
    assert held.unit.code == "HOACHAU"
    assert owner.get(address).status_code == 404


def test_a_role_may_be_left_to_end(huyen, owner, tmp_path):
    owner.post(f"{handed_in(owner, tmp_path)}thuc-hien/")
    lost = CarriedRole.objects.get(taken=None)
    answer = owner.post(f"{LIST}vai-tro/{lost.pk}/", {"thoi": "1"}, follow=True)
    assert "Đã ghi nhận vai trò kết thúc" in words(answer)
    assert not RoleAssignment.objects.filter(user=huyen, period__contains=DAY).exists()
