"""The API of nominations: lists and their people, who is put forward, submitted, taken back."""

from datetime import date, datetime
from typing import Any

from django.http import Http404
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as N_
from ninja import Path, Query, Router, Schema
from pydantic import Field

from hientai.classes.models import TrainingClass
from hientai.nominations import services as verbs
from hientai.nominations.models import Nomination, NominationList
from hientai.nominations.queries import lists as reads
from hientai.nominations.queries import showing
from hientai.organisations.models import Unit
from hientai.programmes.queries.scope import writes
from hientai.shared.vocabulary import DELIVERY_FORMS, FUNDS, PLACES
from hientai.webkit.day import Visit
from hientai.webkit.endpoints import (
    Answer,
    Asked,
    Code,
    Entry,
    Name,
    Number,
    Paged,
    Problem,
    Text,
    Words,
    asks,
    chosen,
    page_of,
)

router = Router(tags=["nominations"])
MOST_PASTED = 100_000


class ListsAsked(Asked):
    """Lists by what their page filters by."""

    search: Name = ""
    state: str = chosen(NominationList.State.values)
    scheme: Code = ""
    item: Code = ""


class NominationsAsked(Asked):
    """Rows in a state; without one all that still count."""

    state: str = chosen(Nomination.State.values)


class ListOut(Schema):
    """A list of nominations and how its rows stand."""

    id: int
    title: str
    unit: str
    unit_name: str | None
    scheme: str
    item: str
    training_class: str | None
    programme: str
    starts_on: date
    ends_on: date
    place: str
    fund: str
    form: str
    exclusive: bool
    state: str
    submitted_on: date | None
    settled_on: date | None
    held_until: date | None
    returned_reason: str
    live: int
    stopped: int
    seated: int
    reserve: int
    decided: int


class NominationOut(Schema):
    """A person on a list, as judged on a day; reasons and overlaps are Vietnamese, as kept."""

    id: int
    code: str
    name: str
    unit: str
    state: str
    position: int
    rank: int
    score: int
    verdict: str
    level: str
    judged_on: date
    stopped: bool
    tie_note: str
    reserve_order: int | None
    seat: int | None
    score_parts: list[dict[str, Any]]
    reasons: list[dict[str, Any]]
    overlaps: list[dict[str, Any]]
    proved: dict[str, str]


class NominationStepOut(Schema):
    """A step that a nomination took."""

    was: str
    became: str
    reason: str
    on: date
    at: datetime
    by: str


class BatchOut(Schema):
    """A bulk step over a list."""

    id: int
    kind: str
    source: str
    people: int
    left_out: list[dict[str, Any]]
    done_on: date
    done_by: str
    undone: bool


class OwnOut(Schema):
    """An own nomination: where it stands and why."""

    list: str
    programme: str
    unit: str
    starts_on: date
    ends_on: date
    state: str
    reserve_order: int | None


class ListToOpen(Entry):
    """A list for a quota (`scheme`, `item`), or for a class that serves one; of a class the rest
    may be left empty."""

    unit: Words = Field(max_length=40)
    scheme: Code = ""
    item: Code = ""
    training_class: Code = ""
    title: Name = ""
    programme: Name = ""
    starts_on: date | None = None
    ends_on: date | None = None
    place: str = chosen(PLACES.codes)
    fund: str = chosen(FUNDS.codes)
    form: str = chosen(DELIVERY_FORMS.codes, "full_time")
    exclusive: bool = True


class PeopleToName(Entry):
    """People, a line each: a code, or a name and a date of birth."""

    lines: Words = Field(max_length=MOST_PASTED)


class LookedOut(Schema):
    """Whom lines mean and how they would be judged; lines that would add nobody, and why."""

    good: list[str]
    stopped: list[dict[str, Any]]
    left_out: list[dict[str, Any]]


class RowsToTake(Entry):
    """Rows to be taken off a list that is drawn up."""

    rows: list[Number] = Field(max_length=5000)
    reason: Text = ""


class Reasoned(Entry):
    """Why."""

    reason: Words


class PaperToNote(Entry):
    """The paper that proves a condition; "" takes one back."""

    code: Words = Field(max_length=200)
    paper: Text = ""


@router.get("/nomination-lists", response=Paged[ListOut], summary=N_("Danh sách đề cử"))
@asks("nominations:view")
def list_nomination_lists(request: Visit, asked: Query[ListsAsked]) -> Answer:
    """Every list in sight, the last opened first."""
    rows = reads.lists_on(request.on)
    if asked.search:
        rows = showing.found(rows, asked.search)
    wanted = {"state": asked.state, "scheme__slug": asked.scheme, "item_id": asked.item}
    rows = rows.filter(**{key: value for key, value in wanted.items() if value})
    return page_of(request, rows, asked, _list)


@router.get("/nomination-lists/{number}", response=ListOut, summary=N_("Một danh sách đề cử"))
@asks("nominations:view")
def show_nomination_list(request: Visit, number: Path[Number]) -> Answer:
    """One list."""
    return _list(_in_sight(request, number))


