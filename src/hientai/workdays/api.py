"""The API of the calendar: the days of a year that are off or worked, and counting in them."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_noop as N_
from ninja import Field, Query, Router, Schema

from hientai.webkit.day import EARLIEST, LATEST, Visit
from hientai.webkit.endpoints import Answer, asks
from hientai.workdays import queries
from hientai.workdays.domain import Mark
from hientai.workdays.domain.calendar import MOST_DAYS

router = Router(tags=["calendar"])


class YearAsked(Schema):
    """A year; without one, that of the day."""

    year: int | None = Field(None, ge=EARLIEST.year, le=LATEST.year)


class StudyAsked(Schema):
    """A first day and how many study days from it on."""

    first: date = Field(ge=EARLIEST, le=LATEST)
    study_days: int = Field(ge=1, le=MOST_DAYS)


class MarkedOut(Schema):
    """A day of which something is said beyond its weekday."""

    day: date
    is_off: bool
    why: str
    source: str
    certainty: str


class YearOut(Schema):
    """The marked days of a year."""

    year: int
    days: list[MarkedOut]


class StudyOut(Schema):
    """The last of so many study days, and the days off on the way."""

    first: date
    study_days: int
    last: date
    off: list[MarkedOut]


@router.get("/calendar", response=YearOut, summary=N_("Ngày nghỉ, ngày làm bù của một năm"))
@asks("workdays:view")
def list_year(request: Visit, asked: Query[YearAsked]) -> Answer:
    """Holidays, days made up for and swapped days of a year, with their source."""
    year = asked.year or request.on.year
    return {"year": year, "days": [_mark(one) for one in queries.calendar().marks(year)]}


@router.get("/calendar/study-days", response=StudyOut, summary=N_("Ngày cuối của số ngày học"))
@asks("workdays:view")
def count_study_days(request: Visit, asked: Query[StudyAsked]) -> Answer:
    """The last of so many study days on working days."""
    known = queries.calendar()
    last = known.study_days(asked.first, asked.study_days)[-1]
    off = [_mark(one) for one in known.off(asked.first, last)]
    return {"first": asked.first, "study_days": asked.study_days, "last": last, "off": off}


def _mark(one: Mark) -> dict[str, Any]:
    return {
        "day": one.day,
        "is_off": one.is_off,
        "why": one.why,
        "source": one.clause,
        "certainty": one.certainty.value,
    }
