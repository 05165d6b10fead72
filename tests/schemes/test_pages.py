"""The list of schemes and the page of one: tabs, clauses, downloads, the day (S1, S5, S7, A1)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from hientai.accounts.models import RoleAssignment, User
from hientai.organisations.models import Unit, UnitVersion
from hientai.schemes.services import load_pack
from tests.once import made_once
from tests.schemes.people import hanoi

ADDRESS = "/de-an/hanoi-1698/"
MINE = ("doi-tuong", "chuong-trinh", "nhiem-vu", "can-cu")


@pytest.fixture(scope="module")
def looks(django_db_setup: None, django_db_blocker: Any) -> Iterator[User]:
    """Someone who may look at schemes, with the scheme loaded."""
    period = DateRange(date(2008, 1, 1), None)
    with made_once(django_db_blocker):
        city = Unit.objects.create(code="HN")
        UnitVersion.objects.create(
            unit=city, name="UBND thành phố Hà Nội", name_folded="ubnd", type="city", period=period
        )
        user = User.objects.create(username="xem", name="Vũ Thị Hoa")
        RoleAssignment.objects.create(user=user, role="viewer", unit=city, period=period)
        load_pack("hanoi-1698", accepted_by="An")
        yield user


@pytest.fixture
def viewer(looks: User, db: None) -> Client:
    """Someone who may look at schemes, on 1/6/2024."""
    client = Client()
    client.force_login(looks)
    client.get("/de-an/", {"on": "2024-06-01"})
    return client


def page(client: Client, **asked: str) -> str:
    response = client.get(ADDRESS, asked)
    assert response.status_code == 200
    return response.content.decode()


def test_nobody_sees_schemes_without_signing_in(viewer: Client):
    assert Client().get(ADDRESS).status_code == 302


def test_the_list_names_each_scheme_with_its_places(viewer: Client):
    text = viewer.get("/de-an/").content.decode()
    assert ADDRESS in text
    assert "7.269" in text


def test_the_head_says_document_phase_time_passed_and_money(viewer: Client):
    text = page(viewer)
    assert "1698/QĐ-UBND · 19/05/2022" in text
    assert "Giai đoạn 2022 - 2025" in text
    assert "<b>56\N{NO-BREAK SPACE}%</b>" in text
    assert "<b>272,316</b>" in text


def test_a_day_before_the_scheme_says_when_it_begins(viewer: Client):
    response = viewer.get(ADDRESS, {"on": "2022-05-18"})
    assert "19/05/2022" in response.content.decode()
    assert response.status_code != 200


def test_an_unknown_scheme_is_not_found(viewer: Client):
    assert viewer.get("/de-an/khong-co/").status_code == 404


def test_every_task_stands_on_its_tab_with_its_clause(viewer: Client):
    text = page(viewer, phan="nhiem-vu")
    missing = [task.id for task in hanoi().tasks if task.clause not in text]
    assert missing == []
    assert "không nêu" in text


def test_tasks_are_filtered_by_who_leads(viewer: Client):
    text = page(viewer, phan="nhiem-vu", **{"chu-tri": "STC"})
    assert "Bố trí, phân bổ kinh phí" in text
    assert "thành lập Ban chỉ đạo" not in text


def test_the_basis_tab_shows_documents_findings_and_what_is_not_in_hand(viewer: Client):
    text = page(viewer, phan="can-cu")
    for words in ("101/2017/NĐ-CP", "45.5524", "chưa có trong tay", "đề mục suy ra", "Phiên bản 1"):
        assert words in text


def test_the_programme_tab_quotes_every_course(viewer: Client):
    text = page(viewer, phan="chuong-trinh")
    for programme in hanoi().programmes:
        assert programme.clause in text
        assert programme.contents[0] in text


def test_the_conditions_tab_reads_groups_and_law_from_the_data(viewer: Client):
    text = page(viewer, phan="doi-tuong")
    assert "không thuộc diện Ban Thường vụ quản lý" in text
    assert "NĐ 101/2017/NĐ-CP, Điều 6" in text
    assert "Được cử đi phần bồi dưỡng ở nước ngoài" in text
    assert "chưa chắc chắn" in text


@pytest.mark.parametrize("tab", MINE)
def test_every_tab_can_be_downloaded(viewer: Client, tab: str):
    response = viewer.get(ADDRESS, {"phan": tab, "tai": "xlsx"})
    assert response.status_code == 200
    assert "spreadsheetml" in response.headers["Content-Type"]


@pytest.mark.parametrize("tab", MINE)
def test_no_tab_asks_the_database_more_for_more_items(
    viewer: Client, tab: str, django_assert_max_num_queries: DjangoAssertNumQueries
):
    page(viewer, phan=tab)
    with django_assert_max_num_queries(14):
        page(viewer, phan=tab)


@pytest.mark.parametrize("tab", MINE)
def test_no_tab_carries_inline_style_or_script(viewer: Client, tab: str):
    text = page(viewer, phan=tab)
    assert " style=" not in text
    assert "<script>" not in text
