"""What the pages of training share: finding the scheme, cells of people, filters of lists."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import Http404
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hientai.schemes.domain.pack import Item
from hientai.schemes.queries import NoSchemeInForce, scheme
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day
from hientai.shared.vocabulary import SEXES
from hientai.training import papers
from hientai.training.queries.figures import Reading, reading
from hientai.training.queries.frozen import FROZEN_ON
from hientai.training.queries.kept import kept
from hientai.training.queries.listings import Rows
from hientai.webkit.addresses import address_of
from hientai.webkit.day import Visit
from hientai.webkit.lists import Column, Empty, Filter, Lines, Link


def reading_of(request: Visit, slug: str) -> Reading:
    """The figures of a scheme on the day of the page; 404 for an unknown scheme."""
    try:
        return reading(scheme(slug, request.on), request.on)
    except NoSchemeInForce:
        raise
    except Refused as unknown:
        raise Http404 from unknown


def found(items: tuple[Any, ...], item_id: str) -> Any:
    """The item of an id; 404 where the scheme has none."""
    for item in items:
        if isinstance(item, Item) and item.id == item_id:
            return item
    raise Http404


def same_for_all(asked: Reading, template: str, context: Callable[[], dict[str, Any]]) -> str:
    """A part of a page that says the same to all readers of one scope until the data changes."""
    return kept(
        asked.seen,
        asked.key("page", template, get_language()),
        lambda: render_to_string(template, context()),
    )


def person_address(code: str) -> str:
    """The page of a person."""
    return f"/nguoi/{code}/"


def crumbs(asked: Reading) -> list[tuple[str, str]]:
    """Breadcrumbs down to the scheme."""
    slug = asked.version.scheme.slug
    return [(_("Đề án"), "/de-an/"), (asked.pack.scheme.number, f"/de-an/{slug}/")]


def person_columns() -> list[Column]:
    """Name, post and unit of a person, and what a workbook needs to tell people apart."""
    return [
        Column("ten", _("Họ và tên"), _name, only_page=True),
        Column("ten", _("Họ và tên"), lambda row: row.get("name"), only_download=True, width=26),
        Column("ma", _("Mã"), lambda row: row["code"], only_download=True, width=13),
        Column("sinh", _("Ngày sinh"), _birth, only_download=True, width=12),
        Column("gioi-tinh", _("Giới tính"), _sex, only_download=True, width=10),
        Column("vi-tri", _("Chức vụ, đơn vị"), _post, wide=True, only_page=True),
        Column("chuc-vu", _("Chức vụ"), papers.post_of, only_download=True, width=30),
        Column(
            "don-vi", _("Đơn vị"), lambda row: row.get("unit_name"), only_download=True, width=34
        ),
        Column(
            "co-quan", _("Cơ quan"), lambda row: row.get("organ_name"), only_download=True, width=30
        ),
    ]


def frozen_columns(frozen: object) -> list[Column]:
    """For the workbook, the day each person is measured on, where a part stands still."""
    if not frozen:
        return []
    return [Column("do-tai", _("Đóng băng, đo tại ngày"), _frozen_on, only_download=True, width=14)]


def search_filter() -> Filter:
    """The search box for a name without accents, or a code."""
    return Filter("tim", _("Tìm tên hoặc mã"), apply=Rows.found, placeholder=_("không cần dấu"))


def organ_filter(rows: Rows) -> Filter:
    """A choice among the organs of the list."""
    return Filter("don-vi", _("Đơn vị"), choices=rows.organs, apply=Rows.of_organ)


def nobody_seen(asked: Reading) -> Empty:
    """What is said where the reader sees nobody at all on the day."""
    return Empty(
        _("Chưa có hồ sơ người nào trong phạm vi của bạn vào ngày %s.") % day(asked.on),
        _("Nhập tệp hồ sơ của đơn vị ở mục Nhập dữ liệu, hoặc chọn ngày khác ở đầu trang."),
    )


def quota_address(slug: str, item: str, **query: str) -> str:
    """The page of a quota, its list narrowed by the query."""
    return _address("training:quota", slug, item, query)


def target_address(slug: str, item: str, **query: str) -> str:
    """The page of a target, its list narrowed by the query."""
    return _address("training:target", slug, item, query)


def _address(name: str, slug: str, item: str, query: dict[str, str]) -> str:
    address = address_of(name, slug, item)
    asked = "&".join(f"{key.replace('_', '-')}={value}" for key, value in query.items())
    return f"{address}?{asked}#danh-sach" if asked else address


def _name(row: dict[str, Any]) -> Link | str:
    name = row.get("name") or _("(không xem được)")
    if not row.get("code"):
        return name
    return Link(name, person_address(row["code"]), papers.born_and_sex(row))


def _frozen_on(row: dict[str, Any]) -> date | None:
    found: date | None = row.get(FROZEN_ON)
    return found


def _birth(row: dict[str, Any]) -> date | str | None:
    """A day, or as much of it as the register knows: a month, a year."""
    born: date | None = row.get("birth_date")
    if born is None or row.get("birth_precision") == "day":
        return born
    return f"{born:%m/%Y}" if row.get("birth_precision") == "month" else f"{born:%Y}"


def _sex(row: dict[str, Any]) -> str:
    return SEXES.label(row.get("sex"))


def _post(row: dict[str, Any]) -> Lines:
    if not row.get("unit_name"):
        return Lines(_("không còn vị trí công tác vào ngày này"))
    unit, organ = row["unit_name"], row.get("organ_name")
    place = unit if not organ or organ == unit else f"{unit}, {organ}"
    if row.get(FROZEN_ON):
        place = _("%(place)s (đo tại %(last)s)") % {"place": place, "last": day(row[FROZEN_ON])}
    return Lines(papers.post_of(row), place)
