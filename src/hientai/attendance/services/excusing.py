"""Leave is asked for with a paper, and given or not by who keeps the class."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.attendance.domain.states import (
    ABSENT,
    ACCEPTED,
    ASKED,
    CLOSED,
    EXCUSED,
    REFUSED,
    SHEET,
    UNMARKED,
)
from hientai.attendance.models import Excuse, Mark
from hientai.attendance.queries.rolls import Held, marks_at, sessions_of
from hientai.attendance.services.marking import write_marks
from hientai.attendance.services.telling import tell_answered, tell_asked, tell_limits
from hientai.attendance.services.walls import WALLS
from hientai.audit.services import Author, sign
from hientai.programmes.domain import files
from hientai.programmes.services.materials import Upload, author_of
from hientai.shared.refused import Refused
from hientai.timetables.models import Learner, Session
from hientai.timetables.queries import writes
from hientai.webkit.constraints import told

ASKING = N_("Xin nghỉ học")
SCANS = ("application/pdf", "image/png", "image/jpeg")
LONGEST = 60


@dataclass(frozen=True)
class Leave:
    """Which days, or which session, and why; the paper by its number, or as a scan."""

    first_on: date
    last_on: date
    reason: str
    paper: str = ""
    scan: Upload | None = None
    session: Session | None = None


@transaction.atomic
def ask(*, actor: Author | None, learner: Learner, leave: Leave, on: date) -> Excuse:
    """Ask for leave; it is given by who keeps the class. Refused without a reason."""
    sign(actor=actor, ground=ASKING)
    made = _kept(actor, learner, leave)
    tell_asked(made, on)
    return made


@transaction.atomic
def give(*, actor: Author | None, learner: Learner, leave: Leave, on: date) -> Excuse:
    """Enter leave with its paper and give it at once; refused for who does not keep the class."""
    _refuse_foreign(learner)
    sign(actor=actor, ground=_words(leave.reason))
    return _decided(actor, _kept(actor, learner, leave), True, "", on)


@transaction.atomic
def answer(*, actor: Author | None, excuse: Excuse, given: bool, words: str, on: date) -> Excuse:
    """Give the leave that was asked for, or not, with why; once."""
    rows = Excuse.objects.select_for_update(of=("self",)).select_related("learner", "session")
    held = rows.defer("scan").filter(pk=excuse.pk).first()
    if held is None or held.state != ASKED:
        raise WALLS["leave_is_decided_once"]
    _refuse_foreign(held.learner)
    if not given and not words.strip():
        raise Refused(_("Ghi lý do không đồng ý"))
    sign(actor=actor, ground=words.strip() or _words(held.reason))
    return _decided(actor, held, given, words.strip(), on)


def _kept(actor: Author | None, learner: Learner, leave: Leave) -> Excuse:
    _refuse_empty(leave)
    made = Excuse(
        learner=learner,
        session=leave.session,
        first_on=leave.first_on,
        last_on=leave.last_on,
        reason=_words(leave.reason),
        paper=_words(leave.paper),
        asked_by=author_of(actor),
    )
    if leave.scan is not None:
        kind = files.kind_of(leave.scan.content)
        if kind.type not in SCANS:
            raise Refused(_("Tệp quét phải là PDF hoặc ảnh PNG, JPEG"))
        made.scan, made.scan_type = leave.scan.content, kind.type
        made.scan_name = files.file_name(leave.scan.name, kind)
    with told(WALLS):
        made.save()
    return made


def _refuse_empty(leave: Leave) -> None:
    if not leave.reason.strip():
        raise Refused(_("Ghi lý do nghỉ"))
    if leave.last_on < leave.first_on:
        raise WALLS["excuse_runs_forward"]
    if (leave.last_on - leave.first_on).days > LONGEST:
        raise Refused(_("Mỗi đơn nhiều nhất %s ngày") % LONGEST)


def _decided(actor: Author | None, held: Excuse, given: bool, words: str, on: date) -> Excuse:
    held.state = ACCEPTED if given else REFUSED
    held.decided_at, held.decided_by = timezone.now(), author_of(actor)
    held.answer = words
    with told(WALLS):
        held.save(update_fields=["state", "decided_at", "decided_by", "answer"])
    if given:
        _excuse_marks(actor, held, on)
    tell_answered(held, on)
    return held


def _excuse_marks(actor: Author | None, held: Excuse, on: date) -> None:
    """Who was marked absent in closed rolls of these days was on leave; open ones follow when they
    are closed."""
    found = [one for one in sessions_of(held.learner.training_class_id) if _covers(held, one)]
    ground = N_("Nghỉ có phép: %s") % (held.paper or held.reason)
    for one in found:
        mark = marks_at(one.row).get(held.learner_id)
        state = mark.state if mark else UNMARKED
        if one.is_closed and state in (ABSENT, UNMARKED):
            write_marks([_mark(actor, held, one, ground)])
            tell_limits(session=one.row, on=on)


def _covers(held: Excuse, one: Held) -> bool:
    if held.session_id is not None:
        return one.pk == held.session_id
    return held.first_on <= one.day <= held.last_on


def _mark(actor: Author | None, held: Excuse, one: Held, ground: str) -> Mark:
    return Mark(
        session_id=one.pk,
        learner_id=held.learner_id,
        state=EXCUSED,
        excuse=held,
        how=SHEET,
        at=timezone.now(),
        by=author_of(actor),
        ground=ground if one.roll and one.roll.state == CLOSED else "",
    )


def _refuse_foreign(learner: Learner) -> None:
    if not writes(learner.training_class_id):
        raise Refused(
            _("Việc này nằm ngoài phạm vi đơn vị của bạn"),
            remedy=_("Đề nghị đơn vị mở lớp hoặc cơ sở đào tạo thực hiện."),
        )


def _words(text: str) -> str:
    return " ".join(text.split())
