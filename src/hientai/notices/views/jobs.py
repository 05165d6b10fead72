"""The background's jobs, for who looks after the system: what waits, runs, failed, and why (C3)."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from hientai.notices import services
from hientai.notices.queries import jobs as queries
from hientai.webkit.cells import Tone
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.paging import page_asked

PERMISSION = "notices:jobs"
PER_PAGE = 50
STATES = {
    "todo": gettext_lazy("đang chờ"),
    "doing": gettext_lazy("đang chạy"),
    "failed": gettext_lazy("hỏng"),
}
TONES: dict[str, Tone] = {"todo": "info", "doing": "warn", "failed": "bad"}


@require_safe
@guarded(PERMISSION)
def listing(request: Visit) -> HttpResponseBase:
    """The jobs that wait, run or failed."""
    asked, now = request.GET.get("trang-thai", ""), timezone.now()
    counts = queries.counts()
    total = counts.get(asked, sum(counts.values()))
    pager = page_asked(request.GET, total, PER_PAGE)
    first = (pager.page - 1) * PER_PAGE
    rows = queries.told(list(queries.jobs(asked)[first : first + PER_PAGE]))
    context = {
        "jobs": [(job, STATES[job.state], TONES[job.state]) for job in rows],
        "states": [(code, label, counts[code], code == asked) for code, label in STATES.items()],
        "asked": asked if asked in STATES else "",
        "failed": counts["failed"],
        "waiting_since": queries.waiting_since(now),
        "workers": queries.workers(now),
        "mail_server": settings.EMAIL_HOST and f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}",
        "pager": pager,
    }
    return render(request, "notices/jobs.html", context)


@require_POST
@guarded(PERMISSION)
def again(request: Visit, number: int) -> HttpResponse:
    """Let a job that failed go again."""
    services.try_again(number=number)
    messages.success(request, _("Đã giao lại việc số %(n)s cho tiến trình nền.") % {"n": number})
    return redirect("notices:jobs")


@require_POST
@guarded(PERMISSION)
def all_again(request: Visit) -> HttpResponse:
    """Let every job that failed go again."""
    count = services.try_all_again()
    messages.success(request, _("Đã giao lại %(n)s việc cho tiến trình nền.") % {"n": count})
    return redirect("notices:jobs")


@require_POST
@guarded(PERMISSION)
def drop(request: Visit, number: int) -> HttpResponse:
    """Set a job that failed aside: nobody has to do anything about it."""
    services.drop(number=number)
    messages.success(request, _("Đã bỏ việc số %(n)s.") % {"n": number})
    return redirect("notices:jobs")
