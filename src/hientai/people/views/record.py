"""One person's page: composed of panels; every opening is kept in the trace."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_noop as N_
from django.views.decorators.http import require_safe

from hientai.people import queries, services
from hientai.people.queries.merging import known_as
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded


@require_safe
@guarded("people:view")
def person(request: Visit, code: str) -> HttpResponse:
    """The record of a person in the reader's scope; 404 for anybody else's.

    A code from before a merger leads on to the person's own.
    """
    found = queries.person_by_code(code)
    if found is None:
        known = known_as(code)
        if known is None:
            raise Http404
        return redirect("people:person", known.code)
    services.open_record(actor=request.user, person=found, purpose=N_("Xem hồ sơ"))
    unit = queries.unit_of(queries.record_of(found).post_on(request.on), request.on)
    return render(request, "people/person.html", {"person": found, "unit": unit})
