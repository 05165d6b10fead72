"""Marks are put by who keeps the class or teaches the session."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.attendance.domain.entries import Entry
from hientai.attendance.domain.states import CLOSED as IS_CLOSED
from hientai.attendance.domain.states import EXCUSED, STATES, UNMARKED
from hientai.attendance.models import Mark, Roll
from hientai.attendance.queries.rolls import Line, lines_of, own_person
from hientai.attendance.services.rolls import open_roll
from hientai.attendance.services.telling import tell_limits
from hientai.attendance.services.walls import CLOSED, WALLS
from hientai.audit.services import Author, sign
from hientai.programmes.services.materials import author_of
from hientai.shared.refused import Refused
from hientai.timetables.models import Session
from hientai.webkit.constraints import told

MARKING = N_("Điểm danh")
FIELDS = ["state", "missed", "how", "at", "by", "ground", "excuse"]


@transaction.atomic
def put(
    *,
    actor: Author | None,
    session: Session,
    entries: Sequence[Entry],
    how: str,
    on: date,
    ground: str = "",
    seen: Mapping[int, str] | None = None,
) -> int:
    """Mark learners at a session; how many marks are new or changed.

    What already stands so stays as it was noted. With `seen`, the states that the writer looked at,
    a mark that became another meanwhile is not written over but refused by name. After the roll was
    closed only on a ground. Nobody is marked by oneself.
    """
    roll = open_roll(actor=actor, session=session)
    ground = " ".join(ground.split())
    if roll.state == IS_CLOSED and not ground:
        raise CLOSED
    lines = {one.learner.id: one for one in lines_of(session)}
    wanted = [one for one in entries if _differs(one, lines)]
    _refuse_changed(wanted, lines, seen)
    _refuse_own(wanted, lines)
    sign(actor=actor, ground=ground or MARKING)
    write_marks([_mark(one, roll, how, ground, author_of(actor)) for one in wanted])
    if wanted and roll.state == IS_CLOSED:
        tell_limits(session=session, on=on)
    return len(wanted)


def write_marks(marks: Sequence[Mark]) -> None:
    """Write marks in one statement, in the place of those that stand."""
    with told(WALLS):
        Mark.objects.bulk_create(
            marks,
            update_conflicts=True,
            unique_fields=["session", "learner"],
            update_fields=FIELDS,
        )


def _differs(one: Entry, lines: Mapping[int, Line]) -> bool:
    """Whether an entry says something new; refused for a state or a learner that there is not."""
    if one.learner not in lines:
        raise WALLS["mark_of_a_learner_of_that_day"]
    mark = lines[one.learner].mark
    if mark and (mark.state, mark.missed) == (one.state, one.missed):
        return False
    if one.state == EXCUSED:
        raise WALLS["excused_by_leave_alone"]
    if one.state not in STATES:
        raise Refused(_("Không có tình trạng này"))
    return True


def _refuse_changed(
    wanted: Sequence[Entry], lines: Mapping[int, Line], seen: Mapping[int, str] | None
) -> None:
    changed = [
        lines[one.learner].learner.name
        for one in wanted
        if seen is not None and seen.get(one.learner, UNMARKED) != lines[one.learner].state
    ]
    if changed:
        raise Refused(
            _("Điểm danh của %s vừa thay đổi") % ", ".join(changed[:5]),
            why=_("có người vừa điểm danh bằng mã hoặc người khác vừa ghi"),
            remedy=_("Xem lại danh sách vừa tải lại rồi ghi."),
        )


def _refuse_own(wanted: Sequence[Entry], lines: Mapping[int, Line]) -> None:
    own = own_person()
    if own and any(lines[one.learner].learner.person_id == own for one in wanted):
        raise Refused(
            _("Không tự điểm danh cho mình"), remedy=_("Điểm danh bằng mã như học viên khác.")
        )


def _mark(one: Entry, roll: Roll, how: str, ground: str, author: str) -> Mark:
    return Mark(
        session_id=roll.session_id,
        learner_id=one.learner,
        state=one.state,
        missed=one.missed,
        how=how,
        at=timezone.now(),
        by=author,
        ground=ground if roll.state == IS_CLOSED else "",
    )
