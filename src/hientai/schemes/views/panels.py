"""Panels of a scheme's page: tasks, programmes, who is meant and judged, basis and findings.

`site` puts them on the page; their subject is the version of the scheme in force on the day.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hientai.approvals.models import Route
from hientai.approvals.queries import routes_on
from hientai.law import queries as law
from hientai.rules.decrees import DECREES
from hientai.schemes import queries
from hientai.schemes.domain.differences import KINDS
from hientai.schemes.domain.equivalence import Equivalence
from hientai.schemes.domain.groups import context_of, describe
from hientai.schemes.domain.items import UNITS
from hientai.schemes.domain.pack import Basis, Due, Kind, Pack, Phase, Provision, Task
from hientai.schemes.models import SchemeItem, SchemeVersion
from hientai.shared.vietnamese import day, fold
from hientai.webkit.day import Visit
from hientai.webkit.lists import Column, Filter, Lines, ListPage

PARTS = ("assigned", "solution", "roadmap")
DOWNLOADS: dict[str, tuple[Kind, ...]] = {
    "muc-tieu": (Kind.TARGET,),
    "chi-tieu": (Kind.QUOTA, Kind.MINIMUM),
    "chuong-trinh": (Kind.PROGRAMME,),
    "doi-tuong": (Kind.GROUP, Kind.EQUIVALENCE, Kind.CONTINUATION, Kind.CONDITION, Kind.PRIORITY),
    "trinh-tu": (Kind.ROUTE,),
    "can-cu": (
        Kind.BASIS,
        Kind.SCOPE,
        Kind.EXCLUSION,
        Kind.PHASE,
        Kind.BUDGET,
        Kind.PROVISION,
        Kind.ANNEX,
        Kind.REPORT,
        Kind.FINDING,
    ),
}
"""The items that the workbook of each tab lists."""

TITLES = {
    "muc-tieu": gettext_lazy("Mục tiêu"),
    "chi-tieu": gettext_lazy("Chỉ tiêu"),
    "chuong-trinh": gettext_lazy("Chương trình"),
    "doi-tuong": gettext_lazy("Đối tượng và điều kiện"),
    "can-cu": gettext_lazy("Căn cứ"),
    "trinh-tu": gettext_lazy("Trình tự phê duyệt"),
}


def tasks_panel(request: Visit, version: SchemeVersion) -> str:
    """Tasks, solutions and steps of the roadmap: who leads, who takes part, by when."""
    return _html(request, "tasks", {"list": _tasks(request, version)})


def programmes_panel(request: Visit, version: SchemeVersion) -> str:
    """What each quota teaches, in the words of the document."""
    pack = queries.pack_of(version)
    taught = {programme.quota: programme for programme in pack.programmes}
    rows = [
        (quota, taught.get(quota.id), [m for m in pack.minimums if quota.id in m.counts])
        for quota in pack.quotas
    ]
    return _html(request, "programmes", {"rows": rows, "slug": pack.scheme.slug})


def people_panel(request: Visit, version: SchemeVersion) -> str:
    """Who is meant by each quota and target, and on which conditions, read from the data."""
    pack, kept = queries.pack_of(version), law.corrections()
    context = {
        "quotas": queries.quotas_judged(version, request.on, kept),
        "groups": queries.target_groups(version, request.on, kept),
        "priorities": pack.priorities,
        "ranked": _ranked(pack, request.on),
        "slug": pack.scheme.slug,
    }
    return _html(request, "people", context)


def _ranked(pack: Pack, on: date) -> list[tuple[Equivalence, str, str]]:
    """The table of titles in force on a day: row, group, and the statement in words."""
    context = context_of(pack, on)
    return [
        (row, pack.group(row.group).name, describe(row.when, context))
        for row in pack.equivalences
        if row.holds_on(on)
    ]


def basis_panel(request: Visit, version: SchemeVersion) -> str:
    """Legal basis, scope, exclusions, phases, money, annexes, reports, findings, versions."""
    pack, kept = queries.pack_of(version), law.corrections()
    cited_on = pack.scheme.effective_from
    context = {
        "scheme": pack.scheme,
        "basis": [
            (
                one,
                law.followed(one.number, cited_on, request.on, kept),
                _validity(pack, one, request.on),
            )
            for one in pack.scheme.basis
        ],
        "reports": [_report(pack, report) for report in pack.reports],
        "findings": pack.findings,
        "provisions": _provisions(pack),
        "versions": queries.versions_of(version),
    }
    return _html(request, "basis", context)


def routes_panel(request: Visit, version: SchemeVersion) -> str:
    """The routes of approval in force on the day: those of the document, and those put since."""
    pack = queries.pack_of(version)
    named = _routes_named(version, pack)
    rows = [
        (
            route,
            named.get(route.title, route.title),
            _steps_of(route, named, pack),
            _issuer(route, pack),
        )
        for route in routes_on(request.on, f"{pack.scheme.slug}/")
    ]
    return _html(request, "routes", {"rows": rows})


def _issuer(route: Route, pack: Pack) -> str:
    return pack.scheme.bodies.get(route.issuer.unit, route.issuer.words)


def _routes_named(version: SchemeVersion, pack: Pack) -> dict[str, str]:
    """The names of routes and steps as the reader is shown them, by the Vietnamese ones."""
    ours, theirs = _names_of(queries.document_of(version)), _names_of(pack)
    return {old: new for old, new in zip(ours, theirs, strict=True) if old != new}


def _names_of(pack: Pack) -> list[str]:
    return [name for one in pack.routes for name in (one.title, *(s.title for s in one.steps))]


def _steps_of(route: Route, named: Mapping[str, str], pack: Pack) -> list[tuple[str, str, int]]:
    """Each step: its name, the unit it lies with, the working days it has."""
    return [
        (
            named.get(step.title, step.title),
            pack.scheme.bodies.get(step.place.unit, step.place.words),
            step.days,
        )
        for step in route.stages
    ]


def _validity(pack: Pack, cited: Basis, on: date) -> str:
    """Whether a cited document is in force on a day, as far as the product keeps track of it."""
    new = next((b for b in pack.scheme.basis if b.replaces == cited.id and b.since), None)
    if new is not None and new.since is not None:
        told = {"number": new.number or new.title, "since": day(new.since)}
        if new.since <= on:
            return _("được thay bằng %(number)s từ %(since)s") % told
        return _("sẽ được thay bằng %(number)s từ %(since)s") % told
    decree = next((one for one in DECREES if one.is_cited_as(cited.number)), None)
    if decree is None:
        return _("chưa theo dõi hiệu lực")
    if decree.until is not None and decree.until < on:
        return _("hết hiệu lực sau ngày %s") % day(decree.until)
    return _("còn hiệu lực ngày này")


def _provisions(pack: Pack) -> list[tuple[str, list[Provision]]]:
    """What the scheme states in words, part by part; parts without a provision are left out."""
    parts = {
        "content": _("Định hướng nội dung"),
        "funding": _("Kinh phí"),
        "right": _("Quyền lợi của người tham gia"),
        "duty": _("Trách nhiệm, nghĩa vụ của người tham gia"),
        "transition": _("Quy định chuyển tiếp"),
    }
    said = pack.scheme.provisions
    found = [(name, [one for one in said if one.part == part]) for part, name in parts.items()]
    return [(name, rows) for name, rows in found if rows]


def workbook_of(tab: str) -> Callable[[Visit, SchemeVersion], HttpResponseBase]:
    """The items of a tab as XLSX, for a tab whose panel has no workbook of its own."""
    return partial(_workbook, tab=tab)


def _workbook(request: Visit, version: SchemeVersion, tab: str) -> HttpResponseBase:
    """The items of a tab as XLSX; 404 for a tab without a list."""
    if tab == "nhiem-vu":
        return _tasks(request, version).workbook()
    if tab not in DOWNLOADS:
        raise Http404
    kinds = DOWNLOADS[tab]
    rows = SchemeItem.objects.filter(version=version, kind__in=[kind.value for kind in kinds])
    units = {"": ""} | {code: _(words) for code, words in UNITS.items()}
    columns = [
        Column("loai", _("Loại"), lambda item: _(KINDS[Kind(item.kind)])),
        Column("ma", _("Mã"), lambda item: item.item_id),
        Column("noi-dung", _("Nội dung"), lambda item: item.title, width=70),
        Column("so", _("Số"), lambda item: item.count, number=True),
        Column("don-vi", _("Đơn vị tính"), lambda item: units[item.unit]),
        Column("dieu-khoan", _("Điều khoản"), lambda item: item.clause, width=40),
        Column("de-muc", _("Đề mục suy ra"), lambda item: item.data.get("inferred", "")),
    ]
    title = f"{queries.pack_of(version).scheme.number} – {TITLES[tab]}"
    return ListPage(request, columns=columns, rows=rows, title=title).workbook()


def phase_on(pack: Pack, on: date) -> str:
    """The title of the phase a day lies in, "" outside all of them."""
    phase = _phase(pack, on)
    return phase.title if phase else ""


def elapsed_on(pack: Pack, on: date) -> float | None:
    """The share of the phase that has passed at the end of a day; None outside all phases."""
    phase = _phase(pack, on)
    if phase is None:
        return None
    return ((on - phase.start).days + 1) / ((phase.end - phase.start).days + 1)


def _phase(pack: Pack, on: date) -> Phase | None:
    return next((one for one in pack.scheme.phases if one.start <= on <= one.end), None)


def _tasks(request: Visit, version: SchemeVersion) -> ListPage:
    pack = queries.pack_of(version)
    return ListPage(
        request,
        title=_("Nhiệm vụ"),
        rows=sorted(pack.tasks, key=lambda task: PARTS.index(task.part)),
        per_page=100,
        cards=True,
        columns=_task_columns(pack),
        filters=_task_filters(pack),
    )


def _task_filters(pack: Pack) -> list[Filter]:
    leads = dict.fromkeys(code for task in pack.tasks for code in task.lead)
    return [
        Filter("tim", _("Tìm nội dung"), apply=_found, placeholder=_("Không cần dấu")),
        Filter(
            "loai",
            _("Loại"),
            choices=list(_parts().items()),
            apply=lambda rows, part: [task for task in rows if task.part == part],
        ),
        Filter(
            "chu-tri",
            _("Chủ trì"),
            choices=[(code, pack.scheme.bodies[code]) for code in leads],
            apply=lambda rows, code: [task for task in rows if code in task.lead],
        ),
    ]


def _task_columns(pack: Pack) -> list[Column]:
    parts = _parts()
    return [
        Column("ma", _("Mã"), lambda task: task.id, only_download=True),
        Column("loai", _("Loại"), lambda task: parts[task.part], only_download=True),
        Column("noi-dung", _("Nội dung"), _words, only_page=True),
        Column("viec", _("Nội dung"), lambda task: task.text, only_download=True, width=70),
        Column("chu-tri", _("Được giao, chủ trì"), lambda task: _names(pack, task.lead)),
        Column("phoi-hop", _("Phối hợp"), lambda task: _names(pack, task.partners)),
        Column("thoi-han", _("Thời hạn"), lambda task: _due(pack, task.due)),
        Column("dieu-khoan", _("Điều khoản"), lambda task: task.clause, only_download=True),
        Column("ghi-chu", _("Ghi chú"), lambda task: task.note, only_download=True),
    ]


def _parts() -> dict[str, str]:
    words = (_("Nhiệm vụ được phân công"), _("Giải pháp"), _("Lộ trình"))
    return dict(zip(PARTS, words, strict=True))


def _words(task: Task) -> Lines:
    note = f"{task.heading} · {task.clause}"
    return Lines(task.text, f"{note} · {task.note}" if task.note else note)


def _found(tasks: Sequence[Task], text: str) -> list[Task]:
    wanted = fold(text)
    return [task for task in tasks if wanted in fold(f"{task.text} {task.heading}")]


def _names(pack: Pack, codes: Sequence[str]) -> str:
    names = ", ".join(pack.scheme.bodies[code] for code in codes)
    return names[:1].upper() + names[1:] if names else _("không nêu")


def _due(pack: Pack, due: Due) -> str:
    if due.kind == "not_stated":
        return due.text or _("không nêu")
    if due.kind == "phase" and due.phase:
        return pack.phase(due.phase).title
    return due.text or day(due.day)


def _report(pack: Pack, report: Any) -> dict[str, Any]:
    frequency = {
        "yearly": _("hằng năm"),
        "once": _("một lần"),
        "when_needed": _("khi cần"),
        "periodic": _("định kỳ hoặc khi có yêu cầu"),
        "each_course": _("sau mỗi khóa"),
        "not_stated": _("không nêu"),
    }
    return {
        "item": report,
        "sender": _names(pack, report.sender),
        "to": _names(pack, report.to),
        "via": _names(pack, report.via) if report.via else "",
        "frequency": frequency[report.frequency],
    }


def _html(request: Visit, name: str, context: dict[str, Any]) -> str:
    return render_to_string(f"schemes/panel_{name}.html", context, request=request)
