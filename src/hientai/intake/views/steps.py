"""The steps of a batch that its page asks for: commit, undo, compare again, discard."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hientai.intake import services
from hientai.intake.forms import CommitForm
from hientai.intake.models import ImportBatch
from hientai.intake.services.queue import COMMIT, EXAMINE, UNDO, begin, later
from hientai.intake.views.pages import PERMISSION, batch_of, batch_page
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded

State = ImportBatch.State


@require_POST
@guarded(PERMISSION)
def commit(request: Visit, number: int) -> HttpResponseBase:
    """Write the batch in the background."""
    one, form = batch_of(number), CommitForm(request.POST)
    if not form.is_valid():
        return batch_page(request, one, form, status=422)
    if begin(one, _("Chờ ghi")):
        later(
            COMMIT,
            actor=request.user,
            batch=one,
            gone=form.gone(),
            leave_out_refused=form.cleaned_data["leave_out_refused"],
        )
    return redirect("intake:batch", number)


@require_POST
@guarded(PERMISSION)
def undo(request: Visit, number: int) -> HttpResponse:
    """Take the batch back in the background."""
    one = batch_of(number)
    if begin(one, _("Chờ hoàn tác")):
        later(UNDO, actor=request.user, batch=one)
    return redirect("intake:batch", number)


@require_POST
@guarded(PERMISSION)
def again(request: Visit, number: int) -> HttpResponse:
    """Compare the batch with the register as it is now."""
    one = batch_of(number)
    if one.state in (State.READING, State.PREVIEWED) and begin(one, _("Chờ xem trước lại")):
        later(EXAMINE, actor=request.user, batch=one)
    return redirect("intake:batch", number)


@require_POST
@guarded(PERMISSION)
def discard(request: Visit, number: int) -> HttpResponse:
    """Put a preview away that nobody will write."""
    services.discard(actor=request.user, batch=batch_of(number))
    return redirect("intake:batch", number)
