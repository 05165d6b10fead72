"""What this room adds to composite pages: what waits for the officer, the way to the trace."""

from django.template.loader import render_to_string

from hientai.organisations.models import Unit
from hientai.people.models import Person
from hientai.upkeep.queries.own import waiting
from hientai.webkit.day import Visit


def attention_panel(request: Visit, subject: None) -> str:
    """Correction requests that wait for a decision."""
    count = waiting()
    return render_to_string("upkeep/attention.html", {"count": count}) if count else ""


def own_panel(request: Visit, subject: None) -> str:
    """On the home page of a person: the way to the own record."""
    return render_to_string("upkeep/own_panel.html", {}, request=request)


def trace_panel(request: Visit, person: Person) -> str:
    """On the page of a person: the way to who saw and who changed the record."""
    return render_to_string("upkeep/trace_panel.html", {"person": person}, request=request)


def way_panel(request: Visit, subject: None) -> str:
    """Among the buttons of the tree of units: what the own unit owes."""
    return render_to_string("upkeep/way_panel.html", {}, request=request)


def unit_panel(request: Visit, unit: Unit) -> str:
    """On the page of a unit: the way to what it owes, and to the grid."""
    return render_to_string("upkeep/unit_panel.html", {"unit": unit}, request=request)
