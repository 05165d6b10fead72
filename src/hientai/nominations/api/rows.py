"""The people of lists: how each was judged, what proves it, taken back, put off."""

from django.utils.translation import gettext_noop as N_
from ninja import Path, Query

from hientai.nominations import services as verbs
from hientai.nominations.api.door import router
from hientai.nominations.api.shapes import (
    BatchOut,
    NominationOut,
    NominationsAsked,
    NominationStepOut,
    OwnOut,
    PaperToNote,
    ToCarryOver,
    ToWithdraw,
)
from hientai.nominations.api.shown import (
    batch_of,
    edited,
    in_sight,
    own_of,
    row_edited,
    row_of,
    shown,
)
from hientai.nominations.queries import lists as reads
from hientai.nominations.queries import showing
from hientai.webkit.day import Visit
from hientai.webkit.endpoints import Answer, Asked, Number, Paged, asks, page_of


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
    held = in_sight(request, number)
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
    return page_of(request, reads.steps_of(row_of(number)), asked, lambda step: step)


@router.post(
    "/nominations/{number}/prove", response=NominationOut, summary=N_("Ghi giấy tờ chứng minh")
)
@asks("nominations:edit")
def prove_nomination(request: Visit, number: Path[Number], given: PaperToNote) -> Answer:
    """Note the paper by which an application proves a condition."""
    row = row_edited(request, number)
    verbs.prove(
        actor=request.user, nomination=row, code=given.code, paper=given.paper, on=request.on
    )
    return shown(request, row)


@router.post("/nominations/{number}/withdraw", response=NominationOut, summary=N_("Rút một người"))
@asks("nominations:edit")
def withdraw_nomination(request: Visit, number: Path[Number], given: ToWithdraw) -> Answer:
    """Take one person back before a decision; the reserve moves up, but for whom is passed over."""
    row = row_edited(request, number)
    verbs.withdraw(
        actor=request.user,
        nomination=row,
        reason=given.reason,
        passed=given.passed,
        on=request.on,
    )
    return shown(request, row)


@router.post(
    "/nominations/{number}/carry-over",
    response={201: BatchOut},
    summary=N_("Hoãn sang danh sách sau"),
)
@asks("nominations:edit")
def carry_nomination_over(request: Visit, number: Path[Number], given: ToCarryOver) -> Answer:
    """Put a person off who holds a seat: withdrawn here, put forward on a later list."""
    row, to = row_edited(request, number), edited(request, given.to)
    made = verbs.carry_over(
        actor=request.user,
        nomination=row,
        to=to,
        reason=given.reason,
        passed=given.passed,
        on=request.on,
    )
    return batch_of(made)


@router.get("/own/nominations", response=Paged[OwnOut], summary=N_("Đề cử của tôi"))
@asks("nominations:own")
def list_own_nominations(request: Visit, asked: Query[Asked]) -> Answer:
    """Where the own nominations stand, the newest first."""
    person = showing.own_person()
    rows = showing.of_person(person, own=True) if person else []
    return page_of(request, rows, asked, own_of)
