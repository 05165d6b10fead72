"""A2: every change leaves who, when, before and after, by whichever way; nobody rewrites it."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from hientai.audit.models import Event
from hientai.audit.queries import data_mark, trace_of
from hientai.audit.services import act_as
from hientai.organisations.models import Unit
from hientai.people.models import Person

pytestmark = pytest.mark.usefixtures("sees_all")


@pytest.fixture
def person(sees_all: None) -> Person:
    unit = Unit.objects.create(code="STC")
    return Person.objects.create(
        code="1",
        name="Lê Thị An",
        name_folded="le thi an",
        name_key="an",
        unit=unit,
        birth_date=date(1980, 1, 1),
    )


def test_raw_sql_leaves_the_same_trace_as_a_form(person: Person) -> None:
    act_as(actor_id=7, actor_label="Trần Văn Bình", ground="Văn bản 12/SNV")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET sex = 'female' WHERE code = '1'")
    event = trace_of("people_person", person.pk).first()
    assert event is not None
    assert (event.actor_id, event.actor_label, event.ground) == (
        7,
        "Trần Văn Bình",
        "Văn bản 12/SNV",
    )
    assert (event.operation, event.before, event.after) == ("U", {"sex": None}, {"sex": "female"})


def test_a_removed_row_is_kept_whole(person: Person) -> None:
    key = person.pk
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM people_person WHERE id = %s", [key])
    event = trace_of("people_person", key).get(operation="D")
    assert event.before is not None
    assert event.before["name"] == "Lê Thị An"


def test_an_update_that_changes_nothing_leaves_no_trace_and_keeps_the_mark(person: Person) -> None:
    before = data_mark()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET sex = sex")
    assert data_mark() == before
    assert not trace_of("people_person", person.pk).filter(operation="U").exists()


def test_every_change_raises_the_mark(person: Person) -> None:
    before = data_mark()
    person.sex = "male"
    person.save()
    assert data_mark() > before


@pytest.mark.parametrize(
    "attack",
    [
        "DELETE FROM audit_event",
        "UPDATE audit_event SET actor_label = 'x'",
        "INSERT INTO audit_event (actor_label, ground, table_name, row_id, operation)"
        " VALUES ('x', '', 'people_person', 1, 'I')",
        "TRUNCATE audit_event",
        "UPDATE audit_mark SET count = 0",
    ],
)
def test_the_application_cannot_touch_the_trace(person: Person, attack: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attack)
    assert Event.objects.exists()


def test_even_the_owner_of_the_tables_cannot_rewrite_the_trace(person: Person) -> None:
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            cursor.execute("DELETE FROM audit_event")
