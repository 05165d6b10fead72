"""Delegations: the list, one of them, recorded and put right."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hientai.classes.models import TrainingClass
from hientai.delegations import services as verbs
from hientai.delegations.domain.costs import by_source, in_all, kind_label
from hientai.delegations.domain.countries import country_name
from hientai.delegations.domain.standing import STATES, state_words
from hientai.delegations.forms import JourneyForm
from hientai.delegations.models import ABROAD, Journey
from hientai.delegations.queries import journeys as reads
from hientai.delegations.views.shared import (
    EDIT,
    VIEW,
    address,
    badge,
    class_at,
    journey_at,
    may_edit,
)
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day, typed_day
from hientai.shared.vocabulary import FUNDS
from hientai.timetables.models import Learner
from hientai.timetables.queries import learners_ever
from hientai.webkit.cells import Empty
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.lists import Column, Filter, Lines, Link, ListPage

SHOWN = 20


@require_safe
@guarded(VIEW)
def listing(request: Visit) -> HttpResponseBase:
    """Every delegation, the last to leave first."""
    page = ListPage(
        request,
        cards=True,
        title=_("Đoàn đi nước ngoài"),
        rows=reads.journeys(),
        columns=[
            Column("doan", _("Đoàn"), _title, width=45),
            Column("nuoc", _("Nước đến"), _where),
            Column("ngay", _("Thời gian"), _days, sort="leaves_on"),
            Column("truong-doan", _("Trưởng đoàn"), head_name, wide=True),
            Column("du-toan", _("Dự toán (đồng)"), lambda o: o.planned, number=True, wide=True),
            Column("thuc-chi", _("Thực chi (đồng)"), lambda o: o.spent, number=True, wide=True),
            Column("han", _("Hạn báo cáo"), lambda o: o.report_due_on, sort="report_due_on"),
            Column("tinh-trang", _("Tình trạng"), lambda o: badge(o, request.on)),
        ],
        filters=[
            Filter("tim", _("Tìm đoàn"), apply=reads.found, placeholder=_("Tên, mã, nơi đến")),
            Filter(
                "tinh-trang",
                _("Tình trạng"),
                choices=[(state, state_words(state)) for state in STATES],
                apply=lambda rows, state: reads.in_state(rows, state, request.on),
            ),
        ],
        empty=_empty(),
    )
    may = request.user.may(EDIT)
    waiting = list(reads.without_journey(request.on)[:SHOWN]) if may else []
    return page.render("delegations/journeys.html", {"waiting": waiting})


def _empty() -> Empty | str:
    if Journey.objects.exists():
        return ""
    return Empty(
        _("Chưa ghi đoàn nào."),
        _("Mở một lớp có hình thức Đoàn đi nước ngoài, rồi ghi đoàn từ trang của lớp."),
        reverse("classes:classes"),
        _("Lớp học"),
    )


def _title(one: Journey) -> Link:
    return Link(one.training_class.title, address(one), one.training_class.code)


def _where(one: Journey) -> Lines:
    return Lines(country_name(one.country), one.host)


def _days(one: Journey) -> Lines:
    return Lines(day(one.leaves_on), _("đến %s") % day(one.returns_on))


def head_name(one: Journey) -> str:
    """Who leads a delegation, as far as the reader sees it."""
    head = one.head
    if head is None:
        return ""
    return head.person.name if head.person else head.name


@require_safe
@guarded(VIEW)
def one(request: Visit, code: str) -> HttpResponse:
    """A delegation: where, when, who, what it costs, its report."""
    held = journey_at(code)
    lines = reads.lines_of(held)
    context = {
        "held": held,
        "class": held.training_class,
        "badge": badge(held, request.on),
        "country": country_name(held.country),
        "head": head_name(held),
        "members": reads.members(held),
        "costs": [
            (kind_label(row.kind), FUNDS.label(row.source), row)
            for row in held.costs.order_by("kind", "source")
        ],
        "sums": [*by_source(lines), in_all(lines)] if lines else [],
        "reports": reads.reports_of(held),
        "may_edit": may_edit(request, held.training_class),
        "is_back": held.returns_on < request.on,
    }
    return render(request, "delegations/journey.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(EDIT)
def write(request: Visit, code: str) -> HttpResponseBase:
    """A delegation recorded for a class held abroad, or put right."""
    held = class_at(request, code, ABROAD, to_edit=True)
    there = reads.of_class(held)
    given = request.POST if request.method == "POST" else None
    form = JourneyForm(given, members=_members(held), initial=_initial(held, there))
    if request.method == "POST" and form.is_valid():
        try:
            made = _written(request, held, there, dict(form.cleaned_data))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi đoàn."))
            return redirect(address(made))
    context = {"held": held, "form": form, "there": there}
    status = 422 if request.method == "POST" else 200
    return render(request, "delegations/write.html", context, status=status)


def _members(held: TrainingClass) -> list[tuple[int, str]]:
    there = [one for one in learners_ever(held.pk) if one.left_on is None]
    return [(one.id, f"{one.name} – {one.organisation}") for one in there]


def _initial(held: TrainingClass, there: Journey | None) -> dict[str, Any]:
    if there is None:
        first, last = typed_day(held.starts_on), typed_day(held.ends_on)
        return {"leaves_on": first, "returns_on": last, "paper": held.ground}
    plain = ("country", "city", "host", "paper", "contract", "report_days")
    days = {name: getattr(there, name) for name in ("leaves_on", "returns_on", "briefed_on")}
    return {
        **{name: getattr(there, name) for name in plain},
        **{name: typed_day(value) for name, value in days.items() if value},
        "head": there.head_id,
    }


def _written(
    request: Visit, held: TrainingClass, there: Journey | None, said: dict[str, Any]
) -> Journey:
    head = said.pop("head")
    terms = verbs.Terms(**said, head=Learner.objects.get(pk=head) if head else None)
    told: dict[str, Any] = {"actor": request.user, "terms": terms, "on": request.on}
    if there is None:
        return verbs.open_journey(held_class=held, **told)
    return verbs.change_journey(journey=there, **told)
