"""The own notices: read, marked as read, and how each kind goes by mail (C3)."""

import time

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hientai.notices import queries, services
from hientai.notices.domain.kinds import label_of
from hientai.notices.forms import WaysForm
from hientai.webkit.day import Visit
from hientai.webkit.guard import SIGNED_IN, guarded
from hientai.webkit.paging import page_asked

PER_PAGE = 30
READ_AT = "notices-read-at"  # of a session: when its user last marked some as read


@require_safe
@guarded(SIGNED_IN)
def listing(request: Visit) -> HttpResponseBase:
    """The own notices, all or the unread ones, the newest first."""
    unread = request.GET.get("xem") == "chua-doc"
    rows = queries.notices_of(request.user, unread=unread)
    pager = page_asked(request.GET, rows.count(), PER_PAGE)
    first = (pager.page - 1) * PER_PAGE
    shown = [(row, label_of(row.kind)) for row in rows[first : first + PER_PAGE]]
    context = {
        "notices": shown,
        "pager": pager,
        "only_unread": unread,
        "unread": queries.unread_of(request.user),
    }
    return render(request, "notices/notices.html", context)


@require_POST
@guarded(SIGNED_IN)
def read(request: Visit, number: int) -> HttpResponse:
    """Mark one as read; on to what it speaks of, where that is asked."""
    notice = get_object_or_404(queries.notices_of(request.user), pk=number)
    services.mark_read(notice=notice)
    request.session[READ_AT] = time.time()
    if request.POST.get("mo") and notice.link:
        return redirect(notice.link)
    return redirect("notices:notices")


@require_POST
@guarded(SIGNED_IN)
def read_all(request: Visit) -> HttpResponse:
    """Mark all as read."""
    count = services.mark_all_read(user=request.user)
    request.session[READ_AT] = time.time()
    messages.success(request, _("Đã đánh dấu %(n)s thông báo là đã đọc.") % {"n": count})
    return redirect("notices:notices")


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(SIGNED_IN)
def ways(request: Visit) -> HttpResponse:
    """How each kind goes by mail."""
    form = WaysForm(request.POST or None, initial=queries.ways_of(request.user))
    if form.is_valid():
        services.choose(user=request.user, ways=form.cleaned_data)
        messages.success(request, _("Đã ghi lựa chọn."))
        return redirect("notices:ways")
    status = 422 if request.method == "POST" else 200
    return render(request, "notices/ways.html", {"form": form}, status=status)
