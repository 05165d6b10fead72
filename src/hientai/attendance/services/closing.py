"""A roll is closed for good: who was not marked was absent, or on leave."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.utils.translation import ngettext

from hientai.attendance.domain.states import ABSENT, CLOSED, EXCUSED, LIST, UNMARKED
from hientai.attendance.models import Mark, Roll
from hientai.attendance.queries.rolls import claims_at, lines_of, on_leave
from hientai.attendance.services.marking import write_marks
from hientai.attendance.services.rolls import open_roll
from hientai.attendance.services.telling import tell_limits
from hientai.audit.services import Author, sign
from hientai.programmes.services.materials import author_of
from hientai.shared.refused import Refused
from hientai.timetables.models import Session
from hientai.timetables.queries.plans import wall

CLOSING = N_("Khóa sổ điểm danh")


@transaction.atomic
def close(*, actor: Author | None, session: Session, on: date) -> Roll:
    """Close the roll of a session that began on or before a day; it is not opened again.

    Refused while check-ins wait for the lecturer, and where nobody was marked at all.
    """
    roll = open_roll(actor=actor, session=session)
    _refuse_unready(roll, session, on)
    sign(actor=actor, ground=CLOSING)
    away = [one for one in lines_of(session) if one.state in (UNMARKED, ABSENT)]
    leave = on_leave(session.pk)
    at, author = timezone.now(), author_of(actor)
    write_marks(
        [
            _away(session, one.learner.id, leave.get(one.learner.id), at, author)
            for one in away
            if one.state == UNMARKED or one.learner.id in leave
        ]
    )
    roll.state, roll.closed_at, roll.closed_by = CLOSED, at, author
    roll.save(update_fields=["state", "closed_at", "closed_by"])
    tell_limits(session=session, on=on)
    return roll


def _refuse_unready(roll: Roll, session: Session, on: date) -> None:
    if roll.state == CLOSED:
        raise Refused(_("Sổ điểm danh đã khóa"), remedy=_("Tải lại trang."))
    if wall(session.hours.lower).date() > on:
        raise Refused(_("Buổi này chưa học"), remedy=_("Khóa sổ từ ngày của buổi."))
    waiting = claims_at(session.pk).count()
    if waiting:
        words = ngettext(
            "Còn %s lần điểm danh chờ xác nhận", "Còn %s lần điểm danh chờ xác nhận", waiting
        )
        raise Refused(words % waiting, remedy=_("Xác nhận hoặc không nhận trước khi khóa."))
    if all(one.state == UNMARKED for one in lines_of(session)):
        raise Refused(_("Chưa điểm danh ai trong buổi này"), remedy=_("Ghi danh sách rồi khóa sổ."))


def _away(session: Session, learner: int, excuse: int | None, at: datetime, author: str) -> Mark:
    return Mark(
        session_id=session.pk,
        learner_id=learner,
        state=EXCUSED if excuse else ABSENT,
        excuse_id=excuse,
        how=LIST,
        at=at,
        by=author,
    )
