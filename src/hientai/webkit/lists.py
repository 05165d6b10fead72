"""Lists: filter, order and page live in the address; what is filtered can be downloaded.

    page = ListPage(request, title=_("Con người"), rows=people, columns=[
        Column("name", _("Họ và tên"), lambda p: Link(p.name, url(p)), sort="name_key"),
    ], filters=[Filter("tim", _("Tìm tên"), apply=search)])
    return page.render("people/list.html", {"…": …})      # {% include "webkit/list.html" %}

Parts of the address: `xep=name` or `xep=-name` (order), `trang=2` (page), `tai=xlsx` (download).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext as _

from hientai.shared.vietnamese import day, fold, number
from hientai.webkit.cells import Badge, Cell, Column, Empty, Lines, Link, Words
from hientai.webkit.day import Visit
from hientai.webkit.filters import DOWNLOAD, PAGE, Asked, Filter, address
from hientai.webkit.markup import rows_html
from hientai.webkit.ordering import Order
from hientai.webkit.paging import Pager, page_asked
from hientai.webkit.workbook import workbook_response

__all__ = ["Badge", "Cell", "Column", "Empty", "Filter", "Lines", "Link", "ListPage"]

CHUNK = 2_000


class ListPage:
    """One list of one request.

    `rows` is a QuerySet or a sequence (anything with a length that can be sliced). `total` is
    their count where it is already known. `dress(rows)` may enrich the rows of one page (or of
    one portion of the download) with a fixed number of queries. `order` names the column first
    sorted by. `download` is the permission that the workbook asks for ("" for none further).
    Rows of long texts stand as `cards` on a narrow screen; `charts` stand in the workbook.
    """

    def __init__(
        self,
        request: Visit,
        *,
        columns: Sequence[Column],
        rows: Any,
        title: Words,
        per_page: int = 50,
        total: int | None = None,
        filters: Sequence[Filter] = (),
        dress: Callable[[Sequence[Any]], Sequence[Any]] | None = None,
        order: str = "",
        download: str = "",
        empty: Words | Empty = "",
        id: str = "danh-sach",
        cards: bool = False,
        charts: Sequence[Mapping[str, Any]] = (),
    ) -> None:
        self.request, self.title, self.per_page, self.id = request, title, per_page, id
        self.all_columns, self.filters, self.dress = columns, filters, dress
        self.known_total, self.download, self.empty = total, download, empty
        self.cards, self.charts = cards, charts
        self.order = Order.asked(request.GET, columns, order)
        self.rows = self.order.apply(self._filtered(rows))

    @cached_property
    def asked(self) -> list[Asked]:
        """Each filter with its value in the address and the address without it."""
        asked = self.request.GET
        filters = [one for one in self.filters if one.choices is None or one.choices]
        return [Asked(f, f.value(asked), address(asked, **{f.key: None})) for f in filters]

    @property
    def chips(self) -> list[Asked]:
        """The filters that narrow the list now."""
        return [one for one in self.asked if one.value]

    @cached_property
    def total(self) -> int:
        """How many rows the filtered list has."""
        if self.known_total is not None:
            return self.known_total
        return self.rows.count() if isinstance(self.rows, QuerySet) else len(self.rows)

    @cached_property
    def pager(self) -> Pager:
        """Where in the list this page stands."""
        return page_asked(self.request.GET, self.total, self.per_page)

    @property
    def nothing(self) -> Empty:
        """What stands where the list is empty: the list's own words, else what the filters say."""
        if self.empty:
            return self.empty if isinstance(self.empty, Empty) else Empty(self.empty)
        if self.chips:
            hint = _("Bỏ bớt bộ lọc ở trên để xem thêm.")
            return Empty(_("Không có dòng nào khớp với bộ lọc."), hint)
        return Empty(_("Danh sách này chưa có dòng nào."))

    @property
    def columns(self) -> list[Column]:
        """The columns of the page."""
        return [column for column in self.all_columns if not column.only_download]

    @cached_property
    def heads(self) -> list[dict[str, Any]]:
        """The headings with the address that sorts by them and how they are sorted now."""
        return [self.order.head(column, self.request.GET) for column in self.columns]

    @cached_property
    def lines(self) -> list[list[tuple[Column, Cell]]]:
        """The rows of this page as cells."""
        return [[(column, column.cell(row)) for column in self.columns] for row in self._shown()]

    @cached_property
    def body(self) -> SafeString:
        """The rows of this page as HTML, for the body of the table."""
        return rows_html(self.columns, self._shown(), self.cards)

    @property
    def download_address(self) -> str:
        """The address of the workbook, "" for a user who may not have it, and of no columns."""
        if not self.all_columns:
            return ""
        if self.download and not self.request.user.may(self.download):
            return ""
        return address(self.request.GET, **{DOWNLOAD: "xlsx"})

    @property
    def kept(self) -> list[tuple[str, str]]:
        """Parts of the address that the filter form has to carry along."""
        own = {f.key for f in self.filters} | {PAGE, DOWNLOAD}
        return [(k, v) for k, values in self.request.GET.lists() if k not in own for v in values]

    def render(self, template: str, context: Mapping[str, Any] | None = None) -> HttpResponseBase:
        """The page, or the workbook of exactly what is filtered where the address asks for it."""
        if self.request.GET.get(DOWNLOAD) == "xlsx":
            return self.workbook()
        return render(self.request, template, {"list": self, **(context or {})})

    def workbook(self) -> HttpResponseBase:
        """All filtered rows as XLSX; 404 for a user who may not have it, and of no columns."""
        if not self.download_address:
            raise Http404
        about = [
            _("Tại ngày %(day)s") % {"day": day(self.request.on)},
            _("%(n)s dòng") % {"n": number(self.total)},
            *(
                f"{one.filter.label}: {one.reading or one.filter.blank}"
                for one in self.asked
                if one.value or one.filter.blank
            ),
        ]
        return workbook_response(
            title=str(self.title),
            about=about,
            columns=[column for column in self.all_columns if not column.only_page],
            rows=self._portions(),
            name=f"{slugify(fold(str(self.title)))}-{self.request.on.isoformat()}",
            charts=self.charts,
        )

    def _filtered(self, rows: Any) -> Any:
        for one in self.asked:
            if one.value and one.filter.apply:
                rows = one.filter.apply(rows, one.value)
        return rows

    def _shown(self) -> Sequence[Any]:
        first = (self.pager.page - 1) * self.per_page
        return self._dressed(self.rows[first : first + self.per_page])

    def _dressed(self, rows: Any) -> Sequence[Any]:
        return self.dress(list(rows)) if self.dress else list(rows)

    def _portions(self) -> Iterator[Any]:
        if isinstance(self.rows, QuerySet) and not self.dress:
            yield from self.rows.iterator(CHUNK)
            return
        for first in range(0, self.total, CHUNK):
            yield from self._dressed(self.rows[first : first + CHUNK])
