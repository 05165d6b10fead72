"""Who may open what: one table of address, role and answer (A1).

200 the page, 404 nothing there for this role, 302 to sign in. The officer's unit is the
department of finance; HN-000004 and SYT belong to the department of health.
"""

from collections.abc import Iterator

import pytest
from django.test import Client

from tests.journeys.city import City, founded, scheme_runs

ROLES = ("nobody", "viewer", "officer", "owner")
TABLE = """
/                                              302 200 200 200
/de-an/                                        302 200 200 200
/de-an/hanoi-1698/                             302 200 200 200
/de-an/hanoi-1698/muc-tieu/2.1.a.1/            302 200 200 200
/de-an/hanoi-1698/chi-tieu/A.1.1/              302 200 200 200
/de-an/hanoi-1698/chi-tieu/A.1.1/vi-sao/       302 200 200 200
/de-an/khong-co/                               302 404 404 404
/de-an/hanoi-1698/chi-tieu/Z.9/                302 404 404 404
/nguoi/                                        302 200 200 200
/nguoi/HN-000001/                              302 200 200 200
/nguoi/HN-000004/                              302 200 404 200
/nguoi/KHONG-CO/                               302 404 404 404
/don-vi/                                       302 200 200 200
/don-vi/STC/                                   302 200 200 200
/nhap/                                         302 404 200 200
/nhap/moi/                                     302 404 200 200
/nhap/mau.xlsx                                 302 404 200 200
/nhap/999/                                     302 404 404 404
/phap-luat/                                    302 200 200 200
/mat-khau/                                     302 200 200 200
/nguoi/?tai=xlsx                               302 404 200 200
"""
CASES = [tuple(line.split()) for line in TABLE.strip().splitlines()]


@pytest.fixture(scope="module")
def clients(django_db_setup: None, django_db_blocker) -> Iterator[dict[str, Client]]:
    """A client of each role over one city, taken away at the end."""
    from django.db import transaction  # noqa: PLC0415  Django is set up by the fixtures above

    with django_db_blocker.unblock(), transaction.atomic():
        city: City = founded()
        scheme_runs(city)
        signed_in: dict[str, Client] = {"nobody": Client()}
        for role in ("viewer", "officer", "owner"):
            signed_in[role] = Client(raise_request_exception=False)
            signed_in[role].force_login(
                getattr(city, role), backend="django.contrib.auth.backends.ModelBackend"
            )
        yield signed_in
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def as_the_application(clients: dict[str, Client], django_db_blocker) -> Iterator[None]:
    """Each request looks through the application's role, as in service."""
    from django.db import connection  # noqa: PLC0415  Django is set up by the fixtures above

    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE hientai_app")
        yield
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_every_role_gets_what_the_table_says(
    case: tuple[str, ...], clients: dict[str, Client]
) -> None:
    address, *expected = case
    got = [str(clients[role].get(address).status_code) for role in ROLES]
    assert dict(zip(ROLES, got, strict=True)) == dict(zip(ROLES, expected, strict=True))
