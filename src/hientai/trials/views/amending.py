"""What a trial shows where a scheme is amended: groups that stand still, and a trial."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string

from hientai.schemes.models import SchemeVersion
from hientai.schemes.queries import pack_of, scheme_or_first
from hientai.schemes.services import Proposal
from hientai.screening.papers import wording
from hientai.training.queries.readings import reading
from hientai.trials.queries.amendments import frozen_groups, tried
from hientai.webkit.day import Visit

MOST_NAMED = 30
"""People named of who comes in or falls out; the number says how many there are."""


def amendment_panel(request: Visit, subject: SchemeVersion | Proposal) -> str:
    """For a version the groups that stand still on the day; for a proposal what it would do."""
    if isinstance(subject, Proposal):
        return _tried(request, subject)
    slug = subject.scheme.slug
    asked = reading(scheme_or_first(slug, request.on), request.on)
    rows = [
        {"id": group_id, "name": name, "frozen": wording.frozen_told(parts)}
        for group_id, name, parts in frozen_groups(asked)
    ]
    context = {"rows": rows, "slug": slug, "on": request.on, "asked": asked}
    return render_to_string("trials/frozen_groups.html", context, request=request)


def _tried(request: Visit, proposal: Proposal) -> str:
    """Tried on the day of the page or, where it takes effect later, on its first day."""
    slug = proposal.version.scheme.slug
    on = max(request.on, proposal.version.effective_from)
    before, after = reading(scheme_or_first(slug, on), on), reading(proposal.version, on)
    found = tried(before, after)
    context: dict[str, Any] = {
        "on": on,
        "part": not after.seen.everything,
        "groups": found.groups,
        "most": MOST_NAMED,
        "targets": [
            (was.target, was.progress, now.progress)
            for was, now in found.targets
            if was.progress and now.progress
        ],
        "quotas": found.quotas,
        "scheme": pack_of(proposal.version).scheme,
    }
    return render_to_string("trials/amendment_tried.html", context, request=request)
