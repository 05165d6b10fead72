"""A1: what a role lets a user see is decided by today's tree, in the database itself."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from hientai.accounts.models import User
from hientai.accounts.services import create_user, give_role
from hientai.organisations.models import Unit
from hientai.people.models import Degree, Person, Post
from hientai.shared.refused import Refused
from tests.departments import bare_unit

SINCE = date(2020, 1, 1)


def _person(code: str, unit: Unit) -> Person:
    person = Person.objects.create(
        code=code,
        name=f"Người {code}",
        name_folded=code,
        name_key=code,
        unit=unit,
        birth_date=date(1980, 1, 1),
    )
    Post.objects.create(
        person=person, unit=unit, category="civil_servant", period=DateRange(SINCE, None)
    )
    return person


@pytest.fixture
def city(sees_all: None) -> dict[str, Unit]:
    root = bare_unit("HN", None)
    finance, health = bare_unit("STC", root), bare_unit("SYT", root)
    return {"HN": root, "STC": finance, "SYT": health, "BV": bare_unit("BV", health)}


@pytest.fixture
def people(city: dict[str, Unit]) -> dict[str, Person]:
    return {code: _person(code, city[code]) for code in ("STC", "SYT", "BV")}


def _user(name: str, role: str, unit: Unit) -> User:
    user = create_user(username=name, name=name, password="mot mat khau dai")
    give_role(user=user, role=role, unit=unit, since=SINCE)
    return User.objects.get(pk=user.pk)


def _codes() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT code FROM people_person")
        return {row[0] for row in cursor.fetchall()}


def test_an_officer_sees_the_own_subtree_even_by_raw_sql(
    city: dict[str, Unit], people: dict[str, Person]
) -> None:
    _user("officer", "unit_officer", city["SYT"]).enter(date(2024, 6, 1))
    assert _codes() == {"SYT", "BV"}


def test_the_owner_of_the_whole_tree_sees_everybody(
    city: dict[str, Unit], people: dict[str, Person]
) -> None:
    _user("owner", "owner", city["HN"]).enter(date(2024, 6, 1))
    assert _codes() == {"STC", "SYT", "BV"}


def test_a_user_without_a_role_sees_nobody(people: dict[str, Person]) -> None:
    create_user(username="x", name="x", password="mot mat khau dai").enter(date(2024, 6, 1))
    assert _codes() == set()


def test_what_hangs_on_a_person_of_another_unit_can_be_neither_read_nor_written(
    city: dict[str, Unit], people: dict[str, Person]
) -> None:
    Degree.objects.create(person=people["STC"], level="master")
    _user("officer", "unit_officer", city["SYT"]).enter(date(2024, 6, 1))
    assert Degree.objects.count() == 0
    with pytest.raises(Exception, match="row-level security"), transaction.atomic():
        Degree.objects.create(person_id=people["STC"].pk, level="doctor")


def test_people_of_earlier_times_are_seen_for_their_time_in_the_unit(
    city: dict[str, Unit], people: dict[str, Person]
) -> None:
    moved = people["STC"]
    Degree.objects.create(person=moved, level="university", awarded_on=date(2002, 6, 1))
    Post.objects.filter(person=moved).update(period=DateRange(SINCE, date(2023, 1, 1)))
    Post.objects.create(
        person=moved,
        unit=city["SYT"],
        category="civil_servant",
        period=DateRange(date(2023, 1, 1), None),
    )
    Person.objects.filter(pk=moved.pk).update(unit=city["SYT"])
    Degree.objects.create(person=moved, level="master", awarded_on=date(2024, 1, 1))
    _user("finance", "unit_officer", city["STC"]).enter(date(2024, 6, 1))
    assert _codes() == {"STC"}
    assert list(Degree.objects.values_list("level", flat=True)) == ["university"]
    assert list(Post.objects.values_list("unit__code", flat=True)) == ["STC"]


def test_the_database_refuses_two_main_posts_on_one_day(people: dict[str, Person]) -> None:
    with pytest.raises(IntegrityError, match="one_main_post"), transaction.atomic():
        Post.objects.create(
            person=people["STC"],
            unit=people["STC"].unit,
            category="civil_servant",
            period=DateRange(date(2021, 1, 1), date(2021, 2, 1)),
        )


def test_the_database_refuses_a_degree_dated_before_birth(people: dict[str, Person]) -> None:
    with pytest.raises(IntegrityError, match="before birth"), transaction.atomic():
        Degree.objects.create(
            person=people["STC"], level="university", awarded_on=date(1979, 12, 31)
        )


def test_a_birth_date_after_a_degree_is_refused_too(people: dict[str, Person]) -> None:
    Degree.objects.create(person=people["STC"], level="university", awarded_on=date(2002, 6, 1))
    with pytest.raises(IntegrityError, match="before birth"), transaction.atomic():
        Person.objects.filter(pk=people["STC"].pk).update(birth_date=date(2002, 6, 1))


def test_a_weak_password_is_refused_with_the_reason(db: None) -> None:
    with pytest.raises(Refused, match="12"):
        create_user(username="y", name="y", password="ngan")
