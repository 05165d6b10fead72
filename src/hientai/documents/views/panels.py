"""What other pages show of papers: of a unit, how many it issued and how it stands on them."""

from django.template.loader import render_to_string

from hientai.documents.queries import papers as reads
from hientai.organisations.models import Unit
from hientai.webkit.day import Visit


def unit_panel(request: Visit, unit: Unit) -> str:
    """The papers of a unit: drafts, waiting and issued ones, and the body it is on them."""
    context = {
        "unit": unit,
        "body": reads.body_of(unit.pk),
        "counts": reads.counts_of(unit.pk, request.on),
    }
    return render_to_string("documents/unit_panel.html", context, request=request)
