"""What two nominations at one time mean: every word that was given, and a new one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hientai.nominations.domain.overlapping import BY_DEFAULT, LABELS
from hientai.nominations.forms import PolicyForm
from hientai.nominations.models import OverlapPolicy
from hientai.nominations.queries.overlapping import policy_of
from hientai.nominations.services import set_policy
from hientai.nominations.views.shared import VIEW
from hientai.schemes.models import Scheme
from hientai.schemes.queries import schemes
from hientai.shared.refused import Refused
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded

RULE = "schemes:load"
"""Who answers for a scheme says how its overlaps count."""


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(VIEW)
def policies(request: Visit) -> HttpResponse:
    """What holds for each scheme on the day, what was said before; a scheme's owner adds a word."""
    may_rule = request.user.may(RULE)
    if request.method == "POST" and not may_rule:
        raise Http404
    form = _form(request) if may_rule else None
    if form and request.method == "POST" and form.is_valid() and _said(request, form):
        messages.success(request, _("Đã ghi mức xét trùng."))
        return redirect("nominations:policies")
    rows = OverlapPolicy.objects.select_related("scheme").order_by("-since", "scheme__slug")
    context = {
        "form": form,
        "now": _now(request),
        "rows": [(row, _(LABELS[row.level])) for row in rows],
        "by_default": _(LABELS[BY_DEFAULT]),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "nominations/policies.html", context, status=status)


def _form(request: Visit) -> PolicyForm:
    named = [(version.scheme.slug, version.scheme.slug) for version in schemes(request.on)]
    given = request.POST if request.method == "POST" else None
    return PolicyForm(given, schemes=named, initial={"level": BY_DEFAULT})


def _said(request: Visit, form: PolicyForm) -> bool:
    """Whether the word was taken; else the form says why not."""
    given: dict[str, Any] = dict(form.cleaned_data)
    slug = given.pop("scheme")
    of = Scheme.objects.filter(slug=slug).first() if slug else None
    try:
        set_policy(actor=request.user, scheme=of, **given)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _now(request: Visit) -> list[tuple[str, str]]:
    """What holds on the day, scheme by scheme."""
    return [
        (version.scheme.slug, _(LABELS[policy_of(version.scheme_id, request.on)]))
        for version in schemes(request.on)
    ]