@router.get(
    "/nomination-lists/{number}/rows",
    response=Paged[NominationOut],
    summary=N_("Người trong danh sách"),
)
@asks("nominations:view")
def list_nominations(
    request: Visit, number: Path[Number], asked: Query[NominationsAsked]
) -> Answer:
    """The people of a list in order, as far as the list is seen whole."""
    held = _in_sight(request, number)
    rows = reads.rows_of(held, request.on, [asked.state]) if asked.state else None
    return page_of(
        request,
        reads.rows_of(held, request.on) if rows is None else rows,
        asked,
        reads.as_data,
    )


@router.get(
    "/nominations/{number}/steps", response=Paged[NominationStepOut], summary=N_("Đề cử đã qua")
)
@asks("nominations:view")
def list_nomination_steps(request: Visit, number: Path[Number], asked: Query[Asked]) -> Answer:
    """What happened to a nomination, in order."""
    return page_of(request, reads.steps_of(_row(number)), asked, lambda step: step)


@router.get(
    "/nomination-lists/{number}/batches", response=Paged[BatchOut], summary=N_("Các bước hàng loạt")
)
@asks("nominations:edit")
def list_nomination_batches(request: Visit, number: Path[Number], asked: Query[Asked]) -> Answer:
    """The bulk steps over a list, the last first."""
    return page_of(request, showing.batches_of(_edited(request, number)), asked, _batch)


@router.post("/nomination-lists", response={201: ListOut}, summary=N_("Lập danh sách đề cử"))
@asks("nominations:edit")
def open_nominations(request: Visit, given: ListToOpen) -> Answer:
    """Open a list of a unit."""
    told = given.dict(exclude={"unit", "training_class"})
    terms = verbs.Terms(training_class=_class(given.training_class), **told)
    made = verbs.open_list(actor=request.user, unit=_unit(given.unit), terms=terms, on=request.on)
    return _list(_in_sight(request, made.pk))


@router.post(
    "/nomination-lists/{number}/look-up", response=LookedOut, summary=N_("Xem trước người đề cử")
)
@asks("nominations:edit")
def look_up_people(request: Visit, number: Path[Number], given: PeopleToName) -> Answer:
    """Whom lines mean for a list and how each is judged; nothing is written."""
    held = _edited(request, number)
    found = verbs.look_up(nomination_list=held, on=request.on, text=given.lines)
    return {
        "good": [row.code for row in found.rows if not row.stopped],
        "stopped": [
            {"code": row.code, "verdict": row.verdict, "level": row.level, "reasons": row.reasons}
            for row in found.rows
            if row.stopped
        ],
        "left_out": [vars(one) for one in found.left_out],
    }


@router.post(
    "/nomination-lists/{number}/people", response={201: BatchOut}, summary=N_("Thêm người đề cử")
)
@asks("nominations:edit")
def nominate_people(request: Visit, number: Path[Number], given: PeopleToName) -> Answer:
    """Put the people whom lines mean on a list, each judged; one bulk step that can be undone."""
    held = _edited(request, number)
    found = verbs.look_up(nomination_list=held, on=request.on, text=given.lines)
    made = verbs.nominate(
        actor=request.user,
        nomination_list=held,
        people=found.people,
        on=request.on,
        source="API",
        left_out=found.left_out,
    )
    return _batch(made)


@router.post(
    "/nomination-lists/{number}/remove", response={201: BatchOut}, summary=N_("Bớt người đề cử")
)
@asks("nominations:edit")
def remove_nominations(request: Visit, number: Path[Number], given: RowsToTake) -> Answer:
    """Take rows off a list that is drawn up; one bulk step that can be undone."""
    held = _edited(request, number)
    made = verbs.remove(
        actor=request.user,
        nomination_list=held,
        nominations=given.rows,
        on=request.on,
        reason=given.reason,
    )
    return _batch(made)


@router.post(
    "/nomination-lists/{number}/batches/{batch}/undo",
    response=BatchOut,
    summary=N_("Hoàn tác một bước hàng loạt"),
)
@asks("nominations:edit")
def undo_nominations(request: Visit, number: Path[Number], batch: Path[Number]) -> Answer:
    """Take a bulk step back; refused, with what stands in the way, where something rests on it."""
    step = _edited(request, number).batches.filter(pk=batch).first()
    if step is None:
        raise Http404
    verbs.undo(actor=request.user, batch=step, on=request.on)
    step.refresh_from_db()
    return _batch(step)


@router.post("/nomination-lists/{number}/submit", response=ListOut, summary=N_("Trình danh sách"))
@asks("nominations:edit")
def submit_nominations(request: Visit, number: Path[Number]) -> Answer:
    """Send a list on its route of approval; refused with the reasons of each row that cannot go."""
    verbs.submit(actor=request.user, nomination_list=_edited(request, number), on=request.on)
    return _list(_in_sight(request, number))


