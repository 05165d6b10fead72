"""The list of schemes and the page of one, whose tabs are the panels of several rooms."""

from collections.abc import Callable, Sized
from datetime import date
from operator import attrgetter

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hientai.schemes import queries
from hientai.schemes.domain.pack import Pack, Scheme
from hientai.schemes.models import SchemeVersion
from hientai.schemes.views import panels
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day, number
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.lists import Column, Lines, Link, ListPage
from hientai.webkit.panels import Panel, panels_for

TAB = "phan"
COUNTED: dict[str, Callable[[Pack], Sized]] = {
    "muc-tieu": attrgetter("targets"),
    "chi-tieu": attrgetter("quotas"),
    "nhiem-vu": attrgetter("tasks"),
    "chuong-trinh": attrgetter("programmes"),
    "can-cu": attrgetter("scheme.basis"),
}
"""The tabs that say how many items they hold."""

BILLION = 1_000_000_000


@require_safe
@guarded("schemes:view")
def schemes(request: Visit) -> HttpResponseBase:
    """The schemes in force on the day."""
    packs = [queries.pack_of(version) for version in queries.schemes(request.on)]
    columns = [
        Column("de-an", _("Đề án"), _name),
        Column("van-ban", _("Văn bản"), lambda p: Lines(p.scheme.number, day(p.scheme.issued_on))),
        Column("giai-doan", _("Giai đoạn"), lambda p: panels.phase_on(p, request.on) or "–"),
        Column("muc-tieu", _("Mục tiêu"), lambda p: len(p.targets), number=True),
        Column("chi-tieu", _("Chỉ tiêu"), lambda p: len(p.quotas), number=True),
        Column("cho", _("Số chỗ (người)"), _places, number=True),
        Column("kinh-phi", _("Kinh phí (đồng)"), _budget, number=True),
    ]
    page = ListPage(
        request,
        columns=columns,
        rows=packs,
        title=_("Đề án"),
        empty=_("Chưa có đề án nào có hiệu lực vào ngày này."),
    )
    return page.render("schemes/schemes.html", {"coming": coming(request.on)})


def coming(on: date) -> list[tuple[Scheme, date]]:
    """The schemes that are not yet in force on a day, each with the day from which it is."""
    later = queries.coming(on)
    return [(queries.pack_of(version).scheme, version.effective_from) for version in later]


@require_safe
@guarded("schemes:view")
def scheme(request: Visit, slug: str) -> HttpResponseBase:
    """One scheme on the day: the tab asked for, the first one otherwise; or its list as XLSX."""
    version = _version_of(slug, request.on)
    tabs = [panel for panel in panels_for("scheme", request) if panel.place == "main"]
    tab = _asked(tabs, request.GET.get(TAB, ""))
    if request.GET.get("tai") == "xlsx":
        return (tab.download or panels.workbook_of(tab.slug))(request, version)
    pack = queries.pack_of(version)
    context = {
        "version": version,
        "scheme": pack.scheme,
        "phase": panels.phase_on(pack, request.on),
        "elapsed": panels.elapsed_on(pack, request.on),
        "budget": _in_billions(_budget(pack)),
        "tabs": [(one, one == tab, counts) for one, counts in _counted(tabs, pack)],
        "tab": tab,
        "downloads": bool(tab.download) or tab.slug in panels.DOWNLOADS,
        "body": mark_safe(tab.render(request, version)),  # a panel gives finished HTML
    }
    return render(request, "schemes/scheme.html", context)


def _asked(tabs: list[Panel], slug: str) -> Panel:
    if not tabs:
        raise Http404
    return next((tab for tab in tabs if tab.slug == slug), tabs[0])


def _version_of(slug: str, on: date) -> SchemeVersion:
    """The version in force on the day; 404 for an unknown scheme."""
    try:
        return queries.scheme(slug, on)
    except queries.NoSchemeInForce:
        raise
    except Refused as unknown:
        raise Http404 from unknown


def _counted(tabs: list[Panel], pack: Pack) -> list[tuple[Panel, int | None]]:
    return [(tab, len(COUNTED[tab.slug](pack)) if tab.slug in COUNTED else None) for tab in tabs]


def _name(pack: Pack) -> Link:
    href = reverse("schemes:scheme", args=[pack.scheme.slug])
    return Link(pack.scheme.short_title, href, pack.scheme.issuer)


def _places(pack: Pack) -> int:
    """Persons; places that each unit has depend on the day's units and stand on the quota."""
    return sum(quota.places or 0 for quota in pack.quotas if not quota.per)


def _budget(pack: Pack) -> int:
    return sum(budget.amount for budget in pack.scheme.budget)


def _in_billions(amount: int) -> str:
    return number(round(amount / BILLION, 3)) if amount else ""
