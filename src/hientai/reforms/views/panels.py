"""Parts of composite pages that acts offer: on the tree of units, a unit, the home page."""

from django.template.loader import render_to_string

from hientai.organisations.models import Unit
from hientai.reforms import queries
from hientai.webkit.day import Visit


def way_panel(request: Visit, _subject: object) -> str:
    """The way from the tree of units to its acts."""
    return render_to_string("reforms/way.html", request=request)


def unit_panel(request: Visit, unit: Unit) -> str:
    """The acts that touched a unit, and how to see who waits in one that ended."""
    found = list(queries.reforms_of(unit.pk))
    if not found:
        return ""
    ended = any(unit.pk in one.ended and one.on <= request.on for one in found)
    context = {"reforms": found, "ended": ended, "unit": unit}
    return render_to_string("reforms/of_unit.html", context, request=request)


def waiting_panel(request: Visit, _subject: object) -> str:
    """How many people hold their post in a unit that is no more; nothing where nobody does."""
    count = queries.count_stranded(request.on)
    if not count:
        return ""
    return render_to_string("reforms/stranded.html", {"count": count}, request=request)


def roles_notice(request: Visit, _subject: object) -> str:
    """How many roles fell with their unit and wait for a decision."""
    count = queries.lost_roles().count()
    if not count:
        return ""
    return render_to_string("reforms/lost_notice.html", {"count": count}, request=request)
