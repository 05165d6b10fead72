"""Who is told: learners of published marks and of the conclusion, keepers of objections."""

from collections.abc import Iterable
from datetime import date

from hientai.accounts.queries import who_may
from hientai.classes.models import TrainingClass
from hientai.notices.domain.kinds import Said
from hientai.notices.services import tell
from hientai.results.domain.kinds import ANSWERED, CONCLUDED, OBJECTED, PUBLISHED
from hientai.results.models import Objection, Part
from hientai.shared.words import N_
from hientai.timetables.models import Learner
from hientai.timetables.queries import learners_ever

KEEPS = "results:keep"
MINE = "/ket-qua/cua-toi/"


def tell_published(part: Part, on: date) -> int:
    """Tell the learners of a class that the marks of a part are there."""
    said = {"class": part.training_class.title, "part": part.title}
    found = learners_ever(part.training_class_id)
    return tell(
        persons={one.person_id for one in found if one.person_id and one.left_on is None},
        kind=PUBLISHED,
        title=Said(N_("Đã có điểm của một phần đánh giá")),
        text=Said(N_("%(part)s, lớp %(class)s."), said),
        link=MINE,
        key=f"results/part-{part.pk}",
        on=on,
    )


def tell_concluded(held: TrainingClass, learners: Iterable[int], on: date) -> int:
    """Tell learners that their results were concluded, or corrected."""
    keys = set(learners)
    found = learners_ever(held.pk)
    return tell(
        persons={one.person_id for one in found if one.id in keys and one.person_id},
        kind=CONCLUDED,
        title=Said(N_("Đã kết luận kết quả của bạn ở một lớp")),
        text=Said(N_("Lớp %(class)s."), {"class": held.title}),
        link=MINE,
        on=on,
    )


def tell_objection(made: Objection, on: date) -> int:
    """Tell who keeps the class that an objection waits."""
    part = made.grade.part
    held = part.training_class
    keepers = who_may(KEEPS, units=[held.unit_id, held.institution.unit_id], on=on)
    return tell(
        to=keepers - {made.grader or 0},
        kind=OBJECTED,
        title=Said(N_("Có đề nghị phúc khảo chờ quyết định")),
        text=Said(N_("%(part)s, lớp %(class)s."), {"class": held.title, "part": part.title}),
        link=f"/ket-qua/phuc-khao/{made.pk}/",
        key=f"results/objection-{made.pk}",
        on=on,
    )


def tell_answer(made: Objection, on: date) -> int:
    """Tell the learner what became of an objection."""
    part = made.grade.part
    learner = Learner.objects.filter(pk=made.grade.learner_id).first()
    if learner is None or learner.person_id is None:
        return 0
    said = {"class": part.training_class.title, "part": part.title}
    return tell(
        persons={learner.person_id},
        kind=ANSWERED,
        title=Said(N_("Đề nghị phúc khảo của bạn đã được trả lời")),
        text=Said(N_("%(part)s, lớp %(class)s."), said),
        link=MINE,
        key=f"results/answer-{made.pk}",
        on=on,
    )
