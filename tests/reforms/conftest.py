"""A small province before 2025: departments, a district with communes and a school, its people."""

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from django.core.cache import cache
from django.db.backends.postgresql.psycopg_any import DateRange

from hientai.organisations.models import Unit
from hientai.organisations.services import create_unit
from hientai.people.models import Person, Post
from hientai.reforms.domain.sheet import PLACE_COLUMNS, PLACES, STEP_COLUMNS, STEPS
from hientai.shared.vietnamese import fold, given_name_key

FOUNDED, DAY, EVE = date(2010, 1, 1), date(2025, 7, 1), date(2025, 6, 30)
UNITS = (
    ("DN", "UBND thành phố Đà Nẵng", "city", None),
    ("SKHDT", "Sở Kế hoạch và Đầu tư", "department", "DN"),
    ("STC", "Sở Tài chính", "department", "DN"),
    ("TTXT", "Trung tâm Xúc tiến đầu tư", "service_unit", "SKHDT"),
    ("H", "UBND huyện Hòa Vang", "district", "DN"),
    ("X1", "UBND xã Hòa Châu", "commune", "H"),
    ("X2", "UBND xã Hòa Tiến", "commune", "H"),
    ("MN", "Trường Mầm non Hòa Châu", "service_unit", "H"),
)
PEOPLE = (
    ("P1", "Lê Thị An", "SKHDT", "department_director"),
    ("P2", "Trần Văn Bình", "SKHDT", "none"),
    ("P3", "Hồ Văn Chính", "STC", "department_director"),
    ("P4", "Phan Thị Dung", "H", "district_chair"),
    ("P5", "Võ Văn Em", "H", "none"),
    ("P6", "Ngô Thị Giang", "X1", "commune_chair"),
    ("P7", "Đỗ Văn Hải", "X2", "none"),
    ("P8", "Mai Thị Hoa", "MN", "principal"),
)
ACT = (
    ("Sáp nhập", "SKHDT", "STC"),
    ("Giải thể", "H", "", "", "", "", "DN"),
    ("Sáp nhập", "X1", "HOACHAU"),
    ("Sáp nhập", "X2", "HOACHAU"),
    ("Thành lập", "HOACHAU", "", "UBND xã Hòa Vang", "UBND phường, xã, thị trấn", "Xã", "DN"),
    ("Chuyển cấp quản lý", "MN", "", "", "", "", "HOACHAU"),
)


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """A test that is rolled back leaves the mark of the data where it was: forget its counts."""
    cache.clear()


@pytest.fixture
def units(sees_all) -> dict[str, Unit]:
    """The units by code."""
    made: dict[str, Unit] = {}
    for code, name, unit_type, parent in UNITS:
        made[code] = create_unit(
            actor=None,
            code=code,
            name=name,
            unit_type=unit_type,
            parent=made.get(parent or ""),
            on=FOUNDED,
            ground="Quyết định thành lập",
        )
    return made


@pytest.fixture
def people(units) -> dict[str, Person]:
    """The people by code, each with a main post since 2015."""
    made = {}
    for code, name, unit, title in PEOPLE:
        person = Person.objects.create(
            code=code,
            name=name,
            name_folded=fold(name),
            name_key=given_name_key(name),
            unit=units[unit],
        )
        Post.objects.create(
            person=person,
            unit=units[unit],
            category="civil_servant",
            title=title,
            period=DateRange(date(2015, 1, 1), None),
        )
        made[code] = person
    return made


def workbook(path: Path, steps=ACT, places=()) -> Path:
    """A file of an act as a department would fill it in."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        for title, columns, rows in ((STEPS, STEP_COLUMNS, steps), (PLACES, PLACE_COLUMNS, places)):
            page = book.add_worksheet(title)
            page.write_row(0, 0, [column.heading for column in columns])
            for at, row in enumerate(rows, start=1):
                page.write_row(at, 0, row)
    return path
