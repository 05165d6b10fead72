"""The keepers of a scheme amend it on pages: the difference and a trial first, then the version
with its act; who only looks sees versions and changes nothing (S6, A1, O2)."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.utils.html import strip_tags

from hientai.accounts.models import RoleAssignment, User
from hientai.organisations.models import Unit, UnitVersion
from hientai.schemes.models import SchemeVersion
from hientai.schemes.queries import document_of, scheme
from hientai.schemes.services import load_pack
from tests.once import made_once
from tests.schemes.test_quangnam_7328 import LONG_AGO

pytestmark = pytest.mark.django_db
ADDRESS = "/de-an/quangnam-7328/"
ACT = {
    "act_number": "30/QĐ-UBND",
    "act_clause": "Điều 1",
    "act_certainty": "verified",
    "since": "01/03/2025",
}


@pytest.fixture(scope="module")
def users(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, User]]:
    """The owner and a viewer of Quảng Nam, with its scheme; neither sees another province."""
    period = DateRange(LONG_AGO, None)
    with made_once(django_db_blocker):
        province = Unit.objects.create(code="QNA")
        UnitVersion.objects.create(
            unit=province, name="UBND tỉnh Quảng Nam", name_folded="x", type="city", period=period
        )
        made = {}
        for role in ("owner", "viewer"):
            made[role] = User.objects.create(username=role, name=f"Người {role}")
            RoleAssignment.objects.create(user=made[role], role=role, unit=province, period=period)
        load_pack("quangnam-7328", accepted_by="An")
        yield made


@pytest.fixture
def client_of(users: dict[str, User], db: None):
    """A client of a role, on 1/3/2025."""

    def make(role: str) -> Client:
        client = Client()
        client.force_login(users[role])
        client.get("/de-an/", {"on": "2025-03-01"})
        return client

    return make


def test_a_group_is_widened_after_its_difference_and_trial_were_shown(client_of) -> None:
    owner = client_of("owner")
    said = {**ACT, "group": "N4", "kind": "widens", "who_title": ["commune_chair"]}
    tried = owner.post(f"{ADDRESS}sua-doi/chuyen-tiep/", said)
    page = tried.content.decode()
    assert tried.status_code == 200
    assert "Sẽ là phiên bản 2, hiệu lực từ 01/03/2025" in page
    assert "giữ chức danh Chủ tịch UBND" in page
    assert "Không ai vào hoặc ra khỏi nhóm nào" in page
    assert SchemeVersion.objects.count() == 1
    kept = owner.post(f"{ADDRESS}sua-doi/chuyen-tiep/", {**said, "chap-nhan": "1"})
    assert kept.status_code == 302
    assert SchemeVersion.objects.get(number=2).accepted_by == "Người owner"


def test_versions_show_act_difference_and_two_days_compared(client_of) -> None:
    owner = client_of("owner")
    said = {**ACT, "phase": "GD1", "end": "30/06/2027", "chap-nhan": "1"}
    owner.post(f"{ADDRESS}sua-doi/giai-doan/", said)
    page = client_of("viewer").get(f"{ADDRESS}phien-ban/").content.decode()
    assert "30/QĐ-UBND, Điều 1" in page
    assert "30/06/2027" in page
    assert "Rút phiên bản này" not in page
    days = {"tu": "28/02/2025", "den": "01/03/2025"}
    assert "30/06/2027" in owner.get(f"{ADDRESS}phien-ban/", days).content.decode()
    days = {"tu": "01/01/2025", "den": "28/02/2025"}
    assert "cùng nội dung" in owner.get(f"{ADDRESS}phien-ban/", days).content.decode()


def test_a_version_is_taken_back_by_the_owner_alone(client_of) -> None:
    owner = client_of("owner")
    said = {**ACT, "phase": "GD1", "end": "30/06/2027", "chap-nhan": "1"}
    owner.post(f"{ADDRESS}sua-doi/giai-doan/", said)
    end = {"number": "2", "ground": "Văn bản 9"}
    assert client_of("viewer").post(f"{ADDRESS}phien-ban/rut/", end).status_code == 404
    owner.post(f"{ADDRESS}phien-ban/rut/", end)
    assert SchemeVersion.objects.get(number=2).withdrawal.ground == "Văn bản 9"


def test_a_replaced_basis_shows_what_takes_its_place_and_since_when(client_of) -> None:
    owner = client_of("owner")
    said = {**ACT, "number": "171/2025/NĐ-CP", "name": "Nghị định mới", "chap-nhan": "1"}
    cited = SchemeVersion.objects.get().content["scheme"]["basis"][0]["id"]
    owner.post(f"{ADDRESS}sua-doi/can-cu/", {**said, "replaces": cited})
    page = owner.get(ADDRESS, {"phan": "can-cu"}).content.decode()
    assert "được thay bằng 171/2025/NĐ-CP từ 01/03/2025" in page
    told = strip_tags(owner.get(f"{ADDRESS}phien-ban/").content.decode())
    assert "thay cho 101/2017/NĐ-CP" in " ".join(told.split())


def test_what_an_act_amended_is_told_where_the_number_stands_and_only_from_its_day(
    client_of,
) -> None:
    """A number that is no longer the document's does not stand beside its clause alone."""
    owner = client_of("owner")
    said = {**ACT, "quota": "PL2.5.a", "places": "45", "chap-nhan": "1"}
    assert owner.post(f"{ADDRESS}sua-doi/so-cho/", said).status_code == 302
    page = f"{ADDRESS}chi-tieu/PL2.5.a/"
    words = "Sửa theo 30/QĐ-UBND, Điều 1, từ 01/03/2025: số chỗ (người) 30 → 45."
    assert words in strip_tags(owner.get(page).content.decode())
    before = strip_tags(owner.get(page, {"on": "2025-02-28"}).content.decode())
    assert "30 người" in before
    assert "30/QĐ-UBND" not in before


