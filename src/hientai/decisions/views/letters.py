"""Letters about the people of a list: the submission to who decides, the summons to the class."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hientai.decisions import services as verbs
from hientai.decisions.forms import LetterForm
from hientai.decisions.models import Letter
from hientai.decisions.queries.scope import writes
from hientai.decisions.services import letters
from hientai.decisions.services.sending import previewed
from hientai.decisions.views.sending import DRAFT, in_sight
from hientai.documents import services as documents
from hientai.documents.domain.words import fields_used
from hientai.documents.models import IssuingBody
from hientai.documents.queries.papers import signer_of
from hientai.documents.queries.showing import preview
from hientai.documents.queries.wordings import words_on
from hientai.nominations.models import NominationList
from hientai.organisations.models import Unit
from hientai.shared.refused import Refused
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded

Drafts = Callable[[verbs.Said], Letter]


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(DRAFT)
def summon(request: Visit, number: int) -> HttpResponse:
    """The letter that calls the people of a registered decision to their class."""
    held = in_sight(number)
    body = _body(request, letters.callers_of(held))
    matter = letters.summons_of(request.user, held, body, request.on)

    def drafts(said: verbs.Said) -> Letter:
        return verbs.draft_summons(
            actor=request.user, first=held, body=body, said=said, on=request.on
        )

    return _page(request, matter, drafts, {"sending": held})


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(DRAFT)
def submit(request: Visit, number: int) -> HttpResponse:
    """The paper with which the people of a list are submitted to who decides."""
    found = NominationList.objects.select_related(
        "scheme", "unit", "training_class__institution", "submission__route"
    )
    held = found.filter(pk=number).first()
    if held is None:
        raise Http404
    body = _body(request, letters.submitters_of(held))
    matter = letters.submission_of(request.user, held, body, request.on)

    def drafts(said: verbs.Said) -> Letter:
        return verbs.draft_submission(
            actor=request.user, held=held, body=body, said=said, on=request.on
        )

    return _page(request, matter, drafts, {"held": held})


def _page(
    request: Visit, matter: letters.Matter, drafts: Drafts, about: dict[str, Any]
) -> HttpResponse:
    content = matter.content
    used = fields_used(words_on(matter.kind, content.body, request.on).words)
    given = request.POST if request.method == "POST" else None
    signer = signer_of(content.body)
    form = LetterForm(given, used=sorted(used), known=content.values, signer=signer)
    if form.is_bound and form.is_valid():
        try:
            made = drafts(form.said())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã lập dự thảo."))
            return redirect("documents:paper", made.paper_id)
    said = form.said() if form.is_bound and form.is_valid() else verbs.Said(signer, content.values)
    seen = previewed(content, said, request.on)
    context = {
        "form": form,
        "kind": Letter.Kind(matter.kind).label,
        "body": content.body,
        "look": {"missing": seen.missing, **preview(seen.paper, request.on)},
        **about,
    }
    status = 422 if form.errors else 200
    return render(request, "decisions/letter.html", context, status=status)


def _body(request: Visit, units: Sequence[int]) -> IssuingBody:
    """The first of some units that the reader writes for; 404 where that is none of them."""
    own = next((unit for unit in units if writes(unit)), None)
    if own is None:
        raise Http404
    unit = Unit.objects.get(pk=own)
    return documents.issuing_body(actor=request.user, unit=unit, on=request.on)
