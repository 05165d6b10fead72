"""Units say how many want a course; dated, the list becomes a class (C1, O1)."""

from datetime import date

import pytest

from hientai.classes.models import Demand
from hientai.classes.queries.demands import demands, lines_of
from hientai.classes.services import (
    DemandTerms,
    Terms,
    close_demand,
    date_demand,
    open_demand,
    want,
)
from hientai.shared.refused import Refused
from tests.city import DAY, founded, put, units, version
from tests.places.conftest import lesson

__all__ = ["founded", "put", "units", "version"]
pytestmark = pytest.mark.django_db

LAST = date(2024, 7, 1)


@pytest.fixture
def taught(units):
    """A class of the programme, whose version is in force."""
    return lesson(units["SNV"], scheme="", item="")


@pytest.fixture
def demand(units, taught) -> Demand:
    """The department of home affairs asks who wants the course."""
    terms = DemandTerms(title="", when="quý IV/2024", answer_by=LAST, ground="CV 12/SNV")
    return open_demand(
        actor=None, programme=taught.version.programme, unit=units["SNV"], terms=terms, on=DAY
    )


def days(**other) -> Terms:
    said = {
        "code": "TC-01.K9",
        "title": "",
        "starts_on": date(2024, 10, 7),
        "ends_on": date(2024, 10, 10),
        "places": 12,
        "form": "full_time",
        "ground": "Kế hoạch 40/KH-SNV",
    }
    return Terms(**{**said, **other})


def test_units_say_their_need_anew_until_the_last_day(demand, units, as_app) -> None:
    as_app([units["STC"].pk])
    want(actor=None, demand=demand, unit=units["STC"], people=5, on=DAY)
    want(actor=None, demand=demand, unit=units["STC"], people=7, note="kế toán", on=LAST)
    assert [(line.people, line.note) for line in lines_of(demand)] == [(7, "kế toán")]
    with pytest.raises(Refused, match="hết hạn"):
        want(actor=None, demand=demand, unit=units["STC"], people=9, on=date(2024, 7, 2))
    with pytest.raises(Refused, match="ngoài phạm vi"):
        want(actor=None, demand=demand, unit=units["Q-DONGDA"], people=1, on=DAY)
    as_app([units["Q-DONGDA"].pk])
    assert lines_of(demand) == [], "another unit's need is its own"
    as_app([units["SNV"].pk])
    want(actor=None, demand=demand, unit=units["Q-DONGDA"], people=5, on=date(2024, 7, 9))
    assert demands().get().people == 12


def test_dated_it_becomes_a_class_and_stands(demand, taught, units) -> None:
    told = {"actor": None, "demand": demand, "version": taught.version, "on": DAY}
    made = date_demand(**told, institution=taught.institution, terms=days())
    demand.refresh_from_db()
    assert (demand.state, demand.training_class, made.title) == (
        "dated",
        made,
        taught.version.programme.title,
    )
    with pytest.raises(Refused, match="đã khép"):
        date_demand(**told, institution=taught.institution, terms=days(code="TC-01.K10"))
    with pytest.raises(Refused, match="đã khép"):
        want(actor=None, demand=demand, unit=units["STC"], people=1, on=DAY)


def test_given_up_it_stays_with_its_ground(demand) -> None:
    with pytest.raises(Refused, match="căn cứ"):
        close_demand(actor=None, demand=demand, ground=" ")
    close_demand(actor=None, demand=demand, ground="Không đủ kinh phí")
    assert demands().get().closed_ground == "Không đủ kinh phí"
