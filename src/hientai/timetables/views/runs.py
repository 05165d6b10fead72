"""Several runs of one version of a programme, after a class: seen first, opened together."""

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hientai.classes.models import TrainingClass
from hientai.shared.refused import Refused
from hientai.timetables.domain.plan import Plan
from hientai.timetables.forms import RunsForm
from hientai.timetables.queries import plan_of
from hientai.timetables.queries.proposals import over_days, study_days_like
from hientai.timetables.services import copy_class, open_like
from hientai.timetables.views.shared import EDIT, held_at
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded


@dataclass(frozen=True)
class Run:
    """A run that would be opened: its code, its days, its timetable where the first has one."""

    code: str
    first: date
    last: date
    plan: Plan


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(EDIT)
def runs(request: Visit, code: str) -> HttpResponseBase:
    """Runs of a class from several days on: shown, then opened all together or not at all."""
    held = held_at(request, code, to_edit=True)
    form = RunsForm(request.POST or None, initial={"code": held.code})
    rows: list[Run] = []
    mark = ""
    if request.method == "POST" and form.is_valid():
        rows = _runs(held, form.cleaned_data["code"], form.cleaned_data["days"])
        mark = hashlib.sha256(repr(rows).encode()).hexdigest()
        if request.POST.get("mark") == mark:
            try:
                _opened(request, held, rows, form.cleaned_data["ground"])
            except Refused as refused:
                form.add_error(None, str(refused))
                rows = []
            else:
                messages.success(request, _("Đã mở %s lớp.") % len(rows))
                return redirect("classes:classes")
    context = {"held": held, "form": form, "rows": rows, "mark": mark}
    status = 422 if request.method == "POST" and not rows else 200
    return render(request, "timetables/runs.html", context, status=status)


def _runs(held: TrainingClass, code: str, days: list[date]) -> list[Run]:
    plan = tuple(replace(one, key=None, makes_up=None) for one in plan_of(held.pk))
    return [_run(held, f"{code}-{at}", plan, day) for at, day in enumerate(days, start=1)]


def _run(held: TrainingClass, code: str, plan: Plan, first: date) -> Run:
    if plan:
        moved = over_days(plan, first)
        return Run(code, moved[0].day, moved[-1].day, moved)
    days = study_days_like(held, first)
    return Run(code, days[0], days[-1], ())


@transaction.atomic
def _opened(request: Visit, held: TrainingClass, rows: list[Run], ground: str) -> None:
    told: dict[str, Any] = {"actor": request.user, "like": held, "ground": ground, "on": request.on}
    for one in rows:
        if one.plan:
            copy_class(**told, code=one.code, plan=one.plan)
        else:
            open_like(**told, code=one.code, days=(one.first, one.last))
