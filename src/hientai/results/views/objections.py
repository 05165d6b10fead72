"""An objection: what was objected to, decided by another than who marked, or withdrawn."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hientai.results.domain.kinds import WAITING
from hientai.results.domain.points import Mark, shown, written
from hientai.results.forms import DecideForm
from hientai.results.models import Objection
from hientai.results.queries.book import mark_of
from hientai.results.queries.showing import objection_badge
from hientai.results.services import decide, withdraw_objection
from hientai.results.views.shared import OWN, VIEW, may_keep, names_in, own_person
from hientai.shared.refused import Refused
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(VIEW)
def one(request: Visit, pk: int) -> HttpResponse:
    """An objection, and the way to decide it for who keeps the class and did not mark."""
    row = _of(pk)
    held = row.grade.part.training_class
    decides = may_keep(request, held) and row.state == WAITING
    if request.method == "POST" and not decides:
        raise Http404
    form = DecideForm(
        request.POST if request.method == "POST" else None,
        initial={"points": written(row.grade.points)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            mark = Mark("given", form.cleaned_data["points"])
            answer = form.cleaned_data["answer"]
            decide(actor=request.user, objection=row, mark=mark, answer=answer, on=request.today)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã trả lời đề nghị phúc khảo; học viên được báo."))
            return redirect("results:objection", pk=row.pk)
    context: dict[str, Any] = {
        "row": row,
        "held": held,
        "who": names_in(held).get(row.grade.learner_id, ""),
        "badge": objection_badge(row),
        "mark": shown(mark_of(row.grade)),
        "scale": written(row.grade.part.scale),
        "new": shown(mark_of(row.new_grade)) if row.new_grade else "",
        "decides": decides and row.grader != request.user.pk,
        "is_grader": decides and row.grader == request.user.pk,
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "results/objection.html", context, status=status)


@require_POST
@guarded(OWN)
def withdraw(request: Visit, pk: int) -> HttpResponse:
    """Take an own objection back."""
    row, person = _of(pk), own_person()
    if person is None or row.grade.learner.person_id != person:
        raise Http404
    try:
        withdraw_objection(actor=request.user, objection=row, on=request.today)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Đã rút đề nghị phúc khảo."))
    return redirect("results:mine")


def _of(pk: int) -> Objection:
    rows = Objection.objects.select_related(
        "grade__part__training_class__institution", "grade__learner", "new_grade"
    )
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Http404
    return row
