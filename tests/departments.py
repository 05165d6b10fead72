"""The small city that tests of several rooms share: two departments, a centre under the first."""

from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from hientai.organisations.models import Unit, UnitVersion
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


def bare_unit(code: str, parent: Unit | None, since: date = date(2020, 1, 1)) -> Unit:
    """A department without a history of events, for tests of what is seen from it."""
    unit = Unit.objects.create(code=code)
    UnitVersion.objects.create(
        unit=unit,
        name=code,
        name_folded=code.lower(),
        type="department",
        parent=parent,
        period=DateRange(since, None),
    )
    return unit
