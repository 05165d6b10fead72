"""Who stands on a decision that is still a draft."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hientai.accounts.services.reaching import whole
from hientai.decisions import services as verbs
from hientai.decisions.domain.kinds import OPEN
from hientai.decisions.forms import OrderForm
from hientai.decisions.models import Row, Sending
from hientai.decisions.queries import sendings as reads
from hientai.decisions.queries.facts import named
from hientai.decisions.queries.scope import writes
from hientai.decisions.services.choosing import refuse_gone
from hientai.decisions.services.sending import GROUND
from hientai.decisions.views.sending import DRAFT, in_sight
from hientai.documents.queries.papers import mark_of
from hientai.documents.queries.showing import called
from hientai.nominations.models import Nomination
from hientai.shared.refused import Refused
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.seen import key_in


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(DRAFT)
def people(request: Visit, number: int) -> HttpResponse:
    """Take people off a draft, add who holds a seat and waits, or swap them."""
    held = in_sight(number)
    if not writes(held.unit_id) or not reads.may_be_redrafted(held) and request.method != "POST":
        raise Http404
    held.paper.looked_at = key_in(request)
    rows, there = _rows(request, held)
    form = OrderForm(request.POST if request.method == "POST" else None)
    ticked = set(request.POST.getlist("nguoi")) if request.method == "POST" else there
    if form.is_bound and form.is_valid():
        chosen = [row for row in rows if str(row.pk) in ticked]
        if _redrafted(request, held, form, chosen, [str(row.pk) for row in rows]):
            messages.success(request, _("Đã đổi người trong dự thảo; xem lại nội dung văn bản."))
            return redirect("documents:paper", held.paper_id)
    with whole(request.user, GROUND, request.on):
        told = named([row.person_id for row in rows], request.on)
    context = {
        "sending": held,
        "called": called(held.paper),
        "form": form,
        "mark": mark_of(held.paper),
        "rows": [(row, one, str(row.pk) in ticked) for row, one in zip(rows, told, strict=True)],
    }
    return render(request, "decisions/people.html", context, status=422 if form.errors else 200)


def _rows(request: Visit, held: Sending) -> tuple[list[Nomination], set[str]]:
    """Who stands on the draft, then who could; and the keys of the first."""
    with whole(request.user, GROUND, request.on):
        there = Row.objects.filter(sending=held, state=OPEN).order_by("position")
        mine = [row.nomination for row in there.select_related("nomination__list")]
        lists = [held.list, *reads.beside(held.list)]
        waiting = reads.undecided([one.pk for one in lists])
    return [*mine, *waiting], {str(row.pk) for row in mine}


def _redrafted(
    request: Visit,
    held: Sending,
    form: Any,
    chosen: Sequence[Nomination],
    there: Sequence[str],
) -> bool:
    try:
        refuse_gone(request.POST.getlist("nguoi"), there)
        verbs.redraft(
            actor=request.user,
            sending=held,
            nominations=chosen,
            order=form.cleaned_data["order"] or "rank",
            on=request.on,
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True
