"""What an act over units does to schemes: a part of its page, and a page of both days' figures."""

from __future__ import annotations

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hientai.organisations.domain.reform import ENDS
from hientai.reforms.models import Reform
from hientai.reforms.queries import steps_of
from hientai.screening.papers import wording
from hientai.screening.queries.frozen import FrozenPart
from hientai.shared.vietnamese import day, number
from hientai.training.queries.readings import Reading
from hientai.trials.queries.effects import (
    Effect,
    SchemeEffects,
    effects_of,
    followed,
    readings_around,
)
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded


def reform_panel(request: Visit, reform: Reform) -> str:
    """The schemes in force around the day of an act, which of them stand still since, or will,
    and the way to their figures on both days once the act is done."""
    if reform.state == Reform.State.UNDONE:
        return ""
    done = reform.state == Reform.State.DONE
    ends = set() if done else {step.code for step in steps_of(reform) if step.what in ENDS}
    rows = [
        {
            "scheme": after.pack.scheme,
            "slug": after.version.scheme.slug,
            "frozen": after.frozen,
            "to_freeze": after.pack.scheme.authority in ends,
        }
        for _before, after in readings_around(reform)
    ]
    if not rows:
        return ""
    context = {"reform": reform, "schemes": rows, "done": done}
    return render_to_string("trials/reform_panel.html", context, request=request)


@require_safe
@guarded("training:view")
def effects(request: Visit, number: int) -> HttpResponseBase:
    """Targets and quotas on the day before an act and on its day, each figure with its list."""
    held = get_object_or_404(Reform, pk=number, state=Reform.State.DONE)
    touched = followed(held)
    found = [effects_of(before, after, touched) for before, after in readings_around(held)]
    context = {"reform": held, "schemes": [_scheme(one) for one in found]}
    return render(request, "trials/reform_effects.html", context)


def _scheme(found: SchemeEffects) -> dict[str, Any]:
    tables = [
        (_("Mục tiêu"), "screening:target", found.targets),
        (_("Chỉ tiêu"), "screening:quota", found.quotas),
    ]
    frozen = found.after.frozen
    return {
        "asked": found.after,
        "slug": found.after.version.scheme.slug,
        "scheme": found.after.pack.scheme,
        "before": found.before.on,
        "tables": [
            {
                "title": title,
                "rows": [_row(found, name, one) for one in items if one.changed or frozen],
                "same": 0 if frozen else sum(not one.changed for one in items),
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
        "told": _told(one, found.after),
    }


def _list(address: str, asked: Reading) -> str:
    """The members of an item on the day that was asked about."""
    on = asked.asked_on or asked.on
    return f"{address}?nhom=doi-tuong&on={on.isoformat()}#danh-sach"


def _standing_still(part: FrozenPart) -> str:
    told = {"n": number(part.members), "mark": wording.frozen_mark(part)}
    return _("%(n)s người %(mark)s") % told


def _told(one: Effect, asked: Reading) -> str:
    """The difference in words: whether it stands still, who left, came, moved or waits, places."""
    counts = (
        (one.left, _("%s người rời đối tượng")),
        (one.came, _("%s người vào đối tượng")),
        (one.moved, _("%s người chuyển theo đơn vị")),
        (one.waiting, _("%s người chờ bố trí")),
    )
    said = [_("đóng băng, giữ như ngày %s") % day(asked.on)] if asked.frozen else []
    said += [_standing_still(part) for part in one.frozen]
    said += [words % number(count) for count, words in counts if count]
    if one.places_before != one.places_after:
        places = {"was": number(one.places_before or 0), "now": number(one.places_after or 0)}
        said.append(_("%(was)s chỗ thành %(now)s chỗ") % places)
    return "; ".join(said)