def test_another_authority_carries_a_scheme_on_by_its_act(client_of) -> None:
    """O2, S6: where the authority has ended, an act names who goes on, and from which day."""
    city = Unit.objects.create(code="DNG")
    UnitVersion.objects.create(
        unit=city,
        name="UBND thành phố Đà Nẵng",
        name_folded="x",
        type="city",
        period=DateRange(LONG_AGO, None),
    )
    owner = client_of("owner")
    form = owner.get(f"{ADDRESS}sua-doi/co-quan/").content.decode()
    assert '<option value="DNG">' in form
    assert '<option value="QNA">' not in form  # it is the authority already
    said = {**ACT, "since": "01/07/2025", "unit": "DNG", "chap-nhan": "1"}
    assert owner.post(f"{ADDRESS}sua-doi/co-quan/", said).status_code == 302
    on = [scheme("quangnam-7328", date(2025, month, 1)) for month in (6, 7)]
    assert [document_of(one).scheme.authority for one in on] == ["QNA", "DNG"]


def test_the_day_a_form_offers_can_be_sent_back_in_english_too(client_of) -> None:
    """Days are typed as Vietnamese write them, whatever the page speaks."""
    owner = client_of("owner")
    owner.cookies["hientai_language"] = "en"
    form = owner.get(f"{ADDRESS}sua-doi/giai-doan/").content.decode()
    offered = re.search(r'name="since" value="([^"]*)"', form)
    assert offered is not None
    said = {**ACT, "since": offered[1], "phase": "GD1", "end": "30/06/2027"}
    assert owner.post(f"{ADDRESS}sua-doi/giai-doan/", said).status_code == 200


@pytest.mark.parametrize(
    ("kind", "said", "words"),
    [
        ("chuyen-tiep", {"group": "N4", "kind": "widens"}, "Chọn ít nhất một điều kiện"),
        ("giai-doan", {"phase": "GD1", "end": "01/01/2020"}, "ngày kết thúc trước ngày bắt đầu"),
        ("so-cho", {"quota": "khong-co", "places": "5"}, "field-error"),
    ],
)
def test_what_is_wrong_is_told_on_the_form(client_of, kind: str, said: dict, words: str) -> None:
    found = client_of("owner").post(f"{ADDRESS}sua-doi/{kind}/", {**ACT, **said})
    assert found.status_code == 422
    assert words in found.content.decode()


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("chuyen-tiep", "Chọn một dòng trong danh sách."),
        ("so-cho", "Ghi số chỗ mới."),
        ("giai-doan", "Ghi ngày cuối mới của giai đoạn."),
        ("can-cu", "Ghi tên của văn bản mới."),
    ],
)
def test_an_empty_form_says_what_is_to_be_written(client_of, kind: str, words: str) -> None:
    found = client_of("owner").post(f"{ADDRESS}sua-doi/{kind}/", {})
    page = found.content.decode()
    assert words in page
    assert "Ghi số, ký hiệu của văn bản." in page
    assert "Trường này là bắt buộc" not in page


def test_the_form_of_a_group_names_groups_shows_a_day_and_tells_how_to_choose_many(
    client_of,
) -> None:
    page = client_of("owner").get(f"{ADDRESS}sua-doi/chuyen-tiep/").content.decode()
    assert 'value="scope"' in page
    assert "scope ·" not in page
    assert "N4 · " in page
    assert 'placeholder="01/07/2025"' in page
    assert page.count("giữ Ctrl") == 6
