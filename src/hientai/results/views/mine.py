"""A learner's own results: works handed in, marks once published, objections, outcomes."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hientai.people.models import Person
from hientai.programmes.services.materials import Upload
from hientai.results.domain.kinds import KINDS
from hientai.results.domain.points import shown, written
from hientai.results.forms import FileForm, ReasonForm
from hientai.results.models import Grade, Part
from hientai.results.queries.book import mark_of
from hientai.results.queries.mine import Mine, OwnClass, owed, own_classes
from hientai.results.queries.outcomes import reasons_of
from hientai.results.queries.showing import mean_words, objection_badge, state_badge
from hientai.results.services import hand_in, object_to
from hientai.results.views.shared import OWN, Asked, form_page, own_person, said
from hientai.shared.refused import Refused
from hientai.timetables.models import Learner
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded


@require_safe
@guarded(OWN)
def mine(request: Visit) -> HttpResponse:
    """The own results, class by class."""
    person = own_person()
    rows = [_told(one, request) for one in own_classes(person)] if person else []
    return render(request, "results/mine.html", {"rows": rows, "form": FileForm(auto_id=False)})


def _told(one: OwnClass, request: Visit) -> dict[str, Any]:
    out = one.outcome
    return {
        "one": one,
        "held": one.learner.training_class,
        "parts": [_part(part, request) for part in one.parts],
        "outcome": out,
        "badge": state_badge(out.state) if out else None,
        "mean": mean_words(out.mean) if out else "",
        "reasons": reasons_of(out) if out else [],
    }


def _part(one: Mine, request: Visit) -> dict[str, Any]:
    part, until = one.part, one.may_object_until
    open_still = part.due is None or request.today <= part.due or one.attempt > 1
    marked = any(grade.attempt == one.attempt for grade in one.grades)
    return {
        "part": part,
        "kind": _(KINDS[part.kind]),
        "scale": written(part.scale),
        "works": one.works,
        "may_hand": part.takes_files and open_still and not marked,
        "grades": [
            {
                "one": grade,
                "shown": shown(mark_of(grade)) if grade.points is not None else _("vắng"),
                "objection": one.objections.get(grade.pk),
                "badge": objection_badge(one.objections[grade.pk])
                if grade.pk in one.objections
                else None,
                "may_object": grade.pk not in one.objections
                and until is not None
                and request.today <= until,
            }
            for grade in one.grades
        ],
        "until": until,
    }


@require_POST
@guarded(OWN)
def hand(request: Visit, pk: int) -> HttpResponse:
    """Hand a work in for a part of a class the reader learns in."""
    part, learner = _own_part(pk)
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors.get("file", []))))
        return redirect("results:mine")
    try:
        found = next((m for m in _parts_of(learner) if m.part.pk == part.pk), None)
        hand_in(
            actor=request.user,
            part=part,
            learner=learner,
            upload=Upload(form.cleaned_data["file"].name, form.cleaned_data["file"].read()),
            on=request.today,
            attempt=found.attempt if found else 1,
        )
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Đã nộp bài."))
    return redirect("results:mine")


def _parts_of(learner: Learner) -> list[Mine]:
    rows = own_classes(learner.person_id or 0)
    return [part for one in rows if one.learner.pk == learner.pk for part in one.parts]


def _own_part(pk: int) -> tuple[Part, Learner]:
    person = own_person()
    part = Part.objects.filter(pk=pk, withdrawn_on=None).select_related("training_class").first()
    if part is None or person is None:
        raise Http404
    rows = Learner.objects.filter(training_class=part.training_class_id, person=person)
    learner = rows.order_by("-pk").first()
    if learner is None:
        raise Http404
    return part, learner


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(OWN)
def object_own(request: Visit, pk: int) -> HttpResponse:
    """Object to an own mark."""
    person = own_person()
    rows = Grade.objects.select_related("part__training_class", "learner")
    row = rows.filter(pk=pk, learner__person=person).first() if person else None
    if row is None:
        raise Http404
    held = row.part.training_class
    asked = Asked(
        title=_("Đề nghị phúc khảo: %s") % row.part.title,
        held=held,
        submit=_("Gửi đề nghị"),
        note=_("Điểm hiện nay: %s") % (shown(mark_of(row)) or "–"),
    )

    def done(data: dict[str, Any]) -> str:
        object_to(actor=request.user, grade=row, reason=data["reason"], on=request.today)
        words = _("Đã gửi đề nghị; người khác với người chấm sẽ quyết định.")
        return said(request, words, reverse("results:mine"))

    return form_page(request, ReasonForm(request.POST or None), asked, done)


def own_attention(request: Visit, _subject: None) -> str:
    """On the home page of a learner: works to hand in, tests to come."""
    person = own_person()
    rows = owed(person, request.today) if person else []
    return render_to_string("results/own_attention.html", {"rows": rows}) if rows else ""


def own_panel(request: HttpRequest, person: Person) -> str:
    """The own results in short, on the page of the own record."""
    found = own_classes(person.pk)
    rows = [(one, state_badge(one.outcome.state) if one.outcome else None) for one in found]
    return render_to_string("results/own_panel.html", {"rows": rows}, request) if rows else ""
