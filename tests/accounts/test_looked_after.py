"""A1, A3: who administers a part invites there and helps those of that part, and nobody else."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client

from hientai.accounts.models import Factor, RoleAssignment, User
from hientai.accounts.services.demands import demand
from hientai.accounts.services.helping import remove_all_factors
from hientai.organisations.models import Unit
from hientai.webkit.day import today
from tests.accounts.conftest import SINCE
from tests.departments import bare_unit

FORM = {
    "name": "Trần Thị Mai",
    "email": "mai@hanoi.example",
    "username": "mai",
    "role": "unit_officer",
    "since": "01/06/2024",
}


def held(user: User, role: str, unit: Unit) -> None:
    RoleAssignment.objects.create(user=user, role=role, unit=unit, period=DateRange(SINCE, None))


@pytest.fixture
def people(whole: Unit) -> dict[str, User]:
    """An administrator of finance; an officer there, one of health, one of both, the owner."""
    finance, health = bare_unit("STC", whole), bare_unit("SYT", whole)
    made = {
        name: User.objects.create(username=name, name=f"Người {name}", password="")
        for name in ("quan-tri", "tai-chinh", "y-te", "ca-hai", "chu")
    }
    held(made["quan-tri"], "administrator", finance)
    held(made["tai-chinh"], "unit_officer", finance)
    held(made["y-te"], "unit_officer", health)
    held(made["ca-hai"], "unit_officer", finance)
    held(made["ca-hai"], "viewer", health)
    held(made["chu"], "owner", whole)
    return made


@pytest.fixture
def admin(people: dict[str, User]) -> Client:
    """The browser of the administrator of finance."""
    client = Client()
    client.force_login(people["quan-tri"])
    return client


def test_the_list_holds_those_of_the_part(admin: Client) -> None:
    page = admin.get("/tai-khoan/").content.decode()
    shown = {name for name in ("tai-chinh", "y-te", "ca-hai", "chu") if f"Người {name}" in page}
    assert shown == {"tai-chinh"}


@pytest.mark.parametrize(
    ("username", "status"), [("tai-chinh", 200), ("y-te", 404), ("ca-hai", 404), ("chu", 404)]
)
def test_an_account_outside_the_part_is_not_there(
    admin: Client, username: str, status: int
) -> None:
    assert admin.get(f"/tai-khoan/nguoi/{username}/").status_code == status
    for step in ("phien", "hai-buoc"):
        answer = admin.post(f"/tai-khoan/nguoi/{username}/{step}/")
        assert answer.status_code == (302 if status == 200 else 404)


@pytest.mark.parametrize(
    ("unit", "role", "status"),
    [
        ("STC", "unit_officer", 302),
        ("SYT", "unit_officer", 422),
        ("STC", "auditor", 422),
        ("HN", "viewer", 422),
    ],
)
def test_somebody_is_invited_within_the_part_alone(
    admin: Client, unit: str, role: str, status: int
) -> None:
    answer = admin.post("/tai-khoan/moi/", FORM | {"unit": unit, "role": role})
    assert answer.status_code == status
    assert User.objects.filter(username="mai").exists() is (status == 302)


def test_what_holds_for_everybody_is_not_set_by_a_part(people: dict[str, User]) -> None:
    made = demand(role="owner", since=date(2024, 1, 1), until=None, ground="Quy chế 12")
    admin = Client()
    admin.force_login(people["quan-tri"])
    assert admin.get("/tai-khoan/dang-nhap/").status_code == 404
    assert admin.post(f"/tai-khoan/dang-nhap/{made.pk}/thoi/").status_code == 404
    assert "Quy định đăng nhập" not in admin.get("/tai-khoan/").content.decode()


def test_the_database_holds_the_same_below_the_pages(
    people: dict[str, User], app_of: Callable[[User], object]
) -> None:
    for name in ("tai-chinh", "y-te"):
        app_of(people[name])
    people["quan-tri"].enter(today())
    seen = set(Factor.objects.values_list("user__username", flat=True))
    assert seen == {"tai-chinh"}
    assert remove_all_factors(user=people["tai-chinh"])
    assert not remove_all_factors(user=people["y-te"])
    with pytest.raises(DatabaseError, match="who manages"), transaction.atomic():
        connection.cursor().execute("SELECT accounts_note(%s, '{}')", [people["y-te"].pk])


def test_a_role_that_has_ended_elsewhere_is_no_bar(people: dict[str, User]) -> None:
    """As of the machine's own day, which is past the end."""
    RoleAssignment.objects.filter(user=people["ca-hai"], role="viewer").update(
        period=DateRange(SINCE, date(2021, 1, 1))
    )
    people["quan-tri"].enter(today())
    with connection.cursor() as cursor:
        cursor.execute("SELECT accounts_looks_after(%s)", [people["ca-hai"].pk])
        assert cursor.fetchone() == (True,)
