"""A department of home affairs, a school under it, and a programme on its way to approval."""

import pytest

from hientai.organisations.models import Unit
from hientai.programmes.models import Version
from tests.journeys.city import unit
from tests.programmes.made import written


@pytest.fixture
def home(db: None) -> Unit:
    """The department that compiles programmes."""
    whole = unit("HN", "Ủy ban nhân dân thành phố Hà Nội", "city", None)
    return unit("SNV", "Sở Nội vụ", "department", whole)


@pytest.fixture
def school(home: Unit) -> Unit:
    """A training institution."""
    return unit("TCB", "Trường Cán bộ", "training_institution", home)


@pytest.fixture
def draft(home: Unit, sees_all: None) -> Version:
    """A whole draft of 32 periods, which are four days of study."""
    return written(home)
