"""The codes of a session on the wall: all of them in the page, so that no network is needed."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from hientai.attendance.domain.states import CAME
from hientai.attendance.papers.codes import digits, pictures
from hientai.attendance.queries.rolls import claims_at, codes_of, lines_of
from hientai.attendance.services import hide_codes, show_codes
from hientai.attendance.views.shared import MARK, session_at
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@guarded(MARK)
def codes(request: Visit, code: str, pk: int) -> HttpResponse:
    """Show the code of each half minute; a POST lets codes count from now on."""
    held, session = session_at(request, code, pk, to_mark=True)
    if request.method == "POST":
        show_codes(actor=request.user, session=session.row, now=timezone.now())
        return redirect("attendance:codes", held.code, pk)
    if "dem" in request.GET:
        lines = lines_of(session.row)
        came = sum(one.state in CAME for one in lines)
        counted = {"came": came, "of": len(lines), "waiting": claims_at(pk).count()}
        return render(request, "attendance/count.html", counted)
    found = codes_of(pk) if session.shows_codes else []
    phone = request.build_absolute_uri(reverse("attendance:phone"))
    side, drawn = pictures(found, f"{phone}#{pk}") if found else (0, "")
    context: dict[str, Any] = {
        "held": held,
        "session": session,
        "first": found[0][0] if found else 0,
        "codes": digits(found),
        "pictures": drawn,
        "side": side,
        "now": int(timezone.now().timestamp() * 1000),
        "phone": phone,
    }
    return render(request, "attendance/codes.html", context)


@require_POST
@guarded(MARK)
def hide(request: Visit, code: str, pk: int) -> HttpResponse:
    """Let codes count no more."""
    held, session = session_at(request, code, pk, to_mark=True)
    hide_codes(actor=request.user, session=session.row, now=timezone.now())
    return redirect("attendance:session", held.code, pk)
