"""The chain over the trace: how far it is sealed, what the last check found, the hash to keep."""

from collections.abc import Sequence
from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hientai.audit import papers, queries, services
from hientai.audit.domain import BOOKS, Fault, Tail
from hientai.audit.models import Segment, Verification
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.lists import Column, Empty, ListPage

PERMISSION = "audit:view"
LATE = timedelta(hours=1)  # the worker seals every ten minutes
SHOWN = 50


@require_safe
@guarded(PERMISSION)
def chain(request: Visit) -> HttpResponseBase:
    """The state of the chain, and its segments."""
    page = ListPage(
        request,
        title=_("Các đoạn niêm phong"),
        rows=Segment.objects.defer("leaves").order_by("-number"),
        columns=[
            Column("so", _("Đoạn"), lambda s: s.number, number=True, sort="number"),
            Column("luc", _("Niêm phong lúc"), lambda s: _moment(s), sort="sealed_at", width=18),
            Column("so-sach", _("Nhật ký"), lambda s: _(BOOKS[s.book])),
            Column("dong", _("Số dòng"), lambda s: s.count, number=True, sort="count"),
            Column("ma", _("Mã"), lambda s: s.hash[:16] + "…", only_page=True),
            Column("ma-day-du", _("Mã niêm phong"), lambda s: s.hash, only_download=True),
        ],
        empty=Empty(
            _("Nhật ký chưa được niêm phong lần nào."),
            _("Tiến trình nền niêm phong mười phút một lần."),
        ),
    )
    return page.render("audit/chain.html", _state())


@require_POST
@guarded(PERMISSION)
def verify(request: Visit) -> HttpResponseBase:
    """Let the background check the whole chain."""
    services.verify_later(asked_by=str(request.user))
    messages.success(request, _("Đã giao tiến trình nền kiểm tra; tải lại trang để xem kết quả."))
    return redirect("audit:chain")


@require_safe
@guarded(PERMISSION)
def head(request: Visit) -> HttpResponseBase:
    """The last hash as a text to keep outside."""
    last = queries.head()
    text = papers.head_as_text(last)
    name = f"niem-phong-{last.number if last else 0}.txt"
    return HttpResponse(
        text + "\n",
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def attention(request: Visit, _subject: object) -> str:
    """That the last check found the trace rewritten, or that sealing has stopped."""
    last = queries.verification()
    told = {"faults": last and not last.found["whole"], "late": _late(queries.tails())}
    return render_to_string("audit/attention.html", told, request=request)


def _late(tails: Sequence[Tail]) -> bool:
    return any(tail.since and tail.since < timezone.now() - LATE for tail in tails)


def _state() -> dict[str, object]:
    last, tails = queries.verification(), queries.tails()
    told = last.found["faults"] if last else []
    return {
        "head": queries.head(),
        "tails": [(_(BOOKS[tail.book]), tail) for tail in tails if tail.count],
        "late": _late(tails),
        "last": last,
        "faults": [str(_fault(one)) for one in told[:SHOWN]],
        "more": _more(last),
    }


def _fault(told: dict[str, object]) -> Fault:
    """A fault as it was kept, to be told in the reader's language."""
    return Fault(**{key: value for key, value in told.items() if key != "words"})  # type: ignore[arg-type]


def _more(last: Verification | None) -> int:
    return max(last.found["faults_in_all"] - SHOWN, 0) if last else 0


def _moment(one: Segment) -> str:
    return date_format(timezone.localtime(one.sealed_at), "SHORT_DATETIME_FORMAT")
