"""Parts of composite pages that screening offers: on a scheme, a person."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from hientai.people.models import Person
from hientai.schemes.models import SchemeVersion
from hientai.schemes.queries import pack_of, schemes
from hientai.screening.domain.screening import Part
from hientai.screening.papers import wording
from hientai.screening.queries.answers import Answer, answers_of
from hientai.screening.queries.events import event_targets, minimum_figures
from hientai.screening.queries.figures import QuotaFigure, quota_figures, target_figures
from hientai.screening.queries.frozen import reach_for
from hientai.screening.views.shared import quota_address, same_for_all
from hientai.screening.views.whereto import inside_html, outside_html
from hientai.shared.vocabulary import PLACES, RESULTS
from hientai.training.models import Turn
from hientai.training.queries.readings import Reading, reading
from hientai.training.queries.turns import turns_of
from hientai.webkit.day import Visit


def targets_panel(request: Visit, version: SchemeVersion) -> str:
    """Every target of the scheme, with where it stands and where it should stand."""
    asked = reading(version, request.on)

    def context() -> dict[str, Any]:
        figures = target_figures(asked).values()
        events = event_targets(asked)
        return {
            "slug": version.scheme.slug,
            "asked": asked,
            "figures": [f for f in figures if f.progress and f.told_to(asked.seen)],
            "shared": [f for f in figures if f.progress and not f.told_to(asked.seen)],
            "others": [f for f in figures if f.progress is None and f.target.id not in events],
            "events": list(events.values()) if asked.seen.everything else [],
            "part": not asked.seen.everything,
        }

    return same_for_all(asked, "screening/targets_panel.html", context)


def tables_panel(request: Visit, version: SchemeVersion) -> str:
    """The tables of persons that the document prints, each with its page; "" where it has none."""
    tables = pack_of(version).tables
    if not tables:
        return ""
    context = {"tables": tables, "slug": version.scheme.slug}
    return render_to_string("screening/tables_panel.html", context)


def quotas_panel(request: Visit, version: SchemeVersion) -> str:
    """Every quota with its funnel in small."""
    asked = reading(version, request.on)

    def context() -> dict[str, Any]:
        rows = [
            {
                **_quota(version.scheme.slug, figure),
                "units": len(reach_for(asked, figure.quota).those(figure.quota.per))
                if figure.quota.per
                else 0,
            }
            for figure in quota_figures(asked).values()
        ]
        places = sum(row["places"] or 0 for row in rows)
        slug = version.scheme.slug
        found = {"rows": rows, "places": places, "slug": slug, "asked": asked}
        return {**found, "minimums": _minimums(asked) if asked.seen.everything else None}

    return same_for_all(asked, "screening/quotas_panel.html", context)


def _minimums(asked: Reading) -> dict[str, Any] | None:
    """The least numbers a year as a table: a row each, a column for each year; None for none."""
    figures = minimum_figures(asked)
    years = sorted({year.year for figure in figures for year in figure.years})
    rows = []
    for figure in figures:
        known = figure.any_turn
        told = {
            y.year: (
                y,
                wording.year_told(y, any_turn=known),
                wording.year_tone(y, any_turn=known),
            )
            for y in figure.years
        }
        rows.append(
            {
                "item": figure.item,
                "event": wording.EVENTS[figure.item.event],
                "wanted": figure.item.wanted,
                "cells": [told.get(year) for year in years],
            }
        )
    return {"years": years, "rows": rows} if rows else None


def whereto_panel(request: Visit, person: Person) -> str:
    """“Có thể đi đâu”: every quota of every scheme with the verdict and its reasons."""
    read = [reading(version, request.on) for version in schemes(request.on)]
    found = [
        (asked.version, answers_of(asked, person.pk, person.code))
        for asked in read
        if not asked.frozen
    ]
    groups = [
        {
            "scheme": pack_of(version).scheme,
            **_sorted(version.scheme.slug, given),
        }
        for version, given in found
        if given
    ]
    context = {"groups": groups, "person": person}
    return render_to_string("screening/whereto_panel.html", context, request=request)


def record_panel(request: Visit, person: Person) -> str:
    """The person's training record over all schemes, in person-turns."""
    turns = [_turn(turn) for turn in turns_of(person.pk)]
    return render_to_string("screening/record_panel.html", {"turns": turns}, request=request)


def _quota(slug: str, figure: QuotaFigure) -> dict[str, Any]:
    funnel = figure.screening.funnel
    item = figure.quota.id
    parts = ("eligible", "unknown", "failed")
    return {
        "quota": figure.quota,
        "places": figure.places.places,
        "trained": figure.places.trained,
        "funnel": funnel,
        "surplus": figure.places.surplus,
        "frozen": wording.frozen_told(figure.frozen),
        "href": quota_address(slug, item),
        "members_href": quota_address(slug, item, nhom="doi-tuong"),
        "trained_href": quota_address(slug, item, nhom="da-hoc"),
        "parts": [
            (wording.PARTS[p], getattr(funnel, p), quota_address(slug, item, nhom=p)) for p in parts
        ],
        "unknown_href": quota_address(slug, item, nhom="membership_unknown"),
    }


def _sorted(slug: str, given: list[Answer]) -> dict[str, Any]:
    """Quotas the person belongs to first; those of other groups apart, with the reason."""
    outside = [one for one in given if one.part == Part.OUTSIDE.value]
    return {
        "inside": inside_html(slug, [one for one in given if one.part != Part.OUTSIDE.value]),
        "outside": outside_html(slug, outside),
        "others": len(outside),
    }


def _turn(turn: Turn) -> dict[str, Any]:
    return {
        "turn": turn,
        "result": RESULTS.label(turn.result),
        "place": PLACES.label(turn.place),
        "href": _matched_to(turn),
        "counts": _("chờ khớp, chưa tính") if turn.stated_item and not turn.item_id else "",
    }


def _matched_to(turn: Turn) -> str:
    """The page of the quota a turn counts for, "" while it counts for none."""
    if turn.scheme is None or not turn.item_id:
        return ""
    return quota_address(turn.scheme.slug, turn.item_id)
