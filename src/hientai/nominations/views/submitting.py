"""A list sent for approval, fetched back from it, given up: each looked at before it is done."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from hientai.approvals.queries import NoRouteInForce, routes_for
from hientai.nominations.forms import ReasonForm
from hientai.nominations.models import NominationList
from hientai.nominations.queries import showing
from hientai.nominations.queries.marks import mark_of
from hientai.nominations.queries.room import room_of
from hientai.nominations.services import submit as submit_list
from hientai.nominations.services import take_back as fetch_back
from hientai.nominations.services import withdraw_list
from hientai.nominations.views import shared
from hientai.nominations.views.shared import EDIT, address, day_asked, edited
from hientai.shared.vietnamese import number as written
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded

MOST_TOLD = 50
WHY = {
    "label": gettext_lazy("Lý do"),
    "missing": gettext_lazy("Ghi lý do; lý do được giữ cùng danh sách."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(EDIT)
def submit(request: Visit, number: int) -> HttpResponse:
    """What stands in the way, how many there are places for, whom it goes to; then it goes."""
    held = edited(request, number)
    if request.method == "POST":
        sent = submit_list(actor=request.user, nomination_list=held, on=day_asked(request))
        messages.success(request, _("Đã trình. Bước đầu: %s.") % sent.stage.title)
        return redirect(address(held))
    rows = showing.live(showing.rows_of(held))
    stopped = list(rows.filter(showing.STOPPED)[:MOST_TOLD])
    names = showing.named(held, [row.person_id for row in stopped])
    head = showing.head_of(held)
    context = {
        "held": held,
        "mark": mark_of(held),
        "head": head,
        "room": room_of(held, request.on),
        "stopped": [
            (row, names.get(row.person_id), shared.reasons_html(row), shared.overlaps_html(row))
            for row in stopped
        ],
        "more": head.stopped - len(stopped),
        "ready": bool(head.on_list) and not head.stopped and held.state == "draft",
        **_way(held, rows, request),
    }
    return render(request, "nominations/submit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(EDIT)
def take_back(request: Visit, number: int) -> HttpResponse:
    """Fetch a list back from approval, with the reason."""
    held = edited(request, number)
    form = ReasonForm(request.POST if request.method == "POST" else None, **WHY)
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["reason"]
        fetch_back(actor=request.user, nomination_list=held, reason=why, on=request.on)
        messages.success(request, _("Đã rút về; danh sách lại đang lập."))
        return redirect(address(held))
    return _asked(request, held, form, "take_back", NominationList.State.SUBMITTED)


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(EDIT)
def give_up(request: Visit, number: int) -> HttpResponse:
    """Give a list up that is drawn up, with the reason; it stays in sight."""
    held = edited(request, number)
    form = ReasonForm(request.POST if request.method == "POST" else None, **WHY)
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["reason"]
        withdraw_list(actor=request.user, nomination_list=held, reason=why, on=request.on)
        messages.success(request, _("Đã bỏ danh sách."))
        return redirect(address(held))
    return _asked(request, held, form, "give_up", NominationList.State.DRAFT)


def _asked(
    request: Visit, held: NominationList, form: ReasonForm, which: str, state: str
) -> HttpResponse:
    """The page that asks for a reason; nothing is there to ask in any other state."""
    if held.state != state and request.method != "POST":
        raise Http404
    status = 422 if form.errors else 200
    head, mark = showing.head_of(held), mark_of(held)
    context = {"held": held, "form": form, "mark": mark, "which": which, "head": head}
    return render(request, "nominations/reason.html", context, status=status)


def _way(held: NominationList, rows: Any, request: Visit) -> dict[str, Any]:
    """The routes the people would go along; why there is none where there is not."""
    people = list(rows.values_list("person", flat=True))
    try:
        routes = routes_for(f"{held.scheme.slug}/{held.item_id}", people, request.on)
    except NoRouteInForce as none:
        return {"routes": [], "no_route": str(none)}
    told = [
        (route, route.stages, route.whom.words, written(len(who))) for route, who in routes.items()
    ]
    return {"routes": told, "no_route": ""}
