"""The API of classes: the list, one class, opening one, withdrawing one that is empty."""

from datetime import date
from typing import Any

from django.http import Http404
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as N_
from ninja import Query, Router, Schema
from pydantic import Field

from hientai.classes import queries
from hientai.classes.models import TrainingClass
from hientai.classes.services import Terms, open_class, withdraw
from hientai.organisations.models import Unit
from hientai.programmes.models import Institution, Version
from hientai.programmes.queries.programmes import programme_of
from hientai.programmes.queries.scope import writes
from hientai.shared.vocabulary import DELIVERY_FORMS
from hientai.webkit.day import Visit
from hientai.webkit.endpoints import (
    Answer,
    Asked,
    Code,
    Day,
    Entry,
    Name,
    Paged,
    Problem,
    Words,
    asks,
    chosen,
    page_of,
)

router = Router(tags=["classes"])
STATES = (queries.COMING, queries.RUNNING, queries.OVER, queries.WITHDRAWN)


class ClassesAsked(Asked):
    """Classes by what their list filters by."""

    search: Name = ""
    state: str = chosen(STATES)
    form: str = chosen(DELIVERY_FORMS.codes)


class ClassOut(Schema):
    """A class, and where it stands on the day."""

    code: str
    title: str
    programme: str
    version: int
    institution: str
    institution_name: str | None
    unit: str
    scheme: str | None
    item: str
    starts_on: date
    ends_on: date
    places: int
    form: str
    ground: str
    state: str


class ClassToOpen(Entry):
    """A class to be opened from the version of a programme; `scheme` and `item` may name the quota
    or target that it serves."""

    code: Words = Field(max_length=60)
    title: Name = ""
    programme: Words = Field(max_length=80)
    version: int = Field(ge=1, le=10_000)
    unit: Words = Field(max_length=40)
    institution: Words = Field(max_length=40)
    starts_on: Day
    ends_on: Day
    places: int = Field(ge=1, le=100_000)
    form: str = chosen(DELIVERY_FORMS.codes, "full_time")
    ground: Words = Field(max_length=500)
    scheme: Code = ""
    item: Code = ""


class ClassToWithdraw(Entry):
    """On which ground a class is withdrawn."""

    ground: Words = Field(max_length=500)


@router.get("/classes", response=Paged[ClassOut], summary=N_("Các lớp"))
@asks("classes:view")
def list_classes(request: Visit, asked: Query[ClassesAsked]) -> Answer:
    """Every class, the last to begin first."""
    rows = queries.classes_on(request.on)
    if asked.search:
        rows = queries.found(rows, asked.search)
    if asked.state:
        rows = queries.in_state(rows, asked.state, request.on)
    if asked.form:
        rows = rows.filter(form=asked.form)
    return page_of(request, rows, asked, lambda one: _class(one, request.on))


@router.get("/classes/{code}", response=ClassOut, summary=N_("Một lớp"))
@asks("classes:view")
def show_class(request: Visit, code: str) -> Answer:
    """One class."""
    return _class(_of(request, code), request.on)


@router.post("/classes", response={201: ClassOut}, summary=N_("Mở một lớp"))
@asks("classes:open")
def open_one(request: Visit, given: ClassToOpen) -> Answer:
    """Open a class from a version in force on its first day."""
    made = open_class(
        actor=request.user,
        version=_version(given),
        institution=_institution(given.institution),
        unit=_unit(given.unit),
        terms=Terms(
            code=given.code,
            title=given.title,
            starts_on=given.starts_on,
            ends_on=given.ends_on,
            places=given.places,
            form=given.form,
            ground=given.ground,
            scheme=given.scheme,
            item=given.item,
        ),
        on=request.today,
    )
    return _class(_of(request, made.code), request.on)


@router.post("/classes/{code}/withdraw", response=ClassOut, summary=N_("Rút một lớp"))
@asks("classes:open")
def withdraw_one(request: Visit, code: str, given: ClassToWithdraw) -> Answer:
    """Withdraw a class while it is empty; 404 for one of another unit."""
    held = _of(request, code)
    if not writes(held.unit_id):
        raise Http404
    withdraw(actor=request.user, held_class=held, ground=given.ground, on=request.today)
    return _class(_of(request, code), request.on)


def _of(request: Visit, code: str) -> TrainingClass:
    held = queries.class_of(code, request.on)
    if held is None:
        raise Http404
    return held


def _version(given: ClassToOpen) -> Version:
    programme = programme_of(given.programme)
    if programme is None:
        raise Problem(422, gettext("Không có chương trình này"), field="programme", where="body")
    found = Version.objects.filter(programme=programme, number=given.version).first()
    if found is None:
        raise Problem(422, gettext("Chương trình không có bản này"), field="version", where="body")
    return found


def _institution(code: str) -> Institution:
    found = Institution.objects.filter(unit__code__iexact=code.strip()).first()
    if found is None:
        raise Problem(422, gettext("Không có cơ sở này"), field="institution", where="body")
    return found


def _unit(code: str) -> Unit:
    found = Unit.objects.filter(code__iexact=code.strip()).first()
    if found is None:
        raise Problem(422, gettext("Không có đơn vị này"), field="unit", where="body")
    return found


def _class(one: Any, on: date) -> dict[str, Any]:
    plain = ("code", "title", "starts_on", "ends_on", "places", "form", "ground")
    return {
        **{name: getattr(one, name) for name in plain},
        "programme": one.version.programme.code,
        "version": one.version.number,
        "institution": one.institution.unit.code,
        "institution_name": one.institution_name,
        "unit": one.unit.code,
        "scheme": one.scheme.slug if one.scheme else None,
        "item": one.item_id,
        "state": queries.state_of(one, on),
    }
