"""A class merged into another: chosen, shown, begun; its decisions amended; given up."""

import hashlib
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hientai.classes.models import TrainingClass
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day
from hientai.timetables.domain.decided import Decision
from hientai.timetables.forms import UnionForm
from hientai.timetables.models import Union
from hientai.timetables.queries import unions as reads
from hientai.timetables.services import unions as verbs
from hientai.timetables.views.shared import EDIT, held_at
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded

DRAFT = verbs.DRAFT


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(EDIT)
def union(request: Visit, code: str) -> HttpResponseBase:
    """Merge a class into another: what would happen is seen first; then how far it is."""
    held = held_at(request, code, to_edit=True)
    begun = reads.open_union(held)
    if begun is not None:
        return _begun(request, held, begun)
    if held.withdrawn_at is not None:
        raise Http404
    known = {one.pk: one for one in reads.candidates(held, request.on)[:200]}
    form = UnionForm(request.POST or None, classes=[(k, _words(one)) for k, one in known.items()])
    shown: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        try:
            done, shown = _taken(request, held, known[form.cleaned_data["into"]], form)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            if done:
                return redirect("timetables:union", code=held.code)
    context = {"held": held, "form": form, "none": not known, **shown}
    status = 422 if request.method == "POST" and not shown else 200
    return render(request, "timetables/union.html", context, status=status)


def _words(one: TrainingClass) -> str:
    return f"{one.code} · {one.title} ({day(one.starts_on)} – {day(one.ends_on)})"[:160]


def _taken(
    request: Visit, held: TrainingClass, into: TrainingClass, form: UnionForm
) -> tuple[bool, dict[str, Any]]:
    """The merger begun, where it was seen and confirmed; else what it would do."""
    seen = reads.preview(held, into)
    mark = hashlib.sha256(repr((into.pk, seen)).encode()).hexdigest()
    if request.POST.get("mark") == mark:
        made = verbs.merge_classes(
            actor=request.user,
            gone=held,
            into=into,
            ground=form.cleaned_data["ground"],
            on=request.on,
        )
        done = made.state == Union.State.DONE
        words = _("Đã gộp và rút lớp.") if done else _("Đã bắt đầu gộp lớp.")
        messages.success(request, words)
        return True, {}
    return False, {"mark": mark, "seen": seen, "into": into}


def _begun(request: Visit, held: TrainingClass, begun: Union) -> HttpResponse:
    seen = reads.preview(held, begun.into)
    context = {
        "held": held,
        "begun": begun,
        "rows": led_to(request, seen.decisions, begun.into),
        "may_draft": request.user.may(DRAFT) and any(not one.waiting for one in seen.decisions),
        "may_drop": sum(one.people for one in seen.decisions) == begun.decided,
    }
    return render(request, "timetables/union_begun.html", context)


def led_to(
    request: Visit, decisions: list[Decision], into: TrainingClass
) -> list[tuple[Decision, str]]:
    """Decisions to be amended, each with the page that does it for who drafts; "" for others."""
    may = request.user.may(DRAFT)
    return [(one, _amending(one, into) if may and one.left else "") for one in decisions]


def _amending(one: Decision, into: TrainingClass) -> str:
    asked = [("lop", into.code), *(("nguoi", key) for key in one.nominations)]
    return f"{reverse('decisions:amend', args=[one.sending, 'hoan'])}?{urlencode(asked)}"


@require_POST
@guarded(DRAFT)
def draft(request: Visit, code: str) -> HttpResponse:
    """Draw up every amending decision that the merger waits for."""
    held = held_at(request, code)
    begun = reads.open_union(held)
    if begun is None:
        raise Http404
    made = verbs.draft_amendments(actor=request.user, union=begun, on=request.on)
    messages.success(request, _("Đã lập %s dự thảo quyết định điều chỉnh.") % len(made))
    return redirect("timetables:union", code=held.code)


@require_POST
@guarded(EDIT)
def drop(request: Visit, code: str) -> HttpResponse:
    """Give a merger up while no decision was amended for it."""
    held = held_at(request, code, to_edit=True)
    begun = reads.open_union(held)
    if begun is None:
        raise Http404
    verbs.drop(
        actor=request.user, union=begun, ground=request.POST.get("ground", ""), on=request.on
    )
    messages.success(request, _("Đã bỏ việc gộp lớp; người đã chuyển trở về lớp này."))
    return redirect("timetables:timetable", code=held.code)
