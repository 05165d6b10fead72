"""A city with its department of home affairs, and the bodies that issue their papers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from hientai.documents import services as verbs
from hientai.documents.models import IssuingBody, Paper
from hientai.organisations.models import Unit
from tests.departments import founded
from tests.documents.made import TODAY, signed

FOUNDED = date(2010, 1, 1)


@dataclass(frozen=True)
class Office:
    """The units, and the bodies of the city and of home affairs."""

    units: dict[str, Unit]
    city: IssuingBody
    department: IssuingBody


def opened() -> Office:
    """The office of a new city."""
    units = founded(FOUNDED)
    return Office(
        units,
        verbs.issuing_body(actor=None, unit=units["HN"], on=TODAY),
        verbs.issuing_body(actor=None, unit=units["SNV"], on=TODAY),
    )


@pytest.fixture
def office(sees_all: None) -> Office:
    """The office, looked at with sight of every unit."""
    return opened()


@pytest.fixture
def registered(office: Office) -> Callable[..., Paper]:
    """Make a registered paper of the city."""

    def made(on: date = TODAY, **more: Any) -> Paper:
        return verbs.register(actor=None, paper=signed(office.city, **more), on=on)

    return made
