"""The second province of tests: its districts before any was merged, as the register codes them,
and one leader after another."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from hientai.organisations.models import Unit, UnitVersion
from hientai.people.models import Degree, Person, Post
from hientai.schemes.services import load_pack
from hientai.shared.vietnamese import fold, given_name_key
from tests.once import made_once

SLUG = "quangnam-7328"
LONG_AGO = date(2010, 1, 1)
NONGSON_UNTIL = date(2025, 1, 1)
DISTRICTS = (
    "TAMKY",
    "HOIAN",
    "DIENBAN",
    "THANGBINH",
    "BACTRAMY",
    "NAMTRAMY",
    "NUITHANH",
    "PHUOCSON",
    "TIENPHUOC",
    "HIEPDUC",
    "NONGSON",
    "DONGGIANG",
    "NAMGIANG",
    "DAILOC",
    "PHUNINH",
    "TAYGIANG",
    "DUYXUYEN",
    "QUESON",
)


def unit(code: str, type_: str, parent: Unit | None, until: date | None = None) -> Unit:
    made = Unit.objects.create(code=code)
    UnitVersion.objects.create(
        unit=made,
        name=code,
        name_folded=fold(code),
        type=type_,
        bloc="state",
        parent=parent,
        period=DateRange(LONG_AGO, until),
    )
    return made


@pytest.fixture(scope="module")
def two_provinces(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Hà Nội with a department, Quảng Nam with a department and its 18 districts, and the scheme
    of each."""
    with made_once(django_db_blocker):
        hanoi, quangnam = unit("HN", "city", None), unit("QNA", "city", None)
        unit("STC", "department", hanoi)
        unit("QNA-SXD", "department", quangnam)
        for name in DISTRICTS:
            until = NONGSON_UNTIL if name == "NONGSON" else None
            unit(f"QNA-{name}", "district", quangnam, until)
        for slug in (SLUG, "hanoi-1698"):
            load_pack(slug, accepted_by="kiểm thử")
        yield


@pytest.fixture
def province(two_provinces: None, sees_all: None) -> dict[str, Unit]:
    """The units of both by code."""
    return {unit.code: unit for unit in Unit.objects.all()}


@pytest.fixture
def leader(province: dict[str, Unit]) -> Callable[..., Person]:
    """Makes a head of division of the department of construction of Quảng Nam."""

    def make(code: str, unit: str = "QNA-SXD", **other: Any) -> Person:
        said = {
            "title": "division_head",
            "category": "civil_servant",
            "level": "university",
            "born": date(1985, 5, 1),
        } | other
        person = Person.objects.create(
            code=code,
            name=f"Lê Thị {code}",
            name_folded=fold(f"Lê Thị {code}"),
            name_key=given_name_key(f"Lê Thị {code}"),
            sex="female",
            unit=province[unit],
            birth_date=said["born"],
            service_start=LONG_AGO,
        )
        Post.objects.create(
            person=person,
            unit=province[unit],
            category=said["category"],
            title=said["title"],
            period=DateRange(LONG_AGO, None),
        )
        if said["level"]:
            Degree.objects.create(person=person, level=said["level"], awarded_on=date(2008, 6, 1))
        return person

    return make
