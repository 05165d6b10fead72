"""The report of a delegation: handed in, and saved by who may see the delegation."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hientai.delegations import services as verbs
from hientai.delegations.forms import ReportForm
from hientai.delegations.models import Journey
from hientai.delegations.views.shared import EDIT, VIEW, address, journey_at
from hientai.programmes.services.materials import Upload
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import fold, typed_day
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(EDIT)
def hand_in(request: Visit, code: str) -> HttpResponseBase:
    """A form for the report and its file."""
    held = journey_at(code, to_edit=True)
    form = ReportForm(
        request.POST or None,
        request.FILES or None,
        initial={"handed_in_on": typed_day(request.on)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            _kept(request, held, form)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã nhận báo cáo."))
            return redirect(address(held))
    status = 422 if request.method == "POST" else 200
    return render(request, "delegations/hand_in.html", {"held": held, "form": form}, status=status)


def _kept(request: Visit, held: Journey, form: ReportForm) -> None:
    said = form.cleaned_data
    verbs.hand_in(
        actor=request.user,
        journey=held,
        upload=Upload(said["file"].name, said["file"].read()),
        handed_in_on=said["handed_in_on"],
        summary=said["summary"],
        on=max(request.on, request.today),
    )


@require_safe
@guarded(VIEW)
def file(request: Visit, code: str, pk: int) -> HttpResponse:
    """The file of a report, to be saved and never shown as a page of ours."""
    held = get_object_or_404(journey_at(code).reports, pk=pk)
    stem, _dot, suffix = held.name.rpartition(".")
    plain = slugify(fold(stem)) or "bao-cao"
    headers = {
        "Content-Disposition": f'attachment; filename="{plain}.{suffix}"',
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(bytes(held.content), content_type=held.type, headers=headers)
