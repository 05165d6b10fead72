"""Several provinces in one system: who answers for one reforms its units alone (A1, O2).

Da Nang, Quang Nam and a third stand beside one another, so that nobody here writes everywhere.
"""

from datetime import date

import pytest
from django.db import ProgrammingError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client

from hientai.accounts.models import RoleAssignment, User
from hientai.accounts.services import operator_scope
from hientai.organisations.models import Unit
from hientai.organisations.queries import units_on
from hientai.organisations.services import create_unit
from hientai.people.models import Person
from hientai.reforms.models import CarriedRole, Reform
from tests.people.conftest import sign_in
from tests.reforms.conftest import FOUNDED
from tests.reforms.test_pages import ABOUT, LIST, NEW, words

pytestmark = pytest.mark.django_db
PAST, BEFORE = date(2024, 3, 1), date(2024, 2, 29)
HEAD = (
    "Việc\tMã đơn vị\tMã đơn vị tiếp nhận\tTên đơn vị\tLoại đơn vị\tPhân loại\tMã đơn vị cấp trên"
)
OWN = (
    "Sáp nhập\tSKHDT\tSTC",
    "Thành lập\tX9\t\tUBND xã mới\tUBND phường, xã, thị trấn\tXã\tDN",
    "Giải thể\tH\t\t\t\t\tX9",
)
JOIN = ("Sáp nhập\tQN\tDN", "Sáp nhập\tQN-STC\tSTC")


@pytest.fixture
def three(people, units) -> dict[str, Unit]:
    """Three provinces; an auditor and a deputy's role stand at a unit of Da Nang that will end."""
    made = dict(units)
    for code, parent in (("QN", None), ("QN-STC", "QN"), ("QX", None)):
        made[code] = create_unit(
            actor=None,
            code=code,
            name=f"Đơn vị {code}",
            unit_type="department" if parent else "city",
            parent=made.get(parent or ""),
            on=FOUNDED,
            ground="Quyết định thành lập",
        )
    held_at(made["SKHDT"], "kiemtra", "auditor")
    return made


def held_at(unit: Unit, username: str, role: str) -> None:
    with operator_scope():
        user, _new = User.objects.get_or_create(username=username, defaults={"password": "!"})
        RoleAssignment.objects.create(
            user=user, role=role, unit=unit, period=DateRange(FOUNDED, None)
        )


@pytest.fixture
def danang(three) -> Client:
    return sign_in(three["DN"], "owner")


@pytest.fixture
def quangnam(three) -> Client:
    return sign_in(three["QN"], "owner")


def handed_in(client: Client, *lines: str, on: str = "01/03/2024"):
    """What the page answers to an act of these lines."""
    return client.post(NEW, {**ABOUT, "on": on, "pasted": "\n".join([HEAD, *lines])})


def codes(on: date) -> set[str]:
    return {unit.code for unit in units_on(on)}


def test_an_owner_reforms_the_own_province_and_takes_the_act_back(danang, three, as_app):
    """Units, people and roles go along, also a role that only the top gives; and come back."""
    address = handed_in(danang, *OWN)["Location"]
    page = words(danang.get(address))
    assert "Thuộc UBND thành phố Đà Nẵng" in page and "Thực hiện" in page
    done = danang.post(f"{address}thuc-hien/", follow=True)
    assert "vị trí công tác chuyển theo đơn vị kế tiếp" in words(done)
    assert {"SKHDT", "H"}.isdisjoint(codes(PAST)) and "X9" in codes(PAST)
    assert {"SKHDT", "H", "QN", "QN-STC"} <= codes(BEFORE)
    auditor = RoleAssignment.objects.get(role="auditor", period__contains=PAST)
    assert auditor.unit == three["STC"]

    as_app([three["DN"].pk, three["STC"].pk])
    assert set(Person.objects.values_list("code", flat=True)) == {"P1", "P2", "P3"}
    undone = danang.post(f"{address}hoan-tac/", {"ground": "nhập thử"}, follow=True)
    assert "trở lại như trước" in words(undone)
    assert {"SKHDT", "H"} <= codes(PAST) and "X9" not in codes(PAST)
    auditor = RoleAssignment.objects.get(role="auditor")
    assert (auditor.unit, auditor.period.upper) == (three["SKHDT"], None)


