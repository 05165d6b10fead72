"""C4: marks by grid and sheet, a conclusion looked at first, own results, papers; on the pages."""

import io
import json
from collections.abc import Callable
from datetime import timedelta
from zipfile import ZipFile

import polars as pl
import pytest
import xlsxwriter
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from pypdf import PdfReader

from hientai.accounts.models import User
from hientai.law.services import draft_correction
from hientai.organisations.models import Unit
from hientai.results.cli import result_group
from hientai.results.models import Grade, Objection, Outcome, Work
from hientai.results.services import publish
from hientai.upkeep.services import tie
from tests.journeys.city import user
from tests.results.conftest import AFTER, LAST, Scene

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def after_the_class(settings) -> None:
    """The clock stands after the last day."""
    settings.HIENTAI_TODAY = AFTER.isoformat()


def browser(someone: User) -> Client:
    """A browser that is signed in, looking through the application's role."""
    client = Client()
    client.force_login(someone, backend="django.contrib.auth.backends.ModelBackend")
    as_application()
    return client


def as_owner() -> None:
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


def as_application() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE hientai_app")


@pytest.fixture
def school(scene: Scene) -> Client:
    """Somebody at the institution, who sees no records of people."""
    as_owner()
    return browser(user("giaovu.tcb", "Bùi Thị Nga", "institution", scene.held.institution.unit))


def fields(scene: Scene, *texts: str) -> dict[str, str]:
    """The fields of the test for the learners and the guest, in their order."""
    keys = [one.pk for one in (*scene.learners, scene.guest)]
    return {
        f"d-{key}-{scene.test.pk}-1": text for key, text in zip(keys, texts, strict=False) if text
    }


def page_of(scene: Scene, rest: str = "") -> str:
    return f"/lop/{scene.held.code}/ket-qua/{rest}"


def test_an_institution_marks_in_the_grid_corrects_and_undoes(scene: Scene, school: Client) -> None:
    grid = page_of(scene, "bang-diem/")
    page = school.get(grid).content.decode()
    assert "Bùi Văn An" in page and "Bài kiểm tra" in page and "Phạm Thị Dung" in page
    wrong = school.post(grid, {**fields(scene, "7", "11", "tám"), "da-thay": "0"})
    assert wrong.status_code == 422
    text = wrong.content.decode()
    assert "2 ô chưa đọc được; chưa ghi điểm nào" in text and 'value="tám"' in text
    sent = {**fields(scene, "7", "v", "8,25"), "da-thay": "0"}
    assert "Đã ghi 3 điểm" in school.post(grid, sent, follow=True).content.decode()
    as_owner()
    assert sorted(str(one.points) for one in Grade.objects.all()) == ["7.00", "8.25", "None"]
    batch = Grade.objects.all()[0].batch_id
    as_application()
    done = school.post(f"{grid}hoan-tac/{batch}/", follow=True).content.decode()
    assert "Đã hoàn tác 3 điểm" in done


def test_a_sheet_goes_down_and_up_whole_or_says_row_and_column(
    scene: Scene, school: Client
) -> None:
    down = b"".join(school.get(page_of(scene, "bang-diem/xlsx/")).streaming_content)
    frame = pl.read_excel(io.BytesIO(down), has_header=False, engine="calamine")
    rows = [["" if cell is None else str(cell) for cell in row] for row in frame.rows()]
    head = next(at for at, row in enumerate(rows) if row[0] == "Mã dòng")
    column = next(at for at, text in enumerate(rows[head]) if text.startswith("Bài kiểm tra ["))
    assert [row[1] for row in rows[head + 1 :]][0] == "Bùi Văn An"
    for offset, text in enumerate(("6,5", "12", "8", "9"), start=1):
        rows[head + offset][column] = text

    def sent() -> SimpleUploadedFile:
        file = io.BytesIO()
        book = xlsxwriter.Workbook(file, {"in_memory": True})
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
        book.close()
        return SimpleUploadedFile("bang-diem.xlsx", file.getvalue())

    up = page_of(scene, "bang-diem/tai-len/")
    refused = school.post(up, {"file": sent()})
    text = refused.content.decode()
    assert refused.status_code == 422
    assert f'<td class="num">{head + 3}</td>' in text and "Bài kiểm tra [" in text
    assert "quá thang điểm 10" in text
    rows[head + 2][column] = "v"
    assert "Đã ghi 4 điểm từ tệp" in school.post(up, {"file": sent()}, follow=True).content.decode()
    junk = SimpleUploadedFile("a.xlsx", b"khong phai bang tinh")
    assert school.post(up, {"file": junk}).status_code == 422


