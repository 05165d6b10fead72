"""The small city, with a class held abroad and a workshop."""

from datetime import date
from typing import Any

import pytest

from hientai.classes.models import TrainingClass
from hientai.delegations.models import Journey
from hientai.delegations.services import Terms, open_journey
from hientai.organisations.models import Unit
from tests.city import DAY, founded, put, units, version
from tests.places.conftest import lesson

__all__ = ["founded", "put", "units", "version"]

LEAVES, BACK = date(2024, 6, 10), date(2024, 6, 20)


def abroad(home: Unit, form: str = "abroad", **other: Any) -> TrainingClass:
    """A class of a form that its programme did not have before."""
    said = {
        "programme": "DD-01",
        "code": "DD-01.K1",
        "title": "Quản lý đô thị thông minh tại Nhật Bản",
        "starts_on": LEAVES,
        "ends_on": BACK,
        "scheme": "",
        "item": "",
        **other,
    }
    held = lesson(home, **said)
    TrainingClass.objects.filter(pk=held.pk).update(form=form)
    held.refresh_from_db()
    return held


def terms(**other: Any) -> Terms:
    """Ten days in Tokyo, but for what is said otherwise."""
    said: dict[str, Any] = {
        "country": "JP",
        "city": "Tokyo",
        "host": "Đại học Meisei",
        "leaves_on": LEAVES,
        "returns_on": BACK,
        "paper": "Quyết định 88/QĐ-UBND ngày 20/5/2024",
        **other,
    }
    return Terms(**said)


@pytest.fixture
def held(units: dict[str, Unit]) -> TrainingClass:
    """A class abroad of the department of home affairs."""
    return abroad(units["SNV"])


@pytest.fixture
def journey(held: TrainingClass) -> Journey:
    """Its delegation."""
    return open_journey(actor=None, held_class=held, terms=terms(), on=DAY)
