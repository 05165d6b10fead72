"""Workshops: classes of that form, and what came of each."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from hientai.classes.models import TrainingClass
from hientai.delegations import services as verbs
from hientai.delegations.forms import WorkshopForm
from hientai.delegations.models import WORKSHOP, Workshop
from hientai.delegations.queries import workshops as reads
from hientai.delegations.views.shared import EDIT, VIEW, class_at, may_edit
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day
from hientai.webkit.cells import Badge, Empty
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.lists import Column, Filter, Lines, Link, ListPage


@require_safe
@guarded(VIEW)
def listing(request: Visit) -> HttpResponseBase:
    """Every workshop, the last to begin first."""
    page = ListPage(
        request,
        cards=True,
        title=pgettext("danh sách", "Hội thảo"),
        rows=reads.workshops(),
        columns=[
            Column("ten", _("Hội thảo"), _title, width=45),
            Column("ngay", _("Thời gian"), _days, sort="starts_on"),
            Column("chu-tri", pgettext("hội thảo", "Chủ trì"), lambda o: told(o, "chair")),
            Column("du", _("Số người dự"), lambda o: told(o, "attended"), number=True),
            Column("tham-luan", _("Số tham luận"), lambda o: told(o, "papers"), number=True),
            Column("tinh-trang", _("Tình trạng"), lambda o: _badge(o, request)),
        ],
        filters=[Filter("tim", _("Tìm hội thảo"), apply=reads.found, placeholder=_("Tên"))],
        empty=_empty(),
    )
    return page.render("delegations/workshops.html")


def _empty() -> Empty | str:
    if TrainingClass.objects.filter(form=WORKSHOP).exists():
        return ""
    hint = _("Mở một lớp có hình thức Hội thảo, rồi ghi kết quả khi đã tổ chức.")
    return Empty(_("Chưa có hội thảo nào."), hint, reverse("classes:classes"), _("Lớp học"))


def told(one: TrainingClass, name: str) -> Any:
    """What was recorded of a workshop; None where nothing was, or nothing the reader sees."""
    held: Workshop | None = getattr(one, "workshop", None)
    return getattr(held, name) if held else None


def _title(one: TrainingClass) -> Link:
    return Link(one.title, reverse("delegations:workshop", args=[one.code]), one.code)


def _days(one: TrainingClass) -> Lines:
    return Lines(day(one.starts_on), _("đến %s") % day(one.ends_on))


def _badge(one: TrainingClass, request: Visit) -> Badge:
    if one.withdrawn_at is not None:
        return Badge(_("đã rút"), "mute")
    if told(one, "chair"):
        return Badge(_("đã ghi kết quả"), "good")
    return Badge(_("sắp tổ chức"), "info") if one.starts_on > request.on else _waiting()


def _waiting() -> Badge:
    return Badge(_("chờ ghi kết quả"), "warn")


@require_safe
@guarded(VIEW)
def one(request: Visit, code: str) -> HttpResponse:
    """A workshop, and a form for what came of it for who keeps it."""
    held = class_at(request, code, WORKSHOP)
    return _page(request, held, WorkshopForm(initial=_initial(reads.workshop_of(held))))


@require_POST
@guarded(EDIT)
def record(request: Visit, code: str) -> HttpResponseBase:
    """Say what came of a workshop; said again it is put right."""
    held, form = class_at(request, code, WORKSHOP, to_edit=True), WorkshopForm(request.POST)
    if form.is_valid():
        try:
            verbs.record_workshop(
                actor=request.user, held_class=held, on=request.on, **form.cleaned_data
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi kết quả hội thảo."))
            return redirect("delegations:workshop", code=held.code)
    return _page(request, held, form, status=422)


def _page(
    request: Visit, held: TrainingClass, form: WorkshopForm, status: int = 200
) -> HttpResponse:
    edits = may_edit(request, held) and held.starts_on <= request.on
    context = {
        "held": held,
        "there": reads.workshop_of(held),
        "form": form,
        "may_edit": edits,
        "badge": _badge(held, request),
    }
    return render(request, "delegations/workshop.html", context, status=status)


def _initial(there: Workshop | None) -> dict[str, Any]:
    names = ("chair", "attended", "papers", "outcome")
    return {name: getattr(there, name) for name in names} if there else {}
