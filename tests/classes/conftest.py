"""What a class needs: an approved programme and an institution."""

import pytest

from hientai.organisations.models import Unit
from hientai.programmes.models import Institution
from hientai.programmes.services import institutions
from tests.programmes.conftest import draft, home, school

__all__ = ["draft", "home", "school"]


@pytest.fixture
def institution(school: Unit, sees_all: None) -> Institution:
    """The school as an institution that has been described."""
    return institutions.describe(actor=None, unit=school, facts={"address": "Hà Đông"})
