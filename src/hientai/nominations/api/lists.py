"""Lists of nominations: opened, people put on and taken off, submitted, fetched back."""

from django.http import Http404
from django.utils.translation import gettext_noop as N_
from ninja import Path, Query

from hientai.nominations import services as verbs
from hientai.nominations.api.door import router
from hientai.nominations.api.shapes import (
    BatchOut,
    ListOut,
    ListsAsked,
    ListToOpen,
    LookedOut,
    PeopleToName,
    Reasoned,
    RowsToTake,
)
from hientai.nominations.api.shown import (
    batch_of,
    class_of,
    edited,
    in_sight,
    list_of,
    unit_of,
)
from hientai.nominations.queries import lists as reads
from hientai.nominations.queries import showing
from hientai.webkit.day import Visit
from hientai.webkit.endpoints import Answer, Asked, Number, Paged, asks, page_of


@router.get("/nomination-lists", response=Paged[ListOut], summary=N_("Danh sách đề cử"))
@asks("nominations:view")
def list_nomination_lists(request: Visit, asked: Query[ListsAsked]) -> Answer:
    """Every list in sight, the last opened first."""
    rows = reads.lists_on(request.on)
    if asked.search:
        rows = showing.found(rows, asked.search)
    wanted = {"state": asked.state, "scheme__slug": asked.scheme, "item_id": asked.item}
    rows = rows.filter(**{key: value for key, value in wanted.items() if value})
    return page_of(request, rows, asked, list_of)


@router.get("/nomination-lists/{number}", response=ListOut, summary=N_("Một danh sách đề cử"))
@asks("nominations:view")
def show_nomination_list(request: Visit, number: Path[Number]) -> Answer:
    """One list."""
    return list_of(in_sight(request, number))


@router.get(
    "/nomination-lists/{number}/batches", response=Paged[BatchOut], summary=N_("Các bước hàng loạt")
)
@asks("nominations:edit")
def list_nomination_batches(request: Visit, number: Path[Number], asked: Query[Asked]) -> Answer:
    """The bulk steps over a list, the last first."""
    return page_of(request, showing.batches_of(edited(request, number)), asked, batch_of)


@router.post("/nomination-lists", response={201: ListOut}, summary=N_("Lập danh sách đề cử"))
@asks("nominations:edit")
def open_nominations(request: Visit, given: ListToOpen) -> Answer:
    """Open a list of a unit."""
    told = given.dict(exclude={"unit", "training_class"})
    terms = verbs.Terms(training_class=class_of(given.training_class), **told)
    made = verbs.open_list(actor=request.user, unit=unit_of(given.unit), terms=terms, on=request.on)
    return list_of(in_sight(request, made.pk))


@router.post(
    "/nomination-lists/{number}/look-up", response=LookedOut, summary=N_("Xem trước người đề cử")
)
@asks("nominations:edit")
def look_up_people(request: Visit, number: Path[Number], given: PeopleToName) -> Answer:
    """Whom lines mean for a list and how each is judged; nothing is written."""
    held = edited(request, number)
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
    held = edited(request, number)
    found = verbs.look_up(nomination_list=held, on=request.on, text=given.lines)
    made = verbs.nominate(
        actor=request.user,
        nomination_list=held,
        people=found.people,
        on=request.on,
        source="API",
        left_out=found.left_out,
    )
    return batch_of(made)


@router.post(
    "/nomination-lists/{number}/remove", response={201: BatchOut}, summary=N_("Bớt người đề cử")
)
@asks("nominations:edit")
def remove_nominations(request: Visit, number: Path[Number], given: RowsToTake) -> Answer:
    """Take rows off a list that is drawn up; one bulk step that can be undone."""
    held = edited(request, number)
    made = verbs.remove(
        actor=request.user,
        nomination_list=held,
        nominations=given.rows,
        on=request.on,
        reason=given.reason,
    )
    return batch_of(made)


@router.post(
    "/nomination-lists/{number}/batches/{batch}/undo",
    response=BatchOut,
    summary=N_("Hoàn tác một bước hàng loạt"),
)
@asks("nominations:edit")
def undo_nominations(request: Visit, number: Path[Number], batch: Path[Number]) -> Answer:
    """Take a bulk step back; refused, with what stands in the way, where something rests on it."""
    step = edited(request, number).batches.filter(pk=batch).first()
    if step is None:
        raise Http404
    verbs.undo(actor=request.user, batch=step, on=request.on)
    step.refresh_from_db()
    return batch_of(step)


@router.post("/nomination-lists/{number}/submit", response=ListOut, summary=N_("Trình danh sách"))
@asks("nominations:edit")
def submit_nominations(request: Visit, number: Path[Number]) -> Answer:
    """Send a list on its route of approval; refused with the reasons of each row that cannot go."""
    verbs.submit(actor=request.user, nomination_list=edited(request, number), on=request.on)
    return list_of(in_sight(request, number))


@router.post(
    "/nomination-lists/{number}/take-back", response=ListOut, summary=N_("Rút danh sách đang trình")
)
@asks("nominations:edit")
def take_back_nominations(request: Visit, number: Path[Number], given: Reasoned) -> Answer:
    """Fetch a list back from approval; it is drawn up again."""
    held = edited(request, number)
    verbs.take_back(actor=request.user, nomination_list=held, reason=given.reason, on=request.on)
    return list_of(in_sight(request, number))


@router.post("/nomination-lists/{number}/withdraw", response=ListOut, summary=N_("Bỏ danh sách"))
@asks("nominations:edit")
def withdraw_nominations(request: Visit, number: Path[Number], given: Reasoned) -> Answer:
    """Give a list up that is still drawn up."""
    held = edited(request, number)
    verbs.withdraw_list(
        actor=request.user, nomination_list=held, reason=given.reason, on=request.on
    )
    return list_of(in_sight(request, number))
