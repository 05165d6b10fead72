"""Pages of attendance (C2, A1): the list, files in and out, the sheet, the phone, leave."""

import json
import re
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from hientai.attendance.models import Excuse, Mark, Rule
from tests.attendance.conftest import As
from tests.attendance.made import MONDAY, Scene, code_of
from tests.site.test_language import COOKIE

pytestmark = pytest.mark.django_db
CLASS = "/lop/TC-01.K1/diem-danh/"
LATER = "?on=2024-06-07"


def signed_in(scene: Scene, name: str) -> Client:
    """The browser of a user, on the day after the class."""
    client = Client()
    client.force_login(scene[name], backend="django.contrib.auth.backends.ModelBackend")
    client.get(f"/{LATER}")
    return client


def said(scene: Scene, **states: str) -> dict[str, str]:
    """The list of a session as its page sends it."""
    page = {f"thay-{one.pk}": "unmarked" for one in scene.learners.values()}
    keys = {"binh": "HN-000001", "an": "HN-000002", "dung": "HN-000004"}
    return page | {f"tt-{scene.learners[keys[who]].pk}": state for who, state in states.items()}


def test_the_list_is_written_with_its_exceptions_and_closed(scene: Scene) -> None:
    owner = signed_in(scene, "owner")
    address = f"{CLASS}{scene.first.pk}/"
    page = owner.get(address).content.decode()
    assert page.count('value="present" data-state="present" checked') == 4
    late = {f"tiet-{scene.learners['HN-000002'].pk}": "1"}
    sent = said(scene, binh="present", an="late", dung="absent") | late
    assert owner.post(address, sent).status_code == 302
    assert owner.post(f"{address}khoa/").status_code == 302
    page = owner.get(CLASS).content.decode()
    assert "3/12" in page and "đã khóa" in page
    assert owner.post(address, {"tt-1": "present", **said(scene, dung="late")}).status_code == 409
    sheet = owner.get(f"{CLASS}?tai=xlsx")
    rows = (
        CalamineWorkbook.from_filelike(
            BytesIO(b"".join(sheet.streaming_content))  # type: ignore[arg-type]
        )
        .get_sheet_by_index(0)
        .to_python()
    )
    assert any("Lê" in str(cell) or "Nguyễn Thu An" in str(cell) for row in rows for cell in row)


def test_the_list_goes_out_as_xlsx_and_comes_back_whole_or_not_at_all(scene: Scene) -> None:
    owner = signed_in(scene, "owner")
    address = f"{CLASS}{scene.first.pk}/xlsx/"
    out = BytesIO(b"".join(owner.get(address).streaming_content))  # type: ignore[arg-type]
    rows = CalamineWorkbook.from_filelike(out).get_sheet_by_index(0).to_python()
    head = next(at for at, row in enumerate(rows) if row[0] == "Mã")
    assert [row[0] for row in rows[head + 1 :] if str(row[0]).startswith(("HN", "K"))]
    wrong = filled(rows, head, {"HN-000001": "ốm", "HN-000002": "vắng"})
    answer = owner.post(address, {"file": wrong})
    assert answer.status_code == 422
    number = next(at for at, row in enumerate(rows, start=1) if row[0] == "HN-000001")
    assert f"Dòng {number}, cột “Điểm danh”" in answer.content.decode()
    assert Mark.objects.count() == 0
    right = filled(rows, head, {"HN-000001": "có mặt", "HN-000002": "vắng"})
    assert owner.post(address, {"file": right}).status_code == 302
    assert sorted(Mark.objects.values_list("state", "how")) == [
        ("absent", "file"),
        ("present", "file"),
    ]


def filled(rows: list[Any], head: int, states: dict[str, str]) -> SimpleUploadedFile:
    """The workbook with its column filled."""
    import xlsxwriter  # noqa: PLC0415

    file = BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            cells = [*row[:3], states.get(str(row[0]), "") if at > head else row[3], *row[4:]]
            sheet.write_row(at, 0, cells)
    return SimpleUploadedFile("danh-sach.xlsx", file.getvalue())


