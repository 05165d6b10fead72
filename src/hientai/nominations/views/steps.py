"""Steps over rows of a list that is drawn up: taken off, undone, judged again."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from hientai.nominations.models import Batch, Nomination, NominationList
from hientai.nominations.queries import showing
from hientai.nominations.services import judge_again as judge_list_again
from hientai.nominations.services import refuse_those_gone
from hientai.nominations.services import remove as remove_rows
from hientai.nominations.services import undo as undo_batch
from hientai.nominations.views import shared
from hientai.nominations.views.shared import EDIT, address, day_asked, edited
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import number as written
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded


@require_POST
@guarded(EDIT)
def remove(request: Visit, number: int) -> HttpResponse:
    """Take rows off; several are shown first, and go on a second word."""
    held = edited(request, number)
    rows = _chosen(request, held)
    if len(rows) > 1 and "ghi" not in request.POST:
        names = showing.named(held, [row.person_id for row in rows])
        told = [(row, names.get(row.person_id), shared.verdict_html(row)) for row in rows]
        context = {"held": held, "rows": told}
        return render(request, "nominations/remove.html", context)
    batch = remove_rows(
        actor=request.user,
        nomination_list=held,
        nominations=[row.pk for row in rows],
        on=request.on,
        reason=request.POST.get("ly-do", ""),
    )
    count = len(batch.taken)
    words = ngettext("Đã bớt %(n)s người.", "Đã bớt %(n)s người.", count)
    messages.success(request, words % {"n": written(count)})
    return redirect(address(held))


@require_POST
@guarded(EDIT)
def undo(request: Visit, number: int, batch: int) -> HttpResponse:
    """Take a bulk step back."""
    held = edited(request, number)
    step = Batch.objects.select_related("list").filter(pk=batch, list=held).first()
    if step is None:
        raise Http404
    moved = undo_batch(actor=request.user, batch=step, on=request.on)
    words = ngettext("Đã hoàn tác: %(n)s người.", "Đã hoàn tác: %(n)s người.", moved)
    messages.success(request, words % {"n": written(moved)})
    return redirect(address(held))


@require_POST
@guarded(EDIT)
def judge_again(request: Visit, number: int) -> HttpResponse:
    """Judge every row once more, as of the day of the page."""
    held = edited(request, number)
    changed = judge_list_again(actor=request.user, nomination_list=held, on=day_asked(request))
    messages.success(request, _("Đã xét lại; %s người có kết quả khác trước.") % written(changed))
    return redirect(address(held))


def _chosen(request: Visit, held: NominationList) -> list[Nomination]:
    """The rows ticked, in their order. Refused where none is, or some are gone meanwhile."""
    keys = [int(key) for key in request.POST.getlist("dong") if key.isdigit() and len(key) < 16]
    refuse_those_gone(held, keys)
    chosen = Nomination.objects.filter(list=held, pk__in=keys)
    rows = list(showing.live(chosen).order_by("position"))
    if not rows:
        raise Refused(_("Chưa chọn dòng nào"), remedy=_("Đánh dấu người cần bớt rồi bấm lại."))
    return rows
