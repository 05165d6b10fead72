"""Who is told of attendance: the learner near or beyond a limit, who keeps the class, of leave."""

from datetime import date

from hientai.accounts.queries import who_may
from hientai.attendance.domain.notices import ASKED, EXCUSE, KEPT, LIMIT
from hientai.attendance.domain.states import ACCEPTED
from hientai.attendance.models import Excuse
from hientai.attendance.queries.counting import Standing, standings
from hientai.classes.models import TrainingClass
from hientai.notices.domain.kinds import Said
from hientai.notices.services import tell
from hientai.shared.vietnamese import typed_day
from hientai.shared.words import N_
from hientai.timetables.models import Session

MINE = "/diem-danh/cua-toi/"
KEEPS = "timetables:edit"
EXCEEDED = N_("Bạn đã vắng quá mức của lớp")
NEAR = N_("Bạn sắp vắng quá mức của lớp")
MISSED = N_("Lớp %(class)s: %(value)s, %(limit)s. Căn cứ: %(clause)s.")
KEPT_TITLE = N_("Có học viên vắng quá mức")
KEPT_TEXT = N_("Lớp %(class)s: %(n)s học viên vắng quá mức cho phép.")
LEAVE = N_("Lớp %(class)s, %(first)s – %(last)s.")


def tell_limits(*, session: Session, on: date) -> None:
    """After marks of a session stand: learners who are near or beyond a limit are told, each once
    for each; who keeps the class is told how many are beyond it."""
    held = session.training_class
    found = standings(held, on)
    for one in found:
        if one.learner.person_id and (one.verdict == "failed" or one.warned):
            _tell_learner(held, one, on)
    beyond = sum(one.verdict == "failed" for one in found)
    if beyond:
        said = {"class": held.title, "n": beyond}
        tell(
            to=_keepers(held, on),
            kind=KEPT,
            title=Said(KEPT_TITLE),
            text=Said(KEPT_TEXT, said),
            link=f"/lop/{held.code}/diem-danh/",
            key=f"attendance/{held.pk}/{beyond}",
            on=on,
        )


def _tell_learner(held: TrainingClass, one: Standing, on: date) -> None:
    beyond = one.verdict == "failed"
    judged = next(j for j in one.judged if (j.verdict == "failed" if beyond else j.warned))
    said = {
        "class": held.title,
        "value": judged.value,
        "limit": judged.limit,
        "clause": judged.clause,
    }
    tell(
        persons=[one.learner.person_id or 0],
        kind=LIMIT,
        title=Said(EXCEEDED if beyond else NEAR),
        text=Said(MISSED, said),
        link=MINE,
        key=f"attendance/{held.pk}/{one.learner.id}/{'beyond' if beyond else 'near'}",
        on=on,
    )


def tell_asked(made: Excuse, on: date) -> None:
    """Who keeps the class is told that leave is asked for."""
    held = made.learner.training_class
    tell(
        to=_keepers(held, on),
        kind=ASKED,
        title=Said(N_("Học viên xin nghỉ học")),
        text=Said(LEAVE, _days(made)),
        link=f"/lop/{held.code}/diem-danh/phep/",
        key=f"excuse/{made.pk}",
        on=on,
    )


def tell_answered(made: Excuse, on: date) -> None:
    """The learner is told what became of the leave."""
    if made.learner.person_id is None:
        return
    given = made.state == ACCEPTED
    tell(
        persons=[made.learner.person_id],
        kind=EXCUSE,
        title=Said(
            N_("Bạn được nghỉ học có phép") if given else N_("Đơn xin nghỉ không được nhận")
        ),
        text=Said(LEAVE, _days(made)),
        link=MINE,
        key=f"excuse/{made.pk}",
        on=on,
    )


def _days(made: Excuse) -> dict[str, str]:
    return {
        "class": made.learner.training_class.title,
        "first": typed_day(made.first_on),
        "last": typed_day(made.last_on),
    }


def _keepers(held: TrainingClass, on: date) -> set[int]:
    return who_may(KEEPS, units=[held.unit_id, held.institution.unit_id], on=on)
