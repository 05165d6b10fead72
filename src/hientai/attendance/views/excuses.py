"""Leave in a class: entered with its paper, asked for and answered; its scan."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hientai.attendance.domain.states import ASKED
from hientai.attendance.forms import AnswerForm, LeaveForm
from hientai.attendance.models import Excuse
from hientai.attendance.queries.excuses import excuse_of, excuses_of
from hientai.attendance.queries.rolls import sessions_of
from hientai.attendance.services import Leave, answer, give
from hientai.attendance.views.mine import excuse_badge
from hientai.attendance.views.shared import MARK, VIEW, held_at
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import fold
from hientai.timetables.models import Learner
from hientai.timetables.queries import learners_ever, writes
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(MARK)
def of_class(request: Visit, code: str) -> HttpResponse:
    """The leave of a class; who keeps it enters leave with its paper."""
    held = held_at(request, code, to_keep=True)
    found = learners_ever(held.pk)
    choices = [(one.id, f"{one.name} ({one.organisation})") for one in found]
    form = LeaveForm(
        request.POST or None,
        request.FILES or None,
        sessions=sessions_of(held.pk),
        learners=choices,
    )
    if request.method == "POST" and form.is_valid():
        learner = Learner.objects.get(pk=form.cleaned_data["learner"])
        try:
            leave = Leave(**form.leave())
            give(actor=request.user, learner=learner, leave=leave, on=request.on)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi nghỉ có phép."))
            return redirect("attendance:excuses", held.code)
    names = {one.id: one.name for one in found}
    rows = [
        (one, names.get(one.learner_id, "–"), excuse_badge(one.state))
        for one in excuses_of(held.pk)[:300]
    ]
    context = {"held": held, "rows": rows, "form": form if choices else None}
    status = 422 if request.method == "POST" else 200
    return render(request, "attendance/excuses.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(MARK)
def one(request: Visit, pk: int) -> HttpResponse:
    """One leave with its paper; who keeps the class gives it or not."""
    held = _kept(pk)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answer(
                actor=request.user,
                excuse=held,
                given=form.cleaned_data["verdict"] == "yes",
                words=form.cleaned_data["words"],
                on=request.on,
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã trả lời đơn xin nghỉ."))
            return redirect("attendance:excuses", held.learner.training_class.code)
    context = {
        "excuse": held,
        "name": _name(held),
        "held": held.learner.training_class,
        "badge": excuse_badge(held.state),
        "form": form if held.state == ASKED else None,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "attendance/excuse.html", context, status=status)


@require_safe
@guarded(VIEW)
def scan(request: Visit, pk: int) -> HttpResponse:
    """The paper, to be saved: for who keeps the class."""
    held = Excuse.objects.filter(pk=pk, scan__isnull=False).first()
    if held is None or not writes(_kept(pk).learner.training_class_id):
        raise Http404
    stem, _dot, ending = held.scan_name.rpartition(".")
    name = slugify(fold(stem)) or "giay-to"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}.{ending}"',
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(bytes(held.scan or b""), content_type=held.scan_type, headers=headers)


def _kept(pk: int) -> Excuse:
    held = excuse_of(pk)
    if held is None or not writes(held.learner.training_class_id):
        raise Http404
    return held


def _name(held: Excuse) -> str:
    found = learners_ever(held.learner.training_class_id)
    return next((one.name for one in found if one.id == held.learner_id), "–")
