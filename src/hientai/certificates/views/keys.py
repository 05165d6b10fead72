"""Keys of issuers, and putting a new one in the place of one."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hientai.certificates import services as verbs
from hientai.certificates.forms import KeyForm
from hientai.certificates.models import SigningKey
from hientai.certificates.views.register import KEYS
from hientai.organisations.models import Unit
from hientai.organisations.queries import names_on
from hientai.programmes.queries.scope import writes
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded


@require_safe
@guarded(KEYS)
def keys(request: Visit) -> HttpResponse:
    """The keys of every issuer in sight, those in use first."""
    return _page(request)


@require_POST
@guarded(KEYS)
def rotate(request: Visit, code: str) -> HttpResponse:
    """Let a new key sign from today on."""
    unit = Unit.objects.filter(code=code).first()
    if unit is None or not writes(unit.pk):
        raise Http404
    form = KeyForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    made = verbs.rotate(actor=request.user, unit=unit, on=request.today, **form.cleaned_data)
    messages.success(request, _("Khóa %s ký các chứng chỉ từ nay.") % made.short)
    return redirect("certificates:keys")


def _page(request: Visit, form: KeyForm | None = None, status: int = 200) -> HttpResponse:
    rows = list(SigningKey.objects.select_related("unit").order_by("unit__code", "-pk"))
    names = names_on({row.unit_id for row in rows}, request.today)
    context = {
        "rows": [
            (row, names.get(row.unit_id, row.unit.code), row.until is None and writes(row.unit_id))
            for row in rows
        ],
        "form": form or KeyForm(),
    }
    return render(request, "certificates/keys.html", context, status=status)
