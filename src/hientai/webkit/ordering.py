"""How a list is ordered: by one column at a time, named in the address as `xep=name` or `-name`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet
from django.http import QueryDict

from hientai.webkit.cells import Column
from hientai.webkit.filters import SORT, address


@dataclass(frozen=True)
class Order:
    """The column that a list is ordered by, None for the order in which the rows come."""

    by: Column | None
    down: bool

    @classmethod
    def asked(cls, query: QueryDict, columns: Sequence[Column], default: str) -> "Order":
        """What the address asks for, where that column can be sorted; else the list's own order."""
        text = query.get(SORT) or default
        key = text.removeprefix("-")
        found = next((column for column in columns if column.key == key and column.sort), None)
        return cls(found, text.startswith("-"))

    def apply(self, rows: Any) -> Any:
        """The rows in this order; what is not known stands last either way."""
        if self.by is None or self.by.sort is None:
            return rows
        if isinstance(rows, QuerySet):
            field = F(self.by.sort)
            way = field.desc(nulls_last=True) if self.down else field.asc(nulls_last=True)
            return rows.order_by(way, "pk")
        return _sorted_sequence(rows, self.by.sort, self.down)

    def head(self, column: Column, query: QueryDict) -> dict[str, Any]:
        """A column's heading: the address that sorts by it, and how it is sorted now."""
        now = self.by is not None and self.by.key == column.key
        turned = f"-{column.key}" if now and not self.down else column.key
        return {
            "column": column,
            "href": address(query, **{SORT: turned}) if column.sort else "",
            "sorted": ("descending" if self.down else "ascending") if now else "",
        }


def _sorted_sequence(rows: Sequence[Any], key: str, down: bool) -> list[Any]:
    def value(row: Any) -> Any:
        return row.get(key) if isinstance(row, Mapping) else getattr(row, key)

    known = [row for row in rows if value(row) is not None]
    return sorted(known, key=value, reverse=down) + [row for row in rows if value(row) is None]
