"""The timetable of a class: week, month, list; one session added, edited, moved, given up."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hientai.classes.models import TrainingClass
from hientai.shared.days import parse_day
from hientai.shared.refused import Refused
from hientai.timetables.domain.hours import Slot
from hientai.timetables.domain.plan import Plan, Planned
from hientai.timetables.forms import SessionForm, session_initial
from hientai.timetables.models import Change, Session
from hientai.timetables.queries import learners, plan_of
from hientai.timetables.queries.decided import to_amend
from hientai.timetables.queries.plans import planned, sessions_of, shown
from hientai.timetables.queries.unions import open_union
from hientai.timetables.services.writing import EDITED, KINDS, MADE_UP, write
from hientai.timetables.views.shared import (
    EDIT,
    VIEW,
    Shown,
    address,
    by_day,
    choices,
    day_asked,
    grid,
    held_at,
    may_edit,
    month_of,
    week_of,
)
from hientai.timetables.views.unions import led_to
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.workdays.queries import calendar

BY_HAND = N_("sửa trên lịch")
GIVEN_UP = Q(state="cancelled")
LATEST = 8


@require_safe
@guarded(VIEW)
def timetable(request: Visit, code: str) -> HttpResponse:
    """The timetable of a class by week or month, and as a list."""
    held = held_at(request, code)
    sessions = [Shown(row) for row in sessions_of(held.pk)]
    edits = may_edit(request, held)
    if not sessions and not edits and not request.user.may("classes:view"):
        raise Http404
    day = day_asked(request, "ngay", _usual(held, sessions, request.on))
    month = request.GET.get("xem") == "thang"
    context = {
        "held": held,
        "sessions": sessions,
        "may_edit": edits,
        "month": month,
        "day": day,
        "before": day - timedelta(days=7) if not month else day.replace(day=1) - timedelta(days=1),
        "after": day + timedelta(days=7) if not month else day.replace(day=28) + timedelta(days=5),
        "changes": _changes(held) if edits else [],
        "given_up": _to_make_up(held, sessions) if edits else [],
        "amend": led_to(request, to_amend(held), held) if edits else [],
        **_shape(sessions, day, month),
    }
    return render(request, "timetables/timetable.html", context)


def given_up(held: TrainingClass) -> list[Planned]:
    """The sessions of a class that were given up, in the order of time."""
    return [planned(row) for row in shown(Session.objects.filter(GIVEN_UP, training_class=held))]


def _to_make_up(held: TrainingClass, sessions: list[Shown]) -> list[Shown]:
    """Those of them that no other session makes up for."""
    made_up = {one.row.makes_up_id for one in sessions}
    rows = shown(Session.objects.filter(GIVEN_UP, training_class=held))
    return [Shown(row) for row in rows if row.pk not in made_up]


def _usual(held: TrainingClass, sessions: list[Shown], on: date) -> date:
    coming = [one.day for one in sessions if one.day >= on]
    return min(coming, default=sessions[-1].day if sessions else held.starts_on)


def _shape(sessions: list[Shown], day: date, month: bool) -> dict[str, Any]:
    known = calendar()
    if month:
        weeks = [by_day(sessions, week) for week in month_of(day)]
        return {"weeks": weeks}
    days = week_of(day)
    return {
        "weeks": [by_day(sessions, days)],
        "rows": grid(sessions, days),
        "days": [(one, known.mark(one), known.is_working(one)) for one in days],
    }


def _changes(held: TrainingClass) -> list[tuple[Change, str, bool]]:
    rows = list(held.timetable_changes.order_by("-pk")[:LATEST])
    return [
        (one, _(KINDS.get(one.kind, one.kind)), at == 0 and one.undone_at is None)
        for at, one in enumerate(rows)
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(EDIT)
def add(request: Visit, code: str) -> HttpResponseBase:
    """A session more; one that makes up for another is told apart."""
    held = held_at(request, code, to_edit=True)
    plan = plan_of(held.pk)
    asked = request.GET.get("bu", "")
    made_up = next((one for one in (*plan, *given_up(held)) if str(one.key) == asked), None)
    day = day_asked(request, "ngay", held.starts_on)
    initial = session_initial(made_up) if made_up else {"since": "08:00", "until": "11:25"}
    form = _form(request, held, {**initial, "day": f"{day:%d/%m/%Y}"})
    if request.method == "POST" and form.is_valid():
        one = form.planned(makes_up=made_up.key if made_up else None)
        kind = MADE_UP if made_up else EDITED
        done = _done(request, held, (*plan, one), form, kind, plan)
        if done is not None:
            return done
    return _session_page(request, held, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(EDIT)
def edit(request: Visit, code: str, pk: int) -> HttpResponseBase:
    """One session, edited by form."""
    held = held_at(request, code, to_edit=True)
    plan, one = _one_of(held, pk)
    form = _form(request, held, session_initial(one))
    if request.method == "POST" and form.is_valid():
        new = form.planned(key=one.key, makes_up=one.makes_up)
        after = tuple(new if held_one.key == pk else held_one for held_one in plan)
        done = _done(request, held, after, form, EDITED, plan)
        if done is not None:
            return done
    return _session_page(request, held, form, one)


@require_POST
@guarded(EDIT)
def move(request: Visit, code: str, pk: int) -> HttpResponseBase:
    """A session dragged, or moved by key, to another half day; the page then shows its week."""
    held = held_at(request, code, to_edit=True)
    plan, one = _one_of(held, pk)
    try:
        day = date.fromisoformat(request.POST.get("ngay", ""))
    except ValueError as wrong:
        raise Http404 from wrong
    to = one.at(Slot(day, 1 if request.POST.get("buoi") == "1" else 0))
    after = tuple(to if held_one.key == pk else held_one for held_one in plan)
    moved = _try(request, held, after, BY_HAND)
    read = parse_day(request.POST.get("tuan", "")[:10])
    seen = week_of(read[0] if read and read[0] else day)
    if moved and day not in seen:
        return HttpResponse(status=204, headers={"HX-Redirect": f"{address(held)}?ngay={day}"})
    return HttpResponse(status=204, headers={"HX-Refresh": "true"})


@require_POST
@guarded(EDIT)
def cancel(request: Visit, code: str, pk: int) -> HttpResponseBase:
    """Give a session up."""
    held = held_at(request, code, to_edit=True)
    plan, one = _one_of(held, pk)
    ground = request.POST.get("ground", "").strip()[:500] or BY_HAND
    _try(request, held, tuple(s for s in plan if s != one), ground)
    return redirect(address(held))


def _try(request: Visit, held: TrainingClass, after: Plan, ground: str) -> bool:
    try:
        write(
            actor=request.user,
            held_class=held,
            after=after,
            kind=EDITED,
            ground=ground,
            on=request.on,
        )
    except Refused as refused:
        messages.error(request, str(refused))
        return False
    messages.success(request, _("Đã sửa lịch."))
    return True


def _done(
    request: Visit, held: TrainingClass, after: Plan, form: SessionForm, kind: str, seen: Plan
) -> HttpResponseBase | None:
    try:
        write(
            actor=request.user,
            held_class=held,
            after=after,
            kind=kind,
            ground=form.cleaned_data["ground"],
            on=request.on,
            expected=seen,
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return None
    messages.success(request, _("Đã sửa lịch."))
    return redirect(f"{address(held)}?ngay={form.cleaned_data['day']:%Y-%m-%d}")


def _form(request: Visit, held: TrainingClass, initial: dict[str, Any]) -> SessionForm:
    return SessionForm(request.POST or None, initial=initial, **choices(request, held))


def _one_of(held: TrainingClass, pk: int) -> tuple[Plan, Planned]:
    plan = plan_of(held.pk)
    one = next((one for one in plan if one.key == pk), None)
    if one is None:
        raise Http404
    return plan, one


def _session_page(
    request: Visit, held: TrainingClass, form: SessionForm, one: Planned | None
) -> HttpResponse:
    context = {"held": held, "form": form, "one": one}
    status = 422 if request.method == "POST" else 200
    return render(request, "timetables/session.html", context, status=status)


def class_panel(request: Visit, held: TrainingClass) -> str:
    """The timetable of a class in short, on its page."""
    plan = plan_of(held.pk)
    edits = may_edit(request, held)
    if not plan and not edits:
        return ""
    coming = next((one for one in plan if one.day >= request.on), None)
    context = {
        "held": held,
        "count": len(plan),
        "coming": coming,
        "may_edit": edits,
        "begun": open_union(held) if edits else None,
        "amend": len(to_amend(held)) if edits else 0,
        "learners": len(learners(held.pk, max(request.on, held.starts_on))),
    }
    return render_to_string("timetables/class_panel.html", context, request=request)
