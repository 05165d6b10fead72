"""Check-ins that wait: confirmed they count, from when the phone says; refused they do not."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop as N_

from hientai.attendance.domain.states import CAME, CONFIRMED, LATE, OFFLINE, PRESENT, REFUSED
from hientai.attendance.domain.states import CLOSED as IS_CLOSED
from hientai.attendance.models import Claim, Mark, Roll
from hientai.attendance.queries.rolls import claims_at, marks_at
from hientai.attendance.services.marking import write_marks
from hientai.attendance.services.rolls import open_roll
from hientai.attendance.services.telling import tell_limits
from hientai.attendance.services.walls import CLOSED
from hientai.audit.services import Author, sign
from hientai.programmes.services.materials import author_of
from hientai.timetables.models import Session

CONFIRMING = N_("Xác nhận điểm danh gửi sau")
REFUSING = N_("Không nhận điểm danh gửi sau")


@transaction.atomic
def confirm(
    *,
    actor: Author | None,
    session: Session,
    on: date,
    claims: Sequence[int] | None = None,
    ground: str = "",
) -> int:
    """Let check-ins that wait count, all of a session or those named; how many now do.

    Who was marked as having come meanwhile keeps that mark. After the roll was closed only on a
    ground.
    """
    roll = open_roll(actor=actor, session=session)
    if roll.state == IS_CLOSED and not ground.strip():
        raise CLOSED
    sign(actor=actor, ground=ground.strip() or CONFIRMING)
    found = _named(session, claims)
    came = {key for key, mark in marks_at(session).items() if mark.state in CAME}
    new = [one for one in found if one.learner_id not in came]
    write_marks([_mark(one, roll, session, ground, author_of(actor)) for one in new])
    _settle(found, CONFIRMED, author_of(actor))
    if new and roll.state == IS_CLOSED:
        tell_limits(session=session, on=on)
    return len(new)


@transaction.atomic
def refuse(*, actor: Author | None, session: Session, claims: Sequence[int]) -> int:
    """Let check-ins that wait count for nothing; how many."""
    open_roll(actor=actor, session=session)
    sign(actor=actor, ground=REFUSING)
    found = _named(session, claims)
    _settle(found, REFUSED, author_of(actor))
    return len(found)


def _named(session: Session, claims: Sequence[int] | None) -> list[Claim]:
    rows = claims_at(session.pk).select_for_update()
    return list(rows if claims is None else rows.filter(pk__in=claims))


def _settle(found: Sequence[Claim], state: str, author: str) -> None:
    Claim.objects.filter(pk__in=[one.pk for one in found]).update(
        state=state, decided_at=timezone.now(), decided_by=author
    )


def _mark(one: Claim, roll: Roll, session: Session, ground: str, author: str) -> Mark:
    into = (one.told_at - session.hours.lower).total_seconds() / 60
    late = one.told_at <= session.hours.upper and into > roll.late_after
    return Mark(
        session_id=session.pk,
        learner_id=one.learner_id,
        state=LATE if late else PRESENT,
        how=OFFLINE,
        at=one.told_at,
        by=author,
        ground=ground.strip() if roll.state == IS_CLOSED else "",
        phone=one.phone,
    )
