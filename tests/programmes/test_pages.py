"""The pages: from a draft of a scheme to a programme in force, as an office does it (G1–G4)."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook

from hientai.organisations.models import Unit
from hientai.programmes.models import Document, Lecturer, Programme, Version
from hientai.programmes.services import institutions, writing
from tests.people.conftest import sign_in
from tests.programmes.made import ACT, CONTENTS, COUNCIL, approved, other

pytestmark = pytest.mark.django_db
LIST = "/chuong-trinh/"
PDF = b"%PDF-1.7 noi dung"


def words(answer) -> str:
    """What a page says, without its marks."""
    return " ".join(re.sub(r"<[^>]*>", " ", answer.content.decode()).split())


def pdf(name: str = "bai-1.pdf") -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, PDF)


@pytest.fixture
def owner(home: Unit) -> Client:
    """Somebody who answers for the department and all below it."""
    return sign_in(home, "owner")


@pytest.fixture
def viewer(home: Unit) -> Client:
    """Somebody who only looks."""
    return sign_in(home, "viewer")


def made(owner: Client) -> str:
    """The address of a programme that was made on the pages, with its contents."""
    terms = {"code": "qltc", "title": "Quản lý tài chính", "unit": "snv", "kind": "job_position"}
    answer = owner.post(f"{LIST}moi/", {**terms, "region": "all", "ground": "Kế hoạch 2024"})
    assert answer.status_code == 302, words(answer)
    page = f"{LIST}QLTC/"
    facts = {"audience": "Công chức", "categories": ["civil_servant"], "forms": ["full_time"]}
    assert owner.post(f"{page}ban/1/thong-tin/", facts).status_code == 302
    assert owner.post(f"{page}ban/1/noi-dung/", {"lines": CONTENTS}).status_code == 302
    return page


def put_before_a_council(owner: Client, page: str, council: str = COUNCIL):
    """The answer to a council handed in."""
    terms = {"ground": "QĐ 55/QĐ-SNV", "on": "01/02/2024", "members": council}
    return owner.post(f"{page}ban/1/trinh/", terms)


def vote(owner: Client, page: str, votes: str = "agree"):
    """The answer to a sitting where everybody votes alike, with the minutes as a file."""
    members = Version.objects.get().appraisals.get(conclusion="").members.all()
    terms = {f"phieu-{m.pk}": votes for m in members}
    return owner.post(f"{page}ban/1/hop/", {**terms, "on": "20/02/2024", "file": pdf("bb.pdf")})


def test_an_empty_list_says_where_to_begin(owner) -> None:
    page = words(owner.get(LIST))
    assert "Chưa có chương trình nào" in page
    assert "Lấy từ đề án" in page


def test_the_printed_programme_of_2018_is_there_as_it_was_printed(home, owner) -> None:
    """G1: four modules as printed, 32 places for topics whose names are not in hand."""
    answer = owner.post(f"{LIST}ban-thao/", follow=True)
    assert "Đã lập 1 bản thảo; 0 đã có từ trước" in words(answer)
    assert "Đã lập 0 bản thảo; 1 đã có từ trước" in words(
        owner.post(f"{LIST}ban-thao/", follow=True)
    )
    page = words(owner.get(f"{LIST}HANOI-2315.LD-CAP-XA/"))
    for module in ("Lý luận - chính trị", "hành chính - chính quyền địa phương"):
        assert module in page
    assert page.count("chưa có trong tay") == 33  # each place, and the count of them
    assert "32 chuyên đề" in page and "32 ngày học" in page
    assert "Chinhphu.vn" in page


def test_a_programme_goes_from_draft_to_force_on_the_pages(owner) -> None:
    """G1: submitted, appraised with minutes, approved by an act."""
    page = made(owner)
    assert "Trình thẩm định" in words(owner.get(page))
    assert put_before_a_council(owner, page).status_code == 302
    assert vote(owner, page).status_code == 302
    terms = {"act": ACT, "on": "04/03/2024", "body": "Sở Nội vụ", "since": "15/03/2024"}
    assert owner.post(f"{page}ban/1/phe-duyet/", terms).status_code == 302
    shown = words(owner.get(page))
    assert "đã phê duyệt" in shown and "từ 15/03/2024" in shown
    assert "4 ngày học 32 tiết, 8 tiết mỗi ngày" in shown
    assert "đúng quy định" in shown and "nhiều nhất 1 tuần (5 ngày học)" in shown
    council = words(owner.get(f"{page}?muc=tham-dinh"))
    assert "Trần Văn Khôi" in council and "thông qua" in council and "bb.pdf" in council


def test_a_council_of_four_is_refused_at_the_form_with_the_clause(owner) -> None:
    """G1: the refusal says value, limit and where it stands."""
    answer = put_before_a_council(owner, made(owner), COUNCIL.rpartition("\n")[0])
    assert answer.status_code == 422
    page = words(answer)
    assert "Hội đồng có 4 người" in page and "ít nhất 5 người, số lẻ" in page
    assert "NĐ 101/2017" in page and "Trần Văn Khôi" in page


def test_a_refused_sitting_leaves_no_file_behind(owner) -> None:
    page = made(owner)
    put_before_a_council(owner, page)
    members = Version.objects.get().appraisals.get().members.all()
    votes = {f"phieu-{m.pk}": "agree" for m in members}
    answer = owner.post(f"{page}ban/1/hop/", {**votes, "on": "01/01/2024", "file": pdf()})
    assert answer.status_code == 422 and "trước ngày lập hội đồng" in words(answer)
    assert not Document.objects.exists()


def test_a_version_is_followed_by_another_and_they_are_compared(owner) -> None:
    """G1: the difference, item by item."""
    page = made(owner)
    put_before_a_council(owner, page)
    vote(owner, page)
    terms = {"act": ACT, "on": "04/03/2024", "body": "Sở Nội vụ", "since": "15/03/2024"}
    owner.post(f"{page}ban/1/phe-duyet/", terms)
    owner.post(f"{page}ban-moi/", {"change": "Bổ sung chuyển đổi số", "year": "2025"})
    lines = CONTENTS.replace("Tổng quan ngân sách nhà nước | 6 | 2", "Chuyển đổi số | 4 | 4")
    assert owner.post(f"{page}ban/2/noi-dung/", {"lines": lines}).status_code == 302
    shown = words(owner.get(f"{page}ban/2/so-sanh/1/"))
    assert "Khác nhau 2" in shown
    assert "Tổng quan ngân sách nhà nước (lý thuyết 6, thực hành 2)" in shown
    versions = words(owner.get(f"{page}?muc=phien-ban"))
    assert "bổ sung năm 2025" in versions and "với bản 1" in versions


def test_lines_that_cannot_be_read_come_back_with_what_was_typed(owner) -> None:
    page = made(owner)
    answer = owner.post(f"{page}ban/1/noi-dung/", {"lines": "A | Một | nhiều"})
    assert answer.status_code == 422
    assert "“nhiều” không phải số tiết" in words(answer) and "A | Một | nhiều" in words(answer)


def test_a_material_gets_editions_and_is_handed_over(home, school, owner) -> None:
    """G2: per topic and version, sets handed over with the receipt."""
    page = made(owner)
    topic = Version.objects.get().topics.first()
    terms = {"topic": topic.pk, "kind": "text", "title": "Ngân sách nhà nước"}
    add = f"{page}ban/1/tai-lieu/"
    assert owner.post(add, {**terms, "file": pdf()}).status_code == 302
    again = owner.post(add, {**terms, "file": pdf()})
    assert again.status_code == 422 and "giống hệt lần biên soạn 1" in words(again)
    changed = SimpleUploadedFile("bai-2.pdf", PDF + b" sua")
    assert owner.post(add, {**terms, "file": changed}).status_code == 302
    newest = Version.objects.get().materials.get(edition=2)
    given = {"materials": [newest.pk], "to_unit": "TCB", "on": "20/03/2024", "receipt": "BB 03"}
    assert owner.post(f"{page}ban/1/ban-giao/", given).status_code == 302
    shown = words(owner.get(f"{page}?muc=tai-lieu"))
    assert "Trường Cán bộ" in shown and "BB 03" in shown and "bai-2.pdf" in shown
    file = owner.get(f"/tep/{newest.document_id}/")
    assert file["Content-Disposition"].startswith("attachment") and file.content == PDF + b" sua"


def test_a_program_is_no_material(owner) -> None:
    """G2: the kind of a file is checked by its content."""
    page = made(owner)
    file = SimpleUploadedFile("bai.pdf", b"MZ\x90 virus")
    terms = {"topic": "", "kind": "text", "title": "Bài", "file": file}
    answer = owner.post(f"{page}ban/1/tai-lieu/", terms)
    assert answer.status_code == 422 and "không phải PDF" in words(answer)


def test_a_lecturer_is_added_qualified_and_found(owner) -> None:
    """G3: somebody from outside, with what may be taught and how they were trained."""
    made(owner)
    terms = {"unit": "SNV", "name": "Đoàn Thị Mai", "kind": "visiting", "workplace": "Học viện"}
    more = {"expertise": "Tài chính công", "since": "01/01/2024", "ground": "CV 12"}
    assert owner.post("/giang-vien/moi/", {**terms, **more}).status_code == 302
    page = f"/giang-vien/{Lecturer.objects.get().pk}/"
    may = {"programme": "qltc", "since": "01/01/2024", "ground": "QĐ 7"}
    assert owner.post(f"{page}chuong-trinh/", may).status_code == 302
    twice = owner.post(f"{page}chuong-trinh/", may)
    assert twice.status_code == 422 and "trong thời gian đó" in words(twice)
    course = {"title": "Giảng viên nguồn", "organiser": "Bộ Nội vụ", "starts_on": "06/05/2024"}
    assert owner.post(f"{page}tap-huan/", {**course, "ends_on": "10/05/2024"}).status_code == 302
    shown = words(owner.get(page))
    assert "Quản lý tài chính" in shown and "Giảng viên nguồn" in shown
    assert "Đoàn Thị Mai" in words(owner.get("/giang-vien/?tim=tai chinh doan"))
    assert "Đoàn Thị Mai" in words(owner.get(f"{LIST}QLTC/?muc=giang-day"))


def test_a_lecturer_without_name_or_code_is_refused_at_the_field(owner) -> None:
    terms = {"unit": "SNV", "kind": "guest", "since": "01/01/2024", "ground": "CV 12"}
    answer = owner.post("/giang-vien/moi/", terms)
    assert answer.status_code == 422 and "họ tên người ngoài danh sách" in words(answer)


def test_an_institution_is_described_with_rooms_programmes_and_a_contract(school, owner) -> None:
    """G4: capability and contracts."""
    made(owner)
    assert "Trường Cán bộ" in words(owner.get("/co-so/"))
    assert owner.post("/co-so/moi/", {"unit": "TCB", "address": "Hà Đông"}).status_code == 302
    rooms = {"rooms": "Hội trường A | 120 | hội trường\nPhòng 201 | 45"}
    assert owner.post("/co-so/TCB/phong/", rooms).status_code == 302
    may = {"programme": "QLTC", "since": "01/01/2024", "ground": "QĐ 3"}
    assert owner.post("/co-so/TCB/chuong-trinh/", may).status_code == 302
    deal = {
        "unit": "SNV",
        "number": "05/HĐ",
        "subject": "Tổ chức lớp",
        "signed_on": "02/05/2024",
        "starts_on": "02/05/2024",
        "ends_on": "31/12/2024",
        "value": "250.000.000",
    }
    assert owner.post("/co-so/TCB/hop-dong/", deal).status_code == 302
    shown = words(owner.get("/co-so/TCB/"))
    assert "Chỗ ngồi 165" in shown and "250.000.000" in shown and "Quản lý tài chính" in shown


def test_a_unit_of_another_type_is_no_institution(home, owner) -> None:
    answer = owner.post("/co-so/moi/", {"unit": "SNV"})
    assert answer.status_code == 422 and "không phải cơ sở đào tạo" in words(answer)


def test_who_only_looks_is_offered_nothing_to_write(draft, viewer) -> None:
    """A1: no button, no form."""
    page = words(viewer.get(f"{LIST}TC-01/"))
    assert "Sửa nội dung" not in page and "Trình thẩm định" not in page
    assert viewer.get(f"{LIST}TC-01/ban/1/noi-dung/").status_code == 404
    assert viewer.get(f"{LIST}moi/").status_code == 404


def test_the_list_is_filtered_by_the_address_and_downloaded_as_it_is(draft, home) -> None:
    other(home)
    approved(draft)
    owner = sign_in(home, "owner")
    assert "Kỹ năng tiếp công dân" not in words(owner.get(f"{LIST}?tinh-trang=approved"))
    assert "TC-01" not in words(owner.get(f"{LIST}?tim=tiep cong dan"))
    answer = owner.get(f"{LIST}?tinh-trang=approved&tai=xlsx")
    book = b"".join(answer) if answer.streaming else answer.content
    rows = CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_index(0)
    cells = [str(cell) for row in rows.to_python() for cell in row]
    assert "TC-01" in cells and not any("tiếp công dân" in cell for cell in cells)


def test_another_day_shows_the_version_of_that_day(draft, home) -> None:
    """G1: a version in force a day."""
    approved(draft)
    later = writing.new_version(actor=None, programme=draft.programme, change="Năm 2025")
    approved(later, since=date(2025, 1, 1))
    owner = sign_in(home, "owner")
    assert "phiên bản 1" in words(owner.get(f"{LIST}TC-01/?on=2024-12-31"))
    assert "phiên bản 2" in words(owner.get(f"{LIST}TC-01/?on=2025-01-01"))


def test_an_unknown_programme_or_version_is_not_there(owner, draft) -> None:
    for address in ("KHONG-CO/", "TC-01/?ban=9", "TC-01/ban/9/noi-dung/", "TC-01/ban/1/so-sanh/9/"):
        assert owner.get(f"{LIST}{address}").status_code == 404


def test_rooms_are_read_back_as_they_were_written(school, owner, sees_all) -> None:
    held = institutions.describe(actor=None, unit=school, facts={})
    owner.post("/co-so/TCB/phong/", {"rooms": "Phòng 1 | 40\nPhòng 2 | 30 | máy tính"})
    owner.post("/co-so/TCB/phong/", {"rooms": "Phòng 2 | 35 | máy tính"})
    assert list(held.rooms.values_list("name", "places")) == [("Phòng 2", 35)]
    assert "Phòng 2 | 35 | máy tính" in words(owner.get("/co-so/TCB/phong/"))


def test_a_draft_is_thrown_away_on_its_page(owner) -> None:
    page = made(owner)
    assert owner.post(f"{page}ban/1/bo/").status_code == 302
    assert not Programme.objects.exists()


def test_an_institution_compiles_its_own_programmes_and_approves_none(
    home, school, sees_all
) -> None:
    """A1: the role of a training institution writes for itself; approval is another's."""
    client = sign_in(school, "institution")
    terms = {"code": "TCB-1", "title": "Kỹ năng giảng dạy", "unit": "TCB", "region": "all"}
    assert client.post(f"{LIST}moi/", {**terms, "ground": "Kế hoạch"}).status_code == 302
    page = words(client.get(f"{LIST}TCB-1/"))
    assert "Sửa nội dung" in page and "Trình thẩm định" not in page
    assert client.get(f"{LIST}TCB-1/ban/1/trinh/").status_code == 404
    other_unit = client.post(f"{LIST}moi/", {**terms, "code": "X", "unit": "SNV", "ground": "KH"})
    assert other_unit.status_code == 422 and "phạm vi đơn vị" in words(other_unit)
