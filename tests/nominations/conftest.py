"""The small city with the scheme loaded, a list of the finance department."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from hientai.nominations import services as verbs
from hientai.nominations.models import NominationList
from hientai.organisations.models import Unit
from hientai.schemes.models import SchemeVersion
from tests.city import ask, founded, put, units, version
from tests.nominations.made import DAY

__all__ = ["ask", "founded", "put", "units", "version"]

TERMS = verbs.Terms(
    scheme="hanoi-1698",
    item="A.1.1",
    title="Chuyên gia tài chính, đợt 1",
    programme="Quản lý tài chính công",
    starts_on=date(2024, 9, 2),
    ends_on=date(2024, 9, 20),
    place="domestic",
)


@pytest.fixture
def opened(version: SchemeVersion, units: dict[str, Unit]) -> Callable[..., NominationList]:
    """Opens a list of the finance department for A.1.1, but for what the test says otherwise."""

    def make(unit: str = "STC", on: date = DAY, **other: Any) -> NominationList:
        terms = verbs.Terms(**{**TERMS.__dict__, **other})
        return verbs.open_list(actor=None, unit=units[unit], terms=terms, on=on)

    return make


@pytest.fixture
def held(opened: Callable[..., NominationList]) -> NominationList:
    """A list of the finance department for A.1.1."""
    return opened()
