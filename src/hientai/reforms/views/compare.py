"""As it was and as it is now: two days side by side, by lines of units."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from hientai.reforms import queries
from hientai.reforms.domain.lines import Lineage
from hientai.reforms.forms import DaysForm
from hientai.reforms.models import Reform
from hientai.reforms.views.listing import as_on
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day, fold, typed_day
from hientai.webkit.cells import Cell
from hientai.webkit.day import Visit
from hientai.webkit.filters import DOWNLOAD
from hientai.webkit.guard import guarded
from hientai.webkit.lists import Column, Filter, Lines, Link, ListPage

CHANGED = "doi"
Names = tuple[Mapping[str, str], Mapping[str, str]]


@require_safe
@guarded("units:view")
def compare(request: Visit) -> HttpResponseBase:
    """Each line of units on both days, with everybody counted once on each."""
    first, second = _days(request)
    form = DaysForm(initial={"truoc": typed_day(first), "sau": typed_day(second)})
    found = queries.lineages(first, second)
    names = queries.names_by_code(first), queries.names_by_code(second)
    page = ListPage(
        as_on(request, second),
        title=_("So sánh trước – sau"),
        rows=found,
        columns=_columns(names, first, second),
        filters=[
            Filter("tim", _("Tìm đơn vị"), apply=lambda rows, text: _found(rows, text, names)),
            Filter(
                "loc",
                pgettext("mục", "Đơn vị"),
                choices=[(CHANGED, _("chỉ đơn vị có thay đổi"))],
                apply=lambda rows, _asked: [line for line in rows if line.changed],
            ),
        ],
    )
    if request.GET.get(DOWNLOAD):
        return page.workbook()
    context = {"form": form, "first": first, "second": second, "sums": _sums(found)}
    return render(request, "reforms/compare.html", {"list": page, **context})


def _days(request: Visit) -> tuple[date, date]:
    """The days asked for; else those around the last act that was done."""
    if "truoc" in request.GET or "sau" in request.GET:
        form = DaysForm(request.GET)
        if not form.is_valid():
            raise Refused(
                _("Hai ngày so sánh chưa đúng"),
                why=" ".join(str(one) for errors in form.errors.values() for one in errors),
                remedy=_("Ghi ngày/tháng/năm, ngày trước sớm hơn ngày sau."),
            )
        return form.cleaned_data["truoc"], form.cleaned_data["sau"]
    last = Reform.objects.filter(state=Reform.State.DONE).order_by("-on").first()
    second = last.on if last else request.on
    return second - timedelta(days=1), second


def _columns(names: Names, first: date, second: date) -> list[Column]:
    return [
        Column("truoc", day(first), lambda line: _past(line, names[0], first), width=44),
        Column("so-truoc", _("Người"), lambda line: line.before, number=True, sort="before"),
        Column("di", _("Rời đi"), lambda line: line.left or None, number=True, sort="left"),
        Column("den", _("Đến"), lambda line: line.came or None, number=True, sort="came"),
        Column("sau", day(second), lambda line: _now(line, names[1], second), width=44),
        Column("so-sau", _("Người "), lambda line: line.after, number=True, sort="after"),
    ]


def _past(line: Lineage, names: Mapping[str, str], on: date) -> Cell:
    """The units of the first day; some people may have waited to be assigned on it already."""
    if line.before and not line.past:
        return Lines(_("chờ bố trí"), _("đơn vị đã kết thúc trước đó"))
    return _side(line.past, names, on)


def _now(line: Lineage, names: Mapping[str, str], on: date) -> Cell:
    """The units of the second day; people of a line without any wait to be assigned."""
    if line.after and not line.now:
        return Lines(_("chờ bố trí"), _("không có đơn vị kế tiếp"))
    return _side(line.now, names, on)


def _side(codes: tuple[str, ...], names: Mapping[str, str], on: date) -> Cell:
    if not codes:
        return "–"
    if len(codes) == 1:
        href = f"{reverse('organisations:unit', args=codes)}?on={on.isoformat()}"
        return Link(names[codes[0]], href, codes[0])
    note = _("%s đơn vị") % len(codes)
    return Lines("; ".join(names[code] for code in codes), note)


def _found(rows: list[Lineage], text: str, names: Names) -> list[Lineage]:
    words = fold(text).split()

    def here(line: Lineage) -> str:
        said = [*line.past, *line.now, *(names[0][code] for code in line.past)]
        return fold(" ".join([*said, *(names[1][code] for code in line.now)]))

    return [line for line in rows if all(word in here(line) for word in words)]


def _sums(found: list[Lineage]) -> dict[str, Any]:
    """Everybody once on each day, and how many lines changed."""
    return {
        "before": sum(line.before for line in found),
        "left": sum(line.left for line in found),
        "came": sum(line.came for line in found),
        "after": sum(line.after for line in found),
        "units_before": sum(len(line.past) for line in found),
        "units_after": sum(len(line.now) for line in found),
        "changed": sum(line.changed for line in found),
    }
