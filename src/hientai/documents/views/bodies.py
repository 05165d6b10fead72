"""The bodies that issue papers, and the measures that their papers are drawn with on the page."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hientai.documents import services as verbs
from hientai.documents.forms import BodyForm
from hientai.documents.models import IssuingBody
from hientai.documents.queries import papers as reads
from hientai.documents.queries.measures import measures_on
from hientai.organisations.models import Unit
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.lists import Column, Empty, Link, ListPage

PERMISSION = "documents:words"


@require_safe
@guarded(PERMISSION)
def bodies(request: Visit) -> HttpResponseBase:
    """Every unit that issues papers, as it stands on them."""
    page = ListPage(
        request,
        title=_("Cơ quan ban hành"),
        rows=reads.bodies(),
        columns=[
            Column("ten", _("Tên trên văn bản"), _named, sort="name"),
            Column("chu-quan", _("Cơ quan chủ quản"), lambda b: b.parent or "–"),
            Column("ky-hieu", _("Chữ viết tắt"), lambda b: b.symbol, sort="symbol"),
            Column("dia-danh", _("Địa danh"), lambda b: b.place),
        ],
        empty=Empty(
            _("Chưa có cơ quan nào."),
            _("Mở trang của một đơn vị, chọn “Khai để ban hành văn bản”."),
        ),
    )
    return page.render("documents/bodies.html")


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(PERMISSION)
def body(request: Visit, code: str) -> HttpResponse:
    """How one unit stands on its papers; proposed from the tree where nobody has said."""
    standing = reads.unit_of_code(code, request.today)
    if standing is None:
        raise Http404
    unit = Unit.objects.get(pk=standing.unit_id)
    known = reads.body_of(unit)
    now = vars(known) if known else reads.proposed_body(standing, request.today)
    form = BodyForm(request.POST if request.method == "POST" else None, initial=now)
    if request.method == "POST" and form.is_valid():
        verbs.keep_body(actor=request.user, unit=unit, **form.cleaned_data)
        messages.success(request, _("Đã ghi cơ quan ban hành."))
        return redirect("documents:bodies")
    context = {"unit": standing, "form": form, "known": known}
    return render(request, "documents/body.html", context, status=422 if form.errors else 200)


@require_safe
@guarded("documents:view")
def measures(request: Visit) -> HttpResponse:
    """The measures of the day as a style sheet: the page draws a paper as the files do."""
    told = measures_on(request.today)
    lines = [f"--{name.replace('_', '-')}: {value};" for name, value in told.items()]
    return HttpResponse(f":root {{ {' '.join(lines)} }}", content_type="text/css")


def _named(row: IssuingBody) -> Link:
    return Link(row.name, reverse("documents:body", args=[row.unit.code]), row.unit.code)
