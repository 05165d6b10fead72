"""P3, A1: the pages of an import, from handing in a file to undoing it, behind their guard."""

import io
import zipfile
from datetime import date, timedelta

import fastexcel
import pytest
from django.contrib.auth.hashers import make_password
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker
from python_calamine import CalamineWorkbook

from hientai.accounts.models import RoleAssignment, User
from hientai.intake import jobs
from hientai.intake.models import ImportBatch
from hientai.people.models import Person
from hientai.shared import container
from tests.intake.conftest import FOUNDED, person

WRONG = {"Họ và tên": "Lê Hoa", "Ngày sinh": "31/02/1980"}


@pytest.fixture
def visitor(officer) -> Client:
    """The officer, signed in."""
    client = Client()
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    return client


def hand_in(client: Client, path, unit="SNV", on="01/06/2024"):
    with path.open("rb") as file:
        upload = SimpleUploadedFile("danh sách.xlsx", file.read())
    return client.post("/nhap/moi/", {"file": upload, "unit": unit, "on": on, "sheet": ""})


def run_jobs() -> None:
    """What the background worker would do, in its order."""
    for job in ProcrastinateJob.objects.filter(status="todo").order_by("id"):
        task = {
            "examine": jobs.examine_batch,
            "commit": jobs.commit_batch,
            "undo": jobs.undo_batch,
        }[job.task_name.removeprefix("intake.")]
        task(**job.args)
    ProcrastinateJob.objects.all().delete()


def test_from_the_file_to_the_register_and_back(visitor, book):
    answer = hand_in(visitor, book([person("A1"), person("A2", **WRONG)]))
    one = ImportBatch.objects.get()
    assert answer.headers["Location"] == f"/nhap/{one.pk}/"
    waiting = visitor.get(f"/nhap/{one.pk}/").content.decode()
    assert "<progress" in waiting and f"/nhap/{one.pk}/tien-do/" in waiting
    run_jobs()
    assert visitor.get(f"/nhap/{one.pk}/tien-do/").headers["HX-Refresh"] == "true"
    page = visitor.get(f"/nhap/{one.pk}/").content.decode()
    assert "31/02/1980" in page and "không phải là ngày có thật" in page
    visitor.post(f"/nhap/{one.pk}/ghi/")
    run_jobs()
    assert "1 dòng bị từ chối" in visitor.get(f"/nhap/{one.pk}/").content.decode()
    visitor.post(f"/nhap/{one.pk}/ghi/", {"leave_out_refused": "on"})
    run_jobs()
    assert list(Person.objects.values_list("code", flat=True)) == ["A1"]
    visitor.post(f"/nhap/{one.pk}/hoan-tac/")
    run_jobs()
    assert not Person.objects.exists()
    assert "đã hoàn tác" in visitor.get(f"/nhap/{one.pk}/").content.decode()


def test_every_tab_and_the_list_of_imports_open(visitor, book):
    hand_in(visitor, book([person("A1"), person("A2", **WRONG)]))
    run_jobs()
    one = ImportBatch.objects.get()
    for tab in ("refused", "changed", "new", "gone", "warnings", "unchanged"):
        assert visitor.get(f"/nhap/{one.pk}/?muc={tab}").status_code == 200
    assert "danh sách.xlsx" in visitor.get("/nhap/").content.decode()
    assert visitor.get(f"/nhap/{one.pk}/?muc=new&tai=xlsx").status_code == 200


def test_who_handed_a_file_in_puts_its_preview_away(visitor, book, units):
    """P3: a preview nobody will write goes, with what was kept of the file; the batch is told."""
    hand_in(visitor, book([person("A1")]))
    run_jobs()
    one = ImportBatch.objects.get()
    ImportBatch.objects.filter(pk=one.pk).update(actor_id=0, actor_label="Cán bộ khác")
    assert f"/nhap/{one.pk}/bo/" not in visitor.get(f"/nhap/{one.pk}/").content.decode()
    assert "Cán bộ khác" in visitor.post(f"/nhap/{one.pk}/bo/").content.decode()
    ImportBatch.objects.filter(pk=one.pk).update(actor_id=one.actor_id)
    assert f"/nhap/{one.pk}/bo/" in visitor.get(f"/nhap/{one.pk}/").content.decode()
    assert visitor.post(f"/nhap/{one.pk}/bo/").status_code == 302
    one.refresh_from_db()
    assert one.state == "discarded" and one.discarded_at and not one.parts.exists()
    assert "đã bỏ lần nhập này" in visitor.get(f"/nhap/{one.pk}/").content.decode()
    assert "danh sách.xlsx" in visitor.get("/nhap/?trang-thai=discarded").content.decode()
    assert "không bỏ được" in visitor.post(f"/nhap/{one.pk}/bo/").content.decode()
    visitor.post(f"/nhap/{one.pk}/ghi/")
    run_jobs()
    assert not Person.objects.exists()


