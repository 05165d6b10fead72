"""A1: roles at units with dates and deputies, as the table says; in the database too."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from hientai.accounts.domain.roles import PERMISSIONS, PUBLIC, ROLES, TABLE
from hientai.accounts.models import Deputy, RoleAssignment, User
from hientai.accounts.services import (
    create_user,
    deputise,
    end_deputy,
    end_role,
    give_role,
    operate,
)
from hientai.audit.models import Event
from hientai.organisations.models import Unit, UnitVersion
from hientai.people.models import Person
from hientai.shared.refused import Refused

SINCE, DAY = date(2020, 1, 1), date(2024, 6, 1)
GROUND = "Quyết định số 45/QĐ-SNV"


@pytest.fixture
def city(sees_all: None, settings) -> dict[str, Unit]:
    """A root, two departments and a centre under one of them, with one person each."""
    settings.HIENTAI_TODAY = DAY.isoformat()
    units: dict[str, Unit] = {}
    for code, parent in (("HN", None), ("STC", "HN"), ("SYT", "HN"), ("BV", "SYT")):
        units[code] = Unit.objects.create(code=code)
        UnitVersion.objects.create(
            unit=units[code],
            name=code,
            name_folded=code,
            type="department",
            parent=units[parent] if parent else None,
            period=DateRange(SINCE, None),
        )
        Person.objects.create(
            code=code, name=code, name_folded=code, name_key=code, unit=units[code]
        )
    operate()
    return units


@pytest.fixture
def holder(city: dict[str, Unit]) -> Callable[..., User]:
    """Make somebody who holds a role at a unit; read anew, as by the next request."""

    def made(name: str, role: str = "", at: str = "HN", **period: date) -> User:
        operate()
        user = create_user(username=name, name=name, password="mot mat khau dai")
        if role:
            give_role(user=user, role=role, unit=city[at], since=SINCE, **period)
        return User.objects.get(pk=user.pk)

    return made


def entered(user: User, deputy: int | None = None) -> set[str]:
    """The people whom a user sees by SQL alone, perhaps as a deputy."""
    user = User.objects.get(pk=user.pk).stand_in(deputy)
    user.enter(DAY)
    with connection.cursor() as cursor:
        cursor.execute("SELECT code FROM people_person")
        return {row[0] for row in cursor.fetchall()}


def held_by(user: User) -> RoleAssignment:
    return RoleAssignment.objects.get(user=user)


ALL = {"HN", "STC", "SYT", "BV"}


def test_every_role_of_the_requirement_is_there_and_every_permission_has_its_words() -> None:
    assert {r.code for r in (*ROLES, PUBLIC)} >= {
        *("administrator", "owner", "finance", "lead_agency", "unit_officer", "institution"),
        *("lecturer", "learner", "steering", "auditor", "public"),
    }
    lines = [line.split() for line in TABLE.strip().splitlines()[1:]]
    assert [line[0] for line in lines] == list(PERMISSIONS)
    assert {len(line) for line in lines} == {len(ROLES) + 1}
    assert {mark for line in lines for mark in line[1:]} == {"x", "."}


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.code)
def test_people_are_seen_and_written_below_the_pages_as_the_table_says(holder, role) -> None:
    user = holder("nguoi-dung", role.code, at="SYT")
    assert entered(user) == ({"SYT", "BV"} if role.sees_people else set())
    assert Person.objects.update(name="Mới") == (2 if role.writes else 0)


@pytest.mark.parametrize("role", [r.code for r in ROLES if not r.sees_people])
def test_a_role_without_sight_of_people_adds_none_either(holder, city, role) -> None:
    entered(holder("nguoi-dung", role))
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Person.objects.create(code="X", name="X", name_folded="x", name_key="x", unit=city["STC"])


def test_a_role_counts_from_its_first_to_its_last_day(holder, settings) -> None:
    user = holder("nguoi-dung", "viewer", until=date(2024, 6, 1))
    assert entered(user) == ALL
    settings.HIENTAI_TODAY = "2024-06-02"
    assert entered(user) == set()
    assert not User.objects.get(pk=user.pk).may("people:view")


def test_a_deputy_sees_what_the_role_sees_and_nothing_of_the_own(holder) -> None:
    chief, deputy = holder("truong", "unit_officer", "SYT"), holder("pho", "viewer", "STC")
    made = deputise(
        held=held_by(chief), user=deputy, since=DAY, until=date(2024, 6, 30), ground=GROUND
    )
    assert entered(deputy) == {"STC"}
    assert entered(deputy, made.pk) == {"SYT", "BV"}
    assert Person.objects.update(name="Mới") == 2


def test_a_deputy_without_a_role_of_the_own_acts_at_once(holder) -> None:
    chief, deputy = holder("truong", "unit_officer", "SYT"), holder("pho")
    deputise(held=held_by(chief), user=deputy, since=DAY, until=DAY, ground=GROUND)
    assert entered(deputy) == {"SYT", "BV"}
    assert User.objects.get(pk=deputy.pk).may("people:edit")


@pytest.mark.parametrize(
    "over",
    [
        "UPDATE accounts_deputy SET period = daterange('2024-05-01', '2024-06-01')",
        "UPDATE accounts_deputy SET period = daterange('2024-06-02', '2024-06-05')",
        "UPDATE accounts_roleassignment SET period = daterange('2020-01-01', '2024-06-01')"
        " WHERE role = 'unit_officer'",
        "UPDATE accounts_user SET is_active = false WHERE username = 'truong'",
        "UPDATE accounts_user SET is_active = false WHERE username = 'pho'",
    ],
)
def test_a_deputyship_opens_nothing_outside_its_time_or_that_of_the_role(holder, over) -> None:
    """The database decides, whatever the process asks for."""
    chief, deputy = holder("truong", "unit_officer", "SYT"), holder("pho")
    made = deputise(held=held_by(chief), user=deputy, since=DAY, until=DAY, ground=GROUND)
    with connection.cursor() as cursor:
        cursor.execute(over)
    assert entered(deputy, made.pk) == set()


def test_nobody_acts_by_the_deputyship_of_another(holder) -> None:
    chief, deputy, third = holder("truong", "owner"), holder("pho"), holder("khac", "viewer", "STC")
    made = deputise(held=held_by(chief), user=deputy, since=DAY, until=DAY, ground=GROUND)
    assert entered(third, made.pk) == {"STC"}


def test_the_trace_says_who_acted_in_whose_stead(holder) -> None:
    """A2."""
    chief, deputy = holder("truong", "unit_officer", "SYT"), holder("pho")
    made = deputise(held=held_by(chief), user=deputy, since=DAY, until=DAY, ground=GROUND)
    entered(deputy, made.pk)
    Person.objects.filter(code="BV").update(name="Mới")
    connection.cursor().execute("RESET ROLE")
    event = Event.objects.filter(table_name="people_person", operation="U").latest("id")
    assert (event.actor_id, event.acting_for) == (deputy.pk, chief.pk)
    assert event.actor_label == "pho (thay truong)"


def test_an_administrator_of_a_part_gives_roles_there_and_no_role_of_the_top(holder, city) -> None:
    local, new = holder("quan-tri", "administrator", "SYT"), holder("moi")
    local.enter(DAY)
    given = give_role(user=new, role="unit_officer", unit=city["BV"], since=DAY, ground=GROUND)
    assert given.ground == GROUND
    for role, unit in (("unit_officer", "STC"), ("viewer", "HN"), ("owner", "BV")):
        with pytest.raises(Refused, match="Bạn không giao được"):
            give_role(user=new, role=role, unit=city[unit], since=DAY)
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            RoleAssignment.objects.create(
                user=new, role=role, unit=city[unit], period=DateRange(DAY, None)
            )


def test_nobody_gives_a_role_to_oneself(holder, city) -> None:
    local = holder("quan-tri", "administrator", "SYT")
    local.enter(DAY)
    with pytest.raises(Refused, match="tự giao"):
        give_role(actor=local, user=local, role="viewer", unit=city["BV"], since=DAY)
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        RoleAssignment.objects.create(
            user=local, role="viewer", unit=city["BV"], period=DateRange(DAY, None)
        )


def test_an_officer_names_no_deputy(holder) -> None:
    officer, friend = holder("can-bo", "unit_officer", "SYT"), holder("ban")
    officer.enter(DAY)
    with pytest.raises(Refused, match="Bạn không giao được"):
        deputise(held=held_by(officer), user=friend, since=DAY, until=DAY, ground=GROUND)
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Deputy.objects.create(
            assignment=held_by(officer), user=friend, period=DateRange(DAY, None), ground=GROUND
        )


def test_a_deputy_is_another_and_within_the_time_of_the_role(holder) -> None:
    chief, deputy = holder("truong", "unit_officer", "SYT", until=date(2024, 6, 30)), holder("pho")
    held = held_by(chief)
    for user, since, until in (
        (chief, DAY, DAY),
        (deputy, date(2019, 12, 31), DAY),
        (deputy, DAY, date(2024, 7, 1)),
    ):
        with pytest.raises(Refused):
            deputise(held=held, user=user, since=since, until=until, ground=GROUND)
    assert not Deputy.objects.exists()


def test_nobody_stands_in_for_a_person_on_the_own_record(holder) -> None:
    learner, friend = holder("ca-nhan", "learner", "SYT"), holder("ban")
    with pytest.raises(Refused, match="hồ sơ của chính"):
        deputise(held=held_by(learner), user=friend, since=DAY, until=DAY, ground=GROUND)
    with pytest.raises(DatabaseError, match="personal one by nobody"), transaction.atomic():
        Deputy.objects.create(
            assignment=held_by(learner), user=friend, period=DateRange(DAY, None), ground="x"
        )


def test_with_the_role_ends_who_stands_in_for_it(holder) -> None:
    chief, deputy = holder("truong", "unit_officer", "SYT"), holder("pho")
    held = held_by(chief)
    deputise(held=held, user=deputy, since=DAY, until=date(2024, 8, 31), ground=GROUND)
    deputise(held=held, user=deputy, since=date(2024, 9, 1), until=date(2024, 9, 2), ground=GROUND)
    end_role(held=held, on=date(2024, 7, 1), ground="Quyết định số 51/QĐ-SNV")
    held.refresh_from_db()
    assert held.period == DateRange(SINCE, date(2024, 7, 1))
    assert held.end_ground == "Quyết định số 51/QĐ-SNV"
    assert [one.period for one in held.deputies.all()] == [DateRange(DAY, date(2024, 7, 1))]
    with pytest.raises(Refused, match="đã thôi"):
        end_role(held=held, on=date(2024, 8, 1), ground="x")


def test_a_role_that_never_began_is_taken_back_and_a_deputyship_ended(holder, city) -> None:
    chief, deputy = holder("truong", "unit_officer", "SYT"), holder("pho")
    made = deputise(held=held_by(chief), user=deputy, since=DAY, until=DAY, ground=GROUND)
    end_deputy(deputy=made, on=DAY, ground=GROUND)
    assert not Deputy.objects.exists()
    later = give_role(user=deputy, role="viewer", unit=city["BV"], since=date(2024, 9, 1))
    end_role(held=later, on=DAY, ground=GROUND)
    assert not RoleAssignment.objects.filter(user=deputy).exists()


def test_the_units_of_a_role_are_known_to_the_walls_of_other_rooms(holder, city) -> None:
    holder("giang-vien", "institution", "BV").enter(DAY)
    with connection.cursor() as cursor:
        cursor.execute("SELECT accounts_units_as('institution'), accounts_units_as('owner')")
        assert cursor.fetchall() == [(city["BV"].pk, None)]
