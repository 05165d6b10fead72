"""The list of programmes, and the drafts it can start from."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hientai.programmes.domain.contents import days_words
from hientai.programmes.domain.states import STATES
from hientai.programmes.models import Programme
from hientai.programmes.queries import programmes as reads
from hientai.programmes.queries.scope import writes_somewhere
from hientai.programmes.services import drafts
from hientai.programmes.views.shared import EDIT, TONES, VIEW
from hientai.shared.vietnamese import day, number
from hientai.shared.vocabulary import PROGRAMME_KINDS, REGIONS
from hientai.webkit.cells import Cell, Empty
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.lists import Badge, Column, Filter, Lines, Link, ListPage


@require_safe
@guarded(VIEW)
def programmes(request: Visit) -> HttpResponseBase:
    """Every programme with its newest version and the one in force."""
    names: dict[int, str] = {}

    def dress(rows: Sequence[Programme]) -> Sequence[Programme]:
        names.update(reads.unit_names(rows, request.on))
        return rows

    may_write = request.user.may(EDIT) and writes_somewhere()
    page = ListPage(
        request,
        title=_("Chương trình"),
        rows=reads.listed(request.on),
        dress=dress,
        columns=_columns(names),
        filters=_filters(),
        empty=_empty(request, may_write),
    )
    return page.render("programmes/programmes.html", {"may_write": may_write})


@require_POST
@guarded(EDIT)
def bring_drafts(request: Visit) -> HttpResponse:
    """Write down every programme content of the schemes that is not there yet."""
    done = drafts.bring_in(actor=request.user)
    told = {"made": number(done.made), "known": number(done.known)}
    messages.success(request, _("Đã lập %(made)s bản thảo; %(known)s đã có từ trước.") % told)
    if done.units_missing:
        missing = ", ".join(done.units_missing)
        messages.warning(request, _("Chưa có trong danh mục đơn vị: %s.") % missing)
    return redirect("programmes:programmes")


def _columns(names: dict[int, str]) -> list[Column]:
    return [
        Column("ten", _("Chương trình"), _title, sort="title"),
        Column("ma", _("Mã"), lambda p: p.code, sort="code", only_download=True),
        Column("loai", _("Loại"), lambda p: p.kind_label or _("chưa xác định"), wide=True),
        Column("vung", _("Vùng áp dụng"), lambda p: p.region_label, only_download=True),
        Column("don-vi", _("Đơn vị xây dựng"), lambda p: names.get(p.unit_id, ""), wide=True),
        Column("tinh-trang", _("Bản mới nhất"), _state),
        Column("chuyen-de", _("Chuyên đề"), lambda p: p.topics or None, number=True, wide=True),
        Column("thoi-luong", _("Thời lượng"), _length),
        Column("ap-dung", _("Đang áp dụng"), _held),
        Column("nguon", _("Điều khoản"), lambda p: p.origin_clause, only_download=True),
    ]


def _title(one: Programme) -> Link:
    return Link(one.title, reverse("programmes:programme", args=[one.code]), one.code)


def _length(one: Any) -> Cell:
    if one.periods:
        return _("%s tiết") % number(one.periods)
    if one.stated_days:
        return _("%s ngày") % days_words(one.stated_days)
    return None


def _state(one: Any) -> Badge:
    return Badge(_(STATES[one.state]), TONES[one.state], note=_("bản %s") % one.newest)


def _held(one: Any) -> Cell:
    if one.held is None:
        return None
    return Lines(_("bản %s") % one.held, _("từ %s") % day(one.held_since))


def _filters() -> list[Filter]:
    unset = ("-", _("chưa xác định"))
    schemes = [(slug, slug) for slug in reads.schemes_named()]
    return [
        Filter("tim", _("Tìm chương trình"), apply=reads.found, placeholder=_("Tên hoặc mã")),
        Filter("tinh-trang", _("Tình trạng"), choices=_states(), apply=reads.in_state),
        Filter("loai", _("Loại"), choices=[unset, *PROGRAMME_KINDS.choices], apply=_of_kind),
        Filter("vung", _("Vùng áp dụng"), choices=REGIONS.choices, apply=_of_region),
        Filter("de-an", _("Đề án"), choices=schemes, apply=_of_scheme),
    ]


def _states() -> list[tuple[str, str]]:
    held = (reads.HELD, _("đang áp dụng tại ngày xem"))
    return [*((code, _(word)) for code, word in STATES.items()), held]


def _of_kind(rows: QuerySet[Programme], kind: str) -> QuerySet[Programme]:
    return rows.filter(kind="" if kind == "-" else kind)


def _of_region(rows: QuerySet[Programme], region: str) -> QuerySet[Programme]:
    return rows.filter(region=region)


def _of_scheme(rows: QuerySet[Programme], slug: str) -> QuerySet[Programme]:
    return rows.filter(origin_scheme=slug)


def _empty(request: Visit, may_write: bool) -> Empty | str:
    if Programme.objects.exists():
        return ""
    if not may_write:
        return Empty(_("Chưa có chương trình nào."))
    return Empty(
        _("Chưa có chương trình nào."),
        _("Bắt đầu từ nội dung chương trình của các đề án đã nạp, hoặc lập chương trình mới."),
    )
