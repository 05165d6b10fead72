"""Who may be certified of a class: who completed it, by its results or by a paper of its keeper."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hientai.accounts.models import User
from hientai.certificates.queries.register import not_earned
from hientai.classes.models import TrainingClass
from hientai.results.domain.completion import COMPLETED
from hientai.results.queries.outcomes import standing
from hientai.results.services import conclude_on_paper
from hientai.shared.refused import Refused
from hientai.timetables.queries import learners_ever

if TYPE_CHECKING:
    from hientai.certificates.services.preparing import Holder


def completed_only(
    actor: User | None,
    training_class: TrainingClass,
    holders: Sequence["Holder"],
    on: date,
    paper: str,
) -> list["Holder"]:
    """The holders with the learners of the class that they are; each of these completed it.

    Where results of the class are kept here, its outcomes say who did. Where none are, `paper`
    says so, and the outcomes are written by it now. Refused for learners of whom neither is so, and
    for those whose certificate of this class was revoked as not earned.
    """
    told = _with_learners(training_class, holders)
    _refuse_not_earned(training_class, told)
    found = standing(training_class.pk)
    waiting = [
        one
        for one in told
        if one.learner_id
        and (one.learner_id not in found or found[one.learner_id].state != COMPLETED)
    ]
    if not waiting:
        return told
    if not paper.strip() or any(one.learner_id in found for one in waiting):
        raise Refused(
            _("%s người chưa được kết luận là hoàn thành lớp này") % len(waiting),
            why="; ".join(one.name for one in waiting[:5]),
            remedy=_("Kết luận kết quả của lớp trước; lớp giữ kết quả trên giấy thì ghi căn cứ."),
        )
    conclude_on_paper(
        actor=actor,
        held_class=training_class,
        completed={one.learner_id or 0: one.classification for one in waiting},
        on=on,
        ground=paper,
    )
    return told


def _refuse_not_earned(training_class: TrainingClass, told: Sequence["Holder"]) -> None:
    lost = set(not_earned(training_class.pk).values_list("entry__learner", flat=True))
    found = [one.name for one in told if one.learner_id in lost]
    if found:
        raise Refused(
            _("Chứng chỉ của %s người đã bị thu hồi vì không đủ điều kiện được cấp") % len(found),
            why="; ".join(found[:5]),
            remedy=_("Bỏ họ khỏi danh sách; nếu kết quả đã sửa thì kết luận lại lớp trước."),
        )


def _with_learners(training_class: TrainingClass, holders: Sequence["Holder"]) -> list["Holder"]:
    known = learners_ever(training_class.pk)
    of_person = {one.person_id: one.id for one in known if one.person_id}
    return [
        replace(one, learner_id=one.learner_id or of_person.get(one.person_id or 0))
        for one in holders
    ]
