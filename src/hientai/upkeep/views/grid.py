"""The grid of owed data: filled in by keyboard or paste, judged cell by cell, saved at once.

Without the script it is a plain form, page by page: «Kiểm tra» judges, «Ghi» writes.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hientai.intake.models import ImportBatch
from hientai.intake.services import Cell, CellsRefused, columns_of
from hientai.organisations.models import Unit
from hientai.organisations.queries import UnitOn, subtree_ids
from hientai.upkeep.queries import owed as reads
from hientai.upkeep.services.fill import Filled, fill, take_back
from hientai.upkeep.services.fill import judge as judged
from hientai.upkeep.views.owed import PERMISSION, rows_of, unit_asked
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.paging import page_asked

PER_PAGE, PER_COLUMN = 50, 200  # people on a page; more where one column alone is filled in
MOST_ROWS = PER_COLUMN
_NAME = re.compile(r"([rs])(\d{1,3})\.([a-z_0-9]{1,40})")  # r: typed, s: seen when it was typed
Given = Mapping[int, Filled]


@dataclass
class Entry:
    """One cell of the grid: to be filled in, or known and only shown."""

    key: str
    name: str
    label: str
    owed: bool
    text: str
    seen: reads.Held  # what the register says there, if anything: of a day the year, say
    choices: tuple[str, ...] = ()
    note: Cell | None = None

    @property
    def is_wrong(self) -> bool:
        """Whether what was typed cannot be written."""
        return self.note is not None and self.note.severity == "refused"

    @property
    def seen_name(self) -> str:
        """Where the form sends back what was seen."""
        return f"s{self.name[1:]}"


@dataclass
class Line:
    """One person of the grid."""

    code: str
    name: str
    unit: str
    entries: list[Entry] = field(default_factory=list)


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(PERMISSION)
def grid(request: Visit) -> HttpResponse:
    """A page of people who owe something; sent back it is written, or only judged."""
    unit = unit_asked(request)
    if request.method != "POST":
        return _page(request, unit, {}, [])
    given, declared = _given(request), Unit.objects.get(pk=unit.unit_id)
    if request.POST.get("buoc") == "kiem-tra":
        notes = judged(unit=declared, on=_day(request), rows=given)
        return _page(request, unit, given, notes)
    try:
        ground = request.POST.get("can-cu", "")
        batch = fill(actor=request.user, unit=declared, on=_day(request), rows=given, ground=ground)
    except CellsRefused as refused:
        return _page(request, unit, given, refused.cells, refused, 422)
    messages.success(request, _("Đã ghi dữ liệu của %s người.") % batch.counts["total"]["changed"])
    return redirect(_address(request, unit, **{"da-ghi": batch.pk}))


@require_POST
@guarded(PERMISSION)
def judge(request: Visit) -> JsonResponse:
    """What is to be said of each filled cell, as data; nothing is written."""
    unit = unit_asked(request)
    given = _given(request)
    declared = Unit.objects.get(pk=unit.unit_id)
    told = [
        {
            "name": f"r{cell.row}.{cell.key}",
            "severity": cell.severity,
            "text": ". ".join(part for part in (cell.reason, cell.remedy) if part),
        }
        for cell in judged(unit=declared, on=_day(request), rows=given)
    ]
    return JsonResponse({"cells": told, "rows": sum(bool(row.cells) for row in given.values())})


@require_POST
@guarded(PERMISSION)
def undo_filled(request: Visit, number: int) -> HttpResponse:
    """Take back what the grid wrote, in one transaction."""
    batch = get_object_or_404(ImportBatch.objects.select_related("unit"), pk=number)
    take_back(actor=request.user, batch=batch)
    messages.success(request, _("Đã hoàn tác lần ghi %s.") % number)
    return redirect(f"{reverse('upkeep:grid')}?{urlencode({'don-vi': batch.unit.code})}")


def _day(request: Visit) -> date:
    """What is filled in describes the day of the page, but never one to come."""
    return min(request.on, request.today)


def _given(request: Visit) -> Given:
    """The rows of the form by their places: what was typed, for which person, over what."""
    rows: dict[int, Filled] = {}
    allowed = reads.keys(request.on)
    for name, text in request.POST.items():
        found = _NAME.fullmatch(name)
        if found is None or int(found.group(2)) >= MOST_ROWS:
            continue
        kind, place, key = found.groups()
        row = rows.setdefault(int(place), Filled())
        if key == "code":
            row.code = str(text)
        elif key in allowed:
            (row.typed if kind == "r" else row.seen)[key] = str(text)
    return rows


def _address(request: Visit, unit: UnitOn, **more: Any) -> str:
    kept = {k: request.GET[k] for k in ("thieu", "trang") if request.GET.get(k)}
    return f"{reverse('upkeep:grid')}?{urlencode({'don-vi': unit.code, **kept, **more})}"


def _page(
    request: Visit,
    unit: UnitOn,
    given: Given,
    notes: list[Cell],
    refused: CellsRefused | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "unit": unit,
        **_table(request, unit, given, notes),
        "refused": refused,
        "filled_in": _batch_of(request),
        "address": _address(request, unit),
        "judge": f"{reverse('upkeep:judge')}?{urlencode({'don-vi': unit.code})}",
    }
    return render(request, "upkeep/grid.html", context, status=status)


def _table(request: Visit, unit: UnitOn, given: Given, notes: list[Cell]) -> dict[str, Any]:
    """One page of the rows of a unit with its columns, holding what was given and noted.

    What was sent comes back row by row, though the register may have moved on meanwhile.
    """
    asked = request.GET.get("thieu", "")
    everything = reads.owed_on(request.on)
    found = everything and everything.of_units(subtree_ids(unit.unit_id, request.on))
    rows, keys = rows_of(found, asked), _keys(found, asked, given, request.on)
    pager = page_asked(request.GET, len(rows), PER_COLUMN if keys == [asked] else PER_PAGE)
    sent = [row.code for row in given.values()]
    page = slice(max(pager.first_row - 1, 0), pager.last_row)
    lines = _lines(reads.named(found, sent) if found and sent else rows[page], keys, request)
    _answered(lines, given, notes)
    columns = list(columns_of(keys).values())
    return {
        "asked": asked,
        "pager": pager,
        "lines": lines,
        "wrong": [(line, entry) for line in lines for entry in line.entries if entry.is_wrong],
        "columns": columns,
        "lists": {column.key: column.choices for column in columns if column.choices},
    }


def _keys(found: Any, asked: str, given: Given, on: date) -> list[str]:
    """The columns of the grid: those somebody owes, or the one asked for; and what was sent."""
    owed = [key for key, _people, _verdicts in found.counts()] if found else []
    wanted = {asked} if asked in owed else set(owed)
    wanted |= {key for row in given.values() for key in row.cells}
    return [key for key in reads.keys(on) if key in wanted]


def _batch_of(request: Visit) -> ImportBatch | None:
    """The batch just written, while it can be undone."""
    number = request.GET.get("da-ghi", "")
    if not number.isdigit() or len(number) > 15:
        return None
    return ImportBatch.objects.filter(pk=int(number), state=ImportBatch.State.COMMITTED).first()


def _lines(rows: list[dict[str, Any]], keys: list[str], request: Visit) -> list[Line]:
    held = reads.held([row["code"] for row in rows], keys, request.on)
    columns = columns_of(keys)
    return [
        Line(
            row["code"],
            row["name"],
            row["unit_name"],
            [_entry(place, row, columns[key], held.get(row["code"], {})) for key in keys],
        )
        for place, row in enumerate(rows)
    ]


def _entry(place: int, row: dict[str, Any], column: Any, held: dict[str, reads.Held]) -> Entry:
    """The cell of one person and column: blank to be filled in where it is owed."""
    owed, seen = row[column.key] is not None, held.get(column.key, reads.Held())
    name, label = f"r{place}.{column.key}", _(str(column.heading))
    return Entry(column.key, name, label, owed, "" if owed else seen.said, seen, column.choices)


def _answered(lines: list[Line], given: Given, notes: list[Cell]) -> None:
    """What was typed stands again in its cell, with what is to be said of it."""
    typed = {row.code: row.typed for row in given.values()}
    told = {(given[note.row].code, note.key): note for note in notes}
    for line in lines:
        for entry in line.entries:
            entry.note = told.get((line.code, entry.key))
            if entry.owed:
                entry.text = typed.get(line.code, {}).get(entry.key, "")
