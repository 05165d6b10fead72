"""Where a page stands in a long list."""

from dataclasses import dataclass
from math import ceil

from django.http import Http404, QueryDict

from hientai.webkit.filters import PAGE, address

NEIGHBOURS = 2


@dataclass(frozen=True)
class Pager:
    """Page `page` of `last`, counted from 1, over `total` rows."""

    page: int
    last: int
    per_page: int
    total: int
    asked: QueryDict

    @property
    def first_row(self) -> int:
        """The number of the first row on this page, 0 for an empty list."""
        return min((self.page - 1) * self.per_page + 1, self.total)

    @property
    def last_row(self) -> int:
        """The number of the last row on this page."""
        return min(self.page * self.per_page, self.total)

    @property
    def previous(self) -> str:
        """The address of the page before, "" on the first."""
        return self._address(self.page - 1) if self.page > 1 else ""

    @property
    def next(self) -> str:
        """The address of the page after, "" on the last."""
        return self._address(self.page + 1) if self.page < self.last else ""

    @property
    def steps(self) -> list[tuple[int, str]]:
        """Pages to jump to, (number, address); (0, "") stands for a gap."""
        near = range(self.page - NEIGHBOURS, self.page + NEIGHBOURS + 1)
        shown = sorted({1, self.last, *(n for n in near if 1 <= n <= self.last)})
        steps: list[tuple[int, str]] = []
        for number in shown:
            if steps and number - steps[-1][0] > 1:
                steps.append((0, ""))
            steps.append((number, self._address(number)))
        return steps

    def _address(self, page: int) -> str:
        return address(self.asked, **{PAGE: page})


def page_asked(asked: QueryDict, total: int, per_page: int) -> Pager:
    """The page that the address asks for, the first without one; 404 for one that is not there."""
    last = max(ceil(total / per_page), 1)
    text = asked.get(PAGE, "1")
    if not text.isascii() or not text.isdecimal() or not 1 <= int(text) <= last:
        raise Http404
    return Pager(int(text), last, per_page, total, asked)
