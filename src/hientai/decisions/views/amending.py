"""A registered decision amended: withdrawn, replaced, postponed, corrected."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hientai.classes.models import TrainingClass
from hientai.decisions import services as verbs
from hientai.decisions.domain.kinds import kind_of
from hientai.decisions.forms import AmendingForm, CorrectingForm, PostponingForm
from hientai.decisions.models import Sending
from hientai.decisions.queries import sendings as reads
from hientai.decisions.queries.reserve import Seen, reserve_seen
from hientai.decisions.queries.sendings import Told
from hientai.decisions.views.sending import DRAFT, SLUGS, in_sight, kinds_offered
from hientai.documents.domain.words import fields_used
from hientai.documents.queries.showing import called
from hientai.documents.queries.wordings import words_on
from hientai.nominations.models import Nomination
from hientai.shared.refused import Refused
from hientai.shared.words import _ as told
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded

CODES = {slug: code for code, slug in SLUGS.items()}
FORMS: Mapping[str, type[AmendingForm]] = {
    "withdraw": AmendingForm,
    "replace": AmendingForm,
    "postpone": PostponingForm,
    "correct": CorrectingForm,
}


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(DRAFT)
def amend(request: Visit, number: int, kind: str) -> HttpResponse:
    """Whom, why, and what changes; then a draft of the amending paper."""
    held, code = in_sight(number), CODES.get(kind, "")
    if not code or (kind, told(kind_of(code).label)) not in kinds_offered(request, held):
        raise Http404
    people = reads.standing(held)
    chosen = _chosen(request, people, code)
    form = _form(request, held, code, chosen)
    if request.method == "POST" and form.is_valid():
        made = _drafted(request, held, code, form, chosen)
        if made is not None:
            messages.success(request, _("Đã lập dự thảo quyết định điều chỉnh."))
            return redirect("documents:paper", made.paper_id)
    context = {
        "sending": held,
        "called": called(held.paper),
        "kind": kind_of(code),
        "form": form,
        "people": people,
        "chosen": {one.row.nomination_id for one in chosen},
        "reserve": _reserve(held, code),
    }
    status = 422 if form.errors else 200
    return render(request, "decisions/amend.html", context, status=status)


def _chosen(request: Visit, people: list[Told], code: str) -> list[Told]:
    """Who was ticked; a correction is about one person at a time."""
    given = request.POST if request.method == "POST" else request.GET
    keys = set(given.getlist("nguoi"))
    found = [one for one in people if str(one.row.nomination_id) in keys]
    if code == "correct" and not found:
        return people[:1]
    return found


def _form(request: Visit, held: Sending, code: str, chosen: list[Told]) -> AmendingForm:
    used = fields_used(words_on(kind_of(code).purpose, held.paper.body, request.on).words)
    more: dict[str, Any] = {
        "used": sorted(used),
        "known": held.paper.values or {},
        "signer": held.paper.signer,
    }
    if code == "correct":
        more["holds"] = chosen[0].latest.after if chosen else {}
    if code == "postpone":
        more["classes"] = _classes(held)
    return FORMS[code](request.POST if request.method == "POST" else None, **more)


def _classes(held: Sending) -> Any:
    """Classes for the same quota that have not been withdrawn."""
    return TrainingClass.objects.filter(
        scheme=held.list.scheme_id, item_id=held.list.item_id, withdrawn_at=None
    ).order_by("-starts_on")


def _reserve(held: Sending, code: str) -> list[Seen]:
    return reserve_seen(held.list) if code == "replace" else []


def _drafted(
    request: Visit, held: Sending, code: str, form: Any, chosen: list[Told]
) -> Sending | None:
    try:
        return VERBS[code](request, held, form, chosen)
    except Refused as refused:
        form.add_error(None, str(refused))
        return None


def _rows(chosen: list[Told]) -> list[Nomination]:
    return list(Nomination.objects.filter(pk__in=[one.row.nomination_id for one in chosen]))


def _withdraw(request: Visit, held: Sending, form: Any, chosen: list[Told]) -> Sending:
    return verbs.draft_withdrawal(
        actor=request.user,
        first=held,
        nominations=_rows(chosen),
        reason=form.cleaned_data["reason"],
        said=form.said(),
        on=request.on,
    )


def _replace(request: Visit, held: Sending, form: Any, chosen: list[Told]) -> Sending:
    return verbs.draft_replacement(
        actor=request.user,
        first=held,
        nominations=_rows(chosen),
        passed=_passed(request),
        reason=form.cleaned_data["reason"],
        said=form.said(),
        on=request.on,
    )


def _passed(request: Visit) -> dict[int, str]:
    """Whom of the reserve the form passes over, by nomination, with why."""
    prefix = "bo-qua-"
    typed = {key.removeprefix(prefix): key for key in request.POST if key.startswith(prefix)}
    told = {key: str(request.POST[name]).strip() for key, name in typed.items()}
    return {int(key): why for key, why in told.items() if key.isdecimal() and why}


def _postpone(request: Visit, held: Sending, form: Any, chosen: list[Told]) -> Sending:
    given = form.cleaned_data
    return verbs.draft_postponement(
        actor=request.user,
        first=held,
        nominations=_rows(chosen),
        period=verbs.Period(given["starts_on"], given["ends_on"], given["training_class"]),
        reason=given["reason"],
        said=form.said(),
        on=request.on,
    )


def _correct(request: Visit, held: Sending, form: Any, chosen: list[Told]) -> Sending:
    return verbs.draft_correction(
        actor=request.user,
        first=held,
        wanted={one.row.nomination_id: form.wanted() for one in chosen[:1]},
        reason=form.cleaned_data["reason"],
        said=form.said(),
        on=request.on,
    )


VERBS: Mapping[str, Callable[[Visit, Sending, Any, list[Told]], Sending]] = {
    "withdraw": _withdraw,
    "replace": _replace,
    "postpone": _postpone,
    "correct": _correct,
}
