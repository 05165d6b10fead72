"""Pages of actions: the list, taking one up, closing it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hientai.accounts.models import User
from hientai.evaluation.domain.states import ACTION_STATES, TAKEN
from hientai.evaluation.forms import ActionForm, OutcomeForm
from hientai.evaluation.models import Action
from hientai.evaluation.queries import acting as reads
from hientai.evaluation.queries.forms import writes
from hientai.evaluation.services import acting as verbs
from hientai.evaluation.views import shared
from hientai.evaluation.views.shared import OPEN, VIEW, Asked, crumbs, said
from hientai.programmes.models import Lecturer
from hientai.webkit.cells import Badge, Empty
from hientai.webkit.day import Visit, today
from hientai.webkit.guard import guarded
from hientai.webkit.lists import Column, Filter, Link, ListPage

METHODS = ["GET", "HEAD", "POST"]


@require_safe
@guarded(VIEW)
def actions(request: Visit) -> HttpResponseBase:
    """What is done about findings: open ones first, the one due first on top."""
    page = ListPage(
        request,
        cards=True,
        title=_("Việc khắc phục sau đánh giá"),
        rows=reads.actions(),
        columns=[
            Column("viec", _("Việc cần làm"), _what),
            Column("lop", _("Lớp"), lambda one: one.form.training_class.code, wide=True),
            Column("ai", _("Người làm"), lambda one: str(one.owner)),
            Column("han", _("Hạn"), lambda one: one.due_on, sort="due_on"),
            Column("tinh-trang", _("Tình trạng"), badge),
        ],
        filters=[
            Filter(
                "tinh-trang",
                _("Tình trạng"),
                choices=[(code, _(words)) for code, words in ACTION_STATES.items()],
                apply=lambda rows, state: rows.filter(state=state),
            )
        ],
        empty=Empty(
            _("Chưa có việc khắc phục nào."), _("Việc được giao từ trang kết quả của một phiếu.")
        ),
    )
    return page.render("evaluation/actions.html")


def _what(one: Action) -> Link:
    return Link(one.what, reverse("evaluation:close", args=[one.pk]), one.finding)


def badge(one: Action) -> Badge:
    """Where an action stands today."""
    if one.state != TAKEN:
        return Badge(one.get_state_display(), "good", note=one.outcome)
    late = one.due_on < today()
    return Badge(_("quá hạn") if late else one.get_state_display(), "bad" if late else "info")


@require_http_methods(METHODS)
@guarded(OPEN)
def add(request: Visit, number: int) -> HttpResponse:
    """Have something done about what a form found."""
    held = shared.form_or_404(number, to_write=True)
    asked = Asked(_("Giao việc khắc phục"), crumbs(held), _("Giao việc"))
    form = ActionForm(
        request.POST or None,
        owners=reads.owners_for(held),
        lecturers=reads.lecturers_for(held),
        initial={"finding": request.GET.get("van-de", "")[:300]},
    )

    def done(given: dict[str, Any]) -> str:
        given["owner"] = get_object_or_404(User, pk=given["owner"])
        number = given.pop("lecturer")
        lecturer = Lecturer.objects.filter(pk=number).first() if number else None
        verbs.take_up(actor=request.user, form=held, lecturer=lecturer, on=today(), **given)
        return said(request, _("Đã giao việc khắc phục."), shared.address(held))

    return shared.form_page(request, form, asked, done)


@require_http_methods(METHODS)
@guarded(VIEW)
def close(request: Visit, number: int) -> HttpResponse:
    """One action; its owner and who looks after the class close it with what came of it."""
    held = reads.action_of(number)
    if held is None:
        raise Http404
    may = held.state == TAKEN and (
        held.owner_id == request.user.pk
        or request.user.may(OPEN)
        and writes(held.form.training_class)
    )
    if request.method == "POST" and not may:
        raise Http404
    note = _("%(what)s — %(finding)s") % {"what": held.what, "finding": held.finding}
    title = _("Việc khắc phục")
    way = [*crumbs(held.form), (_("Việc khắc phục"), reverse("evaluation:actions"))]
    asked = Asked(title, way, _("Khép việc") if may else "", note)

    def done(given: dict[str, Any]) -> str:
        verbs.close(actor=request.user, action=held, on=today(), **given)
        return said(request, _("Đã khép việc khắc phục."), reverse("evaluation:actions"))

    initial = {"outcome": held.outcome}
    return shared.form_page(
        request, OutcomeForm(request.POST or None, initial=initial), asked, done
    )
