"""The page of a table that a scheme's document prints: each cell counted, and its people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import polars as pl
from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hientai.schemes.domain.tables import Line, Table
from hientai.schemes.queries import scheme_or_first
from hientai.screening.papers import wording
from hientai.screening.papers.people import (
    frozen_columns,
    organ_filter,
    person_columns,
    search_filter,
)
from hientai.screening.queries.frozen import frozen_parts
from hientai.screening.queries.listings import Rows
from hientai.screening.queries.tables import COLUMN, ROW, Cell, Counted, counted
from hientai.screening.views.shared import crumbs, found, nobody_seen
from hientai.shared.refused import Refused
from hientai.shared.vocabulary import DEGREE_LEVELS
from hientai.training.queries.readings import Reading, people_on, reading
from hientai.webkit.charts import Chart, chart_of
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.lists import Column, Filter, ListPage

WHOLE = "bang-xlsx"
AT_ROW, AT_COLUMN = "dong", "cot"


@require_safe
@guarded("training:view")
def table(request: Visit, slug: str, item: str) -> HttpResponseBase:
    """One table on the day, every cell leading to its people; the table or the list as XLSX."""
    asked = _reading(request, slug)
    figures = counted(asked, found(asked.pack.tables, item))
    if request.GET.get("tai") == WHOLE:
        return _whole(request, asked, figures).workbook()
    return _people(request, asked, figures).render("screening/table.html", _context(asked, figures))


def _reading(request: Visit, slug: str) -> Reading:
    """The scheme's figures of the day; its tables speak of days before it takes effect too."""
    try:
        return reading(scheme_or_first(slug, request.on), request.on)
    except Refused as unknown:
        raise Http404 from unknown


def _people(request: Visit, asked: Reading, figures: Counted) -> ListPage:
    title = f"{asked.pack.scheme.number} – {figures.table.title}"
    return ListPage(
        request,
        title=title,
        rows=figures.people,
        columns=[
            *person_columns(),
            Column("trinh-do", _("Trình độ"), lambda r: DEGREE_LEVELS.label(r["degree_level"])),
            Column("nganh", _("Chuyên ngành"), lambda r: r["subject"], wide=True),
            *frozen_columns(frozen_parts(asked, figures.table.of)),
        ],
        filters=[
            search_filter(),
            _line_filter(AT_ROW, _("Dòng"), figures.table.rows, ROW),
            _line_filter(AT_COLUMN, _("Cột"), figures.table.columns, COLUMN),
            organ_filter(figures.people),
        ],
        download="people:export",
        empty=nobody_seen(asked) if people_on(asked).is_empty() else "",
    )


def _line_filter(key: str, label: str, lines: tuple[Line, ...], name: str) -> Filter:
    choices = [(str(at), line.title) for at, line in enumerate(lines, start=1)]
    return Filter(key, label, choices=choices, apply=partial(_of_line, name=name))


def _of_line(rows: Rows, at: str, name: str) -> Rows:
    return rows.where(pl.col(name.format(at)))


def _whole(request: Visit, asked: Reading, figures: Counted) -> ListPage:
    """The table itself; seen whole on the document's own day, with the printed numbers beside."""
    told = figures.table
    columns = [Column("dong", _("Đối tượng"), lambda row: row[0].title, width=50)]
    columns += _figures(figures, "count", "%s", "counted", _("%s, tỷ lệ"))
    if asked.on == told.on and asked.seen.everything:
        columns += _figures(figures, "printed", _("%s (in)"), "printed", _("%s, tỷ lệ (in)"))
    rows = list(zip(told.rows, figures.cells, strict=True))
    title = f"{told.id} – {told.title}"
    chart = {
        "type": "bar" if len(told.columns) == 1 else "bar_percent_stacked",
        "series": [told.columns[at].title for at in _parts(told)],
        "categories": str(columns[0].heading),
        "title": told.title,
        "width": 900,
        "height": 380,
    }
    return ListPage(request, title=title, rows=rows, columns=columns, charts=[chart])


def _parts(told: Table) -> list[int]:
    """The places of the columns that a chart shows: the parts, without the total they add up to."""
    parts = [at for at, line in enumerate(told.columns) if not line.is_all]
    return parts or list(range(len(told.columns)))


def _chart(figures: Counted) -> Chart | None:
    """The table as bars: each row cut into the columns that are parts of it."""
    parts = _parts(figures.table)
    titles = [figures.table.columns[at].title for at in parts]
    named = zip(figures.table.rows, figures.cells, strict=True)
    return chart_of(
        titles, [(row.title, [cells[at].count for at in parts]) for row, cells in named]
    )


def _figures(
    figures: Counted, number: str, heading: str, share: str, share_heading: str
) -> Iterator[Column]:
    """A column for the numbers of each column, and one for the percentages printed beside them."""
    for at, line in enumerate(figures.table.columns):
        yield Column(
            f"{number}-{at}", heading % line.title, partial(_number, at=at, name=number), True
        )
        if any(cells[at].share for cells in figures.cells):
            name = share_heading % line.title
            cell = partial(_share, at=at, name=share)
            yield Column(f"ty-le-{number}-{at}", name, cell, True, share=True)


def _number(row: tuple[Line, Sequence[Cell]], *, at: int, name: str) -> int:
    number: int = getattr(row[1][at], name)
    return number


def _share(row: tuple[Line, Sequence[Cell]], *, at: int, name: str) -> float | None:
    share = row[1][at].share
    percent = getattr(share, name) if share else None
    return None if percent is None else float(percent / 100)


def _context(asked: Reading, figures: Counted) -> dict[str, Any]:
    told: Table = figures.table
    same_day = asked.on == told.on
    cells = [cell for line in figures.cells for cell in line]
    shared = [cell for cell in cells if cell.share]
    return {
        "asked": asked,
        "scheme": asked.pack.scheme,
        "frozen": wording.frozen_told(frozen_parts(asked, told.of)),
        "crumbs": crumbs(asked),
        "table": told,
        "lines": list(zip(told.rows, figures.cells, strict=True)),
        "chart": _chart(figures),
        "unknown": figures.unknown,
        "same_day": same_day,
        "differing": sum(cell.count != cell.printed for cell in cells) if same_day else 0,
        "size": len(cells),
        "shares": len(shared),
        "shares_differing": [cell for cell in shared if _differs(cell)] if same_day else [],
        "misprinted": [
            (told.rows[cell.row - 1].title, told.columns[cell.column - 1].title, cell)
            for cell in shared
            if cell.share and not cell.share.is_printed_right
        ],
        "part": not asked.seen.everything,
        "findings": [one for one in asked.pack.findings if one.id in told.findings],
    }


def _differs(cell: Cell) -> bool:
    return cell.share is not None and cell.share.counted != cell.share.printed
