"""The register of papers and the pages of one paper and of templates (N5, A1)."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http.response import HttpResponseBase
from django.test import Client
from docx import Document
from pypdf import PdfReader

from hientai.documents import services as verbs
from hientai.documents.domain.compose import shipped_words
from hientai.documents.models import Paper, Wording
from tests.documents.authority import PASSWORD, authority
from tests.documents.conftest import Office
from tests.documents.made import PDF, TODAY, drafted, signed
from tests.people.conftest import sign_in

NAME = "Nguyễn Thị Mai Hương"


@pytest.fixture
def owner(office: Office, settings) -> Client:
    """Who answers for the whole city."""
    settings.HIENTAI_TODAY = TODAY.isoformat()
    return sign_in(office.units["HN"], "owner")


@pytest.fixture
def officer(office: Office, settings) -> Client:
    """The officer of the department of home affairs."""
    settings.HIENTAI_TODAY = TODAY.isoformat()
    return sign_in(office.units["SNV"], "unit_officer")


@pytest.fixture
def sees(office: Office) -> Callable[[], None]:
    """Look again with sight of all, after a client's request looked with its own."""

    def look() -> None:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
            cursor.execute("SELECT audit_seal(NULL, 'all', 'all', true, '')")
            cursor.execute("SET LOCAL ROLE hientai_app")

    return look


def text_of(page: HttpResponseBase) -> str:
    return b"".join(page).decode().replace("\u00a0", " ").replace("\u2011", "-")


