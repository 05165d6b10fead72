"""Who changes verdict when the law changes: a correction tried, and two days compared."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

import polars as pl
from django.http import Http404
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hientai.law import queries as law
from hientai.law.models import Correction, State
from hientai.schemes.queries import pack_of
from hientai.screening.papers import wording
from hientai.screening.papers.people import organ_filter, person_columns, search_filter
from hientai.screening.queries.conditions import MAIN
from hientai.screening.queries.listings import Rows
from hientai.shared.days import parse_day
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day, typed_day
from hientai.trials.domain.changes import Direction
from hientai.trials.forms import CompareForm
from hientai.trials.queries import changes
from hientai.trials.queries.changes import Effect, Moved
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.lists import Column, Filter, ListPage

DAY, SCHEME, QUOTA, DIRECTION = "ngay", "de-an", "chi-tieu", "huong"


def correction_panel(request: Visit, made: Correction) -> str:
    """Who changes verdict if a draft is accepted, or a correction in force revoked."""
    if made.state == State.REVOKED:
        return ""
    on = _day_tried(request, made)
    try:
        found = _tried(made, on)
    except Refused as refused:
        return render_to_string("trials/law_refused.html", {"refused": refused})
    context = {
        **_summary(found, reverse("trials:affected", args=[made.pk]), {DAY: on.isoformat()}),
        "on": on,
        "correction": made,
        "is_draft": made.state == State.DRAFT,
    }
    return render_to_string("trials/law_tried.html", context, request=request)


@require_safe
@guarded("law:correct")
def affected(request: Visit, pk: int) -> HttpResponseBase:
    """The people whose verdict a correction changes, with value, old and new limit."""
    made = law.correction(pk)
    if made is None or made.state == State.REVOKED:
        raise Http404
    on = request.on = _day_tried(request, made)
    found = _tried(made, on)
    page = _people(request, found, _("Người đổi kết quả"))
    return page.render("trials/law_affected.html", {"correction": made, "on": on})


@require_safe
@guarded("training:view")
def compare(request: Visit) -> HttpResponseBase:
    """Everybody judged by the law of one day and of another: by quota, direction and person."""
    form = CompareForm(request.GET if "luat-truoc" in request.GET else None)
    if not form.is_valid():
        context: dict[str, Any] = {"form": form, "examples": _examples()}
        return _empty(request).render("trials/law_compare.html", context)
    asked = form.cleaned_data
    found = changes.effect(_sides(asked))
    request.on = asked["so-ngay"] or asked["luat-sau"]
    page = _people(request, found, _people_between(asked))
    query = {key: request.GET[key] for key in form.fields if key in request.GET}
    context = {
        **_summary(found, reverse("trials:compare"), query),
        "form": form,
        "before": asked["luat-truoc"],
        "after": asked["luat-sau"],
        "examples": _examples(),
    }
    return page.render("trials/law_compare.html", context)


def _sides(asked: dict[str, Any]) -> list[changes.Sides]:
    before, after, register = asked["luat-truoc"], asked["luat-sau"], asked["so-ngay"]
    if register is None:
        return changes.of_days(before, after)
    return changes.of_rules(register, before, after, law.corrections())


def _examples() -> list[tuple[str, str]]:
    """Days on which a decree of the training of officials came into force."""
    turns = [
        (date(2025, 6, 30), date(2025, 7, 1), _("NĐ 171/2025/NĐ-CP có hiệu lực với công chức")),
        (date(2026, 6, 30), date(2026, 7, 1), _("NĐ 259/2026/NĐ-CP có hiệu lực với viên chức")),
    ]
    return [
        (
            f"{day(before)} – {day(after)}: {what}",
            "?"
            + urlencode(
                {
                    "luat-truoc": typed_day(before),
                    "luat-sau": typed_day(after),
                    "so-ngay": typed_day(before),
                }
            ),
        )
        for before, after, what in turns
    ]


def _day_tried(request: Visit, made: Correction) -> date:
    """The day of the trial: the one asked for, else the page's, else the correction's first."""
    asked = parse_day(request.GET.get(DAY, ""))
    if asked is not None and asked[1] == "day":
        return asked[0]
    return request.on if request.on in made.period else law.days_of(made)[0]


def _tried(made: Correction, on: date) -> Effect:
    if made.state == State.DRAFT:
        return changes.effect(changes.of_law(on, law.corrections(), law.law_with(made)))
    return changes.effect(changes.of_law(on, law.corrections(), law.law_without(made)))


def _summary(found: Effect, address: str, query: dict[str, str]) -> dict[str, Any]:
    """The table of quotas by direction, each figure with the address of its people."""
    ways = sorted(found.directions, key=_order)
    link = _Links(address, query)
    return {
        "effect": found,
        "ways": [_way(way) for way in ways],
        "rows": [_row(quota, ways, link) for quota in found.quotas if quota.people.height],
        "totals": [(found.directions[way], link.to(way=way)) for way in ways],
        "persons": found.persons,
        "all_href": link.to(),
        "limits": found.limits,
    }


class _Links:
    """Addresses of the list of people, narrowed."""

    def __init__(self, address: str, query: dict[str, str]) -> None:
        self.address, self.query = address, query

    def to(self, quota: Moved | None = None, way: Direction | None = None) -> str:
        """The list of a quota, of a direction, of both, or of everybody."""
        asked = dict(self.query)
        if quota is not None:
            asked |= {SCHEME: quota.sides.version.scheme.slug, QUOTA: quota.key}
        if way is not None:
            asked[DIRECTION] = "-".join(way)
        return f"{self.address}?{urlencode(asked)}#danh-sach"


def _row(quota: Moved, ways: Sequence[Direction], link: _Links) -> dict[str, Any]:
    counts = quota.directions
    return {
        "quota": quota.quota,
        "question": "" if quota.question.id == MAIN else quota.question.title,
        "scheme": pack_of(quota.sides.version).scheme.number,
        "cells": [(counts.get(way, 0), link.to(quota, way)) for way in ways],
        "persons": quota.people["person_id"].n_unique(),
        "href": link.to(quota),
    }


def _order(way: Direction) -> tuple[int, int]:
    order = list(wording.PARTS)
    return order.index(way[1]), order.index(way[0])


def _way(way: Direction) -> str:
    return f"{wording.PARTS[way[0]]} → {wording.PARTS[way[1]]}"


def _people_between(asked: dict[str, Any]) -> str:
    """The title that the workbook carries: which two laws it compares."""
    days = {"before": day(asked["luat-truoc"]), "after": day(asked["luat-sau"])}
    return _("Người đổi kết quả từ luật ngày %(before)s sang luật ngày %(after)s") % days


def _empty(request: Visit) -> ListPage:
    return ListPage(request, title=_("Người đổi kết quả"), rows=[], columns=[])


def _people(request: Visit, found: Effect, title: str) -> ListPage:
    rows = Rows(found.by_person)
    return ListPage(
        request,
        title=title,
        rows=rows.by_name() if len(rows) else rows,
        columns=[*person_columns(), *_columns()],
        filters=_filters(found, rows) if len(rows) else [],
        dress=lambda portion: changes.told(found, portion),
        download="people:export",
        empty=_("Không ai đổi kết quả."),
    )


def _filters(found: Effect, rows: Rows) -> list[Filter]:
    moved = [quota for quota in found.quotas if quota.people.height]
    schemes = {
        quota.sides.version.scheme.slug: pack_of(quota.sides.version).scheme.number
        for quota in moved
    }
    quotas = {quota.key: f"{quota.key} · {quota.quota.title}" for quota in moved}
    ways = sorted(found.directions, key=_order)
    return [
        search_filter(),
        Filter(SCHEME, _("Đề án"), list(schemes.items()), _of("schemes")),
        Filter(QUOTA, _("Chỉ tiêu"), list(quotas.items()), _of("quotas")),
        Filter(DIRECTION, _("Chiều đổi"), [("-".join(w), _way(w)) for w in ways], _went),
        organ_filter(rows),
    ]


def _of(column: str) -> Any:
    return lambda rows, value: rows.where(pl.col(column).list.contains(value))


def _went(rows: Rows, way: str) -> Rows:
    before, _dash, after = way.partition("-")
    return rows.where((pl.col("before") == before) & (pl.col("after") == after))


def _columns() -> list[Column]:
    parts = wording.PARTS
    return [
        Column("chi-tieu", _("Chỉ tiêu"), lambda row: ", ".join(row["quotas"])),
        Column("truoc", _("Trước"), lambda row: str(parts[row["before"]]), only_download=True),
        Column("sau", _("Sau"), lambda row: str(parts[row["after"]]), only_download=True),
        Column("doi", _("Đổi kết quả"), _on_page, only_page=True),
        Column("dieu-kien", _("Điều kiện"), _joined("title"), only_download=True),
        Column("gia-tri", _("Của người này"), _joined("value"), only_download=True),
        Column("gioi-han-cu", _("Giới hạn cũ"), _joined("limit_was"), only_download=True),
        Column("gioi-han-moi", _("Giới hạn mới"), _joined("limit_now"), only_download=True),
        Column("can-cu-moi", _("Căn cứ mới"), _joined("clause_now"), only_download=True),
    ]


def _joined(part: str) -> Any:
    return lambda row: "; ".join(str(getattr(one, part) or "–") for one in row["changes"])


def _on_page(row: dict[str, Any]) -> str:
    parts = wording.PARTS
    context = {
        "before": parts[row["before"]],
        "after": parts[row["after"]],
        "before_tone": wording.PART_TONES[row["before"]],
        "after_tone": wording.PART_TONES[row["after"]],
        "changes": row["changes"],
    }
    return render_to_string("trials/law_cell.html", context)
