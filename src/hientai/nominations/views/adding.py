"""People put on a list: what pasted lines, a file or a choice mean, judged first, then written."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from hientai.nominations.forms import PeopleForm
from hientai.nominations.models import NominationList
from hientai.nominations.queries import showing
from hientai.nominations.queries.judging import Judged
from hientai.nominations.services import LeftOut, Preview, look_up, nominate, preview
from hientai.nominations.views import shared
from hientai.nominations.views.shared import EDIT, address, day_asked, edited
from hientai.people.queries import Listed
from hientai.screening.papers.people import post_of
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import number as written
from hientai.webkit.cells import Column
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.workbook import workbook_response

MOST_SHOWN = 300
"""Rows of a preview that are shown one by one; the others are counted, and added all the same."""
LONGEST = 300  # letters kept of a line that names nobody
SHORTEST = 2  # letters from which a search suggests people


@require_POST
@guarded(EDIT)
def look(request: Visit, number: int) -> HttpResponse:
    """What the lines, the file or the people chosen mean, each judged; nothing is written."""
    held = edited(request, number)
    form = PeopleForm(_given(request), request.FILES)
    found: Preview | None = None
    if form.is_valid():
        try:
            found = _looked(request, held, form)
        except Refused as refused:
            form.add_error(None, str(refused))
    context = {
        "held": held,
        "form": form,
        **(_told(request, found, _source(form)) if found else {}),
    }
    status = 200 if found else 422
    return render(request, "nominations/preview.html", context, status=status)


@require_POST
@guarded(EDIT)
def add(request: Visit, number: int) -> HttpResponse:
    """Put the people of a preview on the list; of those who cannot go only who is asked for."""
    held = edited(request, number)
    people = _keys(request.POST.get("nguoi", ""))
    if "ca-vuong" in request.POST:
        people += _keys(request.POST.get("vuong", ""))
    people += _keys(",".join(request.POST.getlist("chon")))
    leave = set(_keys(",".join(request.POST.getlist("bo"))))
    batch = nominate(
        actor=request.user,
        nomination_list=held,
        people=[key for key in people if key not in leave],
        on=day_asked(request),
        source=shared.source_kept(request.POST.get("nguon", "")),
        left_out=_left_out(request),
    )
    count = len(batch.taken)
    words = ngettext("Đã thêm %(n)s người.", "Đã thêm %(n)s người.", count)
    messages.success(request, words % {"n": written(count)})
    return redirect(address(held))


@require_safe
@guarded(EDIT)
def suggest(request: Visit, number: int) -> JsonResponse:
    """The people of the unit whom a few letters may mean, as data; accents are not needed."""
    held = edited(request, number)
    text = request.GET.get("q", "").strip()[:100]
    found = showing.suggested(held, text, request.on) if len(text) >= SHORTEST else []
    told = [
        {
            "person": one.person_id,
            "code": one.code,
            "name": one.name,
            "note": " · ".join(part for part in (post_of(one._asdict()), one.unit_name) if part),
        }
        for one in found
    ]
    return JsonResponse({"people": told})


@require_safe
@guarded(EDIT)
def sample(request: Visit) -> HttpResponseBase:
    """A workbook to fill in, for upload."""
    return workbook_response(
        title=_("Mẫu danh sách đề cử"),
        about=[_("Mỗi dòng ghi mã, hoặc họ tên và ngày sinh.")],
        columns=[
            Column("ma", _("Mã"), str, width=16),
            Column("ten", _("Họ và tên"), str, width=30),
            Column("sinh", _("Ngày sinh"), str, width=16),
        ],
        rows=[],
        name="mau-de-cu",
    )


def _given(request: Visit) -> dict[str, Any]:
    """What names people: those ticked on a list, or all of it; lines otherwise."""
    ticked = ",".join(request.POST.getlist("chon"))
    every = request.POST.get("tat-ca", "") if "ca" in request.POST else ""
    return {"text": request.POST.get("text", ""), "people": every or ticked}


def _looked(request: Visit, held: NominationList, form: PeopleForm) -> Preview:
    given, on = form.cleaned_data, day_asked(request)
    if given["people"]:
        return preview(nomination_list=held, people=_keys(given["people"]), on=on)
    if given["file"]:
        with _kept(given["file"]) as path:
            return look_up(nomination_list=held, on=on, file=path)
    return look_up(nomination_list=held, on=on, text=given["text"])


@contextmanager
def _kept(file: Any) -> Iterator[Path]:
    """An uploaded file under its own ending, until it was read."""
    ending = ".csv" if str(file.name).lower().endswith(".csv") else ".xlsx"
    with tempfile.TemporaryDirectory(prefix="hientai-") as folder:
        path = Path(folder) / f"danh-sach{ending}"
        path.write_bytes(file.read())
        yield path


def _source(form: PeopleForm) -> str:
    """Where the people come from, as the batch keeps it."""
    given = form.cleaned_data
    if given["people"]:
        return "pick"
    return f"file:{given['file'].name}" if given["file"] else "paste"


def _told(request: Visit, found: Preview, source: str) -> dict[str, Any]:
    """The preview: who would be added, who cannot go as things are, which lines name nobody."""
    good = [row for row in found.rows if not shared.stopped(row)]
    wrong = [row for row in found.rows if shared.stopped(row)]
    posts = showing.shown((row.person_id for row in found.rows[:MOST_SHOWN]), request.on)
    return {
        "found": found,
        "good": _lines(good, posts),
        "wrong": _lines(wrong, posts),
        "good_total": len(good),
        "wrong_total": len(wrong),
        "good_keys": _joined(good),
        "wrong_keys": _joined(wrong),
        "left_out": _unnamed(found),
        "left_out_total": len(found.left_out),
        "known": len(found.known),
        "source": source,
    }


def _lines(rows: Sequence[Judged], posts: dict[int, Listed]) -> list[dict[str, Any]]:
    return [
        {
            "row": row,
            "post": post_of(posts[row.person_id]._asdict()) if row.person_id in posts else "",
            "verdict": shared.verdict_html(row),
            "obstacle": shared.obstacle(row),
            "reasons": shared.reasons_html(row),
            "overlaps": shared.overlaps_html(row),
            "parts": shared.score_html(row),
        }
        for row in rows[:MOST_SHOWN]
    ]


def _unnamed(found: Preview) -> list[dict[str, Any]]:
    """The lines that name nobody to be added, with those among whom the reader may choose."""
    choices = {one.said.line: one.choices for one in found.lines if one.outcome != "double"}
    there = found.known
    return [
        {
            "line": one,
            "kept": f"{one.line}|{one.text[:LONGEST]}|{one.why[:LONGEST]}",
            "choices": [c for c in choices.get(one.line, ()) if c.person_id not in there],
        }
        for one in found.left_out[:MOST_SHOWN]
    ]


def _joined(rows: Sequence[Judged]) -> str:
    return ",".join(str(row.person_id) for row in rows)


def _keys(text: str) -> list[int]:
    """Keys of people parted by commas; what is no number is passed over."""
    return [int(part) for part in text.split(",") if part.isdigit() and len(part) < 16]


def _left_out(request: Visit) -> list[LeftOut]:
    """The lines that named nobody, as the preview told them: kept with the step."""
    found = []
    for text in request.POST.getlist("con-lai")[:MOST_SHOWN]:
        line, text, why = (text.split("|", 2) + ["", ""])[:3]
        found.append(LeftOut(int(line) if line.isdigit() else 0, text[:LONGEST], why[:LONGEST]))
    return found
