"""Objections to marks (phúc khảo): filed, withdrawn, decided by another than who marked."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.accounts.models import User
from hientai.programmes.services.materials import author_of
from hientai.results.domain.kinds import CHANGED, UPHELD, WAITING, WITHDRAWN
from hientai.results.domain.points import Mark
from hientai.results.models import Grade, Objection
from hientai.results.queries.mine import objections_until
from hientai.results.services.grading import mark_again
from hientai.results.services.holding import OTHERS, WALLS, kept, locked
from hientai.results.services.telling import tell_answer, tell_objection
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day
from hientai.webkit.constraints import told

FILED = N_("đề nghị phúc khảo %s")


@transaction.atomic
def object_to(*, actor: User | None, grade: Grade, reason: str, on: date) -> Objection:
    """File an objection to a published mark, by the learner or by who keeps the class in writing.

    Refused without a reason, after the days the rule gives, and a second time.
    """
    part = grade.part
    locked(actor, part.training_class, FILED % part.title)
    if not reason.strip():
        raise Refused(_("Ghi lý do đề nghị phúc khảo"))
    until = objections_until(part)
    if until is None:
        raise WALLS["objection_is_against_a_mark"]
    if on > until:
        raise Refused(_("Đã hết hạn đề nghị phúc khảo"), why=_("hạn cuối là ngày %s") % day(until))
    with told(WALLS):
        made = Objection.objects.create(
            grade=grade, reason=reason.strip(), filed_on=on, filed_by=author_of(actor)
        )
    made.refresh_from_db()
    tell_objection(made, on)
    return made


@transaction.atomic
def withdraw_objection(*, actor: User | None, objection: Objection, on: date) -> Objection:
    """Take an objection back; refused once it was decided."""
    part = objection.grade.part
    locked(actor, part.training_class, FILED % part.title)
    objection.state, objection.decided_on = WITHDRAWN, on
    with told(WALLS):
        objection.save(update_fields=["state", "decided_on"])
    return objection


@transaction.atomic
def decide(
    *, actor: User | None, objection: Objection, mark: Mark | None, answer: str, on: date
) -> Objection:
    """Answer an objection: the mark stays, or another one follows it; outcomes follow at once.

    Refused for who gave the mark, for who does not keep the class, without words.
    """
    was = objection.grade
    kept(actor, was.part.training_class, answer)
    held = Objection.objects.select_for_update(of=("self",)).filter(pk=objection.pk).first()
    if held is None:
        raise OTHERS
    if held.state != WAITING:
        raise WALLS["objection_takes_its_steps"]
    _refuse_own(actor, was)
    changed = mark is not None and mark.points is not None and mark.points != was.points
    if changed and mark is not None and mark.points is not None:
        held.new_grade = mark_again(actor=actor, was=was, points=mark.points, on=on, ground=answer)
    held.state = CHANGED if changed else UPHELD
    held.decider = actor.pk if actor is not None else 0
    held.decided_by, held.decided_on, held.answer = author_of(actor), on, answer.strip()
    with told(WALLS):
        held.save()
    tell_answer(held, on)
    return held


def _refuse_own(actor: User | None, was: Grade) -> None:
    if actor is not None and was.grader == actor.pk:
        raise WALLS["objection_is_decided_by_another"]
