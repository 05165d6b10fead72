"""The small city that tests of several rooms share: two departments, a centre under the first."""

from datetime import date

from hientai.organisations.models import Unit
from hientai.organisations.services import create_unit

UNITS = (
    ("HN", "UBND thành phố Hà Nội", "city", None),
    ("SNV", "Sở Nội vụ", "department", "HN"),
    ("STC", "Sở Tài chính", "department", "HN"),
    ("TTLT", "Trung tâm Lưu trữ", "service_unit", "SNV"),
)


def founded(on: date) -> dict[str, Unit]:
    """Each unit of the city by its code, founded on a day."""
    made: dict[str, Unit] = {}
    for code, name, unit_type, parent in UNITS:
        made[code] = create_unit(
            actor=None,
            code=code,
            name=name,
            unit_type=unit_type,
            parent=made.get(parent or ""),
            on=on,
            ground="Quyết định thành lập",
        )
    return made
