"""The sessions a reader sees, by week or month; secret addresses for calendar programs."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hientai.classes.queries import class_of
from hientai.programmes.models import Lecturer
from hientai.timetables.models import Session
from hientai.timetables.papers import calendar_of
from hientai.timetables.queries.feeds import entries_at, feeds_of
from hientai.timetables.queries.plans import between, shown
from hientai.timetables.services import open_feed, revoke_feed
from hientai.timetables.views.shared import VIEW, Shown, by_day, day_asked, grid, month_of, week_of
from hientai.webkit.day import Visit
from hientai.webkit.guard import PUBLIC, guarded

MOST = 300


@require_safe
@guarded(VIEW)
def mine(request: Visit) -> HttpResponse:
    """The sessions of the classes that the reader sees: learns in, teaches, keeps."""
    day = day_asked(request, "ngay", request.on)
    month = request.GET.get("xem") == "thang"
    weeks = month_of(day) if month else [week_of(day)]
    planned = shown(Session.objects.filter(state="planned"))
    rows = list(between(planned, weeks[0][0], weeks[-1][-1])[: MOST + 1])
    sessions = [Shown(row) for row in rows[:MOST]]
    context: dict[str, Any] = {
        "day": day,
        "month": month,
        "before": day - timedelta(days=7) if not month else day.replace(day=1) - timedelta(days=1),
        "after": day + timedelta(days=7) if not month else day.replace(day=28) + timedelta(days=5),
        "sessions": sessions,
        "too_many": len(rows) > MOST,
        "weeks": [by_day(sessions, week) for week in weeks],
        "rows": grid(sessions, weeks[0]),
        "days": [(one, None, True) for one in weeks[0]],
    }
    return render(request, "timetables/mine.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(VIEW)
def feeds(request: Visit) -> HttpResponseBase:
    """The secret addresses of the reader; a new one is shown once."""
    secret = ""
    if request.method == "POST":
        secret = _opened(request)
    own = _person()
    teaches = Lecturer.objects.filter(person=own) if own else Lecturer.objects.none()
    address = request.build_absolute_uri(reverse("timetables:ics", args=[secret])) if secret else ""
    context = {
        "feeds": feeds_of(request.user),
        "own": own,
        "teaches": teaches,
        "address": address,
        "code": request.GET.get("lop", "")[:60],
    }
    return render(request, "timetables/feeds.html", context)


def _opened(request: Visit) -> str:
    """A new address of what was asked for; 404 for what the reader does not see."""
    code, lecturer = request.POST.get("lop", "").strip()[:60], request.POST.get("giang-vien", "")
    if code:
        held = class_of(code, request.on)
        if held is None:
            raise Http404
        return open_feed(user=request.user, training_class=held)[1]
    if lecturer.isdecimal():
        teacher = Lecturer.objects.filter(pk=int(lecturer[:15])).first()
        if teacher is None:
            raise Http404
        return open_feed(user=request.user, lecturer=teacher)[1]
    own = _person()
    if own is None:
        raise Http404
    return open_feed(user=request.user, person=own)[1]


@require_POST
@guarded(VIEW)
def revoke(request: Visit, pk: int) -> HttpResponse:
    """Close an address."""
    revoke_feed(user=request.user, feed=pk)
    messages.success(request, _("Đã thu hồi địa chỉ lịch."))
    return redirect("timetables:feeds")


@require_safe
@guarded(PUBLIC)
def calendar_file(request: HttpRequest, secret: str) -> HttpResponse:
    """What a calendar program reads; 404 for an address that is unknown or was revoked."""
    entries = entries_at(secret) if len(secret) < 100 else []
    if not entries:
        raise Http404
    return HttpResponse(calendar_of(entries), content_type="text/calendar; charset=utf-8")


def _person() -> int | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_setting('person')::bigint")
        found: int | None = cursor.fetchone()[0]
        return found
