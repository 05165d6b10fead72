"""What a nominee sees: every list with the own name, where it stands, why, and who has it now."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hientai.nominations.queries import showing
from hientai.nominations.views.panels import told_of
from hientai.nominations.views.shared import OWN
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded


@require_safe
@guarded(OWN)
def mine(request: Visit) -> HttpResponse:
    """The own nominations."""
    person = showing.own_person()
    rows = told_of(showing.of_person(person, own=True), request) if person else []
    return render(request, "nominations/mine.html", {"person": person, "rows": rows})
