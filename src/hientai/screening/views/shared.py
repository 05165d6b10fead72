"""What the pages of screening share: the items of a scheme, addresses, parts kept for all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hientai.schemes.domain.pack import Item
from hientai.shared.vietnamese import day
from hientai.training.queries.kept import kept
from hientai.training.queries.readings import Reading
from hientai.webkit.addresses import address_of
from hientai.webkit.lists import Empty


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


def crumbs(asked: Reading) -> list[tuple[str, str]]:
    """Breadcrumbs down to the scheme."""
    slug = asked.version.scheme.slug
    return [(_("Đề án"), "/de-an/"), (asked.pack.scheme.number, f"/de-an/{slug}/")]


def nobody_seen(asked: Reading) -> Empty:
    """What is said where the reader sees nobody at all on the day."""
    return Empty(
        _("Chưa có hồ sơ người nào trong phạm vi của bạn vào ngày %s.") % day(asked.on),
        _("Nhập tệp hồ sơ của đơn vị ở mục Nhập dữ liệu, hoặc chọn ngày khác ở đầu trang."),
    )


def quota_address(slug: str, item: str, **query: str) -> str:
    """The page of a quota, its list narrowed by the query."""
    return _address("screening:quota", slug, item, query)


def target_address(slug: str, item: str, **query: str) -> str:
    """The page of a target, its list narrowed by the query."""
    return _address("screening:target", slug, item, query)


def _address(name: str, slug: str, item: str, query: dict[str, str]) -> str:
    address = address_of(name, slug, item)
    asked = "&".join(f"{key.replace('_', '-')}={value}" for key, value in query.items())
    return f"{address}?{asked}#danh-sach" if asked else address
