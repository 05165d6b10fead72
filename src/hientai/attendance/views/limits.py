"""Limits of absence: what ships, what institutions set by their own regulations."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hientai.attendance.domain.limits import COUNTS, shipped
from hientai.attendance.forms import LimitsForm
from hientai.attendance.models import Rule
from hientai.attendance.queries.limits import institutions_written
from hientai.attendance.services import set_limits
from hientai.attendance.views.shared import MARK, VIEW
from hientai.programmes.models import Institution
from hientai.shared.refused import Refused
from hientai.shared.words import _ as spoken
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(VIEW)
def limits(request: Visit) -> HttpResponse:
    """Every limit with its clause and how sure it is; an institution sets its own."""
    mine = institutions_written(request.on) if request.user.may(MARK) else []
    if request.method == "POST" and not mine:
        raise Http404
    form = LimitsForm(request.POST or None, institutions=mine)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        institution = Institution.objects.get(pk=said.pop("institution"))
        try:
            set_limits(actor=request.user, institution=institution, **said)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi mức vắng của cơ sở."))
            return redirect("attendance:limits")
    own = Rule.objects.select_related("institution__unit").order_by("institution", "-since")
    names = dict(institutions_written(request.on, everybody=True))
    context = {
        "shipped": [(one, spoken(COUNTS[one.counts])) for row in shipped() for one in row],
        "own": [
            (one, names.get(one.institution_id, ""), spoken(COUNTS[one.counts]))
            for one in own[:200]
        ],
        "form": form if mine else None,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "attendance/limits.html", context, status=status)
