"""The conclusion of a class: looked at first, then written; one learner with every condition."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hientai.classes.models import TrainingClass
from hientai.results.domain.completion import COMPLETED, NOT_COMPLETED, STATES, UNKNOWN
from hientai.results.domain.points import shown
from hientai.results.forms import ConcludeForm
from hientai.results.models import Grade
from hientai.results.queries.book import Verdict, mark_of, verdicts
from hientai.results.queries.outcomes import history, reasons_of
from hientai.results.queries.showing import mean_words, state_badge
from hientai.results.services import conclude
from hientai.results.views.shared import KEEP, VIEW, held_at, names_in
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import number
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(KEEP)
def conclusion(request: Visit, code: str) -> HttpResponse:
    """Who completes, who does not and why, of whom it is not known; then written in one step."""
    held = held_at(request, code, to_keep=True)
    form = ConcludeForm(request.POST if "ground" in request.POST else None)
    breaches = _breaches(request.POST) if request.method == "POST" else None
    try:
        rule, found = verdicts(held, request.today, breaches)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("results:class", code=held.code)
    if request.method == "POST" and "ket-luan" in request.POST and form.is_valid():
        try:
            made = conclude(
                actor=request.user,
                held_class=held,
                on=request.today,
                ground=form.cleaned_data["ground"],
                breaches=breaches,
                seen=_seen(request.POST),
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã kết luận %s học viên.") % number(len(made)))
            return redirect("results:class", code=held.code)
    context = {**_context(held, found), "rule": rule, "form": form}
    context["early"] = request.today < held.ends_on
    if breaches is None:
        context["stale"] = sum(one.changes and one.before is not None for one in found)
    status = 422 if form.errors and "ket-luan" in request.POST else 200
    return render(request, "results/conclude.html", context, status=status)


def _context(held: TrainingClass, found: list[Verdict]) -> dict[str, Any]:
    order = (COMPLETED, NOT_COMPLETED, UNKNOWN)
    states = [one.judged.state for one in found]
    return {
        "held": held,
        "counts": [(_(STATES[one]), states.count(one)) for one in order],
        "changes": sum(one.changes for one in found),
        "rows": [
            {
                "one": one,
                "badge": state_badge(one.judged.state),
                "before": state_badge(one.before.state) if one.before and one.corrects else None,
                "mean": mean_words(one.judged.mean),
                "why": [*one.judged.failures, *(r for r in one.judged.reasons if r.missing)],
                "seen": f"{one.row.learner.id}:{one.judged.state}",
            }
            for one in sorted(found, key=lambda one: order[::-1].index(one.judged.state))
        ],
    }


def _breaches(sent: QueryDict) -> dict[int, str]:
    """What was written against the conduct of learners."""
    told = {}
    for name, written in sent.items():
        key, words = name.removeprefix("vi-pham-"), " ".join(str(written).split())[:300]
        if key != name and key.isdecimal() and len(key) < 16 and words:
            told[int(key)] = words
    return told


def _seen(sent: QueryDict) -> list[tuple[int, str]]:
    """What the page showed of each learner."""
    pairs = [one.partition(":") for one in sent.getlist("da-thay")]
    return [(int(key), state) for key, _colon, state in pairs if key.isdecimal() and len(key) < 16]


@require_safe
@guarded(VIEW)
def learner(request: Visit, code: str, pk: int) -> HttpResponse:
    """One learner: every outcome with its conditions, and the marks with what they corrected."""
    held = held_at(request, code)
    name = names_in(held).get(pk)
    told = list(history(pk))
    grades = Grade.objects.filter(learner=pk, part__training_class=held).select_related("part")
    marks = list(grades.order_by("part", "attempt", "pk"))
    if name is None or not told and not marks:
        raise Http404
    rows = [(one, state_badge(one.state), mean_words(one.mean), reasons_of(one)) for one in told]
    context = {
        "held": held,
        "name": name,
        "rows": rows,
        "marks": [(one, shown(mark_of(one)) or "–") for one in marks],
    }
    return render(request, "results/learner.html", context)
