"""What this room adds to a class, and to what needs attention."""

from django.template.loader import render_to_string
from django.urls import reverse

from hientai.classes.models import TrainingClass
from hientai.delegations.domain.countries import country_name
from hientai.delegations.models import ABROAD, WORKSHOP
from hientai.delegations.queries import journeys as reads
from hientai.delegations.queries.workshops import workshop_of
from hientai.delegations.views.shared import badge, may_edit
from hientai.webkit.day import Visit

SHOWN = 5


def class_panel(request: Visit, held: TrainingClass) -> str:
    """The delegation or workshop that a class is; nothing of one of another form."""
    if held.form == ABROAD:
        return _journey(request, held)
    return _workshop(request, held) if held.form == WORKSHOP else ""


def _journey(request: Visit, held: TrainingClass) -> str:
    one, edits = reads.of_class(held), may_edit(request, held)
    if one is None and not edits:
        return ""
    context = {
        "held": held,
        "one": one,
        "country": country_name(one.country) if one else "",
        "badge": badge(one, request.on) if one else None,
    }
    return render_to_string("delegations/of_class.html", context, request=request)


def _workshop(request: Visit, held: TrainingClass) -> str:
    context = {"held": held, "there": workshop_of(held)}
    return render_to_string("delegations/workshop_of_class.html", context, request=request)


def attention(request: Visit, _subject: None) -> str:
    """Reports of delegations that are late, and such as are due soon."""
    found = reads.owed(request.on)
    if not found.late and not found.soon:
        return ""
    context = {
        "late": found.late[:SHOWN],
        "soon": found.soon[:SHOWN],
        "more": len(found.late) + len(found.soon) - 2 * SHOWN,
        "href": reverse("delegations:journeys"),
    }
    return render_to_string("delegations/attention.html", context, request=request)
