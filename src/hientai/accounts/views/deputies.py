"""Deputies: named by who gives roles; and, for the deputy, in whose stead to act now (A1)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hientai.accounts import queries, services
from hientai.accounts.forms import DeputyForm
from hientai.accounts.models import Deputy
from hientai.accounts.views.roles import PERMISSION, page_of
from hientai.shared.refused import Refused
from hientai.webkit.day import Visit
from hientai.webkit.guard import SIGNED_IN, STAND_IN, guarded


@require_POST
@guarded(PERMISSION)
def deputise(request: Visit, number: int) -> HttpResponse:
    """Let somebody stand in for a role."""
    held = get_object_or_404(queries.roles_given_here(), pk=number)
    form = DeputyForm(request.POST)
    if form.is_valid():
        try:
            services.deputise(held=held, actor=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã cử %s làm thay.") % form.cleaned_data["user"])
            return redirect("accounts:role", held.pk)
    return page_of(request, held, deputy_form=form, status=422)


@require_POST
@guarded(PERMISSION)
def end(request: Visit, number: int) -> HttpResponse:
    """Let a deputyship end from today on."""
    mine = queries.roles_given_here()
    deputy = get_object_or_404(Deputy.objects.filter(assignment__in=mine), pk=number)
    ground = request.POST.get("ground", "").strip()[:500]
    if not ground:
        raise Refused(_("Chưa ghi căn cứ"), remedy=_("Ghi số, ngày của văn bản cho thôi làm thay."))
    services.end_deputy(deputy=deputy, on=request.today, ground=ground)
    messages.success(request, _("%s thôi làm thay từ hôm nay.") % deputy.user)
    return redirect("accounts:role", deputy.assignment_id)


@require_POST
@guarded(SIGNED_IN)
def stand_in(request: Visit) -> HttpResponse:
    """Act from now on in another's role, or in the own ones again."""
    typed = request.POST.get("thay", "")
    mine = {str(role.deputy_id): role.deputy_id for role in request.user.held if role.deputy_id}
    if typed in mine:
        request.session[STAND_IN] = mine[typed]
    else:
        request.session.pop(STAND_IN, None)
    return redirect("home")  # the page before may not be there for the other role
