"""Filters of a list: they live in the address, stand as a bar above it and as chips."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.safestring import SafeString

from hientai.webkit.cells import Words
from hientai.webkit.markup import options_html

PAGE, SORT, DOWNLOAD = "trang", "xep", "tai"


@dataclass(frozen=True)
class Filter:
    """One question of the filter bar: a text box, or a choice when `choices` are given.

    A choice among nothing is not asked. `key` is its name in the address. `apply(rows, value)`
    narrows the rows; leave it out where the view has already done so. A value outside the choices
    is taken as not given. `blank` says what is shown where nothing is chosen ("" for all).
    """

    key: str
    label: Words
    choices: Sequence[tuple[str, Words]] | None = None
    apply: Callable[[Any, str], Any] | None = None
    placeholder: Words = ""
    blank: Words = ""

    def value(self, asked: QueryDict) -> str:
        """The value in the address, "" when there is none or it is not among the choices."""
        value = asked.get(self.key, "").strip()
        if self.choices is not None and value not in {code for code, _ in self.choices}:
            return ""
        return value

    def reading(self, value: str) -> str:
        """The value as a person reads it."""
        return str(dict(self.choices or ()).get(value, value))


@dataclass(frozen=True)
class Asked:
    """A filter with what the address asks of it, as the bar and the chips show it."""

    filter: Filter
    value: str
    without: str

    @property
    def reading(self) -> str:
        """The value as a person reads it."""
        return self.filter.reading(self.value)

    @property
    def options(self) -> SafeString:
        """The choices as HTML, with the one that is made."""
        return options_html(self.filter.choices or (), self.value)


def address(asked: QueryDict, **changes: str | int | None) -> str:
    """The query part of this page's address with some parts changed; None takes a part away.

    Whatever else stands there stays, but not a download, the page number or an unanswered filter.
    """
    changed = asked.copy()
    for key in [k for k in changed if k in (PAGE, DOWNLOAD) or changed.getlist(k) == [""]]:
        del changed[key]
    for key, value in changes.items():
        if value is None:
            changed.pop(key, None)
        else:
            changed[key] = str(value)
    return "?" + changed.urlencode()
