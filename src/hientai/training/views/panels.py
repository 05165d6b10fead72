"""The part of the home page that training offers."""

from __future__ import annotations

from django.template.loader import render_to_string

from hientai.schemes.queries import schemes
from hientai.training import papers
from hientai.training.queries.readings import reading
from hientai.training.queries.turns import count_waiting
from hientai.webkit.day import Visit


def attention_panel(request: Visit, subject: None) -> str:
    """Turns that name a scheme and count for nothing yet."""
    waiting = [(v.scheme.slug, count_waiting(reading(v, request.on))) for v in schemes(request.on)]
    found = [(slug, papers.turns(count)) for slug, count in waiting if count]
    return render_to_string("training/attention.html", {"waiting": found}, request=request)
