"""K1: an institution certifies its class on the pages; learner and anyone see the certificate."""

import io
import json
from datetime import date
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import connection
from django.test import Client
from pypdf import PdfReader

from hientai.accounts.models import User
from hientai.accounts.services import operator_scope
from hientai.certificates.cli import certificate as command
from hientai.certificates.domain.wording import SHIPPED
from hientai.certificates.models import Batch, Certificate, Template
from hientai.notices.models import Notice
from hientai.timetables.models import Learner
from hientai.upkeep.services import tie
from tests.certificates.conftest import MINUTES, School
from tests.journeys.city import user

LEARNER = {"signed_on": "10/09/2024", "signer": "Trần Văn Nam", "days": "4", "periods": "32"}


@pytest.fixture(autouse=True)
def after_the_class(settings: Any) -> None:
    """The day on which certificates are signed."""
    settings.HIENTAI_TODAY = "2024-09-10"


@pytest.fixture
def school_officer(school: School) -> User:
    """Somebody at the school, who sees no records of people."""
    return user("giaovu.tcb", "Bùi Thị Nga", "institution", school.unit)


def browser(someone: User) -> Client:
    """A browser that is signed in, looking through the application's role."""
    client = Client()
    client.force_login(someone, backend="django.contrib.auth.backends.ModelBackend")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE hientai_app")
    return client


def certified(client: Client, school: School) -> Batch:
    """The class certified by way of the pages: two learners and a guest."""
    rows = Learner.objects.filter(training_class=school.held, person__in=school.people)
    keys = dict(rows.values_list("person_id", "pk"))
    first, second, _third = (keys[one.pk] for one in school.people)
    page = f"/chung-chi/lop/{school.held.code}/?on=2024-09-10"
    assert "Nguyễn Thị Mai Hương" in client.get(page).content.decode()
    sent: dict[str, Any] = {
        **LEARNER,
        "nguoi": [str(first), str(second)],
        f"xep-loai-{first}": "good",
        "completion": MINUTES,
        "guests": "Đoàn Thị Lan | 20/11/1990 | Công ty Cấp nước | Khá",
    }
    made = client.post(page, sent)
    assert made.status_code == 302, made.content.decode()
    seen = client.get(made["Location"]).content.decode()
    assert "1 người không ghi xếp loại" in seen
    assert client.get(made["Location"] + "mau.png").content.startswith(b"\x89PNG")
    done = client.post(made["Location"] + "cap/", follow=True).content.decode()
    assert "Đã cấp 3 chứng chỉ" in done
    with operator_scope():
        return Batch.objects.get()


def test_a_school_certifies_its_class(school: School, school_officer: User) -> None:
    learner = user("mai.huong", school.people[0].name, "learner", school.people[0].unit)
    tie(user=learner, person=school.people[0], since=date(2024, 1, 1))
    client = browser(school_officer)
    certified(client, school)
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        told = Notice.objects.filter(user=learner).values_list("kind", flat=True)
        assert "certificates.issued" in told, "told by a school that does not see the record"
        cursor.execute("SET LOCAL ROLE hientai_app")
    listed = client.get("/chung-chi/?tim=mai huong").content.decode()
    assert "0001/2024/CC-TCB" in listed
    assert "0002/2024/CC-TCB" not in listed
    with operator_scope():
        one = Certificate.objects.get(number=1)
    paper = client.get(f"/chung-chi/{one.code}/pdf/")
    read = PdfReader(io.BytesIO(paper.content))
    text = read.pages[0].extract_text()
    assert "Nguyễn Thị Mai Hương" in text
    assert "0001/2024/CC-TCB" in text
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    metadata = read.trailer["/Root"]["/Metadata"].get_data().decode()
    for said in ("<pdfaid:part>2", "<pdfaid:conformance>A", "<pdfuaid:part>1"):
        assert said in metadata
    told = json.loads(client.get(f"/chung-chi/{one.code}/tin-chi.json").content)
    assert told["credentialSubject"]["licenseNumber"] == "0001/2024/CC-TCB"
    workbook = client.get("/chung-chi/?tai=xlsx")
    assert b"".join(workbook.streaming_content).startswith(b"PK")


def test_one_revoked_as_not_earned_is_told_beside_the_outcome_that_stands(
    school: School, school_officer: User
) -> None:
    client = browser(school_officer)
    certified(client, school)
    page = f"/lop/{school.held.code}/ket-qua/"
    assert "đã bị thu hồi" not in client.get(page).content.decode()
    with operator_scope():
        code = Certificate.objects.get(number=1).code
    sent = {"ground": "wrong_person", "paper": "QĐ 96/QĐ-TCB"}
    assert client.post(f"/chung-chi/{code}/thu-hoi/", sent).status_code == 302
    told = client.get(page).content.decode()
    assert "đã bị thu hồi vì người được cấp không đủ điều kiện" in told and code in told
    again = client.get(f"/chung-chi/lop/{school.held.code}/").content.decode()
    assert "đã thu hồi 0001/2024/CC-TCB" in again
    paper = PdfReader(io.BytesIO(client.get(f"/chung-chi/{code}/pdf/").content))
    on_paper = " ".join(paper.pages[0].extract_text().split())
    assert "ĐÃ THU HỒI" in on_paper and "theo QĐ 96/QĐ-TCB" in on_paper


