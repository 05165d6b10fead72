"""A city with its department of home affairs, and the bodies that issue their papers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from hientai.documents import services as verbs
from hientai.documents.domain.purposes import purpose_of
from hientai.documents.models import IssuingBody, Paper
from hientai.documents.services.drafting import About
from hientai.documents.services.files import File
from hientai.organisations.models import Unit
from tests.departments import founded
from tests.documents.samples import people

FOUNDED = date(2010, 1, 1)
TODAY = date(2024, 6, 3)
PDF = File("ban-ky.pdf", b"%PDF-1.7\n%%EOF\n")


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


def drafted(body: IssuingBody, purpose: str = "send_course", **more: Any) -> Paper:
    """A draft of the shipped words with their examples and a list of three."""
    about = About("Nguyễn Thị Mai Hương", (people(3),), more.pop("concerned", ()))
    return verbs.draft(
        actor=None,
        body=body,
        purpose=purpose,
        on=TODAY,
        values=purpose_of(purpose).examples(),
        about=about,
        **more,
    )


def signed(body: IssuingBody, purpose: str = "send_course", **more: Any) -> Paper:
    """A paper that waits for its number."""
    paper = verbs.lock(actor=None, paper=drafted(body, purpose, **more))
    return verbs.upload_signed(actor=None, paper=paper, file=PDF)


@pytest.fixture
def registered(office: Office) -> Callable[..., Paper]:
    """Make a registered paper of the city."""

    def made(on: date = TODAY, **more: Any) -> Paper:
        return verbs.register(actor=None, paper=signed(office.city, **more), on=on)

    return made
