"""Works handed in: for who grades them; a file to its learner and who grades it, nobody else."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hientai.programmes.services.materials import Upload
from hientai.results.forms import FileForm
from hientai.results.models import Work
from hientai.results.queries.book import parts_of, works_of
from hientai.results.services import hand_in
from hientai.results.services.holding import may_grade
from hientai.results.views.files import saved
from hientai.results.views.shared import GRADE, OWN, held_at, names_in, said
from hientai.shared.refused import Refused
from hientai.timetables.models import Learner
from hientai.webkit.day import Visit
from hientai.webkit.guard import SIGNED_IN, guarded


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(GRADE)
def of_part(request: Visit, code: str, pk: int) -> HttpResponse:
    """What was handed in for a part; a work on paper is put in for its learner."""
    held = held_at(request, code)
    part = parts_of(held.pk).filter(pk=pk).first()
    if part is None or not may_grade(part.pk):
        raise Http404
    names = names_in(held)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _put_in(request, part, names, form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
    found = list(works_of(part))
    have = {one.learner_id for one in found}
    context = {
        "held": held,
        "part": part,
        "form": form,
        "learners": list(names.items()),
        "works": [(one, names.get(one.learner_id, "")) for one in found],
        "without": [name for key, name in names.items() if key not in have],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "results/works.html", context, status=status)


def _put_in(request: Visit, part: Any, names: dict[int, str], data: dict[str, Any]) -> HttpResponse:
    key = request.POST.get("hoc-vien", "")
    learner = Learner.objects.filter(pk=key).first() if key.isdecimal() and len(key) < 16 else None
    if learner is None or learner.pk not in names:
        raise Refused(_("Chọn học viên"))
    hand_in(
        actor=request.user,
        part=part,
        learner=learner,
        upload=Upload(data["file"].name, data["file"].read()),
        on=request.today,
    )
    where = reverse("results:works", args=[part.training_class.code, part.pk])
    return redirect(said(request, _("Đã ghi bài nộp."), where))


@require_safe
@guarded(SIGNED_IN)
def download(request: Visit, pk: int) -> HttpResponse:
    """A file that was handed in; the database shows it to its learner and who grades it."""
    may = request.user.may(GRADE) or request.user.may(OWN)
    work = Work.objects.filter(pk=pk).first() if may else None
    if work is None:
        raise Http404
    return saved(bytes(work.content), work.type, work.name)
