"""A class of the small city with learners whose decision was registered, and its form."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from hientai.classes.models import TrainingClass
from hientai.evaluation.models import Form
from hientai.organisations.models import Unit
from tests.city import founded, put, units, version
from tests.evaluation.made import OPENS, form_of, learn
from tests.places.conftest import lesson

__all__ = ["founded", "put", "units", "version"]


@pytest.fixture
def held(units: dict[str, Unit], version: Any) -> TrainingClass:
    """A class of a week in September, of 40 places, that nobody learns in yet."""
    return lesson(units["SNV"], places=40)


@pytest.fixture
def learners(held: TrainingClass, put: Callable[..., Any]) -> Callable[[int], list[Any]]:
    """Puts so many officials of the department of finance into the class."""

    def make(count: int) -> list[Any]:
        people = [put(f"E{at:02}", name=f"Lê Thị Hạnh {at}") for at in range(count)]
        learn(held, people)
        return people

    return make


@pytest.fixture
def form(held: TrainingClass, learners: Callable[[int], list[Any]]) -> Form:
    """The form of a class of eight, open for a week."""
    learners(8)
    return form_of(held)


@pytest.fixture
def day() -> date:
    """The first day on which the form takes answers."""
    return OPENS
