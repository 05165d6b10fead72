"""A small city with the scheme loaded, and people whose verdicts a reader can tell by hand."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from hientai.organisations.models import Unit, UnitVersion
from hientai.people.models import Degree, Discipline, Person, PlannedTitle, Post, Rating
from hientai.schemes.models import SchemeVersion
from hientai.schemes.queries import scheme
from hientai.schemes.services import load_pack
from hientai.shared.vietnamese import fold, given_name_key
from hientai.training.models import Turn
from hientai.training.queries.readings import Reading, reading
from tests.once import made_once

DAY = date(2024, 6, 1)
LONG_AGO = date(2010, 1, 1)
UNITS = (
    ("HN", "UBND thành phố Hà Nội", "city", "", None),
    ("STC", "Sở Tài chính", "department", "", "HN"),
    ("SNV", "Sở Nội vụ", "department", "", "HN"),
    ("Q-DONGDA", "UBND quận Đống Đa", "district", "urban_district", "HN"),
    ("H-DONGANH", "UBND huyện Đông Anh", "district", "rural_district", "HN"),
    ("X-HAIBOI", "UBND xã Hải Bối", "commune", "rural_commune", "H-DONGANH"),
)


@pytest.fixture(scope="module")
def founded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The city, two departments, a district of each kind, a commune, and the scheme of Hà Nội as
    it ships."""
    with made_once(django_db_blocker):
        made: dict[str, Unit] = {}
        for code, name, unit_type, kind, parent in UNITS:
            made[code] = Unit.objects.create(code=code)
            UnitVersion.objects.create(
                unit=made[code],
                name=name,
                name_folded=fold(name),
                type=unit_type,
                kind=kind,
                bloc="state",
                parent=made.get(parent or ""),
                period=DateRange(LONG_AGO, None),
            )
        load_pack("hanoi-1698", accepted_by="kiểm thử")
        yield


@pytest.fixture
def units(founded: None, sees_all: None) -> dict[str, Unit]:
    """The units of the city by code."""
    return {unit.code: unit for unit in Unit.objects.all()}


@pytest.fixture
def version(units: dict[str, Unit]) -> SchemeVersion:
    """The scheme of Hà Nội in force."""
    return scheme("hanoi-1698", DAY)


@pytest.fixture
def put(units: dict[str, Unit]) -> Callable[..., Person]:
    """Makes a person who may go to A.1.1, but for what the test says otherwise."""

    def make(code: str, unit: str = "STC", **other: Any) -> Person:
        said = {
            "name": f"Nguyễn Văn {code}",
            "sex": "male",
            "birth_date": date(1985, 3, 15),
            "title": "division_deputy",
            "fields": ["finance_planning"],
            "category": "civil_servant",
            "managed_by_committee": False,
            **other,
        }
        person = Person.objects.create(
            code=code,
            name=said["name"],
            name_folded=fold(said["name"]),
            name_key=given_name_key(said["name"]),
            sex=said["sex"],
            unit=units[unit],
            birth_date=said["birth_date"],
            service_start=date(2010, 1, 1),
            managed_by_committee=said["managed_by_committee"],
        )
        Post.objects.create(
            person=person,
            unit=units[unit],
            category=said["category"],
            title=said["title"],
            fields=said["fields"],
            period=DateRange(said.get("since", date(2015, 1, 1)), said.get("until")),
        )
        Degree.objects.create(
            person=person, level=said.get("level", "university"), awarded_on=date(2008, 6, 1)
        )
        return person

    return make


@pytest.fixture
def ask(version: SchemeVersion) -> Callable[..., Reading]:
    """The figures of the scheme on a day."""
    return lambda on=DAY: reading(scheme("hanoi-1698", on), on)


def rate(person: Person, **years: str) -> None:
    """Yearly ratings, given as y2023="good"."""
    for year, rating in years.items():
        Rating.objects.create(person=person, year=int(year[1:]), rating=rating)


def sanction(person: Person, since: date, until: date | None) -> None:
    """A reprimand in force over a period."""
    Discipline.objects.create(person=person, form="reprimand", period=DateRange(since, until))


def plan(person: Person, title: str, fields: list[str] | None) -> None:
    """A planned title since 2021."""
    PlannedTitle.objects.create(
        person=person, title=title, fields=fields, period=DateRange(date(2021, 1, 1), None)
    )


def study(person: Person, version: SchemeVersion | None, item: str = "", **other: Any) -> Turn:
    """A completed course of a week in March 2023, but for what the test says otherwise."""
    said = {
        "programme": "Quản lý tài chính công",
        "starts_on": date(2023, 3, 6),
        "ends_on": date(2023, 3, 10),
        "result": "completed",
        **other,
    }
    return Turn.objects.create(
        person=person, scheme=version.scheme if version else None, item_id=item, **said
    )
