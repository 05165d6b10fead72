"""The matching list: turns without a scheme item never count until someone says what they are."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hientai.audit.services import act_as
from hientai.schemes.queries import scheme
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import fold
from hientai.training import papers
from hientai.training.forms import MatchForm
from hientai.training.queries.readings import Reading, reading_at
from hientai.training.queries.turns import (
    Waiting,
    count_others,
    matched_by_hand,
    other_turns,
    waiting_turns,
)
from hientai.training.services.turns import Named, match_turns, unmatch_turns
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.lists import Column, Filter, Lines, ListPage

SHOWN, SEARCH = "xem", "tim"
MATCHED, OTHERS = "da-khop", "khac"


@require_safe
@guarded("training:match")
def waiting(request: Visit, slug: str) -> HttpResponseBase:
    """Turns that wait, by what they say, each with a choice of the item it belongs to."""
    asked = reading_at(slug, request.on)
    sources = {MATCHED: matched_by_hand, OTHERS: other_turns}
    rows = sources.get(request.GET.get(SHOWN, ""), waiting_turns)(asked)
    page = ListPage(
        request,
        title=_("Lượt học chờ khớp với chỉ tiêu"),
        rows=rows,
        columns=_columns(request, asked),
        filters=_filters(),
        empty=_("Không có lượt học nào chờ khớp."),
    )
    others = papers.turns(count_others(asked))
    context = {"scheme": asked.pack.scheme, "others": others}
    return page.render("training/matching.html", context)


@require_POST
@guarded("training:match")
def match(request: Visit, slug: str) -> HttpResponseBase:
    """Match all turns that say the same to one item."""
    version = scheme(slug, request.on)
    form = MatchForm(_items(reading_at(slug, request.on)), request.POST)
    if not form.is_valid():
        raise Refused(_("Chưa chọn chỉ tiêu để khớp"), remedy=_("quay lại và chọn một chỉ tiêu"))
    _name_the_author(request, _("khớp lượt học với chỉ tiêu"))
    named, item = _named(form), form.cleaned_data["item"]
    changed = match_turns(named=named, version=version, item=item)
    messages.success(
        request,
        _("Đã khớp %(turns)s “%(name)s” với chỉ tiêu %(item)s.")
        % {"turns": papers.turns(changed), "name": named.programme, "item": item},
    )
    return redirect("training:matching", slug=slug)


@require_POST
@guarded("training:match")
def unmatch(request: Visit, slug: str) -> HttpResponseBase:
    """Take back a match: the turns wait again."""
    version = scheme(slug, request.on)
    form = MatchForm(_items(reading_at(slug, request.on)), request.POST)
    if not form.is_valid():
        raise Refused(_("Không rõ bỏ khớp lượt học nào"), remedy=_("quay lại danh sách đã khớp"))
    _name_the_author(request, _("bỏ khớp lượt học"))
    changed = unmatch_turns(named=_named(form), version=version, item=form.cleaned_data["item"])
    messages.success(request, _("Đã bỏ khớp %s.") % papers.turns(changed))
    return redirect(f"{reverse('training:matching', args=[slug])}?{SHOWN}={MATCHED}")


def _named(form: MatchForm) -> Named:
    data = form.cleaned_data
    return Named(data["programme"], data["stated_scheme"], data["stated_item"])


def _name_the_author(request: Visit, ground: str) -> None:
    act_as(actor_id=request.user.pk, actor_label=str(request.user), ground=ground)


def _items(asked: Reading) -> list[tuple[str, str]]:
    return [(quota.id, f"{quota.id} · {quota.title}") for quota in asked.pack.quotas]


def _filters() -> list[Filter]:
    choices = [(MATCHED, _("đã khớp bằng tay")), (OTHERS, _("ghi chương trình khác"))]
    return [
        Filter(SEARCH, _("Tìm chương trình"), apply=_named_like),
        Filter(SHOWN, _("Xem"), choices=choices, blank=_("đang chờ khớp")),
    ]


def _named_like(rows: list[Waiting], text: str) -> list[Waiting]:
    return [row for row in rows if fold(text) in fold(row.programme)]


def _columns(request: Visit, asked: Reading) -> list[Column]:
    items = _items(asked)

    def form(row: Waiting) -> str:
        context: dict[str, Any] = {"row": row, "items": items, "slug": asked.version.scheme.slug}
        return render_to_string("training/match_form.html", context, request=request)

    return [
        Column("chuong-trinh", _("Chương trình"), lambda r: Lines(r.programme, _stated(r))),
        Column("luot", _("Lượt người"), lambda row: row.turns, number=True, sort="turns"),
        Column("nguoi", _("Người"), lambda row: row.persons, number=True, sort="persons"),
        Column("tu", _("Sớm nhất"), lambda row: row.first, wide=True),
        Column("den", _("Muộn nhất"), lambda row: row.last, wide=True),
        Column("da-khop", _("Đã khớp với"), lambda row: row.item, only_download=True),
        Column("khop", _("Thuộc chỉ tiêu"), form, only_page=True),
    ]


def _stated(row: Waiting) -> str:
    said = " · ".join(part for part in (row.stated_scheme, row.stated_item) if part)
    return _("tệp ghi: %s") % said if said else _("tệp không ghi đề án")
