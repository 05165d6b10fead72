""" "Điểm danh của tôi": the own classes session by session, and asking for leave."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hientai.attendance.domain.states import EXCUSES
from hientai.attendance.forms import LeaveForm
from hientai.attendance.queries.mine import Own, own_classes, own_excuses, own_learners
from hientai.attendance.queries.rolls import sessions_of
from hientai.attendance.services import Leave, ask
from hientai.attendance.views.shared import OWN, how_words, limit_badge, state_badge
from hientai.shared.refused import Refused
from hientai.shared.words import _ as spoken
from hientai.webkit.cells import Badge, Tone
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded

TONES: dict[str, Tone] = {"asked": "warn", "accepted": "good", "refused": "bad"}


@require_safe
@guarded(OWN)
def mine(request: Visit) -> HttpResponse:
    """The own classes, each session with the own mark, and how one stands to the limits."""
    context = {
        "classes": [_shown(one) for one in own_classes(request.on)],
        "excuses": [(one, excuse_badge(one.state)) for one in own_excuses()[:20]],
    }
    return render(request, "attendance/mine.html", context)


def excuse_badge(state: str) -> Badge:
    """Where leave that was asked for stands."""
    return Badge(spoken(EXCUSES[state]), TONES[state])


def _shown(one: Own) -> dict[str, object]:
    rows = [
        (session, state_badge(mark.state if mark else "unmarked"), how_words(mark), mark, claim)
        for session, mark, claim in one.sessions
    ]
    return {"own": one, "badge": limit_badge(one.standing), "rows": rows}


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(OWN)
def ask_leave(request: Visit, learner: int) -> HttpResponse:
    """Ask for leave in one of the own classes."""
    row = own_learners().filter(pk=learner).first()
    if row is None:
        raise Http404
    sessions = sessions_of(row.training_class_id)
    form = LeaveForm(request.POST or None, request.FILES or None, sessions=sessions)
    if request.method == "POST" and form.is_valid():
        try:
            leave = Leave(**form.leave())
            ask(actor=request.user, learner=row, leave=leave, on=request.today)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã gửi đơn xin nghỉ."))
            return redirect("attendance:mine")
    status = 422 if request.method == "POST" else 200
    context = {"held": row.training_class, "form": form}
    return render(request, "attendance/ask.html", context, status=status)
