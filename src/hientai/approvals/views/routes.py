"""The routes of a day, one route with its versions, and a version put by who keeps the scheme."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hientai.approvals import queries as reads
from hientai.approvals import services as verbs
from hientai.approvals.domain.routes import Step
from hientai.approvals.forms import RouteForm, StepForms, StopForm
from hientai.approvals.models import Route
from hientai.approvals.services.routes import refuse_unknown_units
from hientai.shared.kept import Mixed, joined, kept
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import fold, typed_day
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.lists import Column, Filter, Lines, Link, ListPage

VIEW, PUT = "approvals:view", "approvals:routes"


@require_safe
@guarded(VIEW)
def routes(request: Visit) -> HttpResponseBase:
    """The routes in force on the day."""
    page = ListPage(
        request,
        title=_("Trình tự phê duyệt"),
        rows=reads.routes_on(request.on),
        columns=[
            Column("khoa", _("Áp dụng cho"), lambda r: Lines(r.key, r.whom.words)),
            Column("ten", _("Trình tự"), _called),
            Column("buoc", _("Các bước"), _steps),
            Column("ban-hanh", _("Ra quyết định"), lambda r: r.issuer.words),
            Column("can-cu", _("Căn cứ"), lambda r: Lines(r.source, r.note)),
            Column("tu", _("Từ ngày"), lambda r: r.since),
        ],
        filters=[Filter("tim", _("Tìm"), apply=_found, placeholder=_("Đề án, chỉ tiêu, tên"))],
        empty="" if request.GET else _("Chưa có trình tự phê duyệt nào áp dụng vào ngày này."),
        cards=True,
    )
    return page.render("approvals/routes.html")


def _called(route: Route) -> Link:
    return Link(route.title, reverse("approvals:route", args=[route.pk]))


def _steps(route: Route) -> str:
    return joined(" → ", (Mixed(kept(one.title), f" ({_days(one)})") for one in route.stages))


def _days(step: Step) -> str:
    return _("%s ngày làm việc") % step.days


def _found(rows: list[Route], text: str) -> list[Route]:
    words = fold(text).split()
    return [r for r in rows if all(word in fold(f"{r.key} {r.title}") for word in words)]


@require_safe
@guarded(VIEW)
def route(request: Visit, number: int) -> HttpResponse:
    """One route: its steps, its clause, every version of it."""
    return _page(request, _of(number), StopForm(auto_id="thoi-%s"))


def _page(request: Visit, row: Route, form: StopForm, status: int = 200) -> HttpResponse:
    versions = reads.versions_of(row)
    context = {
        "route": row,
        "stages": row.stages,
        "versions": versions,
        "holds": row in reads.routes_on(request.on, row.key),
        "stop": form,
    }
    return render(request, "approvals/route.html", context, status=status)


@require_POST
@guarded(PUT)
def stop(request: Visit, number: int) -> HttpResponse:
    """Let a route be no more from a day on."""
    row, form = _of(number), StopForm(request.POST, auto_id="thoi-%s")
    if not form.is_valid():
        return _page(request, row, form, status=422)
    verbs.stop_route(actor=request.user, route=row, **form.cleaned_data)
    messages.success(request, _("Đã ghi ngày thôi áp dụng."))
    return redirect("approvals:routes")


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(PUT)
def put(request: Visit) -> HttpResponse:
    """A version of a route: from an empty form, or from a version that it is to follow (?tu=)."""
    copied = _asked(request.GET.get("tu", ""))
    form = RouteForm(request.POST or None, initial=_said(copied), auto_id="trinh-tu-%s")
    steps = StepForms(request.POST or None, initial=_said_steps(copied), prefix="buoc")
    if request.method == "POST" and form.is_valid() and steps.is_valid():
        made = _put(request, form, [one.step for one in steps if one.step])
        if made is not None:
            messages.success(request, _("Đã ghi trình tự phê duyệt."))
            return redirect("approvals:route", made.pk)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "steps": steps, "copied": copied}
    return render(request, "approvals/put_route.html", context, status=status)


def _put(request: Visit, form: RouteForm, steps: list[Step]) -> Route | None:
    given = dict(form.cleaned_data)
    given.pop("issuer"), given.pop("issuer_unit")
    try:
        issuer = form.place()
        refuse_unknown_units(steps, issuer, given["authority"])
        return verbs.put_route(actor=request.user, steps=steps, issuer=issuer, **given)
    except Refused as refused:
        form.add_error(None, str(refused))
        return None


def _said(copied: Route | None) -> dict[str, Any]:
    if copied is None:
        return {}
    named = {True: "co", False: "khong", None: ""}
    return {
        "key": copied.key,
        "title": copied.title,
        "blocs": copied.blocs,
        "managed": named[copied.managed],
        "authority": copied.authority,
        "issuer": copied.issuer_whose,
        "issuer_unit": copied.issuer_unit,
        "source": copied.source,
        "since": typed_day(copied.since),
        "note": copied.note,
    }


def _said_steps(copied: Route | None) -> list[dict[str, Any]]:
    return [dict(step) for step in copied.steps] if copied else []


def _asked(text: str) -> Route | None:
    return Route.objects.filter(pk=int(text)).first() if text.isdigit() else None


def _of(number: int) -> Route:
    row = Route.objects.filter(pk=number).first()
    if row is None:
        raise Http404
    return row
