"""A roll is opened; its codes are shown, and hidden again."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.attendance.domain.states import CLOSED as IS_CLOSED
from hientai.attendance.models import Roll
from hientai.attendance.queries.rolls import window_of, writes
from hientai.attendance.services.walls import NOT_OURS, WALLS
from hientai.audit.services import Author, sign
from hientai.programmes.services.materials import author_of
from hientai.shared.refused import Refused
from hientai.timetables.models import Session
from hientai.webkit.constraints import told

OPENING = N_("Mở sổ điểm danh")
SHOWING = N_("Chiếu mã điểm danh")
HIDING = N_("Thôi chiếu mã điểm danh")


@transaction.atomic
def open_roll(*, actor: Author | None, session: Session) -> Roll:
    """The roll of a session, held for this transaction; opened where there is none.

    Refused for who neither keeps the class nor teaches the session, and where it was given up.
    """
    if not writes(session.pk):
        raise NOT_OURS
    if session.state != "planned" or session.training_class.withdrawn_at is not None:
        raise WALLS["mark_on_the_roll_of_a_session"]
    if not Roll.objects.filter(session=session).exists():
        sign(actor=actor, ground=OPENING)
        Roll.objects.bulk_create(
            [Roll(session=session, opened_by=author_of(actor))], ignore_conflicts=True
        )
    return Roll.objects.select_for_update().get(session=session)


@transaction.atomic
def show_codes(
    *, actor: Author | None, session: Session, now: datetime, late_after: int = 15
) -> Roll:
    """Let the codes of a session count around its hours; where it is not held now by the clock,
    from now on. Refused once the roll was closed."""
    roll = open_roll(actor=actor, session=session)
    if roll.state == IS_CLOSED:
        raise Refused(_("Sổ điểm danh đã khóa, không chiếu mã nữa"))
    if roll.codes_until is None or roll.codes_until < now:
        sign(actor=actor, ground=SHOWING)
        roll.codes_since, roll.codes_until = window_of(session, now)
        roll.late_after = late_after
        roll.save(update_fields=["codes_since", "codes_until", "late_after"])
    return roll


@transaction.atomic
def hide_codes(*, actor: Author | None, session: Session, now: datetime) -> Roll:
    """Let the codes of a session count no more from now on."""
    roll = open_roll(actor=actor, session=session)
    if roll.codes_since and roll.codes_until and roll.codes_until > now:
        sign(actor=actor, ground=HIDING)
        roll.codes_until = max(now, roll.codes_since)
        with told(WALLS):
            roll.save(update_fields=["codes_until"])
    return roll
