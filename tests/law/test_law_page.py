"""The page of the law shows what is in force on the day asked, with certainty (L7, S7, A1)."""

import json
from datetime import date
from io import BytesIO

import pytest
from click.testing import CliRunner
from django.test import Client
from python_calamine import CalamineWorkbook

from hientai.accounts.services import create_user, give_role
from hientai.law.cli import law
from hientai.organisations.services import create_unit


@pytest.fixture
def reader(sees_all: None) -> Client:
    """Somebody signed in who may read the law."""
    city = create_unit(
        actor=None,
        code="HN",
        name="UBND thành phố Hà Nội",
        unit_type="city",
        kind="none",
        parent=None,
        on=date(2010, 1, 1),
        ground="Quyết định thành lập",
    )
    user = create_user(username="lan", name="Lê Thị Lan", password="mat-khau-rat-dai")
    give_role(user=user, role="viewer", unit=city, since=date(2010, 1, 1))
    client = Client()
    client.force_login(user)
    return client


def _page(reader: Client, query: str) -> str:
    response = reader.get(f"/phap-luat/?{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_nobody_reads_the_page_without_signing_in(db: None) -> None:
    assert Client().get("/phap-luat/").status_code == 302


def test_each_group_stands_with_its_decree_of_the_day(reader: Client) -> None:
    before, after = (_page(reader, f"on={day}") for day in ("2025-06-30", "2026-07-01"))
    assert "NĐ 259/2026/NĐ-CP" not in before
    assert "NĐ 259/2026/NĐ-CP" in after
    assert "chưa rõ cán bộ theo quy định nào" in " ".join(after.split())


def test_in_english_decrees_readings_and_notes_are_named_in_english(reader: Client) -> None:
    reader.cookies["hientai_language"] = "en"
    page = _page(reader, "on=2026-07-02")
    for words in ("Decree 135/2020/NĐ-CP", "Readings", "Who falls under what"):
        assert words in page
    assert "NĐ 135/2020/NĐ-CP</td>" not in page
    assert "Cách hiểu</td>" not in page


def test_a_day_before_the_law_says_that_there_is_none(reader: Client) -> None:
    page = _page(reader, "on=2012-01-01")
    assert "không có quy định nào trong kho" in page
    assert "Không có quy định nào có hiệu lực vào ngày này" in page


def test_the_list_narrows_to_a_decree_and_to_what_is_not_certain(reader: Client) -> None:
    page = _page(reader, "on=2025-09-01&van-ban=nd171&chac=uncertain")
    assert "Không kể thời gian tập sự vào thời gian công tác" in page
    assert "Điều 6 khoản 1" not in page


def test_the_search_forgets_accents(reader: Client) -> None:
    page = _page(reader, "on=2024-06-01&tim=cam+ket")
    assert "Cam kết phục vụ sau đào tạo" in page
    assert "Sức khỏe" not in page


def test_the_workbook_holds_exactly_the_filtered_lines(reader: Client) -> None:
    response = reader.get("/phap-luat/?on=2024-06-01&tim=nd101.age_limit&tai=xlsx")
    rows = CalamineWorkbook.from_filelike(BytesIO(b"".join(response))).get_sheet_by_index(0)
    cells = [cell for row in rows.to_python() for cell in row]
    assert cells.count("nd101.age_limit") == 1
    assert "40 tuổi" in cells
    assert "nd101.service_years" not in cells


def test_the_command_answers_in_json_for_a_day(db: None) -> None:
    answer = CliRunner().invoke(law, ["--on", "2025-07-01", "--decree", "nd171", "--json"])
    lines = {line["code"]: line for line in json.loads(answer.stdout)}
    assert lines["nd171.age_limit"]["value"] == "45 tuổi"
    assert lines["nd171.probation_excluded"]["certainty"] == "uncertain"