@router.post(
    "/nomination-lists/{number}/take-back", response=ListOut, summary=N_("Rút danh sách đang trình")
)
@asks("nominations:edit")
def take_back_nominations(request: Visit, number: Path[Number], given: Reasoned) -> Answer:
    """Fetch a list back from approval; it is drawn up again."""
    held = _edited(request, number)
    verbs.take_back(actor=request.user, nomination_list=held, reason=given.reason, on=request.on)
    return _list(_in_sight(request, number))


@router.post("/nomination-lists/{number}/withdraw", response=ListOut, summary=N_("Bỏ danh sách"))
@asks("nominations:edit")
def withdraw_nominations(request: Visit, number: Path[Number], given: Reasoned) -> Answer:
    """Give a list up that is still drawn up."""
    held = _edited(request, number)
    verbs.withdraw_list(
        actor=request.user, nomination_list=held, reason=given.reason, on=request.on
    )
    return _list(_in_sight(request, number))


@router.post(
    "/nominations/{number}/prove", response=NominationOut, summary=N_("Ghi giấy tờ chứng minh")
)
@asks("nominations:edit")
def prove_nomination(request: Visit, number: Path[Number], given: PaperToNote) -> Answer:
    """Note the paper by which an application proves a condition."""
    row = _row_edited(request, number)
    verbs.prove(
        actor=request.user, nomination=row, code=given.code, paper=given.paper, on=request.on
    )
    return _shown(request, row)


@router.post("/nominations/{number}/withdraw", response=NominationOut, summary=N_("Rút một người"))
@asks("nominations:edit")
def withdraw_nomination(request: Visit, number: Path[Number], given: Reasoned) -> Answer:
    """Take one person back before a decision; the reserve moves up."""
    row = _row_edited(request, number)
    verbs.withdraw(actor=request.user, nomination=row, reason=given.reason, on=request.on)
    return _shown(request, row)


@router.get("/own/nominations", response=Paged[OwnOut], summary=N_("Đề cử của tôi"))
@asks("nominations:own")
def list_own_nominations(request: Visit, asked: Query[Asked]) -> Answer:
    """Where the own nominations stand, the newest first."""
    person = showing.own_person()
    rows = showing.of_person(person, own=True) if person else []
    return page_of(request, rows, asked, _own)


def _in_sight(request: Visit, number: int) -> NominationList:
    held = reads.list_of(number, request.on)
    if held is None:
        raise Http404
    return held


def _edited(request: Visit, number: int) -> NominationList:
    held = _in_sight(request, number)
    if not writes(held.unit_id):
        raise Http404
    return held


def _row(number: int) -> Nomination:
    row = Nomination.objects.select_related("list").filter(pk=number).first()
    if row is None:
        raise Http404
    return row


def _row_edited(request: Visit, number: int) -> Nomination:
    row = _row(number)
    _edited(request, row.list_id)
    return row


def _shown(request: Visit, row: Nomination) -> dict[str, Any]:
    rows = reads.rows_of(row.list, request.on, Nomination.State.values)
    return next(reads.as_data(one) for one in rows if one.nomination.pk == row.pk)


def _unit(code: str) -> Unit:
    found = Unit.objects.filter(code__iexact=code.strip()).first()
    if found is None:
        raise Problem(422, gettext("Không có đơn vị này"), field="unit", where="body")
    return found


def _class(code: str) -> TrainingClass | None:
    if not code.strip():
        return None
    found = TrainingClass.objects.select_related("scheme").filter(code__iexact=code.strip()).first()
    if found is None:
        raise Problem(422, gettext("Không có lớp này"), field="training_class", where="body")
    return found


def _list(one: Any) -> dict[str, Any]:
    plain = (
        *("id", "title", "unit_name", "programme", "starts_on", "ends_on", "place", "fund"),
        *("form", "exclusive", "state", "submitted_on", "settled_on", "held_until"),
        "returned_reason",
    )
    counts = ("live", "stopped", "seated", "reserve", "decided")
    return {
        **{name: getattr(one, name) for name in plain},
        **{name: getattr(one, name) or 0 for name in counts},
        "unit": one.unit.code,
        "scheme": one.scheme.slug,
        "item": one.item_id,
        "training_class": one.training_class.code if one.training_class else None,
    }


def _batch(one: Any) -> dict[str, Any]:
    plain = ("id", "kind", "source", "left_out", "done_on", "done_by")
    return {
        **{name: getattr(one, name) for name in plain},
        "people": len(one.taken),
        "undone": one.undone_at is not None,
    }


def _own(row: Nomination) -> dict[str, Any]:
    held = row.list
    return {
        "list": held.title,
        "programme": held.programme,
        "unit": held.unit.code,
        "starts_on": held.starts_on,
        "ends_on": held.ends_on,
        "state": row.state,
        "reserve_order": row.reserve_order,
    }
