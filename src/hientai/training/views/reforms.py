"""What an act over units does to schemes: a part of its page, and a page of both days' figures."""

from __future__ import annotations

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hientai.reforms.models import Reform
from hientai.shared.vietnamese import number
from hientai.training.queries.effects import (
    Effect,
    SchemeEffects,
    effects_of,
    readings_around,
)
from hientai.training.queries.figures import Reading
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded


def reform_panel(request: Visit, reform: Reform) -> str:
    """The schemes in force around the day of an act, which of them stand still since, and the way
    to their figures on both days."""
    if reform.state != Reform.State.DONE:
        return ""
    rows = [
        {"scheme": after.pack.scheme, "slug": after.version.scheme.slug, "frozen": after.frozen}
        for _before, after in readings_around(reform.on)
    ]
    if not rows:
        return ""
    context = {"reform": reform, "schemes": rows}
    return render_to_string("training/reform_panel.html", context, request=request)


@require_safe
@guarded("training:view")
def effects(request: Visit, number: int) -> HttpResponseBase:
    """Targets and quotas on the day before an act and on its day, each figure with its list."""
    held = get_object_or_404(Reform, pk=number, state=Reform.State.DONE)
    found = [effects_of(before, after) for before, after in readings_around(held.on)]
    context = {"reform": held, "schemes": [_scheme(one) for one in found]}
    return render(request, "training/reform_effects.html", context)


def _scheme(found: SchemeEffects) -> dict[str, Any]:
    tables = [
        (_("Mục tiêu"), "training:target", found.targets),
        (_("Chỉ tiêu"), "training:quota", found.quotas),
    ]
    return {
        "asked": found.after,
        "slug": found.after.version.scheme.slug,
        "scheme": found.after.pack.scheme,
        "before": found.before.on,
        "tables": [
            {
                "title": title,
                "rows": [_row(found, name, one) for one in items if one.changed],
                "same": sum(not one.changed for one in items),
            }
            for title, name, items in tables
            if items
        ],
    }


def _row(found: SchemeEffects, name: str, one: Effect) -> dict[str, Any]:
    address = reverse(name, args=[found.after.version.scheme.slug, one.item])
    return {
        "effect": one,
        "before": _list(address, found.before),
        "after": _list(address, found.after),
        "told": _told(one),
    }


def _list(address: str, asked: Reading) -> str:
    """The members of an item on the day that was asked about."""
    on = asked.asked_on or asked.on
    return f"{address}?nhom=doi-tuong&on={on.isoformat()}#danh-sach"


def _told(one: Effect) -> str:
    """The difference in words: who left, who came, which places."""
    said = []
    if one.left:
        said.append(_("%s người rời đối tượng") % number(one.left))
    if one.came:
        said.append(_("%s người vào đối tượng") % number(one.came))
    if one.places_before != one.places_after:
        places = (number(one.places_before or 0), number(one.places_after or 0))
        said.append(_("%(was)s chỗ thành %(now)s chỗ") % {"was": places[0], "now": places[1]})
    return "; ".join(said)
