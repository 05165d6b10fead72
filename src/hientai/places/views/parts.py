"""The page where a unit states its need, takes the places offered, gives some back."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hientai.organisations.queries import names_on
from hientai.places.forms import AnswerForm, NeedForm, ReturnForm
from hientai.places.models import Allotment
from hientai.places.queries.divisions import steps_of
from hientai.places.services import answering
from hientai.places.views.shared import ANSWER, VIEW, of_part, of_quota, state_of
from hientai.programmes.queries.scope import writes
from hientai.shared.vietnamese import number
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded


@require_safe
@guarded(VIEW)
def part(request: Visit, pk: int) -> HttpResponse:
    """What a unit was given, what it may still say, and what happened with the reasons."""
    return _page(request, _of(pk))


@require_POST
@guarded(ANSWER)
def need(request: Visit, pk: int) -> HttpResponse:
    """State how many places the unit needs."""
    held, form = _of(pk, to_write=True), NeedForm(request.POST)
    if not form.is_valid():
        return _page(request, held, need=form)
    answering.state_need(actor=request.user, part=held, on=request.today, **form.cleaned_data)
    messages.success(request, _("Đã ghi nhu cầu."))
    return redirect(of_part(held))


@require_POST
@guarded(ANSWER)
def answer(request: Visit, pk: int) -> HttpResponse:
    """Take the places offered, or a part of them."""
    held, form = _of(pk, to_write=True), AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, held, answer=form)
    told = answering.answer(actor=request.user, part=held, on=request.today, **form.cleaned_data)
    messages.success(request, _("Đã nhận %s chỗ.") % number(told.accepted or 0))
    return redirect(of_part(held))


@require_POST
@guarded(ANSWER)
def give_back(request: Visit, pk: int) -> HttpResponse:
    """Give back places that will not be used."""
    held, form = _of(pk, to_write=True), ReturnForm(request.POST)
    if not form.is_valid():
        return _page(request, held, back=form)
    answering.give_back(actor=request.user, part=held, on=request.today, **form.cleaned_data)
    messages.success(request, _("Đã trả lại %s chỗ.") % number(form.cleaned_data["places"]))
    return redirect(of_part(held))


def _of(pk: int, *, to_write: bool = False) -> Allotment:
    rows = Allotment.objects.select_related("division__scheme", "unit", "pool")
    held = rows.filter(pk=pk).first()
    if held is None or to_write and not writes(held.unit_id):
        raise Http404
    return held


def _page(request: Visit, held: Allotment, **wrong: Form) -> HttpResponse:
    may = request.user.may(ANSWER) and writes(held.unit_id)
    context: dict[str, Any] = {
        "held": held,
        "division": held.division,
        "state": state_of(held.division),
        "quota_href": of_quota(request, held.division.scheme.slug, held.division.item_id),
        "unit_name": names_on([held.unit_id], request.on).get(held.unit_id, held.unit.code),
        "free": held.kept - held.pool.taken,
        "steps": steps_of([held]),
        **(_forms(request, held, wrong) if may else {}),
    }
    return render(request, "places/part.html", context, status=422 if wrong else 200)


def _forms(request: Visit, held: Allotment, wrong: dict[str, Form]) -> dict[str, Form | None]:
    """What the unit may say now: each form, or None."""
    offered = held.division.state == "offered"
    answers = offered and held.accepted is None and request.today <= held.division.answer_by
    first = {"accepted": held.offered, "wanted": held.wanted}
    return {
        "answer": wrong.get("answer") or (AnswerForm(initial=first) if answers else None),
        "need": wrong.get("need")
        or (NeedForm(initial={"wanted": held.wanted}) if _may_ask(held, answers) else None),
        "back": wrong.get("back")
        or (ReturnForm() if offered and not answers and held.kept > held.pool.taken else None),
    }


def _may_ask(held: Allotment, answers: bool) -> bool:
    return held.division.state == "draft" or held.division.state == "offered" and not answers
