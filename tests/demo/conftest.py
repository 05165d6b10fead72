"""The whole city is made once for all tests of the demo."""

from typing import Any

import polars as pl
import pytest
from django.db import connection

from hientai.demo.domain.city import SEED, City, city
from hientai.demo.domain.files import files


@pytest.fixture(scope="session")
def whole() -> City:
    """The city of 140,408 people."""
    return city()


@pytest.fixture(scope="session")
def sheets(whole: City) -> dict[str, dict[str, pl.DataFrame]]:
    """Its files, sheet by sheet."""
    return files(whole, SEED)


@pytest.fixture(scope="session")
def people(sheets: dict[str, dict[str, pl.DataFrame]]) -> pl.DataFrame:
    """The sheet Người of the register of 19/5/2022."""
    return sheets["ho-so-19-05-2022.xlsx"]["Người"]


@pytest.fixture(scope="module")
def planned_anew(django_db_setup: None, django_db_blocker: Any) -> None:
    """The connection of the tests has kept its ways to ask from tests of a handful of people; over
    a whole city they take ten times as long as new ones."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("DISCARD PLANS")
