"""What this room adds to composite pages: a class, a lecturer, a programme, what waits."""

from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse

from hientai.classes.models import TrainingClass
from hientai.evaluation.domain.states import COUNTED
from hientai.evaluation.queries import acting, forms, results
from hientai.evaluation.queries.forms import own_forms, to_count
from hientai.evaluation.queries.waiting import Waiting, waiting_for
from hientai.evaluation.views.acting import badge as action_badge
from hientai.evaluation.views.shared import OPEN, OWN
from hientai.evaluation.views.shared import badge as form_badge
from hientai.programmes.models import Lecturer, Version
from hientai.webkit.day import Visit, today

SHOWN = 5


def class_panel(request: Visit, held: TrainingClass) -> str:
    """The form of a class, its index, what is done about it; a way to open one."""
    form = forms.of_class(held)
    writes = request.user.may(OPEN) and held.withdrawn_at is None and forms.writes(held)
    if form is None and not writes:
        return ""
    counted = form is not None and form.state == COUNTED
    context = {
        "held": held,
        "form": form,
        "badge": form_badge(form) if form else None,
        "whole": results.results_of(form).whole if form and counted else None,
        "actions": _told(list(acting.of_class(held)[:SHOWN])),
        "may_open": writes and form is None,
    }
    return render_to_string("evaluation/class_panel.html", context, request=request)


def lecturer_panel(request: Visit, lecturer: Lecturer) -> str:
    """What was found of a lecturer, and what is done about it."""
    found = results.of_lecturer(lecturer, request.on)
    actions = _told(list(acting.of_lecturer(lecturer)[:SHOWN]))
    if not found and not actions:
        return ""
    rows = [(form, one, results.two_places(one.whole)) for form, one in found[: 4 * SHOWN]]
    context = {"rows": rows, "actions": actions}
    return render_to_string("evaluation/lecturer_panel.html", context, request=request)


def programme_panel(request: Visit, version: Version) -> str:
    """What classes of a programme found and what is done about it: for its next version."""
    actions = _told(list(acting.of_programme(version.programme_id)[: 2 * SHOWN]))
    if not actions:
        return ""
    context = {"actions": actions, "with_class": True}
    return render_to_string("evaluation/actions_of.html", context, request=request)


def _told(rows: list[Any]) -> list[tuple[Any, Any]]:
    return [(one, action_badge(one)) for one in rows]


def attention(request: Visit, _subject: None) -> str:
    """Forms that wait to be counted, actions of the reader's that are open."""
    user, there = request.user, _waiting(request)
    waiting = list(to_count(today())[:SHOWN]) if there.forms and user.may(OPEN) else []
    mine = _told(list(acting.waiting_for(user)[:SHOWN])) if there.actions else []
    if not waiting and not mine:
        return ""
    context = {"waiting": waiting, "mine": mine}
    return render_to_string("evaluation/attention.html", context, request=request)


def use_attention(request: Visit, _subject: None) -> str:
    """How many people of the reader's units are asked about."""
    count = _waiting(request).uses
    if not count:
        return ""
    context = {"count": count, "href": reverse("evaluation:uses") + "?cho=cho"}
    return render_to_string("evaluation/use_attention.html", context, request=request)


def _waiting(request: Visit) -> Waiting:
    """Asked once a page."""
    kept: Waiting | None = vars(request).get("evaluation_waiting")
    if kept is None:
        kept = vars(request)["evaluation_waiting"] = waiting_for(request.user, today())
    return kept


def own_attention(_request: Visit, _subject: None) -> str:
    """On the home page of a learner: forms that take answers today."""
    rows = own_forms(today())
    return render_to_string("evaluation/own_attention.html", {"rows": rows}) if rows else ""


def own_panel(request: Visit, _person: Any) -> str:
    """On the own page: forms that the reader may answer today."""
    rows = own_forms(today()) if request.user.may(OWN) else []
    if not rows:
        return ""
    return render_to_string("evaluation/own_panel.html", {"rows": rows}, request=request)
