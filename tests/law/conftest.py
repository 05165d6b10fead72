"""Somebody who keeps the law, and somebody who only reads it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from hientai.accounts.models import User
from hientai.accounts.services import create_user, give_role
from hientai.law.models import Correction
from hientai.law.services import accept_correction, draft_correction
from hientai.organisations.models import Unit
from hientai.organisations.services import create_unit


@pytest.fixture
def city(sees_all: None) -> Unit:
    """The root of all units."""
    return create_unit(
        actor=None,
        code="HN",
        name="UBND thành phố Hà Nội",
        unit_type="city",
        kind="none",
        parent=None,
        on=date(2010, 1, 1),
        ground="Quyết định thành lập",
    )


@pytest.fixture
def somebody(city: Unit) -> Callable[[str], User]:
    """Makes a user of a role at the root."""

    def made(role: str) -> User:
        user = create_user(username=role, name=f"Lê {role}", password="mat-khau-rat-dai")
        give_role(user=user, role=role, unit=city, since=date(2010, 1, 1))
        return user

    return made


@pytest.fixture
def write(sees_all: None) -> Callable[..., Correction]:
    """Writes a draft about the age limit, but for what the test says otherwise."""

    def made(**other: Any) -> Correction:
        said = {
            "parameter": "nd101.age_limit",
            "value": 45,
            "since": date(2024, 1, 1),
            "until": date(2024, 12, 31),
            "clause": "Nghị quyết 05/NQ-HĐND, Điều 2",
            "certainty": "verified",
            **other,
        }
        return draft_correction(actor=None, **said)

    return made


@pytest.fixture
def put_in_force(write: Callable[..., Correction]) -> Callable[..., Correction]:
    """Writes a correction and lets it come into force."""

    def made(**other: Any) -> Correction:
        return accept_correction(actor=None, correction=write(**other).pk)

    return made
