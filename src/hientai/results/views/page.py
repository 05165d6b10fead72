"""The results of classes: the list, one class with its parts and outcomes, a part written."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Exists, OuterRef, Q
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hientai.classes.models import TrainingClass
from hientai.classes.queries import classes_on, found
from hientai.programmes.models import Lecturer, Topic
from hientai.results.domain.completion import COMPLETED, NOT_COMPLETED, STATES, UNKNOWN
from hientai.results.domain.kinds import KINDS, WAITING
from hientai.results.domain.points import written
from hientai.results.forms import PartForm, part_initial
from hientai.results.models import Outcome, Part
from hientai.results.queries.book import objections_of, parts_of, stale
from hientai.results.queries.outcomes import standing
from hientai.results.queries.showing import mean_words, objection_badge, state_badge
from hientai.results.services import publish, withdraw_part, write_part
from hientai.results.views.shared import (
    KEEP,
    VIEW,
    Asked,
    form_page,
    gradable,
    held_at,
    may_keep,
    said,
)
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day
from hientai.timetables.queries import learners_ever
from hientai.webkit.cells import Cell, Empty
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.lists import Column, Filter, Lines, Link, ListPage


@require_safe
@guarded(VIEW)
def classes(request: Visit) -> HttpResponseBase:
    """The classes in sight that have parts or outcomes, the last to begin first."""
    outcomes = Outcome.objects.filter(learner__training_class=OuterRef("pk"))
    rows = classes_on(request.on).annotate(
        stands=Count("parts", Q(parts__withdrawn_on=None), distinct=True),
        published=Count(
            "parts",
            Q(parts__withdrawn_on=None, parts__published_on__isnull=False),
            distinct=True,
        ),
        concluded=Exists(outcomes),
    )
    page = ListPage(
        request,
        cards=True,
        title=_("Kết quả học tập"),
        rows=rows.filter(Q(stands__gt=0) | Q(concluded=True)),
        columns=[
            Column("lop", _("Lớp"), _of_class, sort="title"),
            Column("ngay", _("Thời gian"), _days, sort="ends_on"),
            Column("phan", _("Phần đánh giá"), lambda one: one.stands, number=True, sort="stands"),
            Column("cong-bo", _("Đã công bố"), lambda one: one.published, number=True),
            Column("ket-luan", _("Kết luận"), _concluded),
        ],
        filters=[Filter("tim", _("Tìm lớp"), apply=found)],
        order="-ngay",
        empty=Empty(
            _("Chưa có lớp nào ghi kết quả."),
            _("Thêm phần đánh giá từ trang của lớp."),
            reverse("classes:classes"),
            _("Lớp học"),
        ),
    )
    return page.render("results/classes.html")


def _of_class(one: Any) -> Cell:
    return Link(one.title, reverse("results:class", args=[one.code]), one.code)


def _days(one: Any) -> Cell:
    return Lines(f"{day(one.starts_on)} – {day(one.ends_on)}")


def _concluded(one: Any) -> Cell:
    return _("đã kết luận") if one.concluded else _("chưa kết luận")


@require_safe
@guarded(VIEW)
def of_class(request: Visit, code: str) -> HttpResponse:
    """The parts of a class, the outcomes in sight, the objections."""
    held = held_at(request, code)
    keeps, grades = may_keep(request, held), gradable(request, held)
    waiting = list(objections_of(held.pk)) if keeps or grades else []
    names = {one.id: one for one in learners_ever(held.pk)}
    context = {
        "held": held,
        "keeps": keeps,
        "grades": grades,
        "parts": [_part_row(one) for one in parts_of(held.pk)],
        "outcomes": _outcomes(held, names),
        "counts": _counts(held),
        "objections": [
            (one, names.get(one.grade.learner_id), objection_badge(one)) for one in waiting
        ],
        "waiting": sum(one.state == WAITING for one in waiting),
        "over": held.ends_on <= request.on,
        "stale": stale(held, request.on) if keeps else 0,
    }
    return render(request, "results/class.html", context)


def _part_row(one: Part) -> dict[str, Any]:
    return {
        "one": one,
        "kind": _(KINDS[one.kind]),
        "scale": written(one.scale),
        "weight": written(one.weight),
        "least": written(one.least),
    }


def _outcomes(held: TrainingClass, names: dict[int, Any]) -> list[dict[str, Any]]:
    told = standing(held.pk)
    return [
        {
            "who": names[key],
            "one": one,
            "badge": state_badge(one.state),
            "mean": mean_words(one.mean),
            "why": [*one.judged.failures, *(r for r in one.reasons if r.missing)],
        }
        for key in names
        if (one := told.get(key)) is not None
    ]


def _counts(held: TrainingClass) -> list[tuple[str, int]]:
    found = [one.state for one in standing(held.pk).values()]
    order = (COMPLETED, NOT_COMPLETED, UNKNOWN)
    return [(_(STATES[one]), found.count(one)) for one in order] if found else []


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(KEEP)
def part(request: Visit, code: str, pk: int | None = None) -> HttpResponse:
    """A part added to the assessment, or said anew."""
    held = held_at(request, code, to_keep=True)
    row = get_object_or_404(parts_of(held.pk), pk=pk) if pk else None
    form = PartForm(
        request.POST if request.method == "POST" else None,
        initial=part_initial(row) if row else {"due": f"{held.ends_on:%d/%m/%Y}"},
        **_choices(held),
    )
    asked = Asked(title=row.title if row else _("Thêm phần đánh giá"), held=held, submit=_("Ghi"))

    def done(data: dict[str, Any]) -> str:
        write_part(
            actor=request.user,
            held_class=held,
            said=form.said(),
            ground=data["ground"],
            part=row,
        )
        return said(request, _("Đã ghi phần đánh giá."), reverse("results:class", args=[held.code]))

    return form_page(request, form, asked, done)


def _choices(held: TrainingClass) -> dict[str, list[tuple[int, str]]]:
    topics = Topic.objects.filter(version=held.version_id).order_by("number")
    teaching = Lecturer.objects.filter(teachings__session__training_class=held).distinct()
    return {
        "topics": [(one.pk, f"{one.number}. {one.title}"[:120]) for one in topics],
        "lecturers": [(one.pk, one.name) for one in teaching.order_by("name")],
    }


@require_POST
@guarded(KEEP)
def drop(request: Visit, code: str, pk: int) -> HttpResponse:
    """Take a part off the assessment."""
    row = _part_of(request, code, pk)
    ground = request.POST.get("ground", "").strip()[:500] or N_("bỏ phần đánh giá chưa có điểm")
    return _stepped(
        request,
        row,
        lambda: withdraw_part(actor=request.user, part=row, on=request.today, ground=ground),
        _("Đã bỏ phần đánh giá."),
    )


@require_POST
@guarded(KEEP)
def put_out(request: Visit, code: str, pk: int) -> HttpResponse:
    """Publish the marks of a part."""
    row = _part_of(request, code, pk)
    return _stepped(
        request,
        row,
        lambda: publish(actor=request.user, part=row, on=request.today),
        _("Đã công bố điểm; học viên được báo."),
    )


def _stepped(request: Visit, row: Part, step: Any, words: str) -> HttpResponse:
    try:
        step()
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, words)
    return redirect("results:class", code=row.training_class.code)


def _part_of(request: Visit, code: str, pk: int) -> Part:
    held = held_at(request, code, to_keep=True)
    row = parts_of(held.pk).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row
