"""What a delegation costs: lines written, written anew, taken away."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hientai.delegations import services as verbs
from hientai.delegations.domain.costs import kind_label
from hientai.delegations.forms import CostForm
from hientai.delegations.models import Cost
from hientai.delegations.views.shared import EDIT, journey_at
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import number
from hientai.shared.vocabulary import FUNDS
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(EDIT)
def costs(request: Visit, code: str) -> HttpResponseBase:
    """The costs of a delegation; a line of a kind and source that is there is written anew."""
    held = journey_at(code, to_edit=True)
    form = CostForm(request.POST or None, initial=_initial(request, code))
    if request.method == "POST" and form.is_valid():
        try:
            verbs.write_cost(actor=request.user, journey=held, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi kinh phí."))
            return redirect("delegations:costs", code=held.training_class.code)
    rows = [(kind_label(c.kind), FUNDS.label(c.source), c) for c in held.costs.order_by("pk")]
    context = {"held": held, "form": form, "rows": rows}
    status = 422 if request.method == "POST" else 200
    return render(request, "delegations/costs.html", context, status=status)


def _initial(request: Visit, code: str) -> dict[str, str]:
    """The line that is to be written anew."""
    asked = request.GET.get("dong", "")
    rows = Cost.objects.filter(journey__training_class__code__iexact=code)
    row = rows.filter(pk=asked).first() if asked.isdecimal() and len(asked) < 18 else None
    if row is None:
        return {}
    return {
        "kind": row.kind,
        "source": row.source,
        "planned": number(row.planned),
        "spent": "" if row.spent is None else number(row.spent),
        "note": row.note,
    }


@require_POST
@guarded(EDIT)
def remove(request: Visit, code: str, pk: int) -> HttpResponse:
    """Take a line away."""
    held = journey_at(code, to_edit=True)
    cost = get_object_or_404(Cost.objects.select_related("journey"), journey=held, pk=pk)
    verbs.remove_cost(actor=request.user, cost=cost)
    messages.success(request, _("Đã bỏ dòng kinh phí."))
    return redirect("delegations:costs", code=held.training_class.code)
