"""A small city: a department, two districts with communes, a school under the city."""

from datetime import date

import pytest

from hientai.organisations.models import Unit
from hientai.organisations.services import create_unit

FOUNDED = date(2010, 1, 1)
UNITS = (
    ("HN", "UBND thành phố Hà Nội", "city", "none", None),
    ("SNV", "Sở Nội vụ", "department", "none", "HN"),
    ("Q-BADINH", "UBND quận Ba Đình", "district", "urban_district", "HN"),
    ("H-DONGANH", "UBND huyện Đông Anh", "district", "rural_district", "HN"),
    ("Q-BADINH-X001", "UBND phường Cống Vị", "commune", "ward", "Q-BADINH"),
    ("H-DONGANH-X001", "UBND xã Cổ Loa", "commune", "rural_commune", "H-DONGANH"),
    ("H-DONGANH-X002", "UBND xã Dục Tú", "commune", "rural_commune", "H-DONGANH"),
    ("THPT-CVA", "Trường THPT Chu Văn An", "service_unit", "high_school", "HN"),
    ("MN-COLOA", "Trường mầm non Cổ Loa", "service_unit", "kindergarten", "H-DONGANH-X001"),
)


@pytest.fixture
def city(sees_all) -> dict[str, Unit]:
    """The units of the small city by code."""
    made: dict[str, Unit] = {}
    for code, name, unit_type, kind, parent in UNITS:
        made[code] = create_unit(
            actor=None,
            code=code,
            name=name,
            unit_type=unit_type,
            kind=kind,
            parent=made.get(parent or ""),
            on=FOUNDED,
            ground="Quyết định thành lập",
        )
    return made
