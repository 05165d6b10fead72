"""One nomination: how it was judged, what proves what, where it stands and how it came there."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from hientai.approvals.queries import trail
from hientai.nominations.domain.verdicts import PROVABLE
from hientai.nominations.forms import ProofForm, ReasonForm, passed_over
from hientai.nominations.models import Nomination, NominationList
from hientai.nominations.queries import showing
from hientai.nominations.queries.lists import later_lists, reserve_of
from hientai.nominations.services import carry_over
from hientai.nominations.services import prove as prove_row
from hientai.nominations.services import withdraw as withdraw_row
from hientai.nominations.views import shared
from hientai.nominations.views.shared import (
    EDIT,
    VIEW,
    day_asked,
    edited,
    list_of,
    may_edit,
)
from hientai.screening.papers import wording
from hientai.screening.papers.people import post_of
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded

WITHDRAWABLE = ("submitted", "seated", "reserve")
WHY = {
    "label": gettext_lazy("Lý do rút"),
    "missing": gettext_lazy("Ghi lý do; người được đề cử sẽ đọc."),
}


@require_safe
@guarded(VIEW)
def one(request: Visit, number: int, row: int) -> HttpResponse:
    """One row with all that is known of it."""
    held = list_of(request, number)
    return _page(request, held, _row(held, row), None)


@require_POST
@guarded(EDIT)
def prove(request: Visit, number: int, row: int) -> HttpResponse:
    """Note the paper that proves a condition; an empty one takes it back."""
    held, form = edited(request, number), ProofForm(request.POST)
    found = _row(held, row)
    if not form.is_valid():
        return _page(request, held, found, None, status=422)
    prove_row(actor=request.user, nomination=found, on=day_asked(request), **form.cleaned_data)
    messages.success(request, _("Đã ghi giấy tờ chứng minh."))
    return redirect("nominations:row", number, row)


@require_POST
@guarded(EDIT)
def withdraw(request: Visit, number: int, row: int) -> HttpResponse:
    """Take one person back before a decision; the reserve moves up."""
    held, form = edited(request, number), ReasonForm(request.POST, **WHY)
    found = _row(held, row)
    if not form.is_valid():
        return _page(request, held, found, form, status=422)
    said: dict[str, Any] = {
        "actor": request.user,
        "nomination": found,
        "reason": form.cleaned_data["reason"],
        "passed": passed_over(request.POST),
        "on": request.on,
    }
    later = request.POST.get("chuyen", "")
    if later:
        to = next((one for one in later_lists(held) if str(one.pk) == later), None)
        if to is None:
            raise Http404
        carry_over(to=to, **said)
        messages.success(request, _("Đã chuyển sang danh sách “%s”.") % to.title)
        return redirect("nominations:list", to.pk)
    up = withdraw_row(**said)
    messages.success(request, _("Đã rút %s.") % found.person.name)
    for other in up:
        messages.success(request, _("%s lên từ danh sách dự bị.") % other.person.name)
    return redirect("nominations:row", number, row)


def _row(held: NominationList, key: int) -> Nomination:
    found = showing.rows_of(held).select_related("seat", "list", "replaces").filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def _page(
    request: Visit,
    held: NominationList,
    row: Nomination,
    form: ReasonForm | None,
    status: int = 200,
) -> HttpResponse:
    edits = may_edit(request, held)
    who = showing.shown([row.person_id], request.on).get(row.person_id)
    names = showing.named(held)
    context = {
        "held": held,
        "row": row,
        "named": names.get(row.person_id),
        "replaced": names.get(row.replaces.person_id) if row.replaces else None,
        "who": who,
        "post": post_of(who._asdict()) if who else "",
        "badge": shared.row_badge(row),
        "verdict": shared.verdict_html(row),
        "reasons": shared.reasons_html(row),
        "overlaps": shared.overlaps_html(row),
        "parts": shared.score_html(row),
        "proofs": _proofs(row) if edits and held.state == "draft" else [],
        "steps": [(step, _moved(step)) for step in showing.steps_of(row)],
        "marks": trail(held.submission, request.on) if held.submission else [],
        "form": form or ReasonForm(**WHY),
        "may_withdraw": edits and row.state in WITHDRAWABLE,
        "later": later_lists(held) if edits and row.state == "seated" else [],
        "chosen": request.POST.get("chuyen", ""),
        "reserve": _reserve(request, held, names) if edits and row.state == "seated" else [],
    }
    return render(request, "nominations/row.html", context, status=status)


def _reserve(
    request: Visit, held: NominationList, names: dict[int, showing.Named]
) -> list[tuple[Nomination, str, str]]:
    """The reserve of a list in its order, with names and what was typed of each."""
    typed = passed_over(request.POST)
    return [
        (row, names[row.person_id].name, typed.get(row.pk, ""))
        for row in reserve_of(held)
        if row.person_id in names
    ]


def _proofs(row: Nomination) -> list[tuple[str, ProofForm]]:
    """A form for each condition that a paper may prove, with what it asks."""
    return [
        (
            wording.told(reason),
            ProofForm(
                initial={"code": reason.code, "paper": row.proved.get(reason.code, "")},
                auto_id=f"giay-to-{at}-%s",
            ),
        )
        for at, reason in enumerate(shared.reasons_of(row.reasons))
        if reason.outcome in PROVABLE
    ]


def _moved(step: Any) -> str:
    """What a step did, in words; "" where the state stayed."""
    if step.was == step.became:
        return ""
    return str(dict(Nomination.State.choices).get(step.became, step.became))
