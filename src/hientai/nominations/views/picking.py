"""People chosen for a list from the screening of its quota: filtered, ticked, looked at first."""

from typing import Any

import polars as pl
from django.http.response import HttpResponseBase
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hientai.nominations.domain.pasting import MOST_LINES
from hientai.nominations.models import Nomination, NominationList
from hientai.nominations.queries import showing
from hientai.nominations.views.shared import EDIT, edited
from hientai.organisations.models import Unit
from hientai.organisations.queries import subtree_ids
from hientai.schemes.queries import scheme
from hientai.screening.domain.screening import Part
from hientai.screening.papers import wording
from hientai.screening.papers.people import organ_filter, person_columns, search_filter
from hientai.screening.queries.answers import reasons_of
from hientai.screening.queries.listings import Rows, people_of_quota
from hientai.training.queries.readings import Reading, reading
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.lists import Column, Empty, Filter, ListPage

PART = "nhom"
MOST_AT_ONCE = MOST_LINES
TAKEN_IN = (Part.ELIGIBLE, Part.UNKNOWN, Part.FAILED, Part.MEMBERSHIP_UNKNOWN)


@require_safe
@guarded(EDIT)
def pick(request: Visit, number: int) -> HttpResponseBase:
    """The screened people of the list's unit who are not on it: first those who may go."""
    held = edited(request, number)
    asked = reading(scheme(held.scheme.slug, request.on), request.on)
    rows = _rows(held, asked, request)
    page = ListPage(
        request,
        title=_("Danh sách sàng lọc của %s") % held.item_id,
        rows=rows,
        columns=[_tick(), *_people_columns(), *_judged_columns()],
        filters=_filters(rows),
        dress=lambda portion: _dressed(asked, held.item_id, portion),
        per_page=100,
        empty=Empty(
            _("Không còn ai để chọn."),
            _("Đổi bộ lọc “Kết quả” để xem người chưa rõ hoặc chưa đủ điều kiện."),
        ),
    )
    every = page.rows.frame["person_id"].to_list()
    context = {"held": held, "every": _joined(every) if len(every) <= MOST_AT_ONCE else ""}
    return page.render("nominations/pick.html", context)


def _rows(held: NominationList, asked: Reading, request: Visit) -> Rows:
    """Who is not outside the group, in the list's unit, and not yet on the list."""
    units = subtree_ids(held.unit_id, request.on)
    codes = list(Unit.objects.filter(pk__in=units).values_list("code", flat=True))
    there = showing.live(Nomination.objects.filter(list=held)).values_list("person", flat=True)
    wanted = [part.value for part in TAKEN_IN]
    rows = people_of_quota(asked, held.item_id).where(
        pl.col("unit_code").is_in(codes)
        & ~pl.col("person_id").is_in(list(there))
        & pl.col("part").cast(pl.String).is_in(wanted)
    )
    return rows if request.GET.get(PART) else _in_part(rows, Part.ELIGIBLE.value)


def _filters(rows: Rows) -> list[Filter]:
    parts = [(part.value, str(wording.PARTS[part.value])) for part in TAKEN_IN[1:]]
    every = ("tat-ca", _("Tất cả đối tượng"))
    return [
        search_filter(),
        Filter(
            PART,
            _("Kết quả"),
            choices=[*parts, every],
            apply=_in_part,
            blank=str(wording.PARTS[Part.ELIGIBLE.value]),
        ),
        organ_filter(rows),
        Filter("theo", _("Xếp theo"), [("ten", _("tên"))], _by_name, blank=_("ưu tiên")),
    ]


def _in_part(rows: Rows, part: str) -> Rows:
    return rows if part == "tat-ca" else rows.where(pl.col("part").cast(pl.String) == part)


def _by_name(rows: Rows, _value: str) -> Rows:
    return rows.by_name()


def _dressed(asked: Reading, item: str, portion: Any) -> list[dict[str, Any]]:
    if not portion:
        return []
    told = reasons_of(asked, portion, item)
    return [{**row, "reasons": told.get(row["person_id"], ())} for row in portion]


def _tick() -> Column:
    return Column("chon", _("Chọn"), _box, only_page=True)


def _box(row: dict[str, Any]) -> SafeString:
    html = '<input type="checkbox" form="chon-nguoi" name="chon" value="{}" aria-label="{}">'
    return format_html(html, row["person_id"], _("Chọn %s") % (row["name"] or row["code"]))


def _people_columns() -> list[Column]:
    return [column for column in person_columns() if not column.only_download]


def _judged_columns() -> list[Column]:
    return [
        Column("uu-tien", _("Ưu tiên"), wording.priority_told, wide=True),
        Column("xet", _("Kết quả xét"), _in_words),
    ]


def _in_words(row: dict[str, Any]) -> str:
    return wording.summary(row["part"], row["verdict"], row["reasons"])


def _joined(keys: list[int]) -> str:
    return ",".join(map(str, keys))
