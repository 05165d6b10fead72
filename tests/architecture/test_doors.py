"""Every URL has a guard, and a room's addresses stand under its own name (A1)."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

FRAMEWORK_VIEWS: set[str] = set()


def every_pattern(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        address = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from every_pattern(entry, address)
        else:
            yield address, entry


PATTERNS = list(every_pattern(get_resolver()))


def permission_of(view: object) -> str | None:
    """The permission of the guard, wherever it stands among the view's decorators."""
    while view is not None:
        if permission := getattr(view, "permission", None):
            return permission
        view = getattr(view, "__wrapped__", None)
    return None


@pytest.mark.parametrize(("address", "pattern"), PATTERNS, ids=[a or "/" for a, _ in PATTERNS])
def test_every_address_has_a_guard(address: str, pattern: URLPattern) -> None:
    assert permission_of(pattern.callback), f"/{address} is open: wrap its view in guarded(…)"


@pytest.mark.parametrize(("address", "pattern"), PATTERNS, ids=[a or "/" for a, _ in PATTERNS])
def test_every_address_has_a_name(address: str, pattern: URLPattern) -> None:
    assert pattern.name, f"/{address} has no name"
