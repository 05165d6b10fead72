"""The API of places: what is left of each quota, who has which place, places given to units."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_noop as N_
from ninja import Path, Query, Router, Schema
from pydantic import Field

from hientai.places.models import Allotment, Division, Seat
from hientai.places.queries.divisions import parts_of, ready_units
from hientai.places.queries.pools import places_left
from hientai.places.queries.seats import found_seats
from hientai.places.services import answering, dividing
from hientai.programmes.queries.scope import writes
from hientai.schemes.models import SchemeVersion
from hientai.schemes.queries import pack_of, scheme_or_first
from hientai.shared.refused import Refused
from hientai.training.queries.readings import reading
from hientai.webkit.day import Visit
from hientai.webkit.endpoints import (
    Answer,
    Asked,
    Code,
    Day,
    Entry,
    Name,
    Number,
    Paged,
    Text,
    Words,
    asks,
    chosen,
    page_of,
)

router = Router(tags=["places"])
MOST = 100_000
STEPS: dict[str, Callable[..., Any]] = {
    "offer": dividing.offer,
    "divide_by_need": dividing.divide_by_need,
    "take_back": dividing.return_unused,
    "offer_again": dividing.offer_again,
    "close": dividing.close,
}


class LeftOut(Schema):
    """Places of a quota in persons; `stated` and `left` are null where the document sets no
    number, `promised` are free ones that units were given."""

    item: str
    stated: int | None
    elsewhere: int
    held: int
    used: int
    promised: int
    left: int | None
    beside: int | None
    over: int


class SeatsAsked(Asked):
    """Seats by what their list filters by."""

    search: Name = ""
    scheme: Code = ""
    item: Code = ""
    training_class: Code = ""
    state: str = chosen(Seat.State.values)


class SeatOut(Schema):
    """One person's place: held until a day, used, or given back with a reason."""

    id: int
    person: str
    name: str
    unit: str
    scheme: str | None
    item: str
    training_class: str
    starts_on: date
    ends_on: date | None
    exclusive: bool
    state: str
    held_until: date | None
    reason: str


class DivisionsAsked(Asked):
    """Divisions in a state."""

    state: str = chosen(Division.State.values)


class DivisionOut(Schema):
    """Places of a quota divided over units."""

    id: int
    title: str
    scheme: str
    item: str
    phase: str
    total: int
    basis: str
    state: str
    as_of: date
    answer_by: date
    return_by: date
    ground: str


class PartOut(Schema):
    """A unit's part of a division; `accepted` is null until the unit answers."""

    id: int
    unit: str
    unit_name: str
    headcount: int
    wanted: int | None
    offered: int
    accepted: int | None
    again: int
    returned: int
    kept: int
    taken: int
    note: str


class DivisionWhole(DivisionOut):
    """A division with the parts in sight."""

    parts: list[PartOut]


class DivisionToPropose(Entry):
    """A division to be drawn up; without `units` those right under the scheme's authority that
    have people who may go."""

    scheme: Words = Field(max_length=80)
    item: Words = Field(max_length=80)
    title: Words = Field(max_length=200)
    total: int = Field(ge=1, le=MOST)
    basis: str = chosen(Division.Basis.values, "headcount")
    as_of: Day
    answer_by: Day
    return_by: Day
    ground: Words = Field(max_length=500)
    units: list[Code] = Field(default_factory=list, max_length=2_000)


class PartToWrite(Entry):
    """The numbers of a unit in a draft."""

    unit: Words = Field(max_length=40)
    offered: int = Field(ge=0, le=MOST)
    wanted: int | None = Field(None, ge=0, le=MOST)


class PartsToWrite(Entry):
    """The numbers of some units of a draft."""

    parts: list[PartToWrite] = Field(max_length=2_000)


class StepToTake(Entry):
    """The next step of a division."""

    step: str = chosen(STEPS, "offer")


class PartToAnswer(Entry):
    """How many of the places offered a unit takes; `wanted`: how many it needs in all."""

    accepted: int = Field(ge=0, le=MOST)
    wanted: int | None = Field(None, ge=0, le=MOST)
    why: Text = ""


class NeedToState(Entry):
    """How many places a unit needs, and for what."""

    wanted: int = Field(ge=0, le=MOST)
    why: Text = ""


class PlacesToReturn(Entry):
    """How many places a unit gives back, and why."""

    places: int = Field(ge=1, le=MOST)
    why: Words


@router.get("/schemes/{slug}/places", response=Paged[LeftOut], summary=N_("Số chỗ của chỉ tiêu"))
@asks("places:view")
def list_places(request: Visit, slug: str, asked: Query[Asked]) -> Answer:
    """What is left of each quota that is not given unit by unit."""
    version = _version(slug, request.on)
    quotas = [one.id for one in pack_of(version).quotas if one.per is None]

    def told(item: str) -> dict[str, Any]:
        left = places_left(version.scheme, item, request.on)
        names = ("stated", "elsewhere", "held", "used", "promised", "left", "beside", "over")
        return {"item": item} | {name: getattr(left, name) for name in names}

    return page_of(request, quotas, asked, told)


@router.get("/seats", response=Paged[SeatOut], summary=N_("Chỗ đã giữ, đã dùng"))
@asks("people:view")
def list_seats(request: Visit, asked: Query[SeatsAsked]) -> Answer:
    """Every seat of people in sight, the latest first."""
    rows = found_seats(
        search=asked.search,
        scheme=asked.scheme,
        item=asked.item,
        training_class=asked.training_class,
        state=asked.state,
    )
    return page_of(request, rows, asked, _seat)


