"""One session: the list, all there by default; what waits; the roll closed; files in and out."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hientai.attendance.domain.entries import Entry
from hientai.attendance.domain.states import CAME, EXCUSED, FILE, LIST, PRESENT, SHEET, STATES, WHY
from hientai.attendance.forms import FileForm
from hientai.attendance.papers.sheet import sheet_pdf
from hientai.attendance.papers.workbook import columns, entries_in
from hientai.attendance.queries.rolls import Held, Line, claims_at, lines_of, on_leave, own_person
from hientai.attendance.services import close, confirm, put, refuse
from hientai.attendance.views.shared import (
    MARK,
    VIEW,
    address,
    how_words,
    may_mark,
    picked,
    roll_badge,
    session_at,
    state_badge,
)
from hientai.classes.models import TrainingClass
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day
from hientai.shared.words import _ as spoken
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.workbook import workbook_response

CHOICES = tuple((code, words) for code, words in STATES.items() if code != EXCUSED)


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(VIEW)
def of_session(request: Visit, code: str, pk: int) -> HttpResponseBase:
    """The list of a session; who marks it writes it here."""
    held, session = session_at(request, code, pk)
    marks = may_mark(request, held, session)
    if request.method == "POST":
        if not marks:
            raise Http404
        return _written(request, held, session)
    return _page(request, held, session, marks)


def _written(request: Visit, held: TrainingClass, session: Held) -> HttpResponse:
    lines = lines_of(session.row)
    try:
        count = put(
            actor=request.user,
            session=session.row,
            entries=_entries(request.POST, lines),
            how=SHEET if request.POST.get("cach") == SHEET else LIST,
            on=request.on,
            ground=request.POST.get("ground", "")[:500],
            seen={one.learner.id: request.POST.get(f"thay-{one.learner.id}", "") for one in lines},
        )
    except Refused as refused:
        return _page(request, held, session, marks=True, refused=refused)
    words = ngettext("Đã ghi %s học viên.", "Đã ghi %s học viên.", count) % count
    messages.success(request, words if count else _("Danh sách không thay đổi."))
    return redirect(address(held, session))


def _entries(post: QueryDict, lines: list[Line]) -> list[Entry]:
    found = []
    for one in lines:
        state, missed = post.get(f"tt-{one.learner.id}", ""), post.get(f"tiet-{one.learner.id}", "")
        if state in STATES:
            count = int(missed) if missed.isdecimal() and len(missed) < 4 else 0
            late = state in CAME and state != PRESENT
            found.append(Entry(one.learner.id, state, count if late else 0))
    return found


def _page(
    request: Visit,
    held: TrainingClass,
    session: Held,
    marks: bool,
    refused: Refused | None = None,
    form: FileForm | None = None,
) -> HttpResponse:
    lines = lines_of(session.row)
    leave = on_leave(session.pk) if marks else {}
    own = own_person()
    context: dict[str, Any] = {
        "held": held,
        "session": session,
        "badge": roll_badge(session),
        "marks": marks,
        "lines": [_shown(one, session, leave, own) for one in lines],
        "choices": [(code, spoken(words)) for code, words in CHOICES],
        "claims": _claims(session, lines) if marks else [],
        "count": _counted(lines),
        "refused": refused,
        "form": form or FileForm(),
        "may_close": marks and not session.is_closed and session.day <= request.on,
    }
    status = 409 if refused else 422 if form is not None else 200
    return render(request, "attendance/session.html", context, status=status)


def _shown(one: Line, session: Held, leave: dict[int, int], own: int | None) -> dict[str, Any]:
    """A line of the list: who has no mark is taken to be there, but for who is on leave."""
    away = one.learner.id in leave
    usual = "" if session.is_closed or away else PRESENT
    return {
        "one": one.learner,
        "mark": one.mark,
        "state": one.state,
        "chosen": one.state if one.mark else usual,
        "badge": state_badge(one.state),
        "how": how_words(one.mark),
        "on_leave": away,
        "is_own": own is not None and one.learner.person_id == own,
    }


def _claims(session: Held, lines: list[Line]) -> list[tuple[Any, str, str]]:
    names = {one.learner.id: one.learner.name for one in lines}
    return [
        (one, names.get(one.learner_id, "–"), spoken(WHY[one.cause]))
        for one in claims_at(session.pk)
    ]


def _counted(lines: list[Line]) -> dict[str, int]:
    return {
        "all": len(lines),
        "came": sum(one.state in CAME for one in lines),
        "away": sum(one.state in ("absent", EXCUSED) for one in lines),
        "unmarked": sum(one.mark is None for one in lines),
    }


@require_POST
@guarded(MARK)
def settle(request: Visit, code: str, pk: int) -> HttpResponse:
    """Confirm the check-ins that wait, all or some; or refuse some."""
    held, session = session_at(request, code, pk, to_mark=True)
    chosen = picked(request.POST, "chon")
    told: dict[str, Any] = {"actor": request.user, "session": session.row}
    try:
        if request.POST.get("viec") == "khong":
            count = refuse(**told, claims=chosen)
            messages.success(request, _("Không nhận %s lần điểm danh.") % count)
        else:
            claims = None if request.POST.get("viec") == "het" else chosen
            ground = request.POST.get("ground", "")[:500]
            count = confirm(**told, on=request.on, claims=claims, ground=ground)
            messages.success(request, _("Đã xác nhận %s lần điểm danh.") % count)
    except Refused as refused:
        return _page(request, held, session, marks=True, refused=refused)
    return redirect(address(held, session))


@require_POST
@guarded(MARK)
def shut(request: Visit, code: str, pk: int) -> HttpResponse:
    """Close the roll; it is not opened again."""
    held, session = session_at(request, code, pk, to_mark=True)
    try:
        close(actor=request.user, session=session.row, on=request.on)
    except Refused as refused:
        return _page(request, held, session, marks=True, refused=refused)
    messages.success(request, _("Đã khóa sổ điểm danh của buổi."))
    return redirect(address(held, session))


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(MARK)
def workbook(request: Visit, code: str, pk: int) -> HttpResponseBase:
    """The list as XLSX, to be filled; a filled one is taken whole or not at all."""
    held, session = session_at(request, code, pk, to_mark=True)
    if request.method == "POST":
        return _taken(request, held, session)
    when = {"day": day(session.day), "hour": f"{session.starts:%H:%M}"}
    return workbook_response(
        title=_("Điểm danh %s") % held.code,
        about=[held.title, _("Buổi %(day)s lúc %(hour)s") % when],
        columns=columns(),
        rows=lines_of(session.row),
        name=f"diem-danh-{held.code}-{session.pk}",
    )


def _taken(request: Visit, held: TrainingClass, session: Held) -> HttpResponse:
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, held, session, marks=True, form=form)
    lines = lines_of(session.row)
    try:
        entries = entries_in(form.cleaned_data["file"], lines, session.row.periods)
        count = put(
            actor=request.user,
            session=session.row,
            entries=entries,
            how=FILE,
            on=request.on,
            ground=form.cleaned_data["ground"],
        )
    except Refused as refused:
        form.add_error("file", str(refused))
        return _page(request, held, session, marks=True, form=form)
    words = ngettext("Đã ghi %s học viên.", "Đã ghi %s học viên.", count) % count
    messages.success(request, words if count else _("Danh sách không thay đổi."))
    return redirect(address(held, session))


@require_safe
@guarded(MARK)
def paper(request: Visit, code: str, pk: int) -> HttpResponse:
    """The sheet to sign."""
    held, session = session_at(request, code, pk, to_mark=True)
    drawn = sheet_pdf(held, session, lines_of(session.row))
    name = f'inline; filename="diem-danh-{session.pk}.pdf"'
    return HttpResponse(
        drawn, content_type="application/pdf", headers={"Content-Disposition": name}
    )
