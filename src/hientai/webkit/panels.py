"""Pages that show several rooms are composed of panels, which `site` registers.

A room offers a function that renders its part of the page; the page itself only asks for the
panels of its kind, so no room has to know the rooms above it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from django.http.response import HttpResponseBase

from hientai.webkit.cells import Words
from hientai.webkit.day import Visit

Page = Literal[
    "home",
    "attention",
    "scheme",
    "person",
    "unit",
    "units",
    "correction",
    "reform",
    "amendment",
    "own",
    "programme",
    "institution",
    "class",
    "quota",
    "paper",
    "nominations",
    "nomination",
]
Place = Literal["main", "side", "actions"]


@dataclass(frozen=True)
class Panel:
    """A part of a composite page; `render(request, subject)` gives its HTML, "" for nothing.

    Pages: `home` (subject None), `attention` (items under "Cần chú ý" on home, subject None),
    `scheme`, `person`, `own` (the reader's own record), `unit`, `paper`, `correction`, `reform`
    (subject the model row), `units` (the tree, subject None), `amendment` (a version, or what is
    proposed to follow it), `programme` (a version of one), `institution`, `class`, `quota` (an
    object with `version` and `quota`), `nominations` (a list), `nomination` (one row of it).
    `place` is the wide column, the side,
    or the buttons of the page's head (without a box). `download(request, subject)` gives what
    the panel shows as a workbook.
    """

    slug: str
    title: Words
    page: Page
    permission: str
    render: Callable[[Visit, Any], str]
    order: int
    place: Place = "main"
    download: Callable[[Visit, Any], HttpResponseBase] | None = None


_registered: dict[tuple[str, str], Panel] = {}


def register(panel: Panel) -> None:
    """Put a panel on its page; the same slug again replaces it, so that start-up may repeat."""
    _registered[panel.page, panel.slug] = panel


def panels_for(page: Page, request: Visit) -> list[Panel]:
    """The panels of a page that the user may see, in their order."""
    mine = [p for p in _registered.values() if p.page == page and request.user.may(p.permission)]
    return sorted(mine, key=lambda panel: (panel.order, panel.slug))
