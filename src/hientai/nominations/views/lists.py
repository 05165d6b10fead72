"""Every list of nominations in sight: of which unit and quota, when, how many, where it stands."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hientai.nominations.models import NominationList
from hientai.nominations.queries import showing
from hientai.nominations.views.shared import EDIT, VIEW, address, list_badge
from hientai.shared.vietnamese import day, number
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.lists import Badge, Column, Empty, Filter, Lines, Link, ListPage

Counts = Mapping[int, Counter[str]]


@require_safe
@guarded(VIEW)
def lists(request: Visit) -> HttpResponseBase:
    """Every list, the newest first."""
    may_edit = request.user.may(EDIT)
    rows = showing.lists_on(request.on)
    counts: dict[int, Counter[str]] = {}

    def counted(portion: Sequence[NominationList]) -> Sequence[NominationList]:
        counts.update(showing.counted(portion))
        return portion

    page = ListPage(
        request,
        title=_("Danh sách đề cử"),
        rows=rows,
        columns=columns(counts),
        filters=_filters(),
        dress=counted,
        empty="" if rows.exists() else _none(may_edit),
        cards=True,
    )
    context = {"may_edit": may_edit, "may_rule": request.user.may("schemes:load")}
    return page.render("nominations/lists.html", context)


def columns(counts: Counts) -> list[Column]:
    """What a list of lists shows; the counts are read by the time a row is written."""
    return [
        Column("ten", _("Danh sách"), _title, sort="title"),
        Column("don-vi", _("Đơn vị đề cử"), lambda one: one.unit_name or one.unit.code),
        Column("thoi-gian", _("Thời gian học"), _days, sort="starts_on"),
        Column("nguoi", _("Số người"), lambda one: people(counts[one.pk]), number=True),
        Column("tinh-trang", _("Trạng thái"), list_badge, sort="state"),
        Column("giu-cho", _("Giữ chỗ, dự bị"), lambda one: _seats(counts[one.pk])),
        Column("lap", _("Ngày lập"), _opened, sort="opened_on", wide=True),
    ]


def people(counts: Counter[str]) -> int:
    """How many stand on a list, without those taken off."""
    return sum(n for state, n in counts.items() if state not in ("withdrawn", "replaced"))


def _title(one: NominationList) -> Link:
    return Link(one.title, address(one), f"{one.scheme.slug} · {one.item_id}")


def _days(one: NominationList) -> Lines:
    return Lines(day(one.starts_on), _("đến %s") % day(one.ends_on))


def _opened(one: NominationList) -> Lines:
    return Lines(day(one.opened_on), one.opened_by)


def _seats(counts: Counter[str]) -> Lines | Badge | str:
    seated = counts["seated"] + counts["decided"] + counts["postponed"]
    if not seated and not counts["reserve"]:
        return ""
    told = {"n": number(seated), "r": number(counts["reserve"])}
    return _("%(n)s giữ chỗ, %(r)s dự bị") % told


def _filters() -> list[Filter]:
    schemes = NominationList.objects.order_by("scheme__slug").values_list("scheme__slug", flat=True)
    named = [(slug, slug) for slug in schemes.distinct()]
    return [
        Filter("tim", _("Tìm"), apply=showing.found, placeholder=_("Tên, chỉ tiêu, đơn vị")),
        Filter("de-an", _("Đề án"), choices=named, apply=_by("scheme__slug")),
        Filter("trang-thai", _("Trạng thái"), NominationList.State.choices, _by("state")),
    ]


def _by(field: str) -> Any:
    def narrowed(rows: QuerySet[NominationList], value: str) -> QuerySet[NominationList]:
        return rows.filter(**{field: value})

    return narrowed


def _none(may_edit: bool) -> Empty:
    return Empty(
        _("Chưa có danh sách đề cử nào."),
        _("Mở trang một chỉ tiêu hoặc một lớp, bấm “Lập danh sách đề cử”; hoặc lập ngay tại đây."),
        reverse("nominations:open_list") if may_edit else "",
        _("Lập danh sách đề cử"),
    )
