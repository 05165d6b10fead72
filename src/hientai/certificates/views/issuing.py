"""From a class to its certificates: who gets one, the list looked through, its numbers, files."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hientai.certificates import services as verbs
from hientai.certificates.domain.facts import CLASSIFICATIONS, Facts, written_day
from hientai.certificates.domain.wording import Words
from hientai.certificates.forms import CourseForm
from hientai.certificates.models import Batch, Entry
from hientai.certificates.papers.pdf import CONTENT_TYPE, Sheet, picture
from hientai.certificates.queries import register as reads
from hientai.certificates.queries.learners import Learner, course_of, learners
from hientai.certificates.services import Course, Holder
from hientai.certificates.views.files import saved
from hientai.certificates.views.register import ISSUE, VIEW, step_of
from hientai.classes.models import TrainingClass
from hientai.classes.queries import class_of
from hientai.programmes.queries.scope import writes
from hientai.results.domain.completion import COMPLETED
from hientai.results.queries.showing import state_badge
from hientai.shared.refused import Refused
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded

SHOWN = 500  # entries of a list that its page shows
TRIED = {"code": "0" * 16, "number": "…", "signed_at": "", "replaces": ""}


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(ISSUE)
def prepare(request: Visit, code: str) -> HttpResponse:
    """The learners of a class; who is ticked stands on the list to be looked through."""
    held = class_of(code, request.on)
    if held is None or not writes(held.institution.unit_id):
        raise Http404
    known, said = learners(held), course_of(held)
    form = CourseForm(
        request.POST if request.method == "POST" else None,
        initial={**said, "signed_on": None},
    )
    if request.method == "POST" and form.is_valid():
        try:
            _refuse_a_day_to_come(request, form.cleaned_data)
            made = _prepared(request, held, known, form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("certificates:batch", made.pk)
    context = {
        "held": held,
        "form": form,
        "rows": _rows(request, held, known),
        "is_concluded": any(one.outcome for one in known),
        "classifications": CLASSIFICATIONS.items(),
    }
    status = 422 if form.errors else 200
    return render(request, "certificates/prepare.html", context, status=status)


def _refuse_a_day_to_come(request: Visit, said: dict[str, Any]) -> None:
    if said["signed_on"] > request.today:
        raise Refused(_("Ngày ký không thể ở tương lai."))


def _rows(request: Visit, held: TrainingClass, known: list[Learner]) -> list[dict[str, Any]]:
    """The learners as the form shows them: ticked, and classified, as was sent."""
    certified = dict(
        reads.of_class(held.pk)[0]
        .filter(state="valid", entry__learner__isnull=False)
        .values_list("entry__learner_id", "number_text")
    )
    lost = dict(reads.not_earned(held.pk).values_list("entry__learner", "number_text"))
    sent = set(request.POST.getlist("nguoi"))
    is_concluded = any(one.outcome for one in known)
    return [
        {
            "one": one,
            "birth": written_day(one.birth),
            "number": certified.get(one.learner_id, ""),
            "lost": lost.get(one.learner_id, ""),
            "may": one.learner_id not in lost and (one.outcome == COMPLETED or not is_concluded),
            "badge": state_badge(one.outcome) if one.outcome else None,
            "ticked": str(one.learner_id) in sent
            if request.method == "POST"
            else one.learner_id not in {*certified, *lost}
            and (one.outcome == COMPLETED or not is_concluded),
            "chosen": request.POST.get(f"xep-loai-{one.learner_id}", ""),
        }
        for one in known
    ]


def _prepared(
    request: Visit, held: TrainingClass, known: list[Learner], said: dict[str, Any]
) -> Batch:
    sent = set(request.POST.getlist("nguoi"))
    holders = [
        Holder.of(one, request.POST.get(f"xep-loai-{one.learner_id}", "")[:40])
        for one in known
        if str(one.learner_id) in sent
    ]
    holders += [
        Holder(name=name, birth=birth, workplace=workplace, classification=classification)
        for name, birth, workplace, classification in said["guests"]
    ]
    plain = course_of(held)
    course = Course(
        **{key: plain[key] for key in ("programme", "training_class", "starts_on", "ends_on")},
        **{key: said[key] for key in ("signer", "authority", "days", "periods", "place")},
    )
    return verbs.prepare(
        actor=request.user,
        unit=held.institution.unit,
        holders=holders,
        course=course,
        signed_on=said["signed_on"],
        training_class=held,
        completion=said["completion"],
    )


@require_safe
@guarded(VIEW)
def batch(request: Visit, number: int) -> HttpResponse:
    """A list: who stands on it, how the first certificate will look, how far issuing came."""
    held = _of(number)
    entries = list(held.entries.select_related("certificate").order_by("position")[:SHOWN])
    context = {
        "held": held,
        "badge": step_of(held),
        "rows": [(entry, written_day(entry.birth)) for entry in entries],
        "more": max(0, held.total - SHOWN),
        "doubles": reads.still_holding(held) if held.state == "prepared" else {},
        "done": reads.issued_of(held),
        "files": held.files.defer("content").order_by("section"),
        "unclassified": sum(not one.classification for one in entries),
        "unborn": sum(not one.birth for one in entries),
        "may_issue": request.user.may(ISSUE) and writes(held.unit_id),
    }
    return render(request, "certificates/batch.html", context)


@require_safe
@guarded(VIEW)
def look(request: Visit, number: int) -> HttpResponse:
    """How a certificate of a list looks: the first one, or the one of a place."""
    held = _of(number)
    place = request.GET.get("nguoi", "1")
    entry = held.entries.filter(position=int(place) if place.isdecimal() else 1).first()
    if entry is None:
        raise Http404
    sheet = Sheet(tried(held, entry), Words.from_data(held.common["words"]), "…" * 40)
    return HttpResponse(picture(sheet), content_type="image/png")


def tried(held: Batch, entry: Entry) -> Facts:
    """What a certificate would say, without a number yet."""
    return Facts.from_data(
        {
            **{"workplace": "", "birth": "", "training_class": ""},
            **held.common,
            **TRIED,
            **{"replaces": held.common.get("replaces", ""), "kind": held.kind},
            **{key: getattr(entry, key) for key in ("name", "birth", "workplace")},
            "classification": entry.classification,
            "programme": held.programme,
            "signed_on": held.signed_on.isoformat(),
        }
    )


@require_POST
@guarded(ISSUE)
def confirm(request: Visit, number: int) -> HttpResponse:
    """Give the list its numbers and issue it."""
    held = _written(number)
    made = verbs.confirm(actor=request.user, batch=held)
    if made.state == Batch.State.ISSUED:
        messages.success(request, _("Đã cấp %s chứng chỉ.") % made.total)
    else:
        messages.info(request, _("Đang cấp %s chứng chỉ ở tiến trình nền.") % made.total)
    return redirect("certificates:batch", made.pk)


@require_POST
@guarded(ISSUE)
def drop(request: Visit, number: int) -> HttpResponse:
    """Give a list up."""
    verbs.drop(actor=request.user, batch=_written(number))
    messages.success(request, _("Đã bỏ danh sách; chưa số nào được cấp."))
    return redirect("certificates:batches")


@require_safe
@guarded(VIEW)
def printed(request: Visit, number: int, part: int) -> HttpResponse:
    """Some hundred certificates as one PDF."""
    file = get_object_or_404(_of(number).files, section=part)
    name = f"chung-chi-{file.first}-{file.last}.pdf"
    return saved(bytes(file.content), CONTENT_TYPE, name)


def _of(number: int) -> Batch:
    return get_object_or_404(Batch.objects.select_related("unit", "training_class"), pk=number)


def _written(number: int) -> Batch:
    held = _of(number)
    if not writes(held.unit_id):
        raise Http404
    return held