def upload(content: bytes, name: str = "ban-ky.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_paper_goes_from_template_to_number_through_its_pages(owner, office, sees) -> None:
    asked = f"/van-ban/moi/?viec=send_course&co_quan={office.city.pk}"
    page = text_of(owner.get(asked))
    assert "Theo đề nghị" not in page and "Căn cứ Nghị định số 101/2017/NĐ-CP" in page
    boxes = [part.split('"')[0] for part in page.split('name="gia-tri-')[1:]]
    values = {f"gia-tri-{at}": f"giá trị {at}" for at in boxes} | {"signer_name": NAME}
    answer = owner.post(asked, values)
    assert answer.status_code == 302, text_of(answer)
    address = answer["Location"]
    assert "dự thảo" in text_of(owner.get(address))
    assert owner.post(f"{address}khoa/").status_code == 302
    assert owner.post(f"{address}ban-ky/", {"copy": upload(PDF.content)}).status_code == 302
    assert owner.post(f"{address}so/", {"issued_on": "03/06/2024"}).status_code == 302
    page = text_of(owner.get(address))
    assert "Quyết định 01/QĐ-UBND" in page and "Hà Nội, ngày 03 tháng 6 năm 2024" in page
    assert "01/QĐ-UBND" in text_of(owner.get("/van-ban/?tim=1/QĐ"))
    assert "01/QĐ-UBND" not in text_of(owner.get("/van-ban/?on=2024-06-02"))


def test_what_is_missing_is_told_at_the_form_and_nothing_is_written(owner, office, sees) -> None:
    sees()
    paper = verbs.lock(actor=None, paper=drafted(office.city))
    wrong = owner.post(f"/van-ban/{paper.pk}/ban-ky/", {"copy": upload(b"PK\x03\x04")})
    assert wrong.status_code == 422 and "không phải PDF" in text_of(wrong)
    assert owner.post(f"/van-ban/{paper.pk}/tra-lai/", {"reason": " "}).status_code == 422
    assert owner.post(f"/van-ban/{paper.pk}/so/", {"issued_on": "03/06/2024"}).status_code == 409
    sees()
    waiting = signed(office.city)
    future = owner.post(f"/van-ban/{waiting.pk}/so/", {"issued_on": "04/06/2024"})
    assert future.status_code == 422 and "tương lai" in text_of(future)


def test_a_paper_is_signed_on_its_page_with_the_signers_own_key(owner, office, sees) -> None:
    sees()
    paper = verbs.lock(actor=None, paper=drafted(office.city))
    key = authority().key_of(NAME)
    wrong = owner.post(
        f"/van-ban/{paper.pk}/ky/", {"key": upload(key, "khoa.p12"), "password": "sai"}
    )
    assert wrong.status_code == 422 and "mật khẩu không đúng" in text_of(wrong)
    given = {"key": upload(key, "khoa.p12"), "password": PASSWORD}
    assert owner.post(f"/van-ban/{paper.pk}/ky/", given).status_code == 302
    again = {"key": upload(key, "khoa.p12"), "password": PASSWORD}
    told = owner.post(f"/van-ban/{paper.pk}/ky/", again)
    assert told.status_code == 409 and "đã ký, chờ số" in text_of(told)
    page = text_of(owner.get(f"/van-ban/{paper.pk}/"))
    assert "chữ ký số còn nguyên" in page and NAME in page and "chưa tin cậy" in page
    assert PASSWORD not in page


def test_files_are_drawn_from_the_content_and_saved_by_the_browser(owner, office, sees) -> None:
    sees()
    paper = verbs.register(actor=None, paper=signed(office.city), on=TODAY)
    drawn = owner.get(f"/van-ban/{paper.pk}/tai.docx")
    assert "attachment" in drawn["Content-Disposition"]
    assert Document(BytesIO(drawn.content)).tables[0].rows[1].cells[0].text == "Số: 01/QĐ-UBND"
    pdf = PdfReader(BytesIO(owner.get(f"/van-ban/{paper.pk}/tai.pdf").content))
    assert "01/QĐ-UBND" in pdf.pages[0].extract_text().replace("\u00a0", " ")
    assert owner.get(f"/van-ban/{paper.pk}/tai.exe").status_code == 404
    issued = {"copy": upload(PDF.content, "phat-hanh.pdf")}
    assert owner.post(f"/van-ban/{paper.pk}/ban-phat-hanh/", issued).status_code == 302
    assert "Bản phát hành" in text_of(owner.get(f"/van-ban/{paper.pk}/"))
    sees()
    copy = paper.files.get(role="signed")
    kept = owner.get(f"/van-ban/{paper.pk}/tep/{copy.pk}/")
    assert kept.content == PDF.content and "attachment" in kept["Content-Disposition"]


def test_a_draft_is_revised_on_its_page_and_a_wrong_body_is_told(owner, office, sees) -> None:
    sees()
    paper = drafted(office.city)
    boxes = {**paper.words, "signer_name": "Phạm Văn Long"}
    wrong = owner.post(f"/van-ban/{paper.pk}/sua/", {**boxes, "body": "Điều 2. Lạc."})
    assert wrong.status_code == 422 and "Điều 1." in text_of(wrong)
    assert "Lưu lần nữa" not in text_of(wrong)
    boxes["abstract"] = "Về việc cử đi học lớp mới"
    assert owner.post(f"/van-ban/{paper.pk}/sua/", boxes).status_code == 302
    page = text_of(owner.get(f"/van-ban/{paper.pk}/"))
    assert "Về việc cử đi học lớp mới" in page and "Phạm Văn Long" in page


def test_a_paper_of_former_days_is_entered_with_its_scan(owner, office) -> None:
    said = {
        "body": office.city.pk,
        "kind": "decision",
        "number": "057a",
        "issued_on": "01/03/2023",
        "abstract": "Về việc cử đi bồi dưỡng năm 2023",
        "signer": "Phạm Văn Long",
    }
    answer = owner.post("/van-ban/cu/", {**said, "scan": upload(PDF.content)})
    assert answer.status_code == 302, text_of(answer)
    assert "57a/QĐ-UBND" in text_of(owner.get("/van-ban/?nam=2023"))
    again = owner.post("/van-ban/cu/", {**said, "scan": upload(PDF.content)})
    assert again.status_code == 422 and "đã cấp cho văn bản khác" in text_of(again)


def test_a_template_is_written_tried_and_put_into_use(owner, office, sees) -> None:
    address = f"/van-ban/mau/soan/amend/?co-quan={office.city.pk}"
    assert "{văn bản gốc}" in text_of(owner.get(address))
    words = vars(shipped_words("amend")) | {"since": "01/06/2024", "note": "Thêm căn cứ"}
    wrong = owner.post(address, words | {"recipients": "Như trên\n{nơi nhân}"})
    assert wrong.status_code == 422
    assert "dòng 2, vị trí 1: không có trường {nơi nhân}" in text_of(wrong)
    answer = owner.post(address, words | {"abstract": "Về việc sửa {văn bản gốc}"})
    tried = text_of(owner.get(answer["Location"]))
    assert "Về việc sửa Quyết định số 07/QĐ-UBND" in " ".join(tried.split())
    drawn = Document(BytesIO(owner.get(f"{answer['Location']}thu.docx").content))
    assert any(p.text.replace("\u00a0", " ").startswith("Về việc sửa") for p in drawn.paragraphs)
    sees()
    first = verbs.register(actor=None, paper=signed(office.city), on=TODAY)
    real = drafted(office.city, "amend", former=first)
    tried = text_of(owner.get(f"{answer['Location']}?van-ban={real.pk}"))
    assert "selected>" in tried and "Đặng Thị Kim Ngân" not in tried
    assert owner.post(f"{answer['Location']}dung/").status_code == 302
    sees()
    assert Wording.objects.get().state == "in_use"


def test_the_officer_of_a_department_neither_sees_nor_numbers_papers_of_the_city(
    officer, office, sees
) -> None:
    sees()
    paper = signed(office.city)
    assert officer.get(f"/van-ban/{paper.pk}/").status_code == 404
    assert officer.get(f"/van-ban/{paper.pk}/tai.docx").status_code == 404
    for step in ("khoa", "so", "tra-lai", "ky", "ban-ky", "bo"):
        assert officer.post(f"/van-ban/{paper.pk}/{step}/").status_code == 404
    assert officer.get("/van-ban/mau/").status_code == 404
    sees()
    own = drafted(office.department)
    assert "dự thảo" in text_of(officer.get("/van-ban/"))
    assert officer.post(f"/van-ban/{own.pk}/khoa/").status_code == 302


def test_an_amended_paper_and_the_amending_one_lead_to_each_other(owner, office, sees) -> None:
    sees()
    first = verbs.register(actor=None, paper=signed(office.city), on=TODAY)
    later = signed(office.city, "amend", former=first)
    verbs.register(actor=None, paper=later, on=TODAY)
    assert f"/van-ban/{later.pk}/" in text_of(owner.get(f"/van-ban/{first.pk}/"))
    page = text_of(owner.get(f"/van-ban/{later.pk}/"))
    assert f"/van-ban/{first.pk}/" in page and "Điều chỉnh" in page


def test_the_register_is_a_workbook_too(owner, office, sees) -> None:
    sees()
    verbs.register(actor=None, paper=signed(office.city), on=TODAY)
    answer = owner.get("/van-ban/?tai=xlsx")
    assert answer.status_code == 200
    assert b"".join(answer).startswith(b"PK")
    sees()
    assert Paper.objects.count() == 1
