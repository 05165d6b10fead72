"""What a person sees of the papers about them: each paper as it is printed, with the own row."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hientai.decisions.models import Row
from hientai.decisions.queries import sendings as reads
from hientai.documents.domain.paper import Paper, from_data
from hientai.documents.queries.showing import called, preview, state_of
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded

OWN = "nominations:own"


@require_safe
@guarded(OWN)
def paper(request: Visit, number: int) -> HttpResponse:
    """A registered paper about the reader; 404 for one about others alone."""
    row = reads.own_row(number)
    if row is None:
        raise Http404
    held = row.sending.paper
    content = of_one(from_data(held.content), row) if held.content else None
    shown: dict[str, Any] = preview(content, request.on)
    context = {
        "row": row,
        "called": called(held),
        "badge": state_of(held),
        "paper": held,
        "days": reads.days_of(row.after),
        **shown,
    }
    return render(request, "decisions/own.html", context)


def of_one(content: Paper, row: Row) -> Paper:
    """The paper with the reader's own line of its lists; a namesake's stays with the namesake."""
    said = row.before or row.after
    mine = {said.get(field, "") for field in ("name", "birth", "post", "unit")} - {""}
    lists = tuple(
        replace(annex, rows=tuple(line for line in annex.rows if mine <= set(line)))
        for annex in content.annexes
    )
    return replace(content, annexes=lists)
