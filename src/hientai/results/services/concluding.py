"""A class is concluded: who completed it, who did not, of whom it is not known; turns follow.

The database lets the turn of each seat say what the outcome says, in the same statement.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.accounts.models import User
from hientai.audit.services import sign
from hientai.classes.models import TrainingClass
from hientai.programmes.services.materials import author_of
from hientai.results.domain.completion import COMPLETED, PASSED_WORDS
from hientai.results.models import Outcome
from hientai.results.queries.book import Verdict, verdicts
from hientai.results.queries.outcomes import standing
from hientai.results.services.holding import WALLS, kept
from hientai.results.services.telling import tell_concluded
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day
from hientai.timetables.queries import learners
from hientai.webkit.constraints import told

FOLLOWS = N_("kết luận sửa theo: %s")


@transaction.atomic
def conclude(
    *,
    actor: User | None,
    held_class: TrainingClass,
    on: date,
    ground: str,
    breaches: Mapping[int, str] | None = None,
    seen: Collection[tuple[int, str]] | None = None,
) -> list[Outcome]:
    """Write what the results of each learner come to by the rule of the class's last day.

    Whose outcome stands as it would be said now is left as it is; so a second conclusion corrects.
    `breaches` says who broke the rules of the class; `seen` are the states (of each learner) that
    were shown before: refused where anything changed since. Refused before the last day is over.
    """
    kept(actor, held_class, ground)
    _refuse_early(held_class, on)
    rule, found = verdicts(held_class, on, breaches)
    if seen is not None and {(one.row.learner.id, one.judged.state) for one in found} != set(seen):
        raise Refused(
            _("Kết quả vừa thay đổi sau khi bạn xem trước"), remedy=_("Xem lại rồi kết luận.")
        )
    changed = [one for one in found if one.changes]
    if not changed:
        raise Refused(_("Không có kết luận nào mới"), remedy=_("Kết luận đang có vẫn đúng."))
    made = _written(actor, held_class, changed, rule.code, on, ground)
    tell_concluded(held_class, [one.learner_id for one in made], on)
    return made


@transaction.atomic
def conclude_on_paper(
    *,
    actor: User | None,
    held_class: TrainingClass,
    completed: Mapping[int, str],
    on: date,
    ground: str,
) -> list[Outcome]:
    """Take over from a paper who completed a class whose results are not kept here.

    `completed`: the learners with their classification ("" for none); of the others nothing is
    said. Refused where the class has parts here, for who is no learner of it, before its last day.
    """
    kept(actor, held_class, ground)
    _refuse_early(held_class, on)
    if held_class.parts.filter(withdrawn_on=None).exists():
        raise Refused(
            _("Kết quả của lớp này được ghi ở đây"), remedy=_("Kết luận từ bảng điểm của lớp.")
        )
    here = {one.id for one in learners(held_class.pk, held_class.ends_on)}
    if not completed or not completed.keys() <= here:
        raise Refused(_("Danh sách có người không học lớp này"))
    before = standing(held_class.pk)
    said = {key: (COMPLETED, words or PASSED_WORDS) for key, words in completed.items()}
    stands = {key: (one.state, one.classification) for key, one in before.items()}
    rows = [
        Outcome(
            learner_id=key,
            state=state,
            classification=words,
            follows_id=before[key].id if key in before else None,
        )
        for key, (state, words) in said.items()
        if stands.get(key) != (state, words)
    ]
    return _kept(rows, actor, held_class, on, ground)


def follow_up(
    *,
    actor: User | None,
    held_class: TrainingClass,
    learners: Collection[int],
    on: date,
    ground: str,
) -> list[Outcome]:
    """Judge learners anew whose marks changed after the conclusion; what differs is corrected."""
    before = standing(held_class.pk)
    concluded = {key for key in learners if key in before and before[key].rule}
    if not concluded:
        return []
    rule, found = verdicts(held_class, on)
    changed = [one for one in found if one.changes and one.row.learner.id in concluded]
    if not changed:
        return []
    why = FOLLOWS % ground
    sign(actor=actor, ground=why)
    made = _written(actor, held_class, changed, rule.code, on, why)
    tell_concluded(held_class, [one.learner_id for one in made], on)
    return made


def _written(
    actor: User | None,
    held_class: TrainingClass,
    found: Sequence[Verdict],
    rule: str,
    on: date,
    ground: str,
) -> list[Outcome]:
    rows = [
        Outcome(
            learner_id=one.row.learner.id,
            state=one.judged.state,
            mean=one.judged.mean,
            classification=one.judged.classification,
            rule=rule,
            reasons=[reason.as_data() for reason in one.judged.reasons],
            breach=one.breach,
            follows_id=one.before.id if one.before else None,
        )
        for one in found
    ]
    return _kept(rows, actor, held_class, on, ground)


def _kept(
    rows: Sequence[Outcome], actor: User | None, held_class: TrainingClass, on: date, ground: str
) -> list[Outcome]:
    by = author_of(actor)
    for row in rows:
        row.ends_on, row.on, row.by, row.ground = held_class.ends_on, on, by, ground.strip()
    with told(WALLS):
        return Outcome.objects.bulk_create(rows, batch_size=2_000)


def _refuse_early(held_class: TrainingClass, on: date) -> None:
    if on < held_class.ends_on:
        raise Refused(
            _("Lớp chưa kết thúc"),
            why=_("ngày cuối của lớp là %s") % day(held_class.ends_on),
            remedy=_("Kết luận từ ngày đó trở đi."),
        )