def test_the_sheet_to_sign_names_class_session_and_learners_in_vietnamese_order(
    scene: Scene,
) -> None:
    drawn = signed_in(scene, "yen").get(f"{CLASS}{scene.first.pk}/ky-ten.pdf").content
    text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(drawn)).pages)
    names = ["Nguyễn Thu An", "Trần Quốc Bình", "Đặng Văn Dũng", "Phạm Thị Lan"]
    assert [text.index(name) for name in names] == sorted(text.index(name) for name in names)
    for words in ("DANH SÁCH ĐIỂM DANH", "TC-01.K1", "03/06/2024", "Ký đầu buổi", "Hoàng Thị Yến"):
        assert words in text


def test_codes_are_shown_and_a_phone_checks_in_offline_and_now(scene: Scene, settings: Any) -> None:
    settings.HIENTAI_TODAY = MONDAY.isoformat()
    teacher, phone = signed_in(scene, "yen"), signed_in(scene, "binh")
    wall = f"{CLASS}{scene.first.pk}/ma/"
    home = phone.get("/").content.decode()
    assert "Ngân sách nhà nước" in home and "Điểm danh ngay" not in home
    assert "bạn giảng" in teacher.get("/").content.decode()
    assert "Bắt đầu chiếu mã" in teacher.get(wall).content.decode()
    assert teacher.post(wall).status_code == 302
    page = teacher.get(wall).content.decode()
    codes = re.search(r'data-codes="(\d+)"', page)
    assert codes and code_of(scene.first) in {
        codes[1][at : at + 6] for at in range(0, len(codes[1]), 6)
    }
    assert "Điểm danh ngay" in phone.get("/").content.decode()
    assert Client().get("/diem-danh/").status_code == 200
    who = phone.get("/diem-danh/gui/").json()["who"]
    told = sent(phone, {"id": "1", "who": who, "code": code_of(scene.first), "session": ""})
    assert [(one["outcome"], one["final"]) for one in told] == [("present", True)]
    assert "Ngân sách nhà nước" in told[0]["session"]
    [again] = sent(phone, {"id": "2", "code": code_of(scene.first), "at": "không phải giờ"})
    assert again["outcome"] == "already"
    [other] = sent(phone, {"id": "3", "who": "của người khác", "code": "123456"})
    assert (other["outcome"], other["final"]) == ("other_user", False)
    assert "Có mặt <b>1</b>/4" in teacher.get(f"{wall}?dem=1").content.decode()
    mine = phone.get("/diem-danh/cua-toi/").content.decode()
    assert "bằng mã" in mine and "4/" in mine
    home = phone.get("/").content.decode()
    assert "có mặt" in home and "Điểm danh ngay" not in home
    settings.HIENTAI_TODAY = "2024-05-30"
    assert "Buổi tới: <b>Thứ 2 03/06/2024 08:00</b>" in phone.get("/").content.decode()
    assert (
        Client().post("/diem-danh/gui/", headers={"accept": "application/json"}).status_code == 401
    )


def sent(phone: Client, *codes: dict[str, Any]) -> list[dict[str, Any]]:
    """What the server answers to codes that a phone sends."""
    body = json.dumps({"codes": list(codes)})
    answer = phone.post("/diem-danh/gui/", body, content_type="application/json")
    found: list[dict[str, Any]] = answer.json()["answers"]
    return found


@pytest.mark.parametrize("body", ["", "[]", "{", '{"codes": 7}', '{"codes": [3, null]}', "null"])
def test_what_no_phone_sends_is_answered_with_nothing(scene: Scene, body: str) -> None:
    phone = signed_in(scene, "binh")
    answer = phone.post("/diem-danh/gui/", body, content_type="application/json")
    assert (answer.status_code, answer.json()["answers"]) == (200, [])


