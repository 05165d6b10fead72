"""The pages of `quangnam-7328` show the table of titles, both annexes, what the document states in
words, and where it contradicts itself (S1, S4, S6, S7, R5)."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client

from hientai.accounts.models import RoleAssignment, User
from hientai.organisations.models import Unit, UnitVersion
from hientai.schemes.services import load_pack
from tests.once import made_once
from tests.schemes.people import shipped
from tests.schemes.test_quangnam_7328 import LEADS, LONG_AGO

PACK = shipped("quangnam-7328")
ADDRESS = "/de-an/quangnam-7328/"


@pytest.fixture(scope="module")
def looks(django_db_setup: None, django_db_blocker: Any) -> Iterator[User]:
    """Someone of Quảng Nam who may look at schemes, with the scheme loaded."""
    period = DateRange(LONG_AGO, None)
    with made_once(django_db_blocker):
        province = Unit.objects.create(code="QNA")
        UnitVersion.objects.create(
            unit=province, name="UBND tỉnh Quảng Nam", name_folded="x", type="city", period=period
        )
        user = User.objects.create(username="xem", name="Vũ Thị Hoa")
        RoleAssignment.objects.create(user=user, role="viewer", unit=province, period=period)
        load_pack("quangnam-7328", accepted_by="An")
        yield user


@pytest.fixture
def viewer(looks: User, db: None) -> Client:
    """Someone of Quảng Nam who may look at schemes, on 1/3/2025."""
    client = Client()
    client.force_login(looks)
    client.get("/de-an/", {"on": "2025-03-01"})
    return client


def page(client: Client, **asked: str) -> str:
    response = client.get(ADDRESS, asked)
    assert response.status_code == 200
    return response.content.decode()


def test_the_basis_shows_money_rights_duties_transition_and_every_contradiction(viewer: Client):
    text = page(viewer, phan="can-cu").replace("\N{NO-BREAK SPACE}", " ")
    for words in ("Quy định chuyển tiếp", "tự túc kinh phí", "đền bù chi phí", "chưa có trong tay"):
        assert words in text
    assert [one.id for one in PACK.findings if one.title.split("“")[0] not in text] == []


def test_the_table_of_titles_shows_source_day_and_what_is_uncertain(viewer: Client):
    text = page(viewer, phan="doi-tuong")
    assert "Chức danh xếp vào các nhóm" in text
    for row in PACK.equivalences:
        assert row.title in text
    assert "từ 18/01/2024" in text
    assert "chưa chắc chắn" in text


def test_every_content_of_annex_1_shows_its_lead_and_what_was_filled_down(viewer: Client):
    text = page(viewer, phan="nhiem-vu")
    assert [c for c in LEADS if PACK.quota(c).clause not in text] == []
    programmes = page(viewer, phan="chuong-trinh")
    assert "điền từ ô gộp" in programmes
    assert "không giao số người" in programmes
    assert "Tối thiểu 01 Hội thảo trao đổi chuyên môn/ 01 năm." in programmes


def test_a_place_for_each_locality_says_so(viewer: Client):
    assert "2 người / địa phương" in page(viewer, phan="chuong-trinh")


@pytest.mark.parametrize("tab", ["doi-tuong", "chuong-trinh", "nhiem-vu", "can-cu"])
def test_no_tab_carries_inline_style_or_script(viewer: Client, tab: str):
    text = page(viewer, phan=tab)
    assert " style=" not in text
    assert "<script>" not in text


@pytest.fixture
def owner(viewer: Client) -> Client:
    """The owner of the scheme, who may correct the table of titles."""
    user = User.objects.create(username="chu", name="Lê Văn Chủ")
    RoleAssignment.objects.create(
        user=user,
        role="owner",
        unit=Unit.objects.get(code="QNA"),
        period=DateRange(LONG_AGO, None),
    )
    client = Client()
    client.force_login(user)
    client.get("/de-an/", {"on": "2025-03-01"})
    return client


TITLES = f"{ADDRESS}chuc-danh/"
ROW = {
    "id": "N3.4",
    "group": "N3",
    "title": "Hiệu trưởng, Phó Hiệu trưởng trường thuộc cấp tỉnh",
    "since": "18/01/2024",
    "until": "31/12/2024",
    "source": "Quyết định 1207-QĐ/TU, mục 4",
    "certainty": "verified",
}


def test_the_owner_gives_a_row_an_end_with_its_source_and_takes_it_back(owner: Client):
    assert owner.post(f"{TITLES}ghi/", ROW).status_code == 302
    text = owner.get(TITLES).content.decode()
    for words in ("Quyết định 1207-QĐ/TU, mục 4", "đến 31/12/2024", "không áp dụng ngày này"):
        assert words in text
    owner.post(f"{TITLES}thoi/", {"row_id": "N3.4", "ground": "ghi nhầm"})
    assert "không áp dụng ngày này" not in owner.get(TITLES).content.decode()


def test_a_row_without_a_source_is_shown_again_with_what_is_wrong(owner: Client):
    response = owner.post(f"{TITLES}ghi/", {**ROW, "source": ""})
    assert response.status_code == 200
    assert "Ghi văn bản, điều khoản làm căn cứ." in response.content.decode()


def test_a_viewer_sees_the_table_and_can_not_change_it(viewer: Client):
    assert "Ghi dòng này" not in viewer.get(TITLES).content.decode()
    assert viewer.post(f"{TITLES}ghi/", ROW).status_code == 404
