"""The small city with its scheme, a class, and wishes for places."""

from datetime import date
from typing import Any

import pytest

from hientai.classes.models import TrainingClass
from hientai.classes.services import Terms, open_class
from hientai.organisations.models import Unit
from hientai.places.domain.holding import Wanted
from hientai.places.services.seats import Held, hold
from hientai.programmes.models import Institution
from hientai.programmes.services import institutions
from tests.city import DAY, founded, put, units, version
from tests.journeys.city import unit
from tests.programmes.made import approved, written

__all__ = ["founded", "put", "units", "version"]

UNTIL = date(2024, 7, 31)


def wish(person: Any, item: str = "A.1.1", **other: Any) -> Wanted:
    """A place of a quota of Hà Nội for a week in September, but for what is said otherwise."""
    said = {
        "starts_on": date(2024, 9, 2),
        "ends_on": date(2024, 9, 6),
        "scheme": "hanoi-1698" if item else "",
        "item_id": item,
        **other,
    }
    return Wanted(person_id=person.pk, unit_id=person.unit_id, **said)


def held(*wanted: Wanted, on: date = DAY) -> list[Held]:
    """Places held until the end of July."""
    return hold(actor=None, wanted=wanted, until=UNTIL, on=on)


def lesson(home: Unit, places: int = 3, **other: Any) -> TrainingClass:
    """A class of a week in September that serves A.1.1, at the school."""
    version = approved(written(home, other.pop("programme", "TC-01")))
    where = Institution.objects.first() or institutions.describe(
        actor=None,
        unit=unit("TCB", "Trường Bồi dưỡng cán bộ", "training_institution", home),
        facts={"address": "Hà Đông"},
    )
    terms = {
        "code": "TC-01.K1",
        "title": "Quản lý tài chính công, khóa 1",
        "starts_on": date(2024, 9, 2),
        "ends_on": date(2024, 9, 6),
        "places": places,
        "form": "full_time",
        "ground": "Kế hoạch 20/KH-SNV",
        "scheme": "hanoi-1698",
        "item": "A.1.1",
        **other,
    }
    return open_class(
        actor=None, version=version, institution=where, unit=home, terms=Terms(**terms), on=DAY
    )


@pytest.fixture
def a_class(units: dict[str, Unit]) -> TrainingClass:
    """A class of three places at the department of home affairs."""
    return lesson(units["SNV"])
