"""Pages of decisions: drafted from a list with a preview, with its people, amended (Decision)."""

import json
from dataclasses import replace
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from hientai.decisions.cli import decision
from hientai.decisions.models import Row, Sending
from hientai.decisions.services import Said
from hientai.decisions.services.telling import address_of
from hientai.decisions.views.own import of_one
from hientai.decisions.views.register import address
from hientai.documents.models import Paper
from tests.decisions.made import LATER, VALUES, WHY, amended, drafted, issued, row_of, waiting
from tests.decisions.papers import decision as decision_about
from tests.journeys.city import user

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(units: Any) -> Client:
    """The officer of the department of finance, signed in."""
    client = Client()
    client.force_login(user("canbo.stc", "Vũ Thị Hoa", "unit_officer", units["STC"]))
    return client


def read(answer: Any, status: int = 200) -> str:
    """The page, of the status that is meant."""
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode().replace("\u00a0", " ")


def test_a_list_leads_to_a_draft_with_a_preview(officer, approved, body) -> None:
    page = read(officer.get(f"/quyet-dinh/lap/{approved.pk}/"))
    assert "Lê Thị An" in page and "Lê Thị Dung" not in page
    assert "kinh phí: ghi nguồn kinh phí ở danh sách đề cử" in strip_tags(page)
    assert "QUYẾT ĐỊNH" in page and "Quản lý tài chính công" in page


def filled(page_rows: list[Any]) -> dict[str, Any]:
    """What the form of a sending is sent with."""
    return {
        "nguoi": [row.pk for row in page_rows],
        "signer": "Nguyễn Thị Mai Hương",
        "order": "name",
        "gia-tri-1": VALUES["cơ sở đào tạo"],
        "gia-tri-2": VALUES["địa điểm"],
        "gia-tri-3": VALUES["kinh phí"],
        "gia-tri-4": "Quản lý tài chính công",
        "gia-tri-5": "khóa 1 năm 2024",
        "gia-tri-9": "tập trung",
        "gia-tri-10": "05 ngày",
    }


def test_what_is_typed_is_seen_at_once_and_drafted(officer, approved, body) -> None:
    rows = waiting(approved)[:2]
    seen = read(officer.post(f"/quyet-dinh/lap/{approved.pk}/xem/", filled(rows)))
    assert "Cử 02 cán bộ" in seen and "khóa 1 năm 2024" in seen
    assert "Còn thiếu" not in seen
    assert not Paper.objects.exists()
    answer = officer.post(f"/quyet-dinh/lap/{approved.pk}/", filled(rows))
    paper = Paper.objects.get()
    assert answer.status_code == 302 and answer["Location"] == f"/van-ban/{paper.pk}/"
    page = read(officer.get(f"/van-ban/{paper.pk}/"))
    assert "Người trong văn bản" in page and "Lê Thị Bình" in page


def test_a_draft_without_values_is_answered_in_words(officer, approved, body) -> None:
    sent = {"nguoi": [waiting(approved)[0].pk], "signer": ""}
    page = read(officer.post(f"/quyet-dinh/lap/{approved.pk}/", sent), 422)
    assert "Chưa lập được văn bản" in page
    assert not Sending.objects.exists()


@pytest.fixture
def first(approved: Any, body: Any) -> Sending:
    """The registered decision that sent three."""
    return issued(drafted(body, waiting(approved)))


def test_a_decision_shows_its_people_and_what_amends_it(officer, approved, first) -> None:
    assert address(first) == address_of(first)
    page = read(officer.get(f"/quyet-dinh/{first.pk}/"))
    assert "Lê Thị An" in page and "Lập quyết định điều chỉnh" in page
    sent = {
        "nguoi": [row_of(approved, "AN").pk],
        "reason": WHY,
        "signer": "Vũ Minh Tâm",
        "gia-tri-1": VALUES["cơ sở đào tạo"],
    }
    answer = officer.post(f"/quyet-dinh/{first.pk}/dieu-chinh/thu-hoi/", sent)
    assert answer.status_code == 302
    later = Sending.objects.get(kind="withdraw")
    page = read(officer.get(f"/quyet-dinh/{first.pk}/"))
    assert f"/quyet-dinh/{later.pk}/" in page and "có văn bản chưa đăng ký" in page


@pytest.mark.parametrize("kind", ["thu-hoi", "thay", "hoan", "dinh-chinh"])
def test_each_kind_of_amendment_has_a_form_and_asks_why(officer, first, kind) -> None:
    address = f"/quyet-dinh/{first.pk}/dieu-chinh/{kind}/"
    assert "Lê Thị Bình" in read(officer.get(address))
    assert "Ghi lý do." in read(officer.post(address, {}), 422)
    assert Sending.objects.count() == 1