@router.get("/divisions", response=Paged[DivisionOut], summary=N_("Các đợt giao chỗ"))
@asks("places:view")
def list_divisions(request: Visit, asked: Query[DivisionsAsked]) -> Answer:
    """Every division, the latest first."""
    rows = Division.objects.select_related("scheme").order_by("-pk")
    return page_of(
        request, rows.filter(state=asked.state) if asked.state else rows, asked, _division
    )


@router.get("/divisions/{number}", response=DivisionWhole, summary=N_("Một đợt giao chỗ"))
@asks("places:view")
def show_division(request: Visit, number: Path[Number]) -> Answer:
    """One division with the parts in sight."""
    return _whole(_division_of(number), request.on)


@router.post("/divisions", response={201: DivisionWhole}, summary=N_("Lập một đợt giao chỗ"))
@asks("places:divide")
def propose_division(request: Visit, given: DivisionToPropose) -> Answer:
    """Draw a division up as a draft."""
    version = _version(given.scheme, request.on)
    said = given.dict(exclude={"scheme", "item", "units"})
    made = dividing.propose(
        actor=request.user,
        version=version,
        item=given.item,
        terms=dividing.Terms(**said),
        units=ready_units(reading(version, given.as_of), given.item, given.units),
        on=request.on,
    )
    return _whole(_division_of(made.pk), request.on)


@router.post(
    "/divisions/{number}/parts", response=DivisionWhole, summary=N_("Ghi số chỗ của đơn vị")
)
@asks("places:divide")
def write_parts(request: Visit, number: Path[Number], given: PartsToWrite) -> Answer:
    """Write the numbers of units of a draft."""
    numbers = {one.unit: dividing.Numbers(one.offered, one.wanted) for one in given.parts}
    held = _division_of(number)
    dividing.write_parts(actor=request.user, division=held, numbers=numbers, on=request.on)
    return _whole(_division_of(number), request.on)


@router.post("/divisions/{number}/step", response=DivisionWhole, summary=N_("Bước của đợt giao"))
@asks("places:divide")
def take_step(request: Visit, number: Path[Number], given: StepToTake) -> Answer:
    """Offer, divide by need, take back what is unused, offer it again, close."""
    STEPS[given.step](actor=request.user, division=_division_of(number), on=request.on)
    return _whole(_division_of(number), request.on)


@router.post("/parts/{number}/answer", response=PartOut, summary=N_("Nhận chỗ được giao"))
@asks("places:answer")
def answer_part(request: Visit, number: Path[Number], given: PartToAnswer) -> Answer:
    """Take the places offered, or a part of them."""
    said = given.dict()
    answering.answer(actor=request.user, part=_written(number), on=request.today, **said)
    return _part_of(number, request.on)


@router.post("/parts/{number}/need", response=PartOut, summary=N_("Nêu nhu cầu chỗ"))
@asks("places:answer")
def state_need(request: Visit, number: Path[Number], given: NeedToState) -> Answer:
    """State how many places the unit needs."""
    said = given.dict()
    answering.state_need(actor=request.user, part=_written(number), on=request.today, **said)
    return _part_of(number, request.on)


@router.post("/parts/{number}/return", response=PartOut, summary=N_("Trả lại chỗ"))
@asks("places:answer")
def return_places(request: Visit, number: Path[Number], given: PlacesToReturn) -> Answer:
    """Give back places that will not be used."""
    said = given.dict()
    answering.give_back(actor=request.user, part=_written(number), on=request.today, **said)
    return _part_of(number, request.on)


def _version(slug: str, on: date) -> SchemeVersion:
    try:
        return scheme_or_first(slug, on)
    except Refused as unknown:
        raise Http404 from unknown


def _division_of(number: int) -> Division:
    held = Division.objects.select_related("scheme").filter(pk=number).first()
    if held is None:
        raise Http404
    return held


def _written(number: int) -> Allotment:
    """The part, or 404 for one of another unit."""
    held = Allotment.objects.select_related("division__scheme", "unit").filter(pk=number).first()
    if held is None or not writes(held.unit_id):
        raise Http404
    return held


def _part_of(number: int, on: date) -> dict[str, Any]:
    held = Allotment.objects.select_related("division").get(pk=number)
    return next(_part(one) for one in parts_of(held.division, on) if one.pk == number)


def _seat(one: Seat) -> dict[str, Any]:
    quota, held = one.of_quota, one.of_class
    plain = ("id", "exclusive", "state", "held_until", "reason")
    return {
        **{name: getattr(one, name) for name in plain},
        "person": one.person.code,
        "name": one.person.name,
        "unit": one.unit.code,
        "scheme": quota.scheme.slug if quota and quota.scheme else None,
        "item": quota.item_id if quota else "",
        "training_class": held.training_class.code if held and held.training_class else "",
        "starts_on": one.period.lower,
        "ends_on": one.period.upper - timedelta(1) if one.period.upper else None,
    }


def _division(one: Division) -> dict[str, Any]:
    plain = ("title", "phase", "total", "basis", "state", "as_of", "answer_by", "return_by")
    return {
        **{name: getattr(one, name) for name in (*plain, "id", "ground")},
        "scheme": one.scheme.slug,
        "item": one.item_id,
    }


def _whole(held: Division, on: date) -> dict[str, Any]:
    return {**_division(held), "parts": _parts(parts_of(held, on))}


def _parts(rows: Sequence[Any]) -> list[dict[str, Any]]:
    return [_part(one) for one in rows]


def _part(one: Any) -> dict[str, Any]:
    plain = ("headcount", "wanted", "offered", "accepted", "again", "returned", "kept", "note")
    return {
        **{name: getattr(one, name) for name in (*plain, "id", "unit_name")},
        "unit": one.unit.code,
        "taken": one.pool.taken,
    }
