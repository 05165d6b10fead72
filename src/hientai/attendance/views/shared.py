"""What the pages of attendance share: the class and the session of an address, states as badges."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hientai.attendance.domain.limits import FAILED, UNKNOWN
from hientai.attendance.domain.states import (
    ABSENT,
    CODE,
    EXCUSED,
    HOW,
    LATE,
    LEFT_EARLY,
    OFFLINE,
    PRESENT,
    STATES,
    UNMARKED,
)
from hientai.attendance.queries.counting import Standing
from hientai.attendance.queries.marks import Noted
from hientai.attendance.queries.rolls import Held, session_of
from hientai.attendance.queries.rolls import writes as writes_session
from hientai.classes.models import TrainingClass
from hientai.classes.queries import class_of
from hientai.shared.words import _ as spoken
from hientai.timetables.queries import writes
from hientai.webkit.cells import Badge, Tone
from hientai.webkit.day import Visit, moment

VIEW, MARK, OWN = "attendance:view", "attendance:mark", "attendance:own"
TONES: dict[str, Tone] = {
    PRESENT: "good",
    LATE: "warn",
    LEFT_EARLY: "warn",
    ABSENT: "bad",
    EXCUSED: "info",
    UNMARKED: "mute",
}


def held_at(request: Visit, code: str, *, to_keep: bool = False) -> TrainingClass:
    """The class of an address; 404 where there is none, or none the reader keeps."""
    held = class_of(code, request.on)
    if held is None or to_keep and not writes(held.pk):
        raise Http404
    return held


def session_at(
    request: Visit, code: str, pk: int, *, to_mark: bool = False
) -> tuple[TrainingClass, Held]:
    """The class and the session of an address; 404 out of sight, or where another marks it."""
    held = held_at(request, code)
    session = session_of(held.pk, pk)
    if session is None or to_mark and not writes_session(pk):
        raise Http404
    return held, session


def may_mark(request: Visit, held: TrainingClass, session: Held) -> bool:
    """Whether the reader marks at a session."""
    return held.withdrawn_at is None and request.user.may(MARK) and writes_session(session.pk)


def keeps(request: Visit, held: TrainingClass) -> bool:
    """Whether the reader keeps a class: gives leave, sees all of it."""
    return held.withdrawn_at is None and request.user.may(MARK) and writes(held.pk)


def address(held: TrainingClass, session: Held | None = None) -> str:
    """The page of a class's attendance, or of one of its sessions."""
    if session is None:
        return reverse("attendance:class", args=[held.code])
    return reverse("attendance:session", args=[held.code, session.pk])


def state_badge(state: str) -> Badge:
    """How somebody was at a session."""
    words = spoken(STATES[state]) if state in STATES else _("chưa ghi")
    return Badge(words, TONES[state])


def how_words(mark: Noted | None) -> str:
    """How a mark became known; when, where somebody came by a code or it was changed later."""
    if mark is None:
        return ""
    told = spoken(HOW[mark.how])
    timed = mark.how in (CODE, OFFLINE) or mark.ground
    return f"{told} · {date_format(moment(mark.at), 'H:i d/m')}" if timed else told


def roll_badge(one: Held) -> Badge:
    """Where the roll of a session stands."""
    if one.roll is None:
        return Badge(_("chưa mở"), "mute")
    if one.is_closed:
        return Badge(_("đã khóa"), "good")
    return Badge(_("đang chiếu mã") if one.shows_codes else _("đang mở"), "info")


def limit_badge(one: Standing) -> Badge:
    """How somebody stands to the limits of absence."""
    told = {"title": "; ".join(f"{j.value}, {j.limit}" for j in one.judged)}
    if not one.judged:
        return Badge(_("không có mức"), "mute")
    if one.verdict == FAILED:
        return Badge(_("quá mức"), "bad", **told)
    if one.warned:
        return Badge(_("sắp quá mức"), "warn", **told)
    if one.verdict == UNKNOWN:
        return Badge(_("chưa rõ"), "mute", **told)
    return Badge(_("trong mức"), "good", **told)


def picked(post: Any, name: str) -> list[int]:
    """The numbers chosen under a name."""
    return [int(one) for one in post.getlist(name)[:2000] if one.isdecimal() and len(one) < 16]
