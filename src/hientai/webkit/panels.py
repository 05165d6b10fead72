"""Pages that show several rooms are composed of panels, which `site` registers.

A room offers a function that renders its part of the page; the page itself only asks for the
panels of its kind, so no room has to know the rooms above it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.db import connection
from django.db.models import Model
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
    "lecturer",
    "class",
    "results",
    "quota",
    "paper",
    "nominations",
    "nomination",
    "division",
]
Place = Literal["main", "side", "actions"]


def of_the_person(subject: Any) -> dict[str, Any]:
    """By what the rows of a person are found."""
    return {"person_id": subject.pk}


@dataclass(frozen=True)
class Panel:
    """A part of a composite page; `render(request, subject)` gives its HTML, "" for nothing.

    Pages: `home` (subject None), `attention` (items under "Cần chú ý" on home, subject None),
    `scheme`, `person`, `own` (the reader's own record), `unit`, `paper`, `correction`, `reform`
    (subject the model row), `units` (the tree, subject None), `amendment` (a version, or what is
    proposed to follow it), `programme` (a version of one), `institution`, `lecturer`, `class`,
    `results` (of a class), `quota` (an object with `version` and `quota`), `nominations` (a list),
    `nomination` (one row of it). `place` is the wide column, the side, or the buttons of the
    page's head (without a box).
    `download(request, subject)` gives what the panel shows as a workbook. A panel that has nothing
    to say of most subjects names in `rows_of` the tables, and in `rows_by` the columns and values,
    without whose rows it is empty.
    """

    slug: str
    title: Words
    page: Page
    permission: str
    render: Callable[[Visit, Any], str]
    order: int
    place: Place = "main"
    download: Callable[[Visit, Any], HttpResponseBase] | None = None
    rows_of: Sequence[type[Model]] = ()
    rows_by: Callable[[Any], dict[str, Any]] = of_the_person


_registered: dict[tuple[str, str], Panel] = {}


def register(panel: Panel) -> None:
    """Put a panel on its page; the same slug again replaces it, so that start-up may repeat."""
    _registered[panel.page, panel.slug] = panel


def panels_for(page: Page, request: Visit) -> list[Panel]:
    """The panels of a page that the user may see, in their order."""
    mine = [p for p in _registered.values() if p.page == page and request.user.may(p.permission)]
    return sorted(mine, key=lambda panel: (panel.order, panel.slug))


def with_something(panels: Sequence[Panel], subject: Any) -> list[Panel]:
    """Those with a row of the subject in a table they name, and those that name none: one query,
    where each panel's own would be put together just to find nothing."""
    named = {
        panel: [(table._meta.db_table, *panel.rows_by(subject).items()) for table in panel.rows_of]
        for panel in panels
    }
    wanted = list(dict.fromkeys(one for asked in named.values() for one in asked))
    if not wanted:
        return list(panels)
    asked = (
        f"EXISTS (SELECT FROM {table} WHERE {' AND '.join(f'{column} = %s' for column, _ in by)})"
        for table, *by in wanted
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(asked)}", [value for _, *by in wanted for _, value in by]
        )
        there = dict(zip(wanted, cursor.fetchone(), strict=True))
    return [panel for panel, asks in named.items() if not asks or any(there[one] for one in asks)]