def test_a_replacement_names_the_reserve_and_takes_who_is_not_passed_over(
    officer, approved, first
) -> None:
    address = f"/quyet-dinh/{first.pk}/dieu-chinh/thay/"
    page = read(officer.get(address))
    assert "Lê Thị Dung" in page and "Lê Thị Giang" in page
    dung = row_of(approved, "DUNG")
    sent = {
        "nguoi": [row_of(approved, "AN").pk],
        "reason": WHY,
        f"bo-qua-{dung.pk}": "Đang điều trị dài ngày",
    }
    assert officer.post(address, sent).status_code == 302
    comes = Row.objects.get(instead_of__isnull=False)
    assert comes.person.code == "GIANG"


def test_a_correction_is_filled_with_what_holds(officer, approved, first) -> None:
    key = row_of(approved, "BÌNH").pk
    address = f"/quyet-dinh/{first.pk}/dieu-chinh/dinh-chinh/"
    page = read(officer.get(f"{address}?nguoi={key}"))
    assert 'value="Lê Thị Bình"' in page and 'value="20/09/2024"' in page
    sent = {
        "nguoi": [key],
        "reason": "sai sót",
        "name": "Lê Thị Bình",
        "birth": "16/03/1985",
        "post": "Phó Trưởng phòng",
        "unit": "Sở Tài chính",
        "starts_on": "02/09/2024",
        "ends_on": "20/09/2024",
    }
    assert officer.post(address, sent).status_code == 302
    row = Row.objects.get(what="corrects")
    assert (row.before["birth"], row.after["birth"]) == ("15/03/1985", "16/03/1985")


def test_the_register_and_the_person_lead_to_the_paper(officer, approved, first) -> None:
    page = read(officer.get("/quyet-dinh/?on=2024-07-01"))
    assert "01/QĐ-STC" in page and f"/quyet-dinh/{first.pk}/" in page
    person = read(officer.get("/nguoi/AN/?on=2024-07-01"))
    assert f"/quyet-dinh/{first.pk}/" in person


def asked(officer: Client, address: str) -> int:
    """How many queries the second visit of a page asks."""
    read(officer.get(address))
    with CaptureQueriesContext(connection) as queries:
        read(officer.get(address))
    return len(queries)


def test_pages_ask_as_much_about_two_people_as_about_one(officer, approved, body) -> None:
    an, binh, chi = waiting(approved)
    assert asked(officer, f"/quyet-dinh/trinh/{approved.pk}/") <= 32
    drafts = [drafted(body, [an]), drafted(body, [binh, chi])]
    for page in ("", "doi-nguoi/"):
        one, two = (asked(officer, f"/quyet-dinh/{draft.pk}/{page}") for draft in drafts)
        assert one == two <= 24, page
    sent = [issued(draft) for draft in drafts]
    for page in ("", "trieu-tap/", "dieu-chinh/thay/", "dieu-chinh/hoan/"):
        one, two = (asked(officer, f"/quyet-dinh/{each.pk}/{page}") for each in sent)
        assert one == two <= 32, page
    anew = [amended(each) for each in sent]
    one, two = (asked(officer, f"/quyet-dinh/{each.pk}/lap-lai/") for each in anew)
    assert one == two <= 32


def test_a_namesake_reads_the_own_line_of_a_list_alone() -> None:
    said = {"name": "Lê Thị An", "birth": "15/03/1985", "post": "", "unit": "Sở Tài chính"}
    lines = (
        ("1", "Lê Thị An", "15/03/1985", "", "Sở Tài chính"),
        ("2", "Lê Thị An", "02/09/1990", "", "Sở Tài chính"),
    )
    made = decision_about("send", 4)
    listed = replace(made, annexes=(replace(made.annexes[0], rows=lines),))
    assert of_one(listed, Row(after=said)).annexes[0].rows == lines[:1]


def test_who_does_not_write_for_the_issuing_body_amends_nothing(units, first) -> None:
    client = Client()
    client.force_login(user("canbo.snv", "Đỗ Văn Hùng", "unit_officer", units["SNV"]))
    assert client.get(f"/quyet-dinh/{first.pk}/").status_code == 404
    assert client.get(f"/quyet-dinh/{first.pk}/dieu-chinh/thu-hoi/").status_code == 404
    assert client.get(f"/quyet-dinh/lap/{first.list_id}/").status_code == 404


def test_the_commands_answer_in_json(approved, body) -> None:
    issued(drafted(body, waiting(approved)[:2], said=Said("Vũ Minh Tâm", VALUES)))
    listed = CliRunner().invoke(decision, ["list", "--on", str(LATER), "--json"])
    [one] = json.loads(listed.output)
    assert (one["paper"], one["kind"], one["state"], one["people"]) == (
        "01/QĐ-STC",
        "send",
        "registered",
        2,
    )
    shown = CliRunner().invoke(decision, ["show", str(one["id"]), "--json"])
    rows = json.loads(shown.output)["rows"]
    assert [(row["code"], row["holds"]) for row in rows] == [("AN", True), ("BÌNH", True)]
    values = [part for pair in VALUES.items() for part in ("--value", "=".join(pair))]
    made = CliRunner().invoke(decision, ["draft", str(approved.pk), *values, "--json"])
    assert json.loads(made.output)["people"] == 1
