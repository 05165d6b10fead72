"""What this room adds to composite pages: a class, the own page, what waits."""

from typing import Any

from django.template.loader import render_to_string

from hientai.attendance.queries.counting import standings
from hientai.attendance.queries.excuses import waiting
from hientai.attendance.queries.mine import own_classes, own_day
from hientai.attendance.queries.rolls import sessions_of
from hientai.attendance.views.shared import limit_badge, state_badge
from hientai.classes.models import TrainingClass
from hientai.webkit.day import Visit

SHOWN = 5


def class_panel(request: Visit, held: TrainingClass) -> str:
    """How far a class's rolls are closed, and who is near or beyond the limits."""
    sessions = sessions_of(held.pk)
    if not sessions:
        return ""
    past = [one for one in sessions if one.day <= request.on]
    found = standings(held, request.on)
    context = {
        "held": held,
        "past": len(past),
        "closed": sum(one.is_closed for one in past),
        "sessions": len(sessions),
        "beyond": sum(one.verdict == "failed" for one in found),
        "near": sum(one.warned for one in found),
        "today": [one for one in past if one.day == request.on],
    }
    return render_to_string("attendance/class_panel.html", context, request=request)


def own_panel(request: Visit, _person: Any) -> str:
    """On the own page: the last class with what was attended."""
    found = own_classes(request.on, most=2)
    if not found:
        return ""
    context = {"rows": [(one, limit_badge(one.standing)) for one in found]}
    return render_to_string("attendance/own_panel.html", context, request=request)


def today_panel(request: Visit, _subject: None) -> str:
    """On the home page: the reader's sessions of today, where a check-in counts now; else the next
    one. Nothing for who neither learns nor teaches in the months to come."""
    today, coming = own_day(request.today)
    if not today and coming is None:
        return ""
    rows = [(one, state_badge(one.mark.state) if one.mark else None) for one in today]
    context = {"rows": rows, "coming": coming, "today": request.today}
    return render_to_string("attendance/today_panel.html", context, request=request)


def attention(request: Visit, _subject: None) -> str:
    """Leave that waits for an answer in classes that the reader keeps."""
    found = list(waiting()[: SHOWN + 1])
    if not found:
        return ""
    context = {"rows": found[:SHOWN], "more": len(found) > SHOWN}
    return render_to_string("attendance/attention.html", context, request=request)
