"""Tables 3 to 6 of quangnam-7328 come out of the records of the demo province cell by cell, each
cell opening its people, as page and XLSX (R1, S2, S3, R5, A1).

The numbers are typed from the document (Phần I, mục II.2.b).
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fastexcel
import pytest
from django.db import connection, transaction
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from hientai.accounts.models import User
from hientai.demo.services import load_province
from hientai.training.queries.kept import forget_all

pytestmark = pytest.mark.django_db
ADDRESS = "/de-an/quangnam-7328/bang/"
DAY = "2024-01-31"
Lines = list[list[int]]
TABLE_3 = [[65, 23, 32, 10], [150, 64, 82, 4], [850, 415, 398, 37], [1197, 903, 294, 0]]
TABLE_3.append([2262, 1405, 806, 51])
SHARES_3 = [
    [100, 35.38, 49.23, 15.38],
    [100, 42.67, 54.67, 2.67],
    [100, 48.82, 46.82, 4.35],
    [100, 75.44, 24.56, 0],
    [100, 62.11, 35.63, 2.25],
]
TABLE_4_FIRST_ROWS = [[1, 2, 17, 16, 29, 65], [6, 13, 57, 40, 34, 150]]
TABLE_4_TOTALS = [259, 521, 648, 367, 467, 2262]
TABLE_5 = [[8], [366], [406], [780]]
TABLE_6 = [
    [65, 15, 1, 2, 5, 3, 1, 4, 18, 16],
    [150, 39, 2, 4, 8, 6, 3, 10, 51, 27],
    [850, 153, 43, 80, 182, 17, 19, 56, 113, 187],
    [1197, 312, 23, 7, 87, 4, 36, 125, 288, 315],
    [2262, 519, 69, 93, 282, 30, 59, 195, 470, 545],
]


@pytest.fixture(scope="module")
def clients(
    planned_anew: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Client]]:
    """The province's owner and the officer of one district, on the day of the tables."""
    home: Path = tmp_path_factory.mktemp("home")
    with django_db_blocker.unblock(), override_settings(HIENTAI_HOME=home), transaction.atomic():
        load_province(tell=str)
        found = {}
        for name in ("sonoivu.qna", "huyen.queson"):
            found[name] = Client()
            user = User.objects.get(username=name)
            backend = "django.contrib.auth.backends.ModelBackend"
            found[name].force_login(user, backend=backend)
            found[name].get("/de-an/", {"on": DAY})
        forget_all()
        with connection.cursor() as cursor:  # as if committed: figures are kept from then on
            cursor.execute("SELECT set_config('hientai.raised', 'off', true)")
        yield found
        forget_all()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def as_the_application(clients: dict[str, Client], django_db_blocker: Any) -> Iterator[None]:
    """Each request looks through the application's role, as in service."""
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE hientai_app")
        yield
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def text(client: Client, table: str, **asked: str) -> str:
    response = client.get(f"{ADDRESS}{table}/", asked)
    assert response.status_code == 200
    return response.content.decode()


def cells(page: str) -> Lines:
    """The numbers of the first table of a page, without those that the document prints."""
    body = page[page.index("<tbody>") : page.index("</tbody>")]
    rows = re.findall(r"<tr>(.*?)</tr>", re.sub(r"<small.*?</small>", "", body), re.DOTALL)
    found = [re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL) for row in rows]
    return [[int(re.sub(r"<[^>]*>|\.|\s", "", cell)) for cell in row] for row in found]


@pytest.mark.parametrize(("table", "printed"), [("B3", TABLE_3), ("B5", TABLE_5), ("B6", TABLE_6)])
def test_tables_3_5_and_6_are_met_in_every_cell(
    clients: dict[str, Client], table: str, printed: Lines
) -> None:
    page = text(clients["sonoivu.qna"], table)
    assert cells(page) == printed
    assert f"Cả {sum(len(row) for row in printed)} ô đúng như số in" in page


def test_table_4_is_met_where_it_agrees_and_the_conflict_is_told(
    clients: dict[str, Client],
) -> None:
    page = text(clients["sonoivu.qna"], "B4")
    found = cells(page)
    assert found[:2] == TABLE_4_FIRST_ROWS
    assert found[4] == TABLE_4_TOTALS
    assert (found[2][5], found[3][5]) == (850, 1_197)
    assert "in 892" in page
    assert "in 1.155" in page
    assert "12 trên 30 ô khác số in" in page
    assert "Nhóm 3 có 850 hay 892 người" in page


@pytest.mark.parametrize("table", ["B3", "B4", "B5", "B6"])
def test_each_cell_opens_as_many_people_as_it_says(clients: dict[str, Client], table: str) -> None:
    client = clients["sonoivu.qna"]
    for row, line in enumerate(cells(text(client, table)), start=1):
        for column, number in enumerate(line, start=1):
            page = text(client, table, dong=str(row), cot=str(column))
            told = re.search(r"trong <b>([\d.]+)</b>", page)
            assert int(told[1].replace(".", "") if told else "0") == number, (row, column)


def workbook(client: Client, table: str) -> list[list[float]]:
    """The numbers of each line of a table's workbook; shares are of one."""
    response = client.get(f"{ADDRESS}{table}/", {"tai": "bang-xlsx"})
    data = b"".join(response) if response.streaming else response.content
    sheet = fastexcel.read_excel(data).load_sheet(0, header_row=None)
    return [
        [float(value) for value in row if re.fullmatch(r"\d+(\.\d+)?", str(value))]
        for row in sheet.to_polars().rows()
    ]


