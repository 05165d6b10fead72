"""A class: its sessions, and a grid of learners and sessions with totals."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from hientai.attendance.domain.states import SIGNS, UNMARKED
from hientai.attendance.queries.counting import Standing, standings
from hientai.attendance.queries.limits import limits_of
from hientai.attendance.queries.marks import noted
from hientai.attendance.queries.rolls import Held, sessions_of
from hientai.attendance.views.shared import VIEW, held_at, keeps, limit_badge, roll_badge
from hientai.webkit.cells import Badge, Cell, Column, Lines
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.lists import Empty, Filter, ListPage

MOST = 400
BEYOND, NEAR, UNCLEAR = "qua", "sap", "chua-ro"
FOUND: dict[str, Callable[[Standing], bool]] = {
    BEYOND: lambda one: one.verdict == "failed",
    NEAR: lambda one: one.warned,
    UNCLEAR: lambda one: one.verdict == "unknown",
}
CHOICES = (
    (BEYOND, gettext_lazy("quá mức vắng")),
    (NEAR, gettext_lazy("sắp quá mức")),
    (UNCLEAR, gettext_lazy("chưa rõ")),
)


@require_safe
@guarded(VIEW)
def of_class(request: Visit, code: str) -> HttpResponseBase:
    """The attendance of a class as far as the reader is told of its learners."""
    held = held_at(request, code)
    sessions = sessions_of(held.pk)
    rows = standings(held, request.on)
    if not rows and not request.user.may("classes:view"):
        raise Http404
    page = ListPage(
        request,
        title=_("Điểm danh %s") % held.code,
        rows=rows,
        columns=columns_of(held.pk, sessions),
        per_page=MOST,
        filters=[Filter("muc", _("Mức vắng"), CHOICES, _within)],
        empty=Empty(
            _("Không có học viên nào."),
            _("Học viên vào lớp khi quyết định cử đi được đăng ký."),
        ),
    )
    context = {
        "held": held,
        "sessions": [(one, roll_badge(one)) for one in sessions],
        "keeps": keeps(request, held),
        "limits": limits_of(held.institution_id, held.starts_on),
        "beyond": sum(one.verdict == "failed" for one in rows),
        "near": sum(one.warned for one in rows),
    }
    return page.render("attendance/class.html", context)


def _within(rows: Sequence[Standing], asked: str) -> list[Standing]:
    return [one for one in rows if FOUND[asked](one)]


def columns_of(class_id: int, sessions: Sequence[Held]) -> list[Column]:
    """The name, the limit, the totals, then a column for each session."""
    signs = {(one.learner, one.session): one.state for one in noted(class_id)}
    return [
        Column("ten", _("Học viên"), _named),
        Column("muc", _("Mức vắng"), limit_badge),
        Column("vang", _("Vắng"), lambda one: one.attended.absent, number=True),
        Column("phep", _("Có phép"), lambda one: one.attended.excused, number=True),
        Column("hoc", _("Đã học"), _present, number=True),
        *(Column(f"b{one.pk}", f"{one.starts:%d/%m %H:%M}", _at(one, signs)) for one in sessions),
    ]


def _named(one: Standing) -> Lines:
    return Lines(one.learner.name, one.learner.organisation)


def _present(one: Standing) -> str:
    return f"{one.attended.present}/{one.attended.periods}"


def _at(session: Held, signs: Mapping[tuple[int, int], str]) -> Callable[[Any], Cell]:
    """The sign of each learner at a session; nothing where one was no learner then."""

    def cell(one: Standing) -> Cell:
        learner = one.learner
        gone = learner.left_on is not None and session.day >= learner.left_on
        if session.day < learner.joined_on or gone:
            return ""
        state = signs.get((learner.id, session.pk), UNMARKED)
        return Badge(SIGNS[state], _tone(state)) if state != UNMARKED else SIGNS[state]

    return cell


def _tone(state: str) -> Any:
    return {"present": "good", "absent": "bad", "excused": "info"}.get(state, "warn")