def test_what_a_form_lacks_is_said_and_nothing_is_issued(
    school: School, school_officer: User
) -> None:
    client = browser(school_officer)
    page = f"/chung-chi/lop/{school.held.code}/?on=2024-09-10"
    for sent in (
        {},
        {**LEARNER},
        {**LEARNER, "signed_on": "01/09/2024", "guests": "Đoàn Thị Lan"},
        {**LEARNER, "signed_on": "11/09/2024", "guests": "Đoàn Thị Lan"},  # a day to come
        {**LEARNER, "guests": "Đoàn Thị Lan | hôm qua"},
        {**LEARNER, "guests": "Đoàn Thị Lan | 1990 | | Tuyệt vời"},
        {**LEARNER, "nguoi": ["999999"]},
    ):
        assert client.post(page, sent).status_code == 422
    with operator_scope():
        assert not Batch.objects.exists()


def test_a_school_sees_nothing_of_another_one(school: School, school_officer: User) -> None:
    batch = certified(browser(school_officer), school)
    with operator_scope():
        other = user("giaovu.khac", "Trần Thị Hà", "institution", school.held.unit)
        code = Certificate.objects.get(number=1).code
    client = browser(other)
    for address in (f"/chung-chi/{code}/", f"/chung-chi/dot/{batch.pk}/"):
        assert client.get(address).status_code == 404
    assert client.post(f"/chung-chi/{code}/thu-hoi/").status_code == 404


def test_a_learner_saves_the_own_certificate_and_no_other(
    school: School, school_officer: User
) -> None:
    certified(browser(school_officer), school)
    with operator_scope():
        first, second = Certificate.objects.filter(number__lt=3).order_by("number")
        learner = user("hoc.vien", "Nguyễn Thị Mai Hương", "learner", school.people[0].unit)
        tie(user=learner, person=school.people[0], since=date(2022, 1, 1))
    client = browser(learner)
    own = client.get("/ho-so/cua-toi/").content.decode()
    assert "0001/2024/CC-TCB" in own
    assert client.get(f"/chung-chi/cua-toi/{first.code}/").content.startswith(b"%PDF")
    assert client.get(f"/chung-chi/cua-toi/{second.code}/").status_code == 404
    assert client.get(f"/chung-chi/{first.code}/").status_code == 404


def test_a_template_is_written_looked_at_and_used(school: School, school_officer: User) -> None:
    client = browser(school_officer)
    words = {**vars(SHIPPED["certificate"]), "title": "CHỨNG CHỈ BỒI DƯỠNG", "co-so": "TCB"}
    words |= {"since": "01/09/2024", "remark": ""}
    bad = client.post("/chung-chi/mau/soan/certificate/", {**words, "lines": "{họ tên}"})
    assert bad.status_code == 422
    made = client.post("/chung-chi/mau/soan/certificate/", words)
    assert made.status_code == 302, made.content.decode()
    assert client.get(made["Location"] + "xem.png").content.startswith(b"\x89PNG")
    client.post(made["Location"] + "dung/")
    batch = certified(client, school)
    with operator_scope():
        assert Template.objects.get().state == "in_use"
        assert batch.common["words"]["title"] == "CHỨNG CHỈ BỒI DƯỠNG"


@pytest.mark.parametrize("kind", ["pdf", "json", "text"])
def test_the_command_verifies_a_file_without_a_network(
    school: School, school_officer: User, tmp_path: Any, kind: str
) -> None:
    client = browser(school_officer)
    certified(client, school)
    keys = tmp_path / "khoa.json"
    keys.write_bytes(Client().get("/xac-nhan/khoa.json").content)
    with operator_scope():
        one = Certificate.objects.get(number=1)
    what = one.signature
    if kind != "text":
        suffix = {"pdf": "pdf/", "json": "tin-chi.json"}[kind]
        file = tmp_path / f"giay.{kind}"
        file.write_bytes(client.get(f"/chung-chi/{one.code}/{suffix}").content)
        what = str(file)
    asked = ["verify", what, "--keys", str(keys), "--json"]
    told = json.loads(CliRunner().invoke(command, asked).output)
    assert told["genuine"] is True
    assert told["said"]["name"] == "Nguyễn Thị Mai Hương"
    keys.write_text('{"keys": []}')
    refused = CliRunner().invoke(command, asked)
    assert refused.exit_code == 1
    assert json.loads(refused.output) == {"genuine": False, "said": {}}
