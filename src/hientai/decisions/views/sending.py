"""One paper of this room: whom it is about, where each stands, what amends it."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hientai.decisions.domain.kinds import AMENDING
from hientai.decisions.models import Letter, Sending
from hientai.decisions.queries import sendings as reads
from hientai.decisions.queries.scope import writes
from hientai.decisions.services.letters import callers_of
from hientai.decisions.views.register import VIEW
from hientai.documents.models import Paper
from hientai.documents.queries.showing import called, state_of
from hientai.shared.words import _
from hientai.webkit.cells import Badge
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded

DRAFT = "decisions:draft"
SLUGS = {"withdraw": "thu-hoi", "replace": "thay", "postpone": "hoan", "correct": "dinh-chinh"}


@require_safe
@guarded(VIEW)
def one(request: Visit, number: int) -> HttpResponse:
    """A paper with its people."""
    held = in_sight(number)
    context = {
        "sending": held,
        "called": called(held.paper),
        "badge": state_of(held.paper),
        "rows": reads.rows_of(held),
        "amendments": papers_of(reads.amendments_of(held)),
        "kinds": kinds_offered(request, held),
        "letters": papers_of(reads.letters_of(held)),
        "summons": may_summon(request, held),
        **_may_be_changed(request, held),
    }
    return render(request, "decisions/sending.html", context)


def _may_be_changed(request: Visit, held: Sending) -> dict[str, bool]:
    """Whether the reader may change who stands on a draft, or say an amending one anew."""
    may = request.user.may(DRAFT) and writes(held.unit_id)
    return {
        "people_change": may and reads.may_be_redrafted(held),
        "anew": may and reads.may_be_amended_anew(held),
    }


def papers_of(rows: Iterable[Sending | Letter]) -> list[tuple[Any, str, Badge]]:
    """Papers with what they are called and how they stand."""
    return [(one, called(one.paper), state_of(one.paper)) for one in rows]


def may_summon(request: Visit, held: Sending) -> bool:
    """Whether the reader may call the people of a paper to their class."""
    if not request.user.may(DRAFT) or held.paper.state != Paper.State.REGISTERED:
        return False
    return held.kind in ("send", "replace") and any(map(writes, callers_of(held)))


def in_sight(number: int) -> Sending:
    """The paper, or 404 for one that the reader does not see."""
    held = reads.sending(number)
    if held is None:
        raise Http404
    return held


def kinds_offered(request: Visit, held: Sending) -> list[tuple[str, str]]:
    """How the reader may amend a paper: slug and words of each kind."""
    may = request.user.may(DRAFT) and held.paper.state == Paper.State.REGISTERED
    if not may or held.kind not in ("send", "replace") or not writes(held.unit_id):
        return []
    return [(SLUGS[kind.code], _(kind.label)) for kind in AMENDING]