def test_a_class_is_looked_at_then_concluded_and_its_papers_say_so(
    scene: Scene, there: Callable[..., None], school: Client, units: dict[str, Unit]
) -> None:
    as_owner()
    scene.marked("7", "9", "4", "8")
    scene.marked("8", "9", "8", "", part=scene.report)
    as_application()
    page = page_of(scene, "ket-luan/")
    seen = school.get(page).content.decode()
    assert "hoàn thành: 2" in seen and "không hoàn thành: 1" in seen and "chưa rõ: 1" in seen
    assert "Cần điểm Báo cáo thu hoạch" in seen and "từ 5 trên 10 điểm" in seen
    shown = [part.split('"')[0] for part in seen.split('name="da-thay" value="')[1:]]
    sent = {"da-thay": shown, "ket-luan": "1", "ground": "Biên bản 5/BB-TCB"}
    assert school.post(page, {**sent, "ground": ""}).status_code == 422
    done = school.post(page, sent, follow=True).content.decode()
    assert "Đã kết luận 4 học viên" in done
    assert "Không có kết luận nào mới" in school.get(page).content.decode()
    there(l1=1)
    for address in (page, page_of(scene)):
        assert "kết luận của 1 học viên không còn khớp" in school.get(address).content.decode()
    there()
    drawn = school.get(page_of(scene, "bang-diem.pdf"))
    text = "\n".join(one.extract_text() for one in PdfReader(io.BytesIO(drawn.content)).pages)
    for words in ("Kết quả học tập", "Bùi Văn An", "Không hoàn thành", "Xuất sắc"):
        assert words in " ".join(text.split())
    assert school.get(page_of(scene, "bang-diem.docx")).content.startswith(b"PK")
    as_owner()
    found = CliRunner().invoke(result_group, ["list", scene.held.code, "--json"])
    assert {one["state"] for one in json.loads(found.output)} == {
        "completed",
        "not_completed",
        "unknown",
    }
    assert Outcome.objects.count() == 4
    owner = browser(user("chu.de.an", "Ngô Thị Lan", "owner", units["HN"]))
    as_owner()
    told = {"actor": None, "until": None, "clause": "Quy chế 12", "certainty": "verified"}
    ours = {"parameter": "classes.band_good", "value": 85, "since": LAST, **told}
    for days, words in ((0, "1 lớp đã kết luận"), (1, "Chưa lớp nào kết thúc")):
        made = draft_correction(**{**ours, "since": LAST + timedelta(days)})
        as_application()
        assert words in owner.get(f"/phap-luat/dieu-chinh/{made.pk}/").content.decode()
        as_owner()


def box(page: HttpResponse, heading: str) -> str:
    """One box of a page, from its heading on."""
    return page.content.decode().split(f">{heading}<")[1].split("</section>")[0]


