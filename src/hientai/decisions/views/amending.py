"""A registered decision amended: withdrawn, replaced, postponed, corrected; its draft anew."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hientai.classes.models import TrainingClass
from hientai.decisions import services as verbs
from hientai.decisions.domain.kinds import SENDS, Kind, kind_of
from hientai.decisions.domain.wording import printed
from hientai.decisions.forms import AmendingForm, CorrectingForm, FormerForm, PostponingForm
from hientai.decisions.models import Row, Sending
from hientai.decisions.queries import sendings as reads
from hientai.decisions.queries.reserve import Seen, reserve_seen
from hientai.decisions.queries.scope import writes
from hientai.decisions.queries.sendings import Told
from hientai.decisions.services.choosing import refuse_gone
from hientai.decisions.views.register import address
from hientai.decisions.views.sending import DRAFT, SLUGS, in_sight, kinds_offered
from hientai.documents.domain.words import fields_used
from hientai.documents.queries import papers
from hientai.documents.queries.showing import called
from hientai.documents.queries.wordings import words_on
from hientai.nominations.forms import passed_over
from hientai.nominations.models import Nomination
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import typed_day
from hientai.shared.words import _ as told
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.seen import mark_in

CODES = {slug: code for code, slug in SLUGS.items()}
FORMS: Mapping[str, type[AmendingForm]] = {
    "withdraw": AmendingForm,
    "replace": AmendingForm,
    "postpone": PostponingForm,
    "correct": CorrectingForm,
}


@dataclass(frozen=True)
class Desk:
    """What is amended and how: the first paper, who goes by it; a draft that is drawn up anew, or
    the form of one that was numbered on paper."""

    first: Sending
    kind: Kind
    people: list[Told]
    draft: Sending | None = None
    former: FormerForm | None = None

    @property
    def rows(self) -> list[Row]:
        """What the draft says of those whom it is about."""
        return reads.rows_drafted(self.draft) if self.draft else []

    @property
    def mark(self) -> str:
        """What holds of these people, and what the draft says: another once either is changed."""
        latest = max((one.latest.pk for one in self.people), default=0)
        return f"{len(self.people)}.{latest}.{self.step}"

    @property
    def step(self) -> int:
        """The last step of the draft; 0 where there is none."""
        return papers.mark_of(self.draft.paper) if self.draft else 0


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(DRAFT)
def amend(request: Visit, number: int, kind: str) -> HttpResponse:
    """Whom, why, and what changes; then a draft of the amending paper."""
    return _page(request, _desk(request, number, kind))


@require_http_methods(["GET", "HEAD", "POST"])
@guarded("documents:number")
def back_dated(request: Visit, number: int, kind: str) -> HttpResponse:
    """The same of an amending decision that was numbered on paper before the system."""
    given = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    former = FormerForm(*given, bodies=papers.bodies(), prefix="vb")
    return _page(request, replace(_desk(request, number, kind), former=former))


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(DRAFT)
def anew(request: Visit, number: int) -> HttpResponse:
    """The same of an amending paper that is still a draft: whom, why and what changes anew."""
    held = in_sight(number)
    if not reads.may_be_amended_anew(held) or not writes(held.unit_id) or held.first is None:
        raise Http404
    people = [
        replace(one, on_its_way=None)
        if one.on_its_way and one.on_its_way.sending_id == held.pk
        else one
        for one in reads.standing(held.first)
    ]
    return _page(request, Desk(held.first, kind_of(held.kind), people, draft=held))


def _desk(request: Visit, number: int, slug: str) -> Desk:
    held, code = in_sight(number), CODES.get(slug, "")
    if not code or (slug, told(kind_of(code).label)) not in kinds_offered(request, held):
        raise Http404
    return Desk(held, kind_of(code), reads.standing(held))


def _page(request: Visit, desk: Desk) -> HttpResponse:
    chosen = _chosen(request, desk)
    form = _form(request, desk, chosen)
    forms = [one for one in (form, desk.former) if one]
    if request.method == "POST" and all([one.is_valid() for one in forms]):
        made = _drafted(request, desk, form)
        if made is not None:
            return _done(request, desk, made)
    context = {
        "desk": desk,
        "former": desk.former,
        "slug": SLUGS[desk.kind.code],
        "sending": desk.first,
        "called": called(desk.first.paper),
        "kind": desk.kind,
        "form": form,
        "people": desk.people,
        "chosen": {one.row.nomination_id for one in chosen},
        "reserve": _reserve(request, desk),
    }
    status = 422 if any(one.errors for one in forms) else 200
    return render(request, "decisions/amend.html", context, status=status)


def _done(request: Visit, desk: Desk, made: Sending) -> HttpResponse:
    """Where to go once it was drafted, drawn up anew, or entered."""
    if made.done_on is not None:
        messages.success(request, _("Đã nhập %s; nội dung điều chỉnh đã có hiệu lực.") % made)
        return redirect(address(made))
    if desk.draft is not None:
        messages.success(request, _("Đã lập lại dự thảo; xem lại nội dung văn bản."))
    else:
        messages.success(request, _("Đã lập dự thảo quyết định điều chỉnh."))
    return redirect("documents:paper", made.paper_id)


def _chosen(request: Visit, desk: Desk) -> list[Told]:
    """Who was ticked, or stands on the draft; a correction is about one person at a time."""
    given: QueryDict = request.POST if request.method == "POST" else request.GET
    keys = set(given.getlist("nguoi"))
    if request.method != "POST" and not keys:
        keys = {str(row.nomination_id) for row in desk.rows}
    found = [one for one in desk.people if str(one.row.nomination_id) in keys]
    if desk.kind.code == "correct" and not found and request.method != "POST":
        return desk.people[:1]
    return found


def _form(request: Visit, desk: Desk, chosen: list[Told]) -> AmendingForm:
    """What changes and why; who signs and the values too where the paper is drafted here."""
    first, code, drafting = desk.first.paper, desk.kind.code, desk.former is None
    used = fields_used(words_on(desk.kind.purpose, first.body, request.on).words)
    of = desk.draft.paper if desk.draft else first
    more: dict[str, Any] = {
        "used": sorted(used) if drafting else (),
        "known": of.values or {},
        "signer": of.signer,
        "initial": _so_far(desk, chosen),
    }
    if code == "correct":
        more["holds"] = chosen[0].latest.after if chosen else {}
    if code == "postpone":
        more["classes"] = _classes(desk.first)
        more["initial"] |= _asked(request, more["classes"])
    form = FORMS[code](request.POST if request.method == "POST" else None, **more)
    for name in ("title",) if desk.draft else () if drafting else ("title", "signer"):
        del form.fields[name]
    return form


def _so_far(desk: Desk, chosen: list[Told]) -> dict[str, Any]:
    """What the draft that is drawn up anew says: why, and the new time or the right values."""
    if desk.draft is None:
        return {}
    keys = {one.row.nomination_id for one in chosen}
    mine = [row for row in desk.rows if row.what != SENDS and row.nomination_id in keys]
    said: Mapping[str, str] = mine[0].after if mine else {}
    typed: dict[str, Any] = {field: printed(field, said.get(field, "")) for field in said}
    if desk.kind.code == "postpone":
        typed["training_class"] = TrainingClass.objects.filter(code=said.get("class", "")).first()
    return {**typed, "reason": desk.draft.reason}


def _classes(held: Sending) -> Any:
    """Classes for the same quota, or of the same programme, that have not been withdrawn."""
    same = Q(scheme=held.list.scheme_id, item_id=held.list.item_id)
    if held.list.training_class is not None:
        same |= Q(version__programme=held.list.training_class.version.programme_id)
    return TrainingClass.objects.filter(same, withdrawn_at=None).order_by("-starts_on")


def _asked(request: Visit, classes: Any) -> dict[str, Any]:
    """The new time, and the other class, that a link brings along; the class in its days."""
    code = request.GET.get("lop", "")[:60]
    held = classes.filter(code__iexact=code).first() if code else None
    if held is not None:
        first, last = typed_day(held.starts_on), typed_day(held.ends_on)
        return {"training_class": held, "starts_on": first, "ends_on": last}
    days = {"starts_on": request.GET.get("tu", ""), "ends_on": request.GET.get("den", "")}
    return {name: value[:10] for name, value in days.items() if value}


def _reserve(request: Visit, desk: Desk) -> list[tuple[Seen, str]]:
    """The reserve in its order, each with why the author passes over them: as typed, or as the
    draft has it."""
    if desk.kind.code != "replace":
        return []
    over = {one["nomination"]: one["reason"] for row in desk.rows for one in row.passed}
    given = passed_over(request.POST) if request.method == "POST" else over
    seen = reserve_seen(desk.first.list)
    return [(one, "" if one.why else given.get(one.nomination.pk, "")) for one in seen]


def _drafted(request: Visit, desk: Desk, form: Any) -> Sending | None:
    former, draft = desk.former, desk.draft
    on = request.today if former else request.on
    said = replace(form.said(), entered=former.entered() if former else None, instead=draft)
    try:
        _refuse_stale(request, desk)
        return VERBS[desk.kind.code](
            form,
            _chosen(request, desk),
            {"actor": request.user, "first": desk.first, "said": said, "on": on},
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return None


def _refuse_stale(request: Visit, desk: Desk) -> None:
    """Refused where somebody ticked goes no more, or another paper changed what holds since the
    page was opened: what was typed speaks of what stood there."""
    there = [str(one.row.nomination_id) for one in desk.people]
    refuse_gone(request.POST.getlist("nguoi"), there)
    if desk.draft is not None:
        desk.draft.paper.looked_at = desk.step
    if mark_in(request) not in ("", desk.mark):
        raise Refused(
            _("Nội dung của quyết định này vừa được văn bản khác điều chỉnh"),
            remedy=_("Xem lại nội dung hiện nay dưới đây, sửa phần đã gõ rồi gửi lại."),
        )


def _rows(chosen: list[Told]) -> list[Nomination]:
    return list(Nomination.objects.filter(pk__in=[one.row.nomination_id for one in chosen]))


def _withdraw(form: Any, chosen: list[Told], common: dict[str, Any]) -> Sending:
    return verbs.draft_withdrawal(
        nominations=_rows(chosen), reason=form.cleaned_data["reason"], **common
    )


def _replace(form: Any, chosen: list[Told], common: dict[str, Any]) -> Sending:
    return verbs.draft_replacement(
        nominations=_rows(chosen),
        passed=passed_over(form.data),
        reason=form.cleaned_data["reason"],
        **common,
    )


def _postpone(form: Any, chosen: list[Told], common: dict[str, Any]) -> Sending:
    given = form.cleaned_data
    return verbs.draft_postponement(
        nominations=_rows(chosen),
        period=verbs.Period(given["starts_on"], given["ends_on"], given["training_class"]),
        reason=given["reason"],
        **common,
    )


def _correct(form: Any, chosen: list[Told], common: dict[str, Any]) -> Sending:
    return verbs.draft_correction(
        wanted={one.row.nomination_id: form.wanted() for one in chosen[:1]},
        reason=form.cleaned_data["reason"],
        **common,
    )


VERBS: Mapping[str, Callable[[Any, list[Told], dict[str, Any]], Sending]] = {
    "withdraw": _withdraw,
    "replace": _replace,
    "postpone": _postpone,
    "correct": _correct,
}