def test_leave_is_asked_on_the_phone_and_its_paper_is_served_to_who_keeps_the_class(
    scene: Scene, as_user: As
) -> None:
    phone, owner = signed_in(scene, "binh"), signed_in(scene, "owner")
    me = scene.learners["HN-000001"].pk
    form = {"first_on": "03/06/2024", "reason": "Nằm viện"}
    scan = SimpleUploadedFile("ra-vien.pdf", b"%PDF-1.7 giay")
    asked = phone.post(f"/diem-danh/cua-toi/{me}/xin-nghi/", {**form, "scan": scan})
    assert asked.status_code == 302
    other = scene.learners["HN-000002"].pk
    assert phone.post(f"/diem-danh/cua-toi/{other}/xin-nghi/", form).status_code == 404
    as_user("owner")
    key = Excuse.objects.get().pk
    for name, status in (("binh", 404), ("yen", 404), ("viewer", 404), ("owner", 200)):
        assert signed_in(scene, name).get(f"/diem-danh/phep/{key}/giay-to/").status_code == status
    assert owner.get("/diem-danh/phep/1234567/giay-to/").status_code == 404
    done = owner.post(f"/diem-danh/phep/{key}/", {"verdict": "yes", "words": ""})
    assert done.status_code == 302
    assert "được nghỉ" in phone.get("/diem-danh/cua-toi/").content.decode()


def test_leave_is_given_for_one_session_and_is_told_with_its_hour(
    scene: Scene, as_user: As
) -> None:
    owner = signed_in(scene, "owner")
    page = f"/lop/{scene.held.code}/diem-danh/phep/"
    form = {"learner": scene.learners["HN-000001"].pk, "reason": "Họp", "paper": "Giấy mời 5"}
    refused = owner.post(page, form)
    assert refused.status_code == 422
    assert "Ghi ngày nghỉ, hoặc chọn một buổi." in refused.content.decode()
    wrong = {
        "Ngày cuối": {"first_on": "05/06/2024", "last_on": "03/06/2024"},
        "ngày": {"first_on": "ngày kia"},
        "Ghi lý do nghỉ.": {"first_on": "03/06/2024", "reason": " "},
    }
    for words, told in wrong.items():
        refused = owner.post(page, {**form, **told})
        assert (refused.status_code, words in refused.content.decode()) == (422, True), words
    assert owner.post(page, {**form, "session": scene.first.pk}).status_code == 302
    as_user("owner")
    given = Excuse.objects.get()
    starts = timezone.localtime(scene.first.hours.lower)
    assert (given.session_id, given.first_on) == (scene.first.pk, starts.date())
    assert f"{starts:%H:%M, %d/%m/%Y}" in owner.get(page).content.decode()


def test_an_institution_sets_its_own_limits_on_its_regulation(scene: Scene) -> None:
    owner = signed_in(scene, "owner")
    page = owner.get("/diem-danh/muc-vang/").content.decode()
    assert "Thông tư 03/2023/TT-BNV, Điều 6" in page
    form = {
        "institution": scene.held.institution_id,
        "since": "01/01/2024",
        "all_most": "10",
        "clause": "Quy chế 5/QC-TCB",
    }
    assert owner.post("/diem-danh/muc-vang/", form).status_code == 302
    assert Rule.objects.get().most == 10
    assert owner.post("/diem-danh/muc-vang/", form).status_code == 422
    assert signed_in(scene, "viewer").post("/diem-danh/muc-vang/", form).status_code == 404


def test_the_pages_are_english_in_english(scene: Scene) -> None:
    phone = signed_in(scene, "binh")
    phone.cookies[COOKIE] = "en"
    for address in ("/diem-danh/", "/diem-danh/cua-toi/"):
        assert "Điểm danh" not in phone.get(address).content.decode()
