"""Divisions: the list, a new one, its page with the grid, the steps it takes."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hientai.places.domain.dividing import ORDER, Again, Wanting, again
from hientai.places.forms import ProposeForm, numbers_of
from hientai.places.models import Division
from hientai.places.queries.divisions import divides, parts_of, ready_units, steps_of
from hientai.places.queries.pools import places_left
from hientai.places.services import dividing
from hientai.places.views.shared import (
    DIVIDE,
    VIEW,
    of_division,
    of_part,
    of_quota,
    quota_at,
    state_of,
)
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day, number, typed_day
from hientai.training.queries.readings import reading
from hientai.webkit.cells import Empty
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.lists import Column, Filter, Lines, Link, ListPage


@require_safe
@guarded(VIEW)
def divisions(request: Visit) -> HttpResponseBase:
    """Every division, the latest first."""
    page = ListPage(
        request,
        title=_("Giao chỗ cho đơn vị"),
        rows=Division.objects.select_related("scheme").order_by("-pk"),
        columns=[
            Column("dot", _("Đợt giao"), lambda one: Link(one.title, of_division(one))),
            Column("chi-tieu", _("Chỉ tiêu"), partial(_quota, request), sort="item_id"),
            Column("cho", _("Số chỗ"), lambda one: one.total, number=True, sort="total"),
            Column("cach", _("Cách chia"), lambda one: str(one.get_basis_display()), wide=True),
            Column("han", _("Hạn trả lời"), _days, sort="answer_by"),
            Column("tinh-trang", _("Tình trạng"), state_of, sort="state"),
        ],
        filters=[
            Filter(
                "tinh-trang",
                _("Tình trạng"),
                choices=[(code, str(name)) for code, name in Division.State.choices],
                apply=lambda rows, state: rows.filter(state=state),
            )
        ],
        empty=_nothing() if not Division.objects.exists() else "",
    )
    return page.render("places/divisions.html")


def _nothing() -> Empty:
    return Empty(
        _("Chưa có đợt giao chỗ nào."),
        _("Chỗ của một chỉ tiêu được chia cho các đơn vị từ trang của chỉ tiêu."),
        reverse("schemes:schemes"),
        _("Các đề án"),
    )


def _quota(request: Visit, one: Division) -> Link:
    return Link(one.item_id, of_quota(request, one.scheme.slug, one.item_id), one.scheme.slug)


def _days(one: Division) -> Lines:
    return Lines(day(one.answer_by), _("thu lại sau %s") % day(one.return_by))


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(DIVIDE)
def propose(request: Visit, slug: str, item: str) -> HttpResponse:
    """A form for a division of a quota; what is left of it stands above."""
    version, quota = quota_at(slug, item, request.on)
    if not divides(version.scheme):
        raise Http404
    left = places_left(version.scheme, item, request.on)
    initial = {"total": left.beside if left else None, "as_of": typed_day(request.on)}
    form = ProposeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        units = given.pop("units")
        try:
            made = dividing.propose(
                actor=request.user,
                version=version,
                item=item,
                terms=dividing.Terms(**given),
                units=ready_units(reading(version, given["as_of"]), item, units),
                on=request.on,
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect(of_division(made))
    context = {"form": form, "scheme": version.scheme, "quota": quota, "left": left}
    status = 422 if request.method == "POST" else 200
    return render(request, "places/propose.html", context, status=status)


@require_safe
@guarded(VIEW)
def division(request: Visit, pk: int) -> HttpResponseBase:
    """One division: who was given how much, by whom it was answered, what came back."""
    held = get_object_or_404(Division.objects.select_related("scheme"), pk=pk)
    rows = parts_of(held, request.on)
    page = ListPage(request, title=held.title, rows=rows, columns=_columns(), per_page=200)
    return page.render("places/division.html", _context(request, held, rows))


def _columns() -> list[Column]:
    number_of: Callable[..., Column] = Column
    return [
        Column("don-vi", _("Đơn vị"), lambda one: Link(one.unit_name, of_part(one), one.unit.code)),
        number_of("du", _("Đủ điều kiện"), lambda one: one.headcount, number=True, wide=True),
        number_of("can", _("Nhu cầu"), lambda one: one.wanted, number=True),
        number_of("giao", _("Được giao"), lambda one: one.offered, number=True),
        number_of("nhan", _("Đã nhận"), lambda one: one.accepted, number=True),
        number_of("tra", _("Trả lại"), _returned, number=True, wide=True),
        number_of("them", _("Giao thêm"), lambda one: one.again, number=True, wide=True),
        number_of("co", _("Đang có"), lambda one: one.kept, number=True),
        number_of("dung", _("Đã giữ, đã dùng"), lambda one: one.pool.taken, number=True),
        Column("ghi-chu", _("Ghi chú"), lambda one: one.note, wide=True),
    ]


def _returned(one: Any) -> int:
    refused = 0 if one.accepted is None else one.offered - one.accepted
    return int(refused + one.returned)


def _context(request: Visit, held: Division, rows: Sequence[Any]) -> dict[str, Any]:
    may = request.user.may(DIVIDE) and divides(held.scheme)
    answers = _again(held, rows) if may and held.state == "offered" else []
    return {
        "held": held,
        "rows": rows,
        "state": state_of(held),
        "quota_href": of_quota(request, held.scheme.slug, held.item_id),
        "left": places_left(held.scheme, held.item_id, request.on),
        "sums": _sums(held, rows),
        "may": may,
        "order": _(ORDER),
        "again": answers,
        "gives_again": any(one.places for one in answers),
        "returns": may and held.state == "offered" and request.on > held.return_by,
        "steps": steps_of(rows)[:60],
    }


def _sums(held: Division, rows: Sequence[Any]) -> dict[str, int]:
    kept = sum(row.kept for row in rows)
    return {
        "offered": sum(row.offered for row in rows),
        "wanted": sum(row.wanted or 0 for row in rows),
        "headcount": sum(row.headcount for row in rows),
        "kept": kept,
        "taken": sum(row.pool.taken for row in rows),
        "free": max(0, held.total - kept),
        "waiting": sum(row.accepted is None and row.offered > 0 for row in rows),
    }


def _again(held: Division, rows: Sequence[Any]) -> list[Again]:
    """What offering again would give to whom, and why."""
    asking = [Wanting(row.unit.code, row.wanted or 0, row.kept) for row in rows]
    return again(_sums(held, rows)["free"], asking)


@require_POST
@guarded(DIVIDE)
def write(request: Visit, pk: int) -> HttpResponse:
    """Write the numbers of the grid."""
    held = get_object_or_404(Division, pk=pk)
    numbers = numbers_of({name: str(text) for name, text in request.POST.items()})
    dividing.write_parts(actor=request.user, division=held, numbers=numbers, on=request.on)
    messages.success(request, _("Đã ghi số chỗ của %s đơn vị.") % number(len(numbers)))
    return redirect(of_division(held))


@require_POST
@guarded(DIVIDE)
def step(request: Visit, pk: int, name: str) -> HttpResponse:
    """One step of a division: offered, divided by need, unused taken back, given again, closed."""
    held = get_object_or_404(Division, pk=pk)
    take = STEPS.get(name)
    if take is None:
        raise Http404
    messages.success(request, take(request, held, request.on))
    return redirect(of_division(held))


def _offer(request: Visit, held: Division, on: date) -> str:
    dividing.offer(actor=request.user, division=held, on=on)
    return _("Đã giao chỗ cho các đơn vị.")


def _by_need(request: Visit, held: Division, on: date) -> str:
    dividing.divide_by_need(actor=request.user, division=held, on=on)
    return _("Đã chia lại theo nhu cầu.")


def _take_back(request: Visit, held: Division, on: date) -> str:
    n = dividing.return_unused(actor=request.user, division=held, on=on)
    return _("Đã thu lại %s chỗ không dùng.") % number(n)


def _give_again(request: Visit, held: Division, on: date) -> str:
    n = dividing.offer_again(actor=request.user, division=held, on=on)
    return _("Đã giao lại %s chỗ.") % number(n)


def _close(request: Visit, held: Division, on: date) -> str:
    dividing.close(actor=request.user, division=held, on=on)
    return _("Đã khép đợt giao chỗ.")


STEPS: dict[str, Callable[[Visit, Division, date], str]] = {
    "giao": _offer,
    "chia-lai": _by_need,
    "thu-lai": _take_back,
    "giao-lai": _give_again,
    "khep": _close,
}