def test_a_learner_hands_in_sees_the_mark_objects_and_nobody_else_opens_the_file(
    scene: Scene, there: Callable[..., None], units: dict[str, Unit], school: Client, settings
) -> None:
    as_owner()
    settings.HIENTAI_TODAY = LAST.isoformat()
    one = user("hoc.vien", "Bùi Văn An", "learner", units["STC"])
    two = user("hoc.vien.2", "Lê Thị Bình", "learner", units["STC"])
    tie(user=one, person=scene.people[0], since=LAST - timedelta(900))
    tie(user=two, person=scene.people[1], since=LAST - timedelta(900))
    scene.marked("4,5", "9")
    publish(actor=None, part=scene.test, on=LAST)
    mark = Grade.objects.get(learner=scene.learners[0])
    client, other = browser(one), browser(two)
    assert "Báo cáo thu hoạch" in box(client.get("/"), "Cần chú ý"), "a work to hand in is told of"
    paper = SimpleUploadedFile("Báo cáo An.pdf", b"%PDF-1.7 bao cao", "text/html")
    done = client.post(f"/ket-qua/cua-toi/nop/{scene.report.pk}/", {"file": paper}, follow=True)
    assert "Đã nộp bài" in done.content.decode()
    fake = SimpleUploadedFile("a.pdf", b"<script>alert(1)</script>", "application/pdf")
    done = client.post(f"/ket-qua/cua-toi/nop/{scene.report.pk}/", {"file": fake}, follow=True)
    assert "không phải PDF" in done.content.decode()
    assert "Báo cáo thu hoạch" not in box(client.get("/"), "Cần chú ý")
    page = client.get("/ket-qua/cua-toi/").content.decode()
    assert "Báo cáo An.pdf" in page and "<strong>4,5</strong>" in page
    as_owner()
    work = Work.objects.get().pk
    as_application()
    filed = ZipFile(io.BytesIO(school.get(page_of(scene)[:-8] + "ho-so.zip").getvalue()))
    name = f"7-ket-qua/bai-nop/bao-cao-thu-hoach/{scene.people[0].code.lower()}-bui-van-an.pdf"
    assert filed.read(name) == b"%PDF-1.7 bao cao" and "7-ket-qua/bai-nop.xlsx" in filed.namelist()
    mine = client.get(f"/ket-qua/bai/{work}/")
    assert mine["Content-Disposition"] == 'attachment; filename="bao-cao-an.pdf"'
    assert mine["Content-Type"] == "application/pdf"
    assert other.get(f"/ket-qua/bai/{work}/").status_code == 404
    assert other.get(f"/ket-qua/cua-toi/phuc-khao/{mark.pk}/").status_code == 404
    form = client.get(f"/ket-qua/cua-toi/phuc-khao/{mark.pk}/").content.decode()
    assert 'href="/ket-qua/cua-toi/"' in form and 'href="/ket-qua/"' not in form
    sent = client.post(f"/ket-qua/cua-toi/phuc-khao/{mark.pk}/", {"reason": "Câu 3"}, follow=True)
    assert "Đã gửi đề nghị" in sent.content.decode()
    as_owner()
    held = Objection.objects.get()
    as_application()
    assert other.post(f"/ket-qua/phuc-khao/{held.pk}/rut/").status_code == 404
    for address in (page_of(scene), page_of(scene, "bang-diem/"), f"/ket-qua/phuc-khao/{held.pk}/"):
        assert client.get(address).status_code == 404


def test_the_page_of_a_person_shows_the_whole_way_in_order(
    scene: Scene, there: Callable[..., None], units: dict[str, Unit]
) -> None:
    """P4: sessions, results and what follows stand in one list for each class."""
    as_owner()
    scene.marked("7", "9", "8", "8")
    scene.marked("8", "9", "8", "8", part=scene.report)
    owner = browser(user("chu.de.an", "Ngô Thị Lan", "owner", units["HN"]))
    page = owner.get("/nguoi/R0/").content.decode()
    way = page.split("Từng lớp, từ đề cử đến chứng chỉ")[1]
    assert "1 buổi" in way and "chưa kết luận" in way
    sent = {"ket-luan": "1", "ground": "Biên bản 5/BB-TCB"}
    seen = owner.get(page_of(scene, "ket-luan/")).content.decode()
    sent["da-thay"] = [part.split('"')[0] for part in seen.split('name="da-thay" value="')[1:]]
    owner.post(page_of(scene, "ket-luan/"), sent)
    way = owner.get("/nguoi/R0/").content.decode().split("Từng lớp, từ đề cử đến chứng chỉ")[1]
    assert way.index("1 buổi") < way.index("Khá") < way.index("Quá trình đào tạo")