def test_the_workbook_has_shares_and_the_printed_numbers_beside(clients: dict[str, Client]) -> None:
    lines = workbook(clients["sonoivu.qna"], "B3")
    told = [
        [part for pair in zip(row, shares, strict=True) for part in (pair[0], pair[1] / 100)]
        for row, shares in zip(TABLE_3, SHARES_3, strict=True)
    ]
    found = [[round(number, 4) for number in row] for row in lines if len(row) == 16]
    assert found == [[round(number, 4) for number in (*row, *row)] for row in told]


def test_the_workbook_of_an_officer_has_no_printed_numbers(clients: dict[str, Client]) -> None:
    lines = workbook(clients["huyen.queson"], "B3")
    assert [len(row) for row in lines if len(row) > 1] == [8, 8, 8, 8, 8]


@pytest.mark.parametrize(("table", "shares"), [("B3", 20), ("B5", 4), ("B6", 49)])
def test_the_percentages_of_tables_3_5_and_6_are_met_in_every_cell(
    clients: dict[str, Client], table: str, shares: int
) -> None:
    page = " ".join(text(clients["sonoivu.qna"], table).split())
    assert f"Cả {shares} tỷ lệ đúng như tỷ lệ in" in page
    assert "Văn bản in" not in page


def test_table_4_tells_the_percentages_that_its_own_numbers_do_not_give(
    clients: dict[str, Client],
) -> None:
    """R5: 367 : 2.262 is 16,22 and 467 : 2.262 is 20,65; the document prints 16,32 and 20,64."""
    page = strip_tags(text(clients["sonoivu.qna"], "B4")).replace("\N{NO-BREAK SPACE}", " ")
    said = " ".join(page.split())
    assert "2 trên 6 tỷ lệ khác tỷ lệ in" in said
    assert "16,22 % · in 16,32 %" in said
    assert "Văn bản in 16,32 %, nhưng số in 367 trên 2.262 là 16,22 %" in said
    assert "Văn bản in 20,64 %, nhưng số in 467 trên 2.262 là 20,65 %" in said


def test_on_another_day_the_register_is_counted_and_nothing_printed_stands_beside(
    clients: dict[str, Client],
) -> None:
    client = clients["sonoivu.qna"]
    page = text(client, "B4", on="2024-10-01")
    client.get("/de-an/", {"on": DAY})
    assert "in 892" not in page
    assert "?on=2024-01-31" in page
    assert sum(cells(page)[4][:5]) == 2_262
    assert cells(page)[4] != TABLE_4_TOTALS


def test_an_officer_counts_the_own_district_and_is_not_held_against_the_whole(
    clients: dict[str, Client],
) -> None:
    page = text(clients["huyen.queson"], "B3")
    assert 60 < cells(page)[4][0] < 80
    assert "trong phạm vi đơn vị được giao" in page
    assert "đúng như số in" not in page


@pytest.mark.parametrize(
    ("item", "bars", "part"), [("B3", 5, "32 (49,2\N{NO-BREAK SPACE}%)"), ("B5", 4, "366")]
)
def test_a_table_has_its_chart_above_it(
    clients: dict[str, Client], item: str, bars: int, part: str
) -> None:
    """Table 3: 32 of the 65 of group 1 are masters; table 5: 366 young masters, as printed."""
    page = clients["sonoivu.qna"].get(f"{ADDRESS}{item}/").content.decode()
    drawn, table = page.index('class="chart-row"'), page.index("<tbody>")
    assert drawn < table and page.count('class="chart-row"') == bars
    assert re.search(rf'<svg role="img" aria-label="[^"]*{re.escape(part)}', page)


def test_a_table_the_scheme_does_not_have_is_not_there(clients: dict[str, Client]) -> None:
    assert clients["sonoivu.qna"].get(f"{ADDRESS}B9/").status_code == 404
    assert clients["sonoivu.qna"].get("/de-an/khong-co/bang/B3/").status_code == 404


def test_the_page_of_the_scheme_leads_to_its_tables(clients: dict[str, Client]) -> None:
    client = clients["sonoivu.qna"]
    page = client.get("/de-an/quangnam-7328/", {"on": "2024-10-01"}).content.decode()
    client.get("/de-an/", {"on": DAY})
    assert [one for one in ("B3", "B4", "B5", "B6") if f"{ADDRESS}{one}/" not in page] == []


def test_who_holds_a_postgraduate_degree_is_listed_with_the_degree(
    clients: dict[str, Client],
) -> None:
    """Table 3: 806 masters and CKI and 51 doctors and CKII are the 857 the target starts from."""
    client = clients["sonoivu.qna"]
    page = client.get("/de-an/quangnam-7328/muc-tieu/2.b.2/", {"on": "2024-10-01"})
    client.get("/de-an/", {"on": DAY})
    assert page.status_code == 200
    assert "trong <b>857</b>" in page.content.decode()
    assert ">Thạc sĩ<" in page.content.decode()


def test_a_second_visit_asks_few_queries(clients: dict[str, Client]) -> None:
    text(clients["sonoivu.qna"], "B6")
    with CaptureQueriesContext(connection) as asked:
        text(clients["sonoivu.qna"], "B6", dong="3", cot="2")
    assert len(asked) <= 10
