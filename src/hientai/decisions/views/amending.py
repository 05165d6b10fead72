"""A registered decision amended: withdrawn, replaced, postponed, corrected."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hientai.classes.models import TrainingClass
from hientai.decisions import services as verbs
from hientai.decisions.domain.kinds import kind_of
from hientai.decisions.forms import AmendingForm, CorrectingForm, FormerForm, PostponingForm
from hientai.decisions.models import Sending
from hientai.decisions.queries import sendings as reads
from hientai.decisions.queries.reserve import Seen, reserve_seen
from hientai.decisions.queries.sendings import Told
from hientai.decisions.views.register import address
from hientai.decisions.views.sending import DRAFT, SLUGS, in_sight, kinds_offered
from hientai.documents.domain.words import fields_used
from hientai.documents.queries import papers
from hientai.documents.queries.showing import called
from hientai.documents.queries.wordings import words_on
from hientai.nominations.forms import passed_over
from hientai.nominations.models import Nomination
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import typed_day
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
    return _page(request, number, kind, None)


@require_http_methods(["GET", "HEAD", "POST"])
@guarded("documents:number")
def back_dated(request: Visit, number: int, kind: str) -> HttpResponse:
    """The same of an amending decision that was numbered on paper before the system."""
    given = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    return _page(request, number, kind, FormerForm(*given, bodies=papers.bodies(), prefix="vb"))


def _page(request: Visit, number: int, kind: str, former: FormerForm | None) -> HttpResponse:
    held, code = in_sight(number), CODES.get(kind, "")
    if not code or (kind, told(kind_of(code).label)) not in kinds_offered(request, held):
        raise Http404
    people = reads.standing(held)
    chosen = _chosen(request, people, code)
    form = _form(request, held, code, chosen, drafting=former is None)
    if request.method == "POST" and all([one.is_valid() for one in (form, former) if one]):
        made = _drafted(request, held, code, (form, former), chosen)
        if made is not None:
            return _done(request, made)
    context = {
        "former": former,
        "slug": kind,
        "sending": held,
        "called": called(held.paper),
        "kind": kind_of(code),
        "form": form,
        "people": people,
        "chosen": {one.row.nomination_id for one in chosen},
        "reserve": _reserve(held, code),
    }
    status = 422 if form.errors or former and former.errors else 200
    return render(request, "decisions/amend.html", context, status=status)


def _done(request: Visit, made: Sending) -> HttpResponse:
    """Where to go once it was drafted, or entered."""
    if made.done_on is not None:
        messages.success(request, _("Đã nhập %s; nội dung điều chỉnh đã có hiệu lực.") % made)
        return redirect(address(made))
    messages.success(request, _("Đã lập dự thảo quyết định điều chỉnh."))
    return redirect("documents:paper", made.paper_id)


def _chosen(request: Visit, people: list[Told], code: str) -> list[Told]:
    """Who was ticked; a correction is about one person at a time."""
    given = request.POST if request.method == "POST" else request.GET
    keys = set(given.getlist("nguoi"))
    found = [one for one in people if str(one.row.nomination_id) in keys]
    if code == "correct" and not found:
        return people[:1]
    return found


def _form(
    request: Visit, held: Sending, code: str, chosen: list[Told], *, drafting: bool
) -> AmendingForm:
    """What changes and why; who signs and the values too where the paper is drafted here."""
    used = fields_used(words_on(kind_of(code).purpose, held.paper.body, request.on).words)
    more: dict[str, Any] = {
        "used": sorted(used) if drafting else (),
        "known": held.paper.values or {},
        "signer": held.paper.signer,
    }
    if code == "correct":
        more["holds"] = chosen[0].latest.after if chosen else {}
    if code == "postpone":
        more["classes"] = _classes(held)
        more["initial"] = _asked(request, more["classes"])
    form = FORMS[code](request.POST if request.method == "POST" else None, **more)
    for name in () if drafting else ("title", "signer"):
        del form.fields[name]
    return form


def _classes(held: Sending) -> Any:
    """Classes for the same quota, or of the same programme, that have not been withdrawn."""
    same = Q(scheme=held.list.scheme_id, item_id=held.list.item_id)
    if held.list.training_class is not None:
        same |= Q(version__programme=held.list.training_class.version.programme_id)
    return TrainingClass.objects.filter(same, withdrawn_at=None).order_by("-starts_on")


def _asked(request: Visit, classes: Any) -> dict[str, Any]:
    """The new time, and the other class, that a link brings along; the class in its days."""
    code = request.GET.get("lop", "")[:60]
    held = classes.filter(code__iexact=code).first() if code else None
    if held is not None:
        first, last = typed_day(held.starts_on), typed_day(held.ends_on)
        return {"training_class": held, "starts_on": first, "ends_on": last}
    days = {"starts_on": request.GET.get("tu", ""), "ends_on": request.GET.get("den", "")}
    return {name: value[:10] for name, value in days.items() if value}


def _reserve(held: Sending, code: str) -> list[Seen]:
    return reserve_seen(held.list) if code == "replace" else []


def _drafted(
    request: Visit, held: Sending, code: str, forms: tuple[Any, Any], chosen: list[Told]
) -> Sending | None:
    form, former = forms
    on = request.today if former else request.on
    said = replace(form.said(), entered=former.entered() if former else None)
    try:
        return VERBS[code](
            form,
            chosen,
            {"actor": request.user, "first": held, "said": said, "on": on},
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return None


def _rows(chosen: list[Told]) -> list[Nomination]:
    return list(Nomination.objects.filter(pk__in=[one.row.nomination_id for one in chosen]))


def _withdraw(form: Any, chosen: list[Told], common: dict[str, Any]) -> Sending:
    return verbs.draft_withdrawal(
        nominations=_rows(chosen), reason=form.cleaned_data["reason"], **common
    )


def _replace(form: Any, chosen: list[Told], common: dict[str, Any]) -> Sending:
    return verbs.draft_replacement(
        nominations=_rows(chosen),
        passed=passed_over(form.data),
        reason=form.cleaned_data["reason"],
        **common,
    )


def _postpone(form: Any, chosen: list[Told], common: dict[str, Any]) -> Sending:
    given = form.cleaned_data
    return verbs.draft_postponement(
        nominations=_rows(chosen),
        period=verbs.Period(given["starts_on"], given["ends_on"], given["training_class"]),
        reason=given["reason"],
        **common,
    )


def _correct(form: Any, chosen: list[Told], common: dict[str, Any]) -> Sending:
    return verbs.draft_correction(
        wanted={one.row.nomination_id: form.wanted() for one in chosen[:1]},
        reason=form.cleaned_data["reason"],
        **common,
    )


VERBS: Mapping[str, Callable[[Any, list[Told], dict[str, Any]], Sending]] = {
    "withdraw": _withdraw,
    "replace": _replace,
    "postpone": _postpone,
    "correct": _correct,
}
