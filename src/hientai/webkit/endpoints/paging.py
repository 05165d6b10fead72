"""Pages of lists: which part of how many, as of which day."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet
from ninja import Schema
from pydantic import Field

from hientai.webkit.day import Visit
from hientai.webkit.endpoints.fields import Given

MOST = 200
USUAL = 50
Item = TypeVar("Item")


class Asked(Given):
    """Which page of a list, counted from 1; one past the last is empty."""

    page: int = Field(1, ge=1, le=1_000_000)
    per_page: int = Field(USUAL, ge=1, le=MOST)


class Paged(Schema, Generic[Item]):
    """A page of a list as of a day; `total` counts all that was asked for."""

    on: date
    total: int
    page: int
    per_page: int
    items: list[Item]


def page_of(
    request: Visit,
    rows: Any,
    asked: Asked,
    made: Callable[[Any], Any],
    *,
    dress: Callable[[Sequence[Any]], Sequence[Any]] | None = None,
) -> dict[str, Any]:
    """One page of rows (a QuerySet, or anything with a length that can be sliced) as data.

    `dress` may enrich the rows of the page with a fixed number of queries.
    """
    total = rows.count() if isinstance(rows, QuerySet) else len(rows)
    start = (asked.page - 1) * asked.per_page
    shown = rows[start : start + asked.per_page] if start < total else []
    if dress is not None:
        shown = dress(shown)
    return {
        "on": request.on,
        "total": total,
        "page": asked.page,
        "per_page": asked.per_page,
        "items": [made(row) for row in shown],
    }
