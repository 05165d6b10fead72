"""The year as a calendar, why a day is off, and what administrators note of days."""

import calendar as months
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hientai.shared.refused import Refused
from hientai.webkit.day import EARLIEST, LATEST, Visit
from hientai.webkit.guard import guarded
from hientai.workdays import queries, services
from hientai.workdays.domain import Calendar, Mark
from hientai.workdays.forms import DaysForm, SwapForm, WithdrawForm

VIEW, KEEP = "workdays:view", "workdays:keep"


@dataclass(frozen=True)
class Cell:
    """A day of a month: how it is drawn and why it is as it is."""

    day: date
    look: str
    mark: Mark | None


@require_safe
@guarded(VIEW)
def year(request: Visit) -> HttpResponse:
    """A year as a calendar that can be printed, with the reason of each day off below it."""
    return _page(request)


@require_POST
@guarded(KEEP)
def note(request: Visit) -> HttpResponseBase:
    """Note what a paper says of days."""
    form = DaysForm(request.POST, prefix="ngay")
    if form.is_valid():
        given = form.cleaned_data
        try:
            made = services.note_days(
                actor=request.user,
                kind=given["kind"],
                days=form.days,
                source=given["source"],
                certainty=given["certainty"],
                about=given["about"],
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return _noted(request, made[0].day.year)
    return _page(request, days_form=form)


@require_POST
@guarded(KEEP)
def swap(request: Visit) -> HttpResponseBase:
    """Note that a working day is swapped with a day of rest."""
    form = SwapForm(request.POST, prefix="doi")
    if form.is_valid():
        try:
            made = services.swap_days(actor=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return _noted(request, made[0].day.year)
    return _page(request, swap_form=form)


@require_POST
@guarded(KEEP)
def withdraw(request: Visit, pk: int) -> HttpResponseBase:
    """Take a note back."""
    form = WithdrawForm(request.POST)
    ground = form.cleaned_data["ground"] if form.is_valid() else ""
    taken = services.withdraw_note(actor=request.user, note=pk, ground=ground)
    messages.success(request, _("Đã bỏ ghi nhận."))
    return redirect(f"{reverse('workdays:year')}?nam={taken[0].day.year}")


def _noted(request: Visit, of_year: int) -> HttpResponseBase:
    messages.success(request, _("Đã ghi vào lịch làm việc."))
    return redirect(f"{reverse('workdays:year')}?nam={of_year}")


def _page(
    request: Visit, days_form: DaysForm | None = None, swap_form: SwapForm | None = None
) -> HttpResponse:
    shown = _year_asked(request)
    known = queries.calendar()
    marks = known.marks(shown)
    context = {
        "year": shown,
        "years": [one for one in (shown - 1, shown + 1) if EARLIEST.year <= one <= LATEST.year],
        "months": [_month(known, shown, month) for month in range(1, 13)],
        "weekdays": [_("T2"), _("T3"), _("T4"), _("T5"), _("T6"), _("T7"), _("CN")],
        "marks": marks,
        "unsure": any(not mark.is_sure for mark in marks),
        "may_keep": request.user.may(KEEP),
        "days_form": days_form or DaysForm(prefix="ngay"),
        "swap_form": swap_form or SwapForm(prefix="doi"),
        "open_form": bool(days_form or swap_form),
    }
    status = 422 if days_form or swap_form else 200
    return render(request, "workdays/year.html", context, status=status)


def _year_asked(request: Visit) -> int:
    asked = request.GET.get("nam", "")
    if asked.isdecimal() and EARLIEST.year <= int(asked[:5]) <= LATEST.year:
        return int(asked)
    return request.on.year


def _month(known: Calendar, shown: int, month: int) -> dict[str, Any]:
    weeks = [
        [_cell(known, day, month) for day in week]
        for week in months.Calendar().monthdatescalendar(shown, month)
    ]
    return {"number": month, "weeks": weeks}


def _cell(known: Calendar, day: date, month: int) -> Cell | None:
    if day.month != month:
        return None
    mark = known.mark(day)
    if mark is None:
        return Cell(day, "" if known.is_working(day) else "rest", None)
    look = "off" if mark.is_off else "worked"
    return Cell(day, look if mark.is_sure else f"{look} unsure", mark)