def test_who_waits_after_an_act_is_seen_and_placed_by_the_own_owner_alone(
    danang, quangnam, three, tmp_path
):
    """A unit that ended stays below what it stood under: nobody drops out of sight with it."""
    address = handed_in(danang, *OWN)["Location"]
    danang.post(f"{address}thuc-hien/")
    waiting = f"{LIST}cho-bo-tri/"
    assert "Phan Thị Dung" in words(danang.get(waiting))
    assert "Phan Thị Dung" not in words(quangnam.get(waiting))
    beyond = "Mã CBCCVC\tMã đơn vị mới\tChức vụ mới\nP4\tQN-STC\t"
    refused = danang.post(f"{address}bo-tri/", {"pasted": beyond})
    assert refused.status_code == 422 and "không có đơn vị này" in words(refused)
    placed = danang.post(f"{address}bo-tri/", {"pasted": beyond.replace("QN-STC", "X9")})
    assert placed.status_code == 302
    assert "Phan Thị Dung" not in words(danang.get(waiting))


def test_a_line_that_names_another_provinces_unit_is_refused_by_its_cell(danang, three):
    answer = handed_in(
        danang, "Sáp nhập\tSKHDT\tQN-STC", "Thành lập\tTOP\t\tTỉnh mới\tUBND tỉnh, thành phố"
    )
    assert answer.status_code == 422
    page = words(answer)
    assert "đơn vị QN-STC ngoài phạm vi bạn phụ trách" in page
    assert "đơn vị không có cấp trên chỉ do người phụ trách toàn Hệ thống lập" in page
    assert not Reform.objects.exists()


def test_who_answers_for_both_lets_two_provinces_join(quangnam, three):
    held_at(three["DN"], "owner-qn", "owner")
    address = handed_in(quangnam, *JOIN)["Location"]
    assert Reform.objects.get().authorities == sorted([three["DN"].pk, three["QN"].pk])
    quangnam.post(f"{address}thuc-hien/")
    assert {"QN", "QN-STC"}.isdisjoint(codes(PAST)) and {"DN", "STC", "QX"} <= codes(PAST)
    held = RoleAssignment.objects.filter(user__username="owner-qn", period__contains=PAST)
    assert [role.unit.code for role in held] == ["DN"]


def test_anothers_act_is_read_when_it_is_done_and_never_written(danang, quangnam, three, as_app):
    address = handed_in(danang, *OWN)["Location"]
    assert quangnam.get(address).status_code == 404
    assert "Sắp xếp 2025" not in words(quangnam.get(LIST))
    for verb in ("thuc-hien", "bo"):
        assert quangnam.post(f"{address}{verb}/").status_code == 404
    danang.post(f"{address}thuc-hien/")
    page = words(quangnam.get(address))
    assert "đã thực hiện" in page and "Hoàn tác đợt" not in page
    refused = quangnam.post(f"{address}hoan-tac/", {"ground": "thử"})
    assert refused.status_code == 409 and "ngoài phạm vi bạn phụ trách" in words(refused)

    as_app([three["QN"].pk, three["QN-STC"].pk])
    assert Reform.objects.update(name="khác") == 0 and not CarriedRole.objects.exists()
    assert Unit.objects.update(code="QN2") == 0


def test_the_database_keeps_an_act_within_its_authorities(quangnam, three, as_app):
    """Below the web layer: neither another's act is drawn up, nor another's unit put into one."""
    handed_in(quangnam, "Đổi tên\tQN-STC\t\tSở khác")
    as_app([three["QN"].pk, three["QN-STC"].pk])
    held = Reform.objects.get()
    for change in (
        {"state": "done", "done_at": held.written_at, "changed": [three["STC"].pk]},
        {"authorities": [three["QN-STC"].pk]},
    ):
        with pytest.raises(ProgrammingError, match="an act"), transaction.atomic():
            Reform.objects.update(**change)
    held.pk, held.authorities = None, [three["DN"].pk]
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        held.save(force_insert=True)


def test_a_role_that_fell_is_given_again_by_who_gives_roles_there(danang, quangnam, three):
    held_at(three["H"], "huyen", "unit_officer")
    held_at(three["H"], "kiemtra", "auditor")
    address = handed_in(danang, *OWN)["Location"]
    danang.post(f"{address}thuc-hien/")
    lost = f"{LIST}vai-tro/"
    assert "huyen" in words(danang.get(lost)) and "huyen" not in words(quangnam.get(lost))
    danang.get(lost)
    rows = {one.left.user.username: one.pk for one in CarriedRole.objects.filter(decided_at=None)}
    given = danang.post(f"{lost}{rows['huyen']}/", {"ma": "X9"})
    assert given.status_code == 302
    top = danang.post(f"{lost}{rows['kiemtra']}/", {"ma": "X9"})
    assert top.status_code == 422 and "Bạn không giao được vai trò" in words(top)
