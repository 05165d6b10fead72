"""A program in whose way another stood at that moment is told so, and nothing is written (A1).

Both have a connection of their own to a real PostgreSQL, which sees that each waits for the other.
"""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from hientai.places.models import Allotment
from tests.api.programs import Program, token_of
from tests.journeys.city import City, divided, founded, scheme_runs, user

pytestmark = pytest.mark.django_db(transaction=True)
WAITING = """
SELECT count(*) FROM pg_locks
WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))
"""
AT_THE_END = """
CREATE FUNCTION looks_at_the_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM organisations_unit WHERE code = 'STC' FOR UPDATE;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER looks_at_the_end AFTER UPDATE ON places_allotment
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION looks_at_the_end();
"""


@pytest.fixture
def city() -> City:
    made = founded()
    scheme_runs(made)
    divided(made)
    return made


@pytest.fixture
def looked_at_the_end() -> Iterator[None]:
    """A wall that is asked when the transaction ends, as those of the mergers are."""
    with connection.cursor() as cursor:
        cursor.execute(AT_THE_END)
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP FUNCTION looks_at_the_end() CASCADE")


def stand_in_the_way(held: str, asked: str, ready: Callable[[], None]) -> None:
    """Hold one thing; once somebody waits for it, ask for what that one holds."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("RESET ROLE")  # only the owner may lock a table, also after journeys
            cursor.execute(held)
            ready()
            while True:
                cursor.execute(WAITING)
                if cursor.fetchone()[0]:
                    break
                time.sleep(0.02)
            cursor.execute(asked)
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("held", "more"),
    [
        ("LOCK TABLE places_allotmentstep IN SHARE MODE", ()),
        ("SELECT FROM organisations_unit WHERE code = 'STC' FOR UPDATE", ("looked_at_the_end",)),
    ],
    ids=["midway", "at the end of the transaction"],
)
def test_a_program_that_gives_way_is_told_in_words(city: City, request, held, more) -> None:
    for name in more:
        request.getfixturevalue(name)
    part = Allotment.objects.get()
    officer = user("yte", "Lê Văn Yên", "unit_officer", city.health)
    with transaction.atomic():
        program = Program(token_of(officer))
    gate, asked = [], f"UPDATE places_allotment SET headcount = headcount WHERE id = {part.pk}"
    with ThreadPoolExecutor(1) as other:
        stands = other.submit(stand_in_the_way, held, asked, lambda: gate.append(True))
        while not gate and not stands.done():
            time.sleep(0.02)
        told = program.post(f"/api/parts/{part.pk}/need", {"wanted": 9, "why": "thêm"})
        stands.result()
    assert told.status_code == 409, told.content
    assert told["Content-Type"].startswith("application/") and "json" in told["Content-Type"]
    assert "đúng những dữ liệu này" in told.content.decode()
    part.refresh_from_db()
    assert part.wanted is None
    again = program.post(f"/api/parts/{part.pk}/need", {"wanted": 9, "why": "thêm"})
    assert again.status_code == 200 and again.json()["wanted"] == 9
