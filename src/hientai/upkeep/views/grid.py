"""The grid of owed data: filled in by keyboard or paste, judged cell by cell, saved at once.

Without the script it is a plain form, page by page: «Kiểm tra» judges, «Ghi» writes.
"""

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hientai.intake.models import ImportBatch
from hientai.intake.services import Cell, CellsRefused, columns_of, judge_cells
from hientai.organisations.models import Unit
from hientai.organisations.queries import UnitOn, subtree_ids
from hientai.upkeep.queries import owed as reads
from hientai.upkeep.services.fill import fill, filled, take_back
from hientai.upkeep.views.owed import PERMISSION, rows_of, unit_asked
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.paging import page_asked

PER_PAGE = 25
MOST_ROWS = 100
_NAME = re.compile(r"r(\d{1,3})\.([a-z_0-9]{1,40})")


@dataclass
class Entry:
    """One cell of the grid: to be filled in, or known and only shown."""

    key: str
    name: str
    label: str
    owed: bool
    text: str
    choices: tuple[str, ...] = ()
    note: Cell | None = None


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
        return _page(request, unit, [], [])
    given, declared = _given(request), Unit.objects.get(pk=unit.unit_id)
    if request.POST.get("buoc") == "kiem-tra":
        notes = _judged(request, declared, given)
        return _page(request, unit, given, notes)
    try:
        ground = request.POST.get("can-cu", "")
        batch = fill(actor=request.user, unit=declared, on=_day(request), rows=given, ground=ground)
    except CellsRefused as refused:
        notes = _placed(refused.cells, _places(given))
        return _page(request, unit, given, notes, refused, 422)
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
        for cell in _judged(request, declared, given)
    ]
    return JsonResponse({"cells": told, "rows": len(filled(given))})


@require_POST
@guarded(PERMISSION)
def undo_filled(request: Visit, number: int) -> HttpResponse:
    """Take back what the grid wrote, in one transaction."""
    batch = get_object_or_404(ImportBatch.objects.select_related("unit"), pk=number)
    take_back(actor=request.user, batch=batch)
    messages.success(request, _("Đã hoàn tác lần ghi %s.") % number)
    return redirect(f"{reverse('upkeep:grid')}?{urlencode({'don-vi': batch.unit.code})}")


def _day(request: Visit) -> Any:
    """What is filled in describes the day of the page, but never one to come."""
    return min(request.on, request.today)


def _given(request: Visit) -> list[dict[str, str]]:
    """The rows of the form: what was typed, under the code of each person."""
    rows: dict[int, dict[str, str]] = {}
    allowed = {*reads.keys(request.on), "code"}
    for name, text in request.POST.items():
        found = _NAME.fullmatch(name)
        if found and found.group(2) in allowed and int(found.group(1)) < MOST_ROWS:
            rows.setdefault(int(found.group(1)), {})[found.group(2)] = str(text)
    top = max(rows, default=-1)
    return [rows.get(place, {}) for place in range(top + 1)]


def _judged(request: Visit, unit: Unit, given: list[dict[str, str]]) -> list[Cell]:
    if not filled(given):
        return []
    notes = judge_cells(unit=unit, on=_day(request), rows=filled(given))
    return _placed(notes, _places(given))


def _places(given: list[dict[str, str]]) -> list[int]:
    """Which rows of the page have something filled in."""
    return [place for place, row in enumerate(given) if filled([row])]


def _placed(notes: list[Cell], at: list[int]) -> list[Cell]:
    """Notes on the filled rows, at their places among all rows of the page."""
    return [Cell(at[n.row], n.key, n.severity, n.reason, n.remedy) for n in notes]


def _address(request: Visit, unit: UnitOn, **more: Any) -> str:
    kept = {k: request.GET[k] for k in ("thieu", "trang") if request.GET.get(k)}
    return f"{reverse('upkeep:grid')}?{urlencode({'don-vi': unit.code, **kept, **more})}"


def _page(
    request: Visit,
    unit: UnitOn,
    given: list[dict[str, str]],
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


def _table(
    request: Visit, unit: UnitOn, given: list[dict[str, str]], notes: list[Cell]
) -> dict[str, Any]:
    """One page of the rows of a unit with its columns, holding what was given and noted."""
    asked = request.GET.get("thieu", "")
    everything = reads.owed_on(request.on)
    found = everything and everything.of_units(subtree_ids(unit.unit_id, request.on))
    rows, keys = rows_of(found, asked), _keys(found, asked)
    pager = page_asked(request.GET, len(rows), PER_PAGE)
    first = (pager.page - 1) * PER_PAGE
    lines = _lines(rows[first : first + PER_PAGE], keys, request)
    _answered(lines, given, notes)
    columns = list(columns_of(keys).values())
    lists = {column.key: column.choices for column in columns if column.choices}
    return {"asked": asked, "pager": pager, "lines": lines, "columns": columns, "lists": lists}


def _keys(found: Any, asked: str) -> list[str]:
    """The columns of the grid: those that somebody owes, or the one asked for."""
    keys = [key for key, _people, _verdicts in found.counts()] if found else []
    return [asked] if asked in keys else keys


def _batch_of(request: Visit) -> ImportBatch | None:
    """The batch just written, while it can be undone."""
    number = request.GET.get("da-ghi", "")
    if not number.isdigit() or len(number) > 15:
        return None
    return ImportBatch.objects.filter(pk=int(number), state=ImportBatch.State.COMMITTED).first()


def _lines(rows: list[dict[str, Any]], keys: list[str], request: Visit) -> list[Line]:
    held = reads.held([row["code"] for row in rows], keys, request.on)
    columns = columns_of(keys)
    lines = []
    for place, row in enumerate(rows):
        entries = [
            Entry(
                key,
                f"r{place}.{key}",
                _(str(columns[key].heading)),
                row[key] is not None,
                "" if row[key] is not None else held.get(row["code"], {}).get(key, ""),
                columns[key].choices,
            )
            for key in keys
        ]
        lines.append(Line(row["code"], row["name"], row["unit_name"], entries))
    return lines


def _answered(lines: list[Line], given: list[dict[str, str]], notes: list[Cell]) -> None:
    """What was typed stands again in its cell, with what is to be said of it."""
    typed = {row["code"]: row for row in given if "code" in row}
    told = {(given[n.row].get("code", ""), n.key): n for n in notes if n.row < len(given)}
    for line in lines:
        for entry in line.entries:
            entry.note = told.get((line.code, entry.key))
            if entry.owed:
                entry.text = typed.get(line.code, {}).get(entry.key, "")
