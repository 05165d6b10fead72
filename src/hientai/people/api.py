"""The API of the register of people: the list of a day, one record; each opening is kept."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import Http404
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as N_
from ninja import Query, Router, Schema

from hientai.organisations.models import Unit
from hientai.organisations.queries import unit_on
from hientai.people import queries, services
from hientai.people.models import OfPerson, Person, Post
from hientai.people.queries import Listed, PeopleFilter, PeoplePages
from hientai.people.queries.merging import known_as
from hientai.shared.vocabulary import CATEGORIES, DEGREE_LEVELS, FIELDS, SEXES, TITLES
from hientai.webkit.day import Visit
from hientai.webkit.endpoints import (
    Answer,
    Asked,
    Code,
    Name,
    Paged,
    Problem,
    asks,
    chosen,
    page_of,
)

router = Router(tags=["people"])


class PeopleAsked(Asked):
    """People in service on the day, by what the list of people filters by."""

    search: Name = ""
    unit: Code = ""
    category: str = chosen(CATEGORIES.codes)
    title: str = chosen(TITLES.codes)
    field: str = chosen(FIELDS.codes)
    degree_level: str = chosen(DEGREE_LEVELS.codes)
    sex: str = chosen(SEXES.codes)


class ListedOut(Schema):
    """A person of the list with the main post, its unit and the highest degree of the day."""

    code: str
    name: str
    sex: str | None
    birth_date: date | None
    birth_precision: str
    unit: str | None
    unit_name: str | None
    category: str | None
    title: str | None
    position: str | None
    fields: list[str]
    degree_level: str | None


class Dated(Schema):
    """Something held over a period; `until` is the first day on which it was held no more."""

    since: date | None
    until: date | None


class PostOut(Dated):
    """A post: main, concurrent or a secondment."""

    unit: str
    kind: str
    category: str
    title: str | None
    equivalent_title: str | None
    position: str | None
    division: str | None
    fields: list[str] | None


class GradeOut(Dated):
    """A civil-service grade or a professional title class."""

    grade: str | None
    title_class: str | None


class DegreeOut(Schema):
    """A degree; without a day of award it counts as held since before the register."""

    level: str
    subject: str | None
    institution: str | None
    abroad: bool | None
    awarded_on: date | None
    awarded_precision: str


class RatingOut(Schema):
    """The rating of a year."""

    year: int
    rating: str


class DisciplineOut(Dated):
    """A sanction, or a process that is pending."""

    form: str
    decision_number: str


class PlanOut(Dated):
    """A title that the person is planned for."""

    title: str
    fields: list[str] | None


class RecordOut(Schema):
    """A person's record as far as the token sees it; `unit` is that of the day's main post."""

    on: date
    code: str
    name: str
    sex: str | None
    birth_date: date | None
    birth_precision: str
    ethnicity: str | None
    unit: str | None
    service_start: date | None
    probation_end: date | None
    retires_on: date | None
    retirement_certainty: str | None
    managed_by_committee: bool | None
    political_theory: str | None
    languages: str | None
    it_skill: str | None
    posts: list[PostOut]
    grades: list[GradeOut]
    degrees: list[DegreeOut]
    ratings: list[RatingOut]
    discipline: list[DisciplineOut]
    plans: list[PlanOut]


PLAIN = (
    "code",
    "name",
    "sex",
    "birth_date",
    "birth_precision",
    "ethnicity",
    "service_start",
    "probation_end",
    "managed_by_committee",
    "political_theory",
    "languages",
    "it_skill",
)


@router.get("/people", response=Paged[ListedOut], summary=N_("Người giữ vị trí tại một ngày"))
@asks("people:view")
def list_people(request: Visit, asked: Query[PeopleAsked]) -> Answer:
    """Who holds a main post on the day, by given name."""
    rows = PeoplePages(request.on, _filter(request.on, asked))
    return page_of(request, rows, asked, _listed)


@router.get("/people/{code}", response=RecordOut, summary=N_("Hồ sơ một người"))
@asks("people:view")
def show_person(request: Visit, code: str) -> Answer:
    """One person's record; that it was opened is kept, and the person may ask who looked."""
    person = _opened(request, code, N_("Đọc hồ sơ qua API"))
    record = queries.record_of(person)
    unit = queries.unit_of(record.post_on(request.on), request.on)
    retires_on, certainty = queries.retirement_of(person, request.on)
    codes = _unit_codes(record.posts)
    return {
        "on": request.on,
        **{name: getattr(person, name) for name in PLAIN},
        "unit": unit[0] if unit else None,
        "retires_on": retires_on,
        "retirement_certainty": certainty,
        "posts": [{**_row(one), "unit": codes[one.unit_id]} for one in record.posts],
        **{
            kind: [_row(one) for one in getattr(record, kind)]
            for kind in ("grades", "degrees", "ratings", "discipline", "plans")
        },
    }


def _opened(request: Visit, code: str, purpose: str) -> Person:
    """The person of a code, by a former one too, whose record is opened now; 404 out of sight."""
    person = queries.person_by_code(code) or known_as(code)
    if person is None:
        raise Http404
    services.open_record(actor=request.user, person=person, purpose=purpose)
    return person


def _filter(on: date, asked: PeopleAsked) -> PeopleFilter:
    unit = unit_on(asked.unit, on) if asked.unit else None
    if asked.unit and unit is None:
        raise Problem(422, gettext("Đơn vị này không tồn tại vào ngày xem"), field="unit")
    return PeopleFilter(
        search=asked.search,
        unit_id=unit.unit_id if unit else None,
        category=asked.category,
        title=asked.title,
        field=asked.field,
        degree_level=asked.degree_level,
        sex=asked.sex,
    )


def _listed(row: Listed) -> dict[str, Any]:
    told = row._asdict()
    return {**told, "unit": row.unit_code, "fields": row.fields or []}


def _unit_codes(posts: list[Post]) -> Mapping[int, str]:
    units = Unit.objects.filter(pk__in={one.unit_id for one in posts})
    return dict(units.values_list("pk", "code"))


def _row(one: OfPerson) -> dict[str, Any]:
    told = {field.name: getattr(one, field.attname) for field in one._meta.concrete_fields}
    period = told.pop("period", None)
    if period is not None:
        told |= {"since": period.lower, "until": period.upper}
    return told
