"""A decision drafted from an approved list, with the paper to be seen as it would be."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hientai.accounts.services.reaching import whole
from hientai.decisions import services as verbs
from hientai.decisions.domain.kinds import SEND, purpose_for
from hientai.decisions.domain.people import Named
from hientai.decisions.domain.values import values_of
from hientai.decisions.forms import FormerForm, SendingForm
from hientai.decisions.queries import sendings as reads
from hientai.decisions.queries.facts import course_of, named
from hientai.decisions.queries.scope import writes
from hientai.decisions.services.choosing import issuer, refuse_gone
from hientai.decisions.services.sending import GROUND
from hientai.decisions.views.register import address
from hientai.decisions.views.sending import DRAFT
from hientai.documents import services as documents
from hientai.documents.domain.words import fields_used
from hientai.documents.models import IssuingBody
from hientai.documents.queries import papers
from hientai.documents.queries.showing import preview
from hientai.documents.queries.wordings import words_on
from hientai.nominations.models import Nomination, NominationList
from hientai.organisations.queries import names_on
from hientai.shared.refused import Refused
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded


@dataclass(frozen=True)
class Desk:
    """What a decision about a list can be drafted from."""

    held: NominationList
    body: IssuingBody
    rows: Sequence[Nomination]
    people: Sequence[Named]
    used: set[str]
    known: dict[str, str]

    def chosen(self, keys: Sequence[str]) -> list[Nomination]:
        """The rows that were ticked."""
        wanted = set(keys)
        return [row for row in self.rows if str(row.pk) in wanted]


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(DRAFT)
def draft(request: Visit, number: int) -> HttpResponse:
    """Whom, in which order, who signs, the values that are missing; then a draft."""
    desk = desk_of(request, number)
    form = _form(request, desk)
    if request.method == "POST" and form.is_valid():
        made = _drafted(request, desk, form)
        if made is not None:
            messages.success(request, _("Đã lập dự thảo quyết định."))
            return redirect("documents:paper", made.paper_id)
    ticked = set(request.POST.getlist("nguoi")) if request.method == "POST" else None
    context = {
        "held": desk.held,
        "body": desk.body,
        "form": form,
        "rows": [
            (row, one, ticked is None or str(row.pk) in ticked)
            for row, one in zip(desk.rows, desk.people, strict=True)
        ],
        "look": _look(request, desk, form) if desk.rows else {},
    }
    status = 422 if form.errors else 200
    return render(request, "decisions/draft.html", context, status=status)


@require_POST
@guarded(DRAFT)
def look(request: Visit, number: int) -> HttpResponse:
    """The paper as it would be from what stands in the form now."""
    desk = desk_of(request, number)
    form = _form(request, desk)
    form.is_valid()
    return render(request, "decisions/look.html", {"look": _look(request, desk, form)})


@require_http_methods(["GET", "HEAD", "POST"])
@guarded("documents:number")
def back_dated(request: Visit, number: int) -> HttpResponse:
    """A decision about a list that was numbered on paper before the system."""
    desk = desk_of(request, number)
    given = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = FormerForm(*given, bodies=papers.bodies())
    if request.method == "POST" and form.is_valid():
        made = _entered(request, desk, form)
        if made is not None:
            messages.success(request, _("Đã nhập quyết định %s; người trong đó đã ghi học.") % made)
            return redirect(address(made))
    ticked = set(request.POST.getlist("nguoi"))
    rows = [
        (row, one, request.method != "POST" or str(row.pk) in ticked)
        for row, one in zip(desk.rows, desk.people, strict=True)
    ]
    context = {"held": desk.held, "body": desk.body, "form": form, "rows": rows}
    status = 422 if form.errors else 200
    return render(request, "decisions/back_dated.html", context, status=status)


def desk_of(request: Visit, number: int) -> Desk:
    """A list that the reader may draft a decision about; 404 for one out of sight.

    Refused where it is not approved, or another body issues.
    """
    found = NominationList.objects.select_related(
        "scheme", "unit", "training_class__institution", "submission"
    )
    held = found.filter(pk=number).first()
    if held is None:
        raise Http404
    with whole(request.user, GROUND, request.on):
        unit = issuer([held], request.on)
        lists = [held, *_same_issuer(held, unit.pk, request)]
        rows = reads.undecided([one.pk for one in lists])
        people = named([row.person_id for row in rows], request.on)
        course = course_of(held, request.on)
    if not writes(unit.pk):
        name = names_on([unit.pk], request.on).get(unit.pk, unit.code)
        raise Refused(
            _("Quyết định này do %s ban hành") % name,
            remedy=_("Đề nghị cơ quan đó lập quyết định."),
        )
    body = documents.issuing_body(actor=request.user, unit=unit, on=request.on)
    words = words_on(purpose_for(SEND, course.quota_kind), body, request.on).words
    known = values_of(course, people, request.on)
    return Desk(held, body, rows, people, fields_used(words), known)


def _same_issuer(held: NominationList, unit: int, request: Visit) -> list[NominationList]:
    """Lists for the same course that the same body decides about."""
    return [one for one in reads.beside(held) if issuer([one], request.on).pk == unit]


def _form(request: Visit, desk: Desk) -> SendingForm:
    given = request.POST if request.method == "POST" else None
    signer = papers.signer_of(desk.body)
    return SendingForm(given, used=sorted(desk.used), known=desk.known, signer=signer)


def _drafted(request: Visit, desk: Desk, form: SendingForm) -> Any:
    try:
        _refuse_gone(request, desk)
        return verbs.draft_sending(
            actor=request.user,
            body=desk.body,
            nominations=desk.chosen(request.POST.getlist("nguoi")),
            said=form.said(),
            on=request.on,
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return None


def _refuse_gone(request: Visit, desk: Desk) -> None:
    refuse_gone(request.POST.getlist("nguoi"), [str(row.pk) for row in desk.rows])


def _look(request: Visit, desk: Desk, form: SendingForm) -> dict[str, object]:
    """What the page draws of the paper: of all people before anybody chose."""
    chosen = desk.chosen(request.POST.getlist("nguoi")) if form.is_bound else list(desk.rows)
    if not chosen:
        return {"nobody": True}
    before = verbs.Said(form.fields["signer"].initial, desk.known)
    said = form.said() if form.is_bound else before
    seen = verbs.preview_sending(
        actor=request.user, body=desk.body, nominations=chosen, said=said, on=request.on
    )
    return {"missing": seen.missing, **preview(seen.paper, request.on)}


def _entered(request: Visit, desk: Desk, form: FormerForm) -> Any:
    entered = form.entered()
    try:
        _refuse_gone(request, desk)
        return verbs.enter_back_dated(
            actor=request.user,
            body=desk.body,
            nominations=desk.chosen(request.POST.getlist("nguoi")),
            stated=entered.stated,
            scan=entered.scan,
            on=request.today,
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return None
