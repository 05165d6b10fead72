"""A1: the application's role cannot widen what a transaction sees or writes, whatever SQL it says.

Each test speaks as the application's role inside an officer's transaction and tries a way out.
"""

import time
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from hientai.accounts.domain import ROLES
from hientai.accounts.models import RoleAssignment, User
from hientai.accounts.services import create_user, give_role, operator_scope
from hientai.audit.models import Event
from hientai.organisations.models import Unit, UnitVersion
from hientai.people.models import Person
from hientai.shared.refused import Refused
from tests.departments import bare_unit

SINCE = date(2020, 1, 1)
DAY = date(2024, 6, 1)


@pytest.fixture
def city(sees_all: None) -> dict[str, Unit]:
    """A root and two departments with one person each."""
    root = bare_unit("HN", None)
    units = {"HN": root, "STC": bare_unit("STC", root), "SYT": bare_unit("SYT", root)}
    for code in ("STC", "SYT"):
        Person.objects.create(
            code=code, name=code, name_folded=code, name_key=code, unit=units[code]
        )
    return units


@pytest.fixture
def users(city: dict[str, Unit]) -> dict[str, User]:
    """An owner of everything, an officer of finance, a reader of everything."""
    made = {}
    for name, role, at in (
        ("chu", "owner", "HN"),
        ("can-bo", "unit_officer", "STC"),
        ("xem", "viewer", "HN"),
    ):
        made[name] = create_user(username=name, name=name, password="mot mat khau dai")
        give_role(user=made[name], role=role, unit=city[at], since=SINCE)
    return made


@pytest.fixture
def officer(users: dict[str, User]) -> User:
    """The officer of finance, whose scope this transaction has."""
    users["can-bo"].enter(DAY)
    return users["can-bo"]


