"""The list of seats: who holds which place, until when, and what became of it."""

from datetime import date, timedelta
from functools import partial
from typing import Any

from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hientai.places.models import Seat
from hientai.places.queries.seats import found_seats, named
from hientai.places.views.shared import of_quota, state_of_seat
from hientai.shared.vietnamese import day
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.lists import Column, Filter, Lines, Link, ListPage


@require_safe
@guarded("people:view")
def seats(request: Visit) -> HttpResponseBase:
    """Every seat the reader may see, the latest first; narrowed by quota, class and state."""
    page = ListPage(
        request,
        title=_("Chỗ đã giữ, đã dùng"),
        rows=found_seats(),
        columns=[
            Column("ten", _("Họ và tên"), _person, sort="person__name_key"),
            Column("don-vi", _("Đơn vị cử"), lambda one: one.unit.code, sort="unit__code"),
            Column("cua", _("Chỗ của"), partial(_of, request)),
            Column("thoi-gian", _("Thời gian học"), _days, sort="period"),
            Column("tinh-trang", _("Tình trạng"), state_of_seat, sort="state"),
            Column("giu-den", _("Giữ đến"), _until, sort="held_until", wide=True),
        ],
        filters=_filters(),
        download="people:export",
    )
    return page.render("places/seats.html")


def _filters() -> list[Filter]:
    return [
        Filter("tim", _("Tìm người"), apply=named, placeholder=_("Họ tên, mã")),
        Filter("de-an", _("Đề án"), apply=lambda rows, v: rows.filter(of_quota__scheme__slug=v)),
        Filter("chi-tieu", _("Chỉ tiêu"), apply=lambda rows, v: rows.filter(of_quota__item_id=v)),
        Filter(
            "lop",
            _("Lớp"),
            apply=lambda rows, v: rows.filter(of_class__training_class__code__iexact=v),
        ),
        Filter(
            "tinh-trang",
            _("Tình trạng"),
            choices=[(code, str(name)) for code, name in Seat.State.choices],
            apply=lambda rows, state: rows.filter(state=state),
        ),
    ]


def _person(one: Seat) -> Link:
    code = one.person.code
    return Link(one.person.name, reverse("people:person", args=[code]), code)


def _of(request: Visit, one: Seat) -> Any:
    quota = one.of_quota
    training = one.of_class.training_class if one.of_class else None
    if quota is not None and quota.scheme is not None:
        words = f"{quota.scheme.slug} · {quota.item_id}"
        address = of_quota(request, quota.scheme.slug, quota.item_id)
        return Link(words, address, getattr(training, "title", ""))
    if training is not None:
        return Link(training.title, reverse("classes:class", args=[training.code]))
    return "–"


def _days(one: Seat) -> Lines:
    last: date | None = one.period.upper
    return Lines(day(one.period.lower), _("đến %s") % day(last - timedelta(1)) if last else "")


def _until(one: Seat) -> date | None:
    return one.held_until if one.state == "held" else None
