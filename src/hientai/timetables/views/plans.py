"""Steps that change much of a timetable: each shown before it is done, and taken back."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.views.decorators.http import require_http_methods, require_POST

from hientai.classes.models import TrainingClass
from hientai.programmes.models import Lecturer, Room, Topic
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import typed_day
from hientai.timetables import forms
from hientai.timetables.domain.plan import Difference, Plan, Planned, differences, replaced
from hientai.timetables.models import Change
from hientai.timetables.queries import plan_of
from hientai.timetables.queries.clashes import clashes
from hientai.timetables.queries.proposals import Wish, laid_out, over_days, put_off, without
from hientai.timetables.services import copy_class, undo, write
from hientai.timetables.services.writing import LAID_OUT, POSTPONED, REPLACED, SHIFTED
from hientai.timetables.views.shared import EDIT, address, choices, held_at
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded

COPY = "copy"
Proposal = Callable[[TrainingClass, Any, date], Plan]


@dataclass(frozen=True)
class Step:
    """One kind of step: its name, its form and the timetable that it proposes."""

    title: str
    button: str
    kind: str
    form: Callable[..., Any]
    proposal: Proposal


def _lay(held: TrainingClass, form: Any, _on: date) -> Plan:
    said = form.cleaned_data
    return laid_out(
        held,
        Wish(
            first=said["first"],
            weekdays=frozenset(int(one) for one in said["weekdays"]),
            halves=forms.HALVES[said["halves"]],
            room=said["room"],
            lecturers=(said["lecturer"],) if said["lecturer"] else (),
            usual=said["usual"],
        ),
    )


def _fall(held: TrainingClass, form: Any, on: date) -> Plan:
    return without(held, form.days(), on=on, keeps_order=form.cleaned_data["way"] == "order")


def _postpone(held: TrainingClass, form: Any, _on: date) -> Plan:
    return put_off(held, form.cleaned_data["first"])


def _replace(held: TrainingClass, form: Any, _on: date) -> Plan:
    said = form.cleaned_data
    return replaced(plan_of(held.pk), said["old"], said["new"], said["since"])


def _copy(held: TrainingClass, form: Any, _on: date) -> Plan:
    plan = over_days(plan_of(held.pk), form.cleaned_data["first"])
    return tuple(replace(one, key=None, makes_up=None) for one in plan)


STEPS = {
    "xep": Step(N_("Xếp lịch từ chương trình"), N_("Xếp lịch"), LAID_OUT, forms.LayForm, _lay),
    "nghi": Step(N_("Một ngày không học được"), N_("Dời lịch"), SHIFTED, forms.FallForm, _fall),
    "hoan": Step(N_("Hoãn lớp"), N_("Hoãn lớp"), POSTPONED, forms.PostponeForm, _postpone),
    "thay": Step(
        N_("Thay giảng viên"), N_("Thay giảng viên"), REPLACED, forms.ReplaceForm, _replace
    ),
    "chep": Step(N_("Chép lớp cùng lịch"), N_("Mở lớp mới"), COPY, forms.CopyForm, _copy),
}


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(EDIT)
def step(request: Visit, code: str, what: str) -> HttpResponseBase:
    """A step: its form, then what it would change, then done."""
    held, known = held_at(request, code, to_edit=True), STEPS.get(what)
    if known is None:
        raise Http404
    initial = {"first": _first(held, what, request.on), "since": typed_day(request.on)}
    form = known.form(request.POST or None, initial=initial, **choices(request, held))
    shown: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        try:
            done, shown = _taken(request, held, known, form)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            if done is not None:
                return done
    context = {"held": held, "form": form, "title": _(known.title), "button": _(known.button)}
    status = 422 if request.method == "POST" and not shown else 200
    return render(request, "timetables/step.html", {**context, **shown}, status=status)


def _first(held: TrainingClass, what: str, on: date) -> str:
    """The day that a step most likely begins on: the first of a class to come, of one under way the
    next session that may fall out; else it is left to who asks."""
    if held.starts_on >= on:
        return typed_day(held.starts_on)
    coming = next((one.day for one in plan_of(held.pk) if one.day >= on), None)
    return typed_day(coming) if what == "nghi" else ""


def _taken(
    request: Visit, held: TrainingClass, known: Step, form: Any
) -> tuple[HttpResponseBase | None, dict[str, Any]]:
    """The step carried out, where it was seen and confirmed; else what it would change."""
    before = plan_of(held.pk)
    after = known.proposal(held, form, request.on)
    mark = hashlib.sha256(repr((before, after)).encode()).hexdigest()
    if request.POST.get("mark") == mark:
        return _carried_out(request, held, known, form, after), {}
    found = differences(() if known.kind == COPY else before, after)
    told = [] if known.kind == COPY else clashes(held.pk, [one.after for one in found if one.after])
    return None, {
        "mark": mark,
        "seen": True,
        "rows": _rows(found),
        "clashes": told[:20],
        "last": max((one.day for one in after), default=None),
        "changed_meanwhile": bool(request.POST.get("mark")),
    }


def _carried_out(
    request: Visit, held: TrainingClass, known: Step, form: Any, after: Plan
) -> HttpResponseBase:
    said: dict[str, Any] = {
        "actor": request.user,
        "ground": form.cleaned_data["ground"],
        "on": request.on,
    }
    if known.kind == COPY:
        held = copy_class(like=held, code=form.cleaned_data["code"], plan=after, **said)
    else:
        days = (after[0].day, after[-1].day) if known.kind == POSTPONED and after else None
        write(held_class=held, after=after, kind=known.kind, days=days, **said)
    messages.success(request, _("Đã thực hiện: %s.") % _(known.title))
    return redirect(address(held))


@require_POST
@guarded(EDIT)
def take_back(request: Visit, code: str, pk: int) -> HttpResponse:
    """Undo the last change."""
    held = held_at(request, code, to_edit=True)
    change = Change.objects.filter(training_class=held, pk=pk).first()
    if change is None:
        raise Http404
    undo(actor=request.user, change=change, on=request.on)
    messages.success(request, _("Đã hoàn tác."))
    return redirect(address(held))


def _rows(found: list[Difference]) -> list[dict[str, Any]]:
    """What changes, in words."""
    sessions = [one for row in found for one in (row.before, row.after) if one]
    topics = _names(Topic, "title", {one.topic for one in sessions})
    rooms = _names(Room, "name", {one.room for one in sessions})
    lecturers = _names(Lecturer, "name", {who for one in sessions for who in one.lecturers})

    def told(one: Planned | None) -> dict[str, Any] | None:
        if one is None:
            return None
        who = ", ".join(lecturers.get(key, "–") for key in one.lecturers)
        title = one.title or topics.get(one.topic or 0, "") or _("(chưa có tên chuyên đề)")
        where = rooms.get(one.room or 0, "") or one.place
        return {"one": one, "title": title, "where": where, "who": who}

    return [{"before": told(row.before), "after": told(row.after)} for row in found]


def _names(model: Any, field: str, keys: set[int | None]) -> dict[int, str]:
    rows = model.objects.filter(pk__in={key for key in keys if key})
    return dict(rows.values_list("pk", field))
