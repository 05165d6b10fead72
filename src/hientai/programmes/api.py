"""The API of programmes: the list of a day, one with its versions and lines, institutions."""

from datetime import date
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_noop as N_
from ninja import Query, Router, Schema

from hientai.programmes.domain.contents import Line
from hientai.programmes.domain.states import STATES
from hientai.programmes.models import Version
from hientai.programmes.queries import lecturers as places
from hientai.programmes.queries import programmes as reads
from hientai.shared.vocabulary import PROGRAMME_KINDS, REGIONS
from hientai.webkit.day import Visit
from hientai.webkit.endpoints import Answer, Asked, Code, Name, Paged, asks, chosen, page_of

router = Router(tags=["programmes"])


class ProgrammesAsked(Asked):
    """Programmes by what their list filters by."""

    search: Name = ""
    state: str = chosen((*STATES, reads.HELD))
    kind: str = chosen(PROGRAMME_KINDS.codes)
    region: str = chosen(REGIONS.codes)
    scheme: Code = ""


class InstitutionsAsked(Asked):
    """Institutions by name or code."""

    search: Name = ""


class ProgrammeOut(Schema):
    """A programme with its newest version and the one in force on the day."""

    code: str
    title: str
    kind: str
    region: str
    unit: str
    scheme: str
    newest: int | None
    state: str | None
    in_force: int | None


class LineOut(Schema):
    """A topic with its periods, under its module; a module without topics has no topic."""

    module: str | None
    topic: str | None
    theory: int | None
    practice: int | None
    field_study: int | None


class ProgrammeVersionOut(Schema):
    """A version of a programme; `until` is the first day on which it is in force no more."""

    number: int
    state: str
    change: str
    since: date | None
    until: date | None


class ProgrammeWhole(Schema):
    """A programme as of the day: the version in force, else the newest, with what it teaches."""

    on: date
    code: str
    title: str
    kind: str
    region: str
    unit: str
    scheme: str
    versions: list[ProgrammeVersionOut]
    shown: int | None
    aims: str
    audience: str
    categories: list[str]
    forms: list[str]
    lines: list[LineOut]


class InstitutionOut(Schema):
    """A training institution with its rooms, places, and how many programmes it may run."""

    code: str
    name: str | None
    rooms: int
    places: int
    programmes: int


@router.get("/programmes", response=Paged[ProgrammeOut], summary=N_("Các chương trình"))
@asks("programmes:view")
def list_programmes(request: Visit, asked: Query[ProgrammesAsked]) -> Answer:
    """Every programme, by code."""
    rows = reads.listed(request.on)
    if asked.search:
        rows = reads.found(rows, asked.search)
    if asked.state:
        rows = reads.in_state(rows, asked.state)
    narrowed = {"kind": asked.kind, "region": asked.region, "origin_scheme": asked.scheme}
    rows = rows.filter(**{key: value for key, value in narrowed.items() if value})
    return page_of(request, rows, asked, _listed)


@router.get("/programmes/{code}", response=ProgrammeWhole, summary=N_("Một chương trình"))
@asks("programmes:view")
def show_programme(request: Visit, code: str) -> Answer:
    """One programme with its versions, and the lines of the one that holds on the day."""
    found = reads.programme_of(code)
    if found is None:
        raise Http404
    shown = reads.version_shown(found, request.on)
    return {
        "on": request.on,
        **_plain(found),
        "versions": [_version(one) for one in reads.versions_of(found)],
        "shown": shown.number if shown else None,
        "aims": shown.aims if shown else "",
        "audience": shown.audience if shown else "",
        "categories": shown.categories if shown else [],
        "forms": shown.forms if shown else [],
        "lines": [_line(one) for one in reads.lines_of(shown)] if shown else [],
    }


@router.get("/institutions", response=Paged[InstitutionOut], summary=N_("Các cơ sở đào tạo"))
@asks("programmes:view")
def list_institutions(request: Visit, asked: Query[InstitutionsAsked]) -> Answer:
    """Every institution that was described, by name."""
    rows = places.institutions_on(request.on)
    if asked.search:
        rows = places.institution_found(rows, asked.search)
    return page_of(request, rows, asked, _institution)


def _plain(one: Any) -> dict[str, Any]:
    return {
        "code": one.code,
        "title": one.title,
        "kind": one.kind,
        "region": one.region,
        "unit": one.unit.code,
        "scheme": one.origin_scheme,
    }


def _listed(one: Any) -> dict[str, Any]:
    return {**_plain(one), "newest": one.newest, "state": one.state, "in_force": one.held}


def _line(one: Line) -> dict[str, Any]:
    periods = {name: getattr(one, name) for name in ("theory", "practice", "field_study")}
    return {"module": one.module, "topic": one.title, **periods}


def _version(one: Version) -> dict[str, Any]:
    told = {name: getattr(one, name) for name in ("number", "state", "change")}
    span = one.in_force
    return {
        **told,
        "since": span.lower if span else None,
        "until": span.upper if span else None,
    }


def _institution(one: Any) -> dict[str, Any]:
    return {
        "code": one.unit.code,
        "name": one.name,
        "rooms": one.room_count,
        "places": one.places,
        "programmes": one.programmes,
    }
