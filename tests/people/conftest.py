"""Two departments with a few people in them, and the two who look: one at all, one at a part."""

from datetime import date

import pytest
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client

from hientai.accounts.models import RoleAssignment, User
from hientai.accounts.services import operator_scope
from hientai.organisations.models import Unit
from hientai.people.models import Degree, Person, Post
from hientai.shared.vietnamese import fold, given_name_key
from tests.departments import founded

FOUNDED = date(2010, 1, 1)
PEOPLE = (
    ("CB001", "Nguyễn Thị Ánh", "female", date(1986, 3, 15), "SNV", "master"),
    ("CB002", "Đặng Văn Dũng", "male", date(1983, 5, 2), "SNV", "university"),
    ("CB003", "Trần Quốc Bình", "male", date(1979, 8, 30), "STC", "doctor"),
    ("CB004", "Hoàng Văn An", "male", None, "STC", "university"),
)


def put(code, name, sex, birth, unit, level="university") -> Person:
    """A person with a main post in a unit since 2015 and one degree."""
    person = Person.objects.create(
        code=code,
        name=name,
        name_folded=fold(name),
        name_key=given_name_key(name),
        sex=sex,
        birth_date=birth,
        unit=unit,
    )
    Post.objects.create(
        person=person,
        unit=unit,
        category="civil_servant",
        title="none",
        fields=["personnel"],
        period=DateRange(date(2015, 1, 1), None),
    )
    Degree.objects.create(person=person, level=level, awarded_on=date(2010, 6, 1))
    return person


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """A test that is rolled back leaves the mark of the data where it was: forget its counts."""
    cache.clear()


@pytest.fixture
def units(sees_all) -> dict[str, Unit]:
    """The city, two departments, and a centre under one of them."""
    return founded(FOUNDED)


@pytest.fixture
def people(units) -> dict[str, Person]:
    """The people of both departments by code."""
    return {row[0]: put(*row[:4], units[row[4]], row[5]) for row in PEOPLE}


def sign_in(unit: Unit, role: str) -> Client:
    """A browser in which somebody with a role at a unit has signed in."""
    with operator_scope():
        user = User.objects.create(
            username=f"{role}-{unit.code}".lower(), password=make_password(None)
        )
        RoleAssignment.objects.create(
            user=user, role=role, unit=unit, period=DateRange(FOUNDED, None)
        )
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('hientai.sight', '', true)")
    return client


@pytest.fixture
def owner(people, units) -> Client:
    """The scheme owner's browser."""
    return sign_in(units["HN"], "owner")


@pytest.fixture
def officer(people, units) -> Client:
    """The browser of the officer of Sở Nội vụ."""
    return sign_in(units["SNV"], "unit_officer")