def ask(sql: str, *words: object) -> list[tuple]:
    """Raw SQL, as an injected statement would say it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, words)
        return cursor.fetchall() if cursor.description else []


def codes() -> set[str]:
    """The people whom a query without any filter brings."""
    return {row[0] for row in ask("SELECT code FROM people_person")}


@pytest.mark.parametrize(
    "setting", ["hientai.all", "hientai.units", "hientai.writes_all", "hientai.manages"]
)
def test_plain_settings_widen_nothing(officer: User, setting: str) -> None:
    ask("SELECT set_config(%s, %s, true)", setting, "on")
    assert codes() == {"STC"}


def test_a_scope_that_is_written_by_hand_stops_the_statement(officer: User) -> None:
    ask(
        "SELECT set_config('hientai.sight', repeat('0', 64) || %s, true)", "1\x1fall\x1f=\x1fon\x1f"
    )
    with pytest.raises(DatabaseError, match="forged"):
        codes()


def test_the_own_seal_does_not_cover_a_wider_scope(officer: User) -> None:
    [(sight,)] = ask("SELECT current_setting('hientai.sight')")
    wider = sight[:64] + f"{officer.pk}\x1fall\x1f=\x1fon\x1fx"
    ask("SELECT set_config('hientai.sight', %s, true)", wider)
    with pytest.raises(DatabaseError, match="forged"):
        codes()


def test_a_scope_that_is_wiped_out_shows_nobody(officer: User) -> None:
    ask("SELECT set_config('hientai.sight', '', true)")
    assert codes() == set()


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT audit_seal(1, 'all', 'all', true, 'x')",
        "SELECT inner_pad FROM audit_key",
        "INSERT INTO audit_key (purpose, inner_pad, outer_pad) VALUES ('process', 'a', 'b')",
        "DELETE FROM audit_key",
        "CREATE OR REPLACE FUNCTION audit_setting(name text) RETURNS text"
        " LANGUAGE sql AS $$ SELECT 'on' $$",
        "ALTER TABLE people_person DISABLE ROW LEVEL SECURITY",
        "DELETE FROM django_migrations",
        "UPDATE django_migrations SET name = 'x'",
        "INSERT INTO django_migrations (app, name, applied) VALUES ('a', 'b', now())",
        "DELETE FROM audit_event",
        "CREATE TABLE public.mine (id int)",
        "DELETE FROM accounts_user",
    ],
)
def test_the_walls_themselves_are_out_of_reach(officer: User, sql: str) -> None:
    with pytest.raises(DatabaseError, match="permission denied|must be owner"):
        ask(sql)


def test_nobody_enters_as_somebody_else_without_the_key_of_the_server(
    officer: User, users: dict[str, User]
) -> None:
    for sql in (
        "SELECT accounts_enter(%s, '2024-06-01', NULL, %s, repeat('0', 64))",
        "SELECT accounts_enter(%s, '2024-06-01', NULL, %s, NULL)",
    ):
        with pytest.raises(DatabaseError, match="key of the server"):
            ask(sql, users["chu"].pk, int(time.time()))
    with pytest.raises(DatabaseError, match="key of the server"):
        ask("SELECT accounts_operate('x', %s, '')", int(time.time()))
    assert codes() == {"STC"}


def test_a_server_with_another_key_is_told_what_to_do(users: dict[str, User], settings) -> None:
    settings.SECRET_KEY = "khoa khac"
    with pytest.raises(Refused, match="hientai migrate"), transaction.atomic():
        users["chu"].enter(DAY)


def test_the_proof_shows_in_no_list_of_running_statements(officer: User) -> None:
    """Any session of the application can read what its other sessions are running."""
    officer.enter(DAY)
    [(last,)] = ask("SELECT query FROM pg_stat_activity WHERE pid = pg_backend_pid()")
    assert "accounts_enter" not in last
    [(prepared,)] = ask(
        "SELECT coalesce(string_agg(statement, ' '), '') FROM pg_prepared_statements"
    )
    assert "accounts_enter" not in prepared or "$1" in prepared


def test_a_user_who_left_service_sees_nobody(users: dict[str, User]) -> None:
    users["chu"].enter(DAY)
    User.objects.filter(pk=users["can-bo"].pk).update(is_active=False)
    users["can-bo"].enter(DAY)
    assert codes() == set()


def test_a_role_that_has_ended_opens_nothing(users: dict[str, User], settings) -> None:
    users["chu"].enter(DAY)
    RoleAssignment.objects.filter(user=users["can-bo"]).update(
        period=DateRange(SINCE, date(2024, 5, 31))
    )
    settings.HIENTAI_TODAY = "2024-06-01"
    users["can-bo"].enter(DAY)
    assert codes() == set()


def test_an_officer_gives_nobody_a_role_and_makes_no_user(
    officer: User, city: dict[str, Unit]
) -> None:
    with pytest.raises(Refused, match="Không ai|Bạn không"), transaction.atomic():
        give_role(user=officer, role="owner", unit=city["HN"], since=DAY)
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        RoleAssignment.objects.create(
            user=officer, role="viewer", unit=city["HN"], period=DateRange(DAY, None)
        )
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        create_user(username="moi", name="moi", password="mot mat khau dai")
    assert RoleAssignment.objects.filter(user=officer).update(unit=city["HN"]) == 0
    assert RoleAssignment.objects.all().delete()[0] == 0


def test_of_the_accounts_an_officer_changes_the_own_password_alone(
    officer: User, users: dict[str, User]
) -> None:
    officer.set_password("mot mat khau khac")
    officer.save(update_fields=["password"])
    assert User.objects.filter(pk=users["chu"].pk).update(password="x") == 0
    with pytest.raises(DatabaseError, match="only the password"), transaction.atomic():
        User.objects.filter(pk=officer.pk).update(username="chu-moi")


def test_who_sees_everything_only_to_read_writes_nothing(
    users: dict[str, User], city: dict[str, Unit]
) -> None:
    users["xem"].enter(DAY)
    assert codes() == {"STC", "SYT"}
    assert Person.objects.update(name="x") == 0
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Person.objects.all().delete()
    assert Person.objects.all()._raw_delete("default") == 0
    assert UnitVersion.objects.update(name="x") == 0
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        RoleAssignment.objects.create(
            user=users["xem"], role="owner", unit=city["HN"], period=DateRange(DAY, None)
        )


def test_who_reads_widely_and_writes_narrowly_writes_in_the_own_unit_alone(
    users: dict[str, User], city: dict[str, Unit]
) -> None:
    """A right of one role does not reach over the units of another."""
    users["chu"].enter(DAY)
    give_role(user=users["xem"], role="unit_officer", unit=city["STC"], since=SINCE)
    users["xem"].enter(DAY)
    assert codes() == {"STC", "SYT"}
    assert Person.objects.update(name="Mới") == 1
    assert set(Person.objects.filter(name="Mới").values_list("code", flat=True)) == {"STC"}


def test_the_trace_names_who_entered_whatever_the_settings_say(officer: User) -> None:
    """A2: nobody writes under another's name."""
    ask(
        "SELECT set_config('hientai.actor', '999', true),"
        " set_config('hientai.actor_label', 'Kẻ khác', true)"
    )
    Person.objects.filter(code="STC").update(name="Đổi tên")
    connection.cursor().execute("RESET ROLE")
    event = Event.objects.filter(table_name="people_person", operation="U").latest("id")
    assert (event.actor_id, event.actor_label) == (officer.pk, "can-bo")


def test_the_operator_of_the_machine_sees_and_changes_everything(users: dict[str, User]) -> None:
    with operator_scope("bảo trì"):
        assert codes() == {"STC", "SYT"}
        assert Person.objects.update(name="x") == 2


def test_the_database_knows_what_the_table_of_roles_says(db: None) -> None:
    """A role that may do more than look has to be known as one that writes, and the other way."""
    said = ask(
        "SELECT accounts_blind_roles(), accounts_reading_roles(), accounts_managing_roles(),"
        " accounts_own_roles(), accounts_top_roles()"
    )
    asked = (
        {r.code for r in ROLES if "people:view" not in r.permissions},
        {r.code for r in ROLES if not r.writes},
        {r.code for r in ROLES if "accounts:roles" in r.permissions},
        {r.code for r in ROLES if "upkeep:own" in r.permissions},
        {r.code for r in ROLES if r.from_the_top},
    )
    assert tuple(set(codes) for codes in said[0]) == asked
