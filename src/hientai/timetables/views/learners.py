"""Who learns in a class: persons by their seats, guests by a paper."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hientai.classes.models import TrainingClass
from hientai.shared.refused import Refused
from hientai.timetables.forms import DaysForm, GuestForm
from hientai.timetables.models import Learner
from hientai.timetables.queries import learners_ever
from hientai.timetables.services import add_guest, correct_days
from hientai.timetables.views.shared import EDIT, VIEW, held_at, may_edit
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(VIEW)
def of_class(request: Visit, code: str) -> HttpResponseBase:
    """The learners of a class, those who left too; a guest is added by who keeps the class."""
    held = held_at(request, code)
    edits = may_edit(request, held)
    if request.method == "POST" and not edits:
        raise Http404
    form = GuestForm(request.POST or None, initial={"joined_on": f"{held.starts_on:%d/%m/%Y}"})
    if request.method == "POST" and form.is_valid():
        try:
            add_guest(actor=request.user, held_class=held, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi khách học."))
            return redirect("timetables:learners", code=held.code)
    return _page(request, held, form, edits)


def _page(request: Visit, held: TrainingClass, form: GuestForm, edits: bool) -> HttpResponse:
    found = learners_ever(held.pk)
    if not found and not edits and not request.user.may("classes:view"):
        raise Http404
    on = max(request.on, held.starts_on)
    context: dict[str, Any] = {
        "held": held,
        "form": form,
        "may_edit": edits,
        "learners": found,
        "now": sum(one.left_on is None or on < one.left_on for one in found),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "timetables/learners.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(EDIT)
def days(request: Visit, code: str, pk: int) -> HttpResponseBase:
    """The days of one learner put right by a paper; how a guest leaves."""
    held = held_at(request, code, to_edit=True)
    learner = Learner.objects.filter(training_class=held, pk=pk).first()
    if learner is None:
        raise Http404
    left = f"{learner.left_on:%d/%m/%Y}" if learner.left_on else ""
    initial = {"joined_on": f"{learner.joined_on:%d/%m/%Y}", "left_on": left}
    form = DaysForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            correct_days(actor=request.user, learner=learner, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi ngày vào lớp, rời lớp."))
            return redirect("timetables:learners", code=held.code)
    told = next((one for one in learners_ever(held.pk) if one.id == pk), None)
    context = {"held": held, "form": form, "told": told}
    status = 422 if request.method == "POST" else 200
    return render(request, "timetables/days.html", context, status=status)