def test_refused_rows_are_handed_back_with_the_reason_beside_the_cell(visitor, book):
    hand_in(visitor, book([person("A1"), person("A2", **WRONG)]))
    run_jobs()
    answer = visitor.get(f"/nhap/{ImportBatch.objects.get().pk}/loi.xlsx")
    sheet = fastexcel.read_excel(answer.content).load_sheet("Người", dtypes="string").to_polars()
    assert sheet.height == 1 and sheet["Mã CBCCVC"][0] == "A2"
    at = sheet.columns.index("Ngày sinh")
    assert sheet.columns[at + 1] == "Lý do: Ngày sinh" and "ngày có thật" in sheet.row(0)[at + 1]
    assert sheet["Dòng trong tệp"][0] == "3"


def test_refused_rows_come_back_with_days_as_days_and_numbers_as_numbers(visitor, book):
    """P3: what is mended in Excel is mended in cells of the kind the file had."""
    wrong = WRONG | {"Ngày cấp bằng": date(2002, 6, 15), "Tin học": "00123", "Ngoại ngữ": 12}
    late = {"Họ và tên": "Đỗ Ba", "Từ ngày": date(2025, 1, 2)}
    hand_in(visitor, book([person("A2", **wrong), person("A3", **late)]))
    run_jobs()
    content = visitor.get(f"/nhap/{ImportBatch.objects.get().pk}/loi.xlsx").content
    heads, *rows = (
        CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    )
    first, second = (dict(zip(heads, row, strict=True)) for row in rows)
    assert first["Ngày cấp bằng"] == date(2002, 6, 15)
    assert (first["Tin học"], first["Ngoại ngữ"], first["Ngày sinh"]) == ("00123", 12, "31/02/1980")
    assert second["Từ ngày"] == date(2025, 1, 2)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert b'formatCode="dd/mm/yyyy"' in parts.read("xl/styles.xml")


def test_mended_refused_rows_can_be_handed_in_as_they_are(visitor, book, tmp_path):
    hand_in(visitor, book([person("A2", **WRONG)]))
    run_jobs()
    one = ImportBatch.objects.get()
    content = visitor.get(f"/nhap/{one.pk}/loi.xlsx").content
    mended = tmp_path / "sua.xlsx"
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(mended, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"31/02/1980", b"28/02/1980"))
    hand_in(visitor, mended)
    run_jobs()
    second = ImportBatch.objects.exclude(pk=one.pk).get()
    assert second.counts["total"]["new"] == 1 and second.counts["cells"] == 0
    assert second.counts["ignored"] == []


def test_a_file_that_cannot_be_read_says_why_on_its_page(visitor, tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"%PDF-1.7")
    hand_in(visitor, path)
    run_jobs()
    one = ImportBatch.objects.get()
    assert one.state == "refused" and not one.parts.exists()
    assert "PDF" in visitor.get(f"/nhap/{one.pk}/").content.decode()


def test_a_wrong_form_says_what_is_wrong_at_the_field(visitor, book, monkeypatch):
    answer = hand_in(visitor, book([person("A1")]), on="mai")
    assert answer.status_code == 422 and "ngày/tháng/năm" in answer.content.decode()
    monkeypatch.setattr(container, "MOST_BYTES", 100)
    answer = hand_in(visitor, book([person("A1")]))
    assert answer.status_code == 422 and "Tệp quá lớn" in answer.content.decode()
    assert not ImportBatch.objects.exists()


def test_ending_posts_asks_for_a_day_and_a_ground(visitor, book):
    hand_in(visitor, book([person("A1")]))
    run_jobs()
    answer = visitor.post(f"/nhap/{ImportBatch.objects.get().pk}/ghi/", {"end_gone": "on"})
    assert answer.status_code == 422 and not ProcrastinateJob.objects.exists()


def test_a_file_waiting_for_a_worker_that_is_not_there_says_so(visitor, book):
    hand_in(visitor, book([person("A1")]))
    number = ImportBatch.objects.get().pk
    pages = (f"/nhap/{number}/", f"/nhap/{number}/tien-do/", "/nhap/")
    for page in pages:
        assert "xử lý nền chưa chạy" in visitor.get(page).content.decode()
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())")
    for page in pages:
        assert "xử lý nền chưa chạy" not in visitor.get(page).content.decode()
    ProcrastinateWorker.objects.all().delete()
    run_jobs()
    for page in (pages[0], pages[2]):
        assert "xử lý nền chưa chạy" not in visitor.get(page).content.decode()


def test_a_file_that_lacks_a_great_part_of_the_unit_warns_and_asks_twice(visitor, book):
    commit_all(visitor, book([person("A1"), person("A2", **{"Họ và tên": "Lê Hoa"})], "hai.xlsx"))
    hand_in(visitor, book([person("A1")]))
    run_jobs()
    one = ImportBatch.objects.latest("pk")
    page = visitor.get(f"/nhap/{one.pk}/").content.decode()
    assert "1 trong 2 người của đơn vị khai báo" in page
    ending = {"end_gone": "on", "gone_on": "01/05/2024", "gone_ground": "QĐ 1"}
    visitor.post(f"/nhap/{one.pk}/ghi/", ending)
    run_jobs()
    assert "đánh dấu cả ô xác nhận" in visitor.get(f"/nhap/{one.pk}/").content.decode()
    visitor.post(f"/nhap/{one.pk}/ghi/", ending | {"gone_many": "on"})
    run_jobs()
    one.refresh_from_db()
    assert one.state == "committed"
    page = visitor.get(f"/nhap/{one.pk}/").content.decode()
    assert "Đã kết thúc vị trí của 1 người" in page and "01/05/2024. Căn cứ: QĐ 1" in page


