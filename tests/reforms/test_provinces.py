"""Two provinces become one (O2): roots, departments, people, roles and sight follow."""

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from hientai.accounts.models import RoleAssignment, User
from hientai.organisations.models import Unit
from hientai.organisations.queries import successors_of, unit_on, units_on
from hientai.organisations.services import create_unit
from hientai.people.models import Person, Post
from hientai.reforms import queries, services
from tests.reforms.conftest import FOUNDED, workbook

pytestmark = pytest.mark.django_db
PAST = date(2024, 3, 1)  # before the day of the clock: what follows is seen today
QUANG_NAM = (
    ("QN", "UBND tỉnh Quảng Nam", "city", None),
    ("QN-SNV", "Sở Nội vụ tỉnh Quảng Nam", "department", "QN"),
    ("QN-STC", "Sở Tài chính tỉnh Quảng Nam", "department", "QN"),
)
ACT = (
    ("Sáp nhập", "QN", "DN"),
    ("Sáp nhập", "QN-STC", "STC"),
    ("Sáp nhập", "QN-SNV", "SNV"),
    ("Thành lập", "SNV", "", "Sở Nội vụ", "Sở và cơ quan tương đương", "", "DN"),
)


@pytest.fixture
def both(people, units) -> dict[str, Unit]:
    """Both provinces with their units; an official and an officer of Quảng Nam."""
    made = dict(units)
    for code, name, unit_type, parent in QUANG_NAM:
        made[code] = create_unit(
            actor=None,
            code=code,
            name=name,
            unit_type=unit_type,
            parent=made.get(parent or ""),
            on=FOUNDED,
            ground="Quyết định thành lập",
        )
    person = Person.objects.create(
        code="QN1", name="Lý Văn Khoa", name_folded="ly van khoa", name_key="k", unit=made["QN-STC"]
    )
    Post.objects.create(
        person=person,
        unit=made["QN-STC"],
        category="civil_servant",
        title="division_head",
        period=DateRange(date(2015, 1, 1), None),
    )
    user = User.objects.create(username="qn", password="!")
    RoleAssignment.objects.create(
        user=user, role="unit_officer", unit=made["QN"], period=DateRange(FOUNDED, None)
    )
    return made


def carried_out(tmp_path) -> None:
    path = workbook(tmp_path / "tinh.xlsx", ACT)
    made = services.hand_in(actor=None, path=path, name="Sáp nhập tỉnh", on=PAST, ground="NQ 202")
    services.carry_out(actor=None, reform=made)


def test_one_tree_is_left_and_the_line_of_each_unit_goes_on(both, tmp_path):
    before = {unit.code: unit.depth for unit in units_on(date(2024, 2, 29))}
    carried_out(tmp_path)
    tops = [unit.code for unit in units_on(PAST) if unit.depth == 0]
    assert tops == ["DN"]
    assert {unit.code: unit.depth for unit in units_on(date(2024, 2, 29))} == before
    assert unit_on("SNV", PAST).path == ["UBND thành phố Đà Nẵng", "Sở Nội vụ"]
    assert successors_of([both["QN"].pk], PAST)[both["QN"].pk] == [both["DN"].pk]


def test_an_official_is_seen_today_where_the_unit_went(both, tmp_path):
    """The scope of sight follows today's main post; title and category go along."""
    carried_out(tmp_path)
    person = Person.objects.get(code="QN1")
    assert person.unit == both["STC"]
    post = Post.objects.get(person=person, period__contains=PAST)
    assert (post.unit, post.title, post.category) == (both["STC"], "division_head", "civil_servant")


def test_an_officer_of_the_province_that_ended_holds_the_role_in_the_one_that_goes_on(
    both, tmp_path
):
    carried_out(tmp_path)
    held = RoleAssignment.objects.get(user__username="qn", period__contains=PAST)
    assert held.unit == both["DN"] and held.period.lower == PAST


def test_both_provinces_side_by_side_lose_and_double_nobody(both, tmp_path):
    carried_out(tmp_path)
    lines = queries.lineages(date(2024, 2, 29), PAST)
    assert sum(line.before for line in lines) == sum(line.after for line in lines) == 9
    finance = next(line for line in lines if "QN-STC" in line.past)
    assert (finance.past, finance.now, finance.after) == (("QN-STC", "STC"), ("STC",), 2)


def test_a_person_who_held_a_role_in_both_keeps_one(both, tmp_path):
    user = User.objects.get(username="qn")
    RoleAssignment.objects.create(
        user=user, role="unit_officer", unit=both["DN"], period=DateRange(FOUNDED, None)
    )
    carried_out(tmp_path)
    held = RoleAssignment.objects.filter(user=user, period__contains=PAST)
    assert [role.unit.code for role in held] == ["DN"]


def test_a_post_that_begins_later_moves_whole_and_comes_back(both, tmp_path):
    person = Person.objects.get(code="P1")
    Post.objects.filter(person=person).update(period=DateRange(date(2015, 1, 1), PAST))
    later = Post.objects.create(
        person=person,
        unit=both["QN-SNV"],
        category="civil_servant",
        title="none",
        period=DateRange(date(2024, 9, 1), None),
    )
    path = workbook(tmp_path / "tinh.xlsx", ACT)
    made = services.hand_in(actor=None, path=path, name="Sáp nhập tỉnh", on=PAST, ground="NQ 202")
    services.carry_out(actor=None, reform=made)
    later.refresh_from_db()
    assert later.unit.code == "SNV" and later.period.lower == date(2024, 9, 1)
    services.undo(actor=None, reform=made, ground="thử")
    later.refresh_from_db()
    assert later.unit.code == "QN-SNV"
