"""Letters about people of a list: the submission to who decides, the summons to the class."""

from collections.abc import Sequence

from django.http import Http404
from django.utils.translation import gettext_noop as N_
from ninja import Path

from hientai.decisions import services as verbs
from hientai.decisions.api.door import router
from hientai.decisions.api.shapes import LetterOut, ToDraft
from hientai.decisions.api.shown import in_sight, letter_of, said_of
from hientai.decisions.queries.scope import writes
from hientai.decisions.services.letters import callers_of, submitters_of
from hientai.documents import services as documents
from hientai.documents.models import IssuingBody
from hientai.nominations.models import NominationList
from hientai.organisations.models import Unit
from hientai.webkit.day import Visit
from hientai.webkit.endpoints import Answer, Number, asks


@router.post(
    "/decisions/{number}/summons", response={201: LetterOut}, summary=N_("Lập giấy triệu tập")
)
@asks("decisions:draft")
def draft_summons(request: Visit, number: Path[Number], given: ToDraft) -> Answer:
    """Draw up the letter that calls who goes by a registered decision to their class."""
    first = in_sight(number)
    made = verbs.draft_summons(
        actor=request.user,
        first=first,
        body=_body(request, callers_of(first)),
        said=said_of(given),
        on=request.on,
    )
    return letter_of(made)


@router.post(
    "/nomination-lists/{number}/submission",
    response={201: LetterOut},
    summary=N_("Lập tờ trình"),
)
@asks("decisions:draft")
def draft_submission(request: Visit, number: Path[Number], given: ToDraft) -> Answer:
    """Draw up the paper with which the people of a list are put before who decides."""
    held = NominationList.objects.select_related("submission__route").filter(pk=number).first()
    if held is None:
        raise Http404
    made = verbs.draft_submission(
        actor=request.user,
        held=held,
        body=_body(request, submitters_of(held)),
        said=said_of(given),
        on=request.on,
    )
    return letter_of(made)


def _body(request: Visit, units: Sequence[int]) -> IssuingBody:
    """The first of some units that the token writes for; 404 where that is none of them."""
    own = next((unit for unit in units if writes(unit)), None)
    if own is None:
        raise Http404
    unit = Unit.objects.get(pk=own)
    return documents.issuing_body(actor=request.user, unit=unit, on=request.on)