def commit_all(client: Client, path) -> None:
    hand_in(client, path)
    run_jobs()
    client.post(f"/nhap/{ImportBatch.objects.latest('pk').pk}/ghi/")
    run_jobs()


def test_refused_cells_are_filtered_by_their_column(visitor, book):
    rows = [person("A1", **WRONG), person("A2", **{"Giới tính": "lạ"})]
    hand_in(visitor, book(rows))
    run_jobs()
    number = ImportBatch.objects.get().pk
    page = visitor.get(f"/nhap/{number}/?muc=refused&cot=Ng%C3%A0y+sinh").content.decode()
    assert "31/02/1980" in page and "«lạ»" not in page and ">lạ<" not in page


def test_the_template_opens_and_can_be_handed_in_empty(visitor):
    answer = visitor.get("/nhap/mau.xlsx")
    names = fastexcel.read_excel(answer.content).sheet_names
    assert names[:2] == ["Người", "Chức vụ"] and "Hướng dẫn" in names
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        assert b"dataValidation" in book.read("xl/worksheets/sheet1.xml")


def test_no_example_of_the_template_is_ever_read(visitor, tmp_path):
    path = tmp_path / "mau.xlsx"
    path.write_bytes(visitor.get("/nhap/mau.xlsx").content)
    hand_in(visitor, path)
    run_jobs()
    one = ImportBatch.objects.get()
    assert (one.state, one.refusal["what"]) == ("refused", "Tệp không có dòng nào")


def test_the_template_says_in_its_guide_how_each_column_is_written(visitor):
    book = fastexcel.read_excel(visitor.get("/nhap/mau.xlsx").content)
    guide = book.load_sheet("Hướng dẫn", header_row=None, dtypes="string").to_polars().rows()
    assert ("Chức vụ", "Loại chức vụ", "bắt buộc", "Chính; Kiêm nhiệm; Biệt phái") in guide
    assert ("Người", "Loại", "với người mới") in [row[:3] for row in guide]
    lists = book.load_sheet("Danh mục", dtypes="string").to_polars()
    assert "Tổ chức cán bộ" in lists["Lĩnh vực"].to_list()  # several in a cell, so no list in it
    assert lists["Loại chức vụ"].drop_nulls().to_list() == ["Chính", "Kiêm nhiệm", "Biệt phái"]


def test_imports_of_other_units_are_not_found(visitor, units, book):
    other = User.objects.create(username="stc", name="STC", password=make_password("mat-khau-12-x"))
    RoleAssignment.objects.create(
        user=other, role="unit_officer", unit=units["STC"], period=DateRange(FOUNDED, None)
    )
    stranger = Client()
    stranger.force_login(other, backend="django.contrib.auth.backends.ModelBackend")
    hand_in(visitor, book([person("A1")]))
    number = ImportBatch.objects.get().pk
    for address in ("", "tien-do/", "loi.xlsx"):
        assert stranger.get(f"/nhap/{number}/{address}").status_code == 404
    assert "danh sách.xlsx" not in stranger.get("/nhap/").content.decode()
    beyond = hand_in(stranger, book([person("A1")]), unit="SNV")
    assert beyond.status_code == 422 and "ngoài phạm vi đơn vị của bạn" in beyond.content.decode()


def test_a_viewer_may_not_import(units):
    viewer = User.objects.create(
        username="xem", name="Xem", password=make_password("mat-khau-12-x")
    )
    RoleAssignment.objects.create(
        user=viewer, role="viewer", unit=units["HN"], period=DateRange(FOUNDED, None)
    )
    client = Client()
    assert client.get("/nhap/").status_code == 302
    client.force_login(viewer, backend="django.contrib.auth.backends.ModelBackend")
    for address in ("/nhap/", "/nhap/moi/", "/nhap/mau.xlsx"):
        assert client.get(address).status_code == 404


def test_a_step_cut_off_long_ago_can_be_done_again(visitor, book):
    hand_in(visitor, book([person("A1")]))
    ProcrastinateJob.objects.all().delete()  # as if the worker had been killed with its job
    long_ago = timezone.now() - timedelta(minutes=11)
    number = ImportBatch.objects.get().pk
    visitor.post(f"/nhap/{number}/xem-lai/")
    assert not ProcrastinateJob.objects.exists()
    ImportBatch.objects.update(stepped_at=long_ago)
    assert "bị ngắt giữa chừng" in visitor.get(f"/nhap/{number}/").content.decode()
    visitor.post(f"/nhap/{number}/xem-lai/")
    run_jobs()
    assert ImportBatch.objects.get().state == "previewed"
