"""A decision that sends people: drafted, and who stands on it while it is a draft."""

from django.http import Http404
from django.utils.translation import gettext_noop as N_
from ninja import Path

from hientai.accounts.services.reaching import whole
from hientai.decisions import services as verbs
from hientai.decisions.api.door import router
from hientai.decisions.api.shapes import DecisionWhole, PeopleToSwap, SendingToDraft
from hientai.decisions.api.shown import in_sight, rows_of, said_of, whole_of, written
from hientai.decisions.queries import sendings as reads
from hientai.decisions.queries.scope import writes
from hientai.decisions.services.choosing import issuer
from hientai.decisions.services.sending import GROUND
from hientai.documents import services as documents
from hientai.nominations.models import NominationList
from hientai.webkit.day import Visit
from hientai.webkit.endpoints import Answer, Number, asks


@router.post(
    "/nomination-lists/{number}/decisions",
    response={201: DecisionWhole},
    summary=N_("Lập quyết định cử đi"),
)
@asks("decisions:draft")
def draft_decision(request: Visit, number: Path[Number], given: SendingToDraft) -> Answer:
    """Draw up the decision that sends people of an approved list; a draft."""
    held = NominationList.objects.select_related("submission__route").filter(pk=number).first()
    if held is None:
        raise Http404
    with whole(request.user, GROUND, request.on):
        unit = issuer([held], request.on)
        waiting = reads.undecided([held.pk])
    if not writes(unit.pk):
        raise Http404
    made = verbs.draft_sending(
        actor=request.user,
        body=documents.issuing_body(actor=request.user, unit=unit, on=request.on),
        nominations=rows_of(given.nominations) if given.nominations else waiting,
        said=said_of(given, given.order),
        on=request.on,
    )
    return whole_of(in_sight(made.pk))


@router.post(
    "/decisions/{number}/people", response=DecisionWhole, summary=N_("Đổi người trong dự thảo")
)
@asks("decisions:draft")
def swap_people_of_draft(request: Visit, number: Path[Number], given: PeopleToSwap) -> Answer:
    """Say who stands on a decision that is still a draft."""
    verbs.redraft(
        actor=request.user,
        sending=written(number),
        nominations=rows_of(given.nominations),
        order=given.order,
        on=request.on,
    )
    return whole_of(in_sight(number))
