"""The grid of marks: typed, pasted, downloaded and sent back as a sheet, a step undone."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hientai.results.domain.kinds import SOURCES
from hientai.results.domain.points import written
from hientai.results.forms import SheetForm
from hientai.results.models import Batch, Part
from hientai.results.queries.book import Book, Cell, Row, batches_of, works_of
from hientai.results.services import grade, undo
from hientai.results.services.sheets import (
    KEY,
    Wrong,
    attempts_of,
    given_in,
    heading,
    read_sheet,
    texts_of,
)
from hientai.results.views.shared import GRADE, graded_book, held_at
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import number
from hientai.webkit.cells import Column
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.workbook import workbook_response

MOST_CELLS = 800  # fields of one form; a larger class is graded part by part
LATEST = 5


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(GRADE)
def grid(request: Visit, code: str) -> HttpResponse:
    """The marks of a class as a grid; what was typed is written in one step, or not at all."""
    book, parts = graded_book(request, code)
    shown = _chosen(request, book, parts)
    texts = texts_of(book, shown)
    wrong: dict[Cell, str] = {}
    if request.method == "POST":
        texts |= _typed(request, texts)
        given, wrong = given_in(book, shown, texts)
        if not wrong:
            try:
                seen = request.POST.get("da-thay", "")
                batch = grade(
                    actor=request.user,
                    held_class=book.held,
                    given=given,
                    on=request.today,
                    ground=request.POST.get("can-cu", "")[:500],
                    seen=int(seen) if seen.isdecimal() and len(seen) < 16 else None,
                )
            except Refused as refused:
                messages.error(request, str(refused))
            else:
                messages.success(request, _("Đã ghi %s điểm.") % number(batch.count))
                return redirect(request.get_full_path())
    context = {**_page(book, parts, shown), "rows": _rows(book, shown, texts, wrong)}
    context |= {"wrong": len(wrong), "ground": request.POST.get("can-cu", "")}
    status = 422 if request.method == "POST" else 200
    return render(request, "results/grid.html", context, status=status)


def _chosen(request: Visit, book: Book, parts: list[Part]) -> list[Part]:
    """The parts of the page: the one asked for, or all where they fit into one form."""
    asked = request.GET.get("phan", "")
    one = [part for part in parts if str(part.pk) == asked]
    if asked and not one:
        raise Http404
    if one or len(attempts_of(parts)) * len(book.rows) <= MOST_CELLS:
        return one or parts
    return parts[:1]


def _typed(request: Visit, texts: dict[Cell, str]) -> dict[Cell, str]:
    """What came in for the cells that are there."""
    told = {}
    for at in texts:
        text = request.POST.get("d-{}-{}-{}".format(*at))
        if text is not None:
            told[at] = text[:20]
    return told


def _page(book: Book, parts: Sequence[Part], shown: Sequence[Part]) -> dict[str, Any]:
    latest = list(batches_of(book.held.pk)[:LATEST])
    return {
        "held": book.held,
        "last": book.last,
        "parts": parts,
        "shown": shown,
        "one": shown[0] if len(shown) == 1 and len(parts) > 1 else None,
        "columns": [(part, attempt, written(part.scale)) for part, attempt in attempts_of(shown)],
        "is_published": any(one.published_on for one in shown),
        "form": SheetForm(),
        "steps": [(one, _(SOURCES[one.source]), _undoable(one)) for one in latest],
    }


def _undoable(one: Batch) -> bool:
    return (
        one.undoes_id is None and not hasattr(one, "undone_by") and one.source in ("typed", "file")
    )


def _rows(
    book: Book, parts: Sequence[Part], texts: dict[Cell, str], wrong: dict[Cell, str]
) -> list[tuple[Row, list[dict[str, Any]]]]:
    handed = {
        (one.learner_id, one.part_id, one.attempt): one
        for part in parts
        if part.takes_files
        for one in reversed(works_of(part))
    }
    columns = attempts_of(parts)
    return [
        (
            row,
            [
                {
                    "name": f"d-{row.learner.id}-{part.pk}-{attempt}",
                    "text": texts[row.learner.id, part.pk, attempt],
                    "wrong": wrong.get((row.learner.id, part.pk, attempt), ""),
                    "label": f"{row.learner.name}: {part.title}"
                    + (f" ({attempt})" if attempt > 1 else ""),
                    "work": handed.get((row.learner.id, part.pk, attempt)),
                }
                for part, attempt in columns
            ],
        )
        for row in book.rows
    ]


@require_safe
@guarded(GRADE)
def sheet(request: Visit, code: str) -> HttpResponseBase:
    """The grid as a workbook, to be filled in and sent back."""
    book, parts = graded_book(request, code)
    texts = texts_of(book, parts)

    def cell(part: Part, attempt: int) -> Any:
        return lambda row: texts[row.learner.id, part.pk, attempt]

    return workbook_response(
        title=_("Bảng điểm"),
        about=[f"{book.held.title} ({book.held.code})", _("Vắng, không làm bài ghi “v”.")],
        columns=[
            Column("ma", KEY, lambda row: str(row.learner.id), width=9),
            Column("ten", _("Họ và tên"), lambda row: row.learner.name, width=28),
            Column("don-vi", _("Nơi công tác"), lambda row: row.learner.organisation, width=30),
            *(
                Column(f"d{part.pk}-{attempt}", heading(part, attempt), cell(part, attempt))
                for part, attempt in attempts_of(parts)
            ),
        ],
        rows=book.rows,
        name=f"bang-diem-{book.held.code}",
    )


@require_POST
@guarded(GRADE)
def upload(request: Visit, code: str) -> HttpResponse:
    """A sheet that was filled in: written whole, or nothing and what is wrong cell by cell."""
    book, parts = graded_book(request, code)
    form = SheetForm(request.POST, request.FILES)
    wrong: list[Wrong] = []
    if form.is_valid():
        try:
            count, wrong = _taken(request, book, parts, form.cleaned_data)
            if not wrong:
                messages.success(request, _("Đã ghi %s điểm từ tệp.") % number(count))
                return redirect("results:grid", code=book.held.code)
        except Refused as refused:
            form.add_error(None, str(refused))
    context = {"held": book.held, "form": form, "wrong": wrong}
    return render(request, "results/upload.html", context, status=422)


def _taken(
    request: Visit, book: Book, parts: list[Part], said: dict[str, Any]
) -> tuple[int, list[Wrong]]:
    with tempfile.TemporaryDirectory(prefix="hientai-") as folder:
        path = Path(folder) / "bang-diem.xlsx"
        path.write_bytes(said["file"].read())
        found = read_sheet(book, parts, path)
    if found.wrong:
        return 0, found.wrong
    batch = grade(
        actor=request.user,
        held_class=book.held,
        given=found.given,
        on=request.today,
        ground=said["ground"],
        source="file",
        seen=book.last,
    )
    return batch.count, []


@require_POST
@guarded(GRADE)
def take_back(request: Visit, code: str, pk: int) -> HttpResponse:
    """Undo a step."""
    held = held_at(request, code)
    batch = batches_of(held.pk).select_related("training_class").filter(pk=pk).first()
    if batch is None:
        raise Http404
    try:
        undo(actor=request.user, batch=batch, on=request.today)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Đã hoàn tác %s điểm.") % number(batch.count))
    return redirect("results:grid", code=held.code)
