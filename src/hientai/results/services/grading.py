"""Marks given in one step, corrected by rows that follow, a whole step taken back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.accounts.models import User
from hientai.classes.models import TrainingClass
from hientai.programmes.services.materials import author_of
from hientai.results.domain.points import TAKEN_BACK, Mark
from hientai.results.models import Batch, Grade
from hientai.results.queries.book import Book, Cell, book_of, mark_of
from hientai.results.services.concluding import follow_up
from hientai.results.services.holding import JUST_CHANGED, OTHERS, WALLS, locked, may_grade
from hientai.shared.refused import Refused
from hientai.webkit.constraints import told

GRADED = N_("chấm điểm")
UNDONE = N_("hoàn tác một bước ghi điểm")
MOST = 20_000


@dataclass(frozen=True)
class Given:
    """A mark for one attempt of a learner; without a mark, what stands is taken back."""

    learner: int
    part: int
    mark: Mark | None
    attempt: int = 1
    comment: str = ""

    @property
    def at(self) -> Cell:
        """Where it goes."""
        return self.learner, self.part, self.attempt


@transaction.atomic
def grade(
    *,
    actor: User | None,
    held_class: TrainingClass,
    given: Sequence[Given],
    on: date,
    ground: str = "",
    source: str = "typed",
    seen: int | None = None,
) -> Batch:
    """Give marks, all or none; those that say what stands already are left out.

    `seen` is the newest mark the giver knew: refused where somebody changed a mark since. A mark
    of a published part is changed on a ground alone. Whoever was concluded is judged anew at once.
    """
    locked(actor, held_class, ground or GRADED)
    book = book_of(held_class)
    rows = [(one, book.cell(one.at)) for one in given]
    rows = [(one, was) for one, was in rows if _differs(one, was)]
    if not rows:
        raise Refused(_("Không có điểm nào thay đổi"))
    _refuse_foreign(book, rows)
    _refuse_changed(rows, seen)
    _refuse_published(book, rows, ground)
    batch = _batch(actor, held_class, source, len(rows), ground, on)
    _write(actor, batch, rows)
    keys = {one.learner for one, _was in rows}
    follow_up(actor=actor, held_class=held_class, learners=keys, on=on, ground=ground or GRADED)
    return batch


@transaction.atomic
def undo(*, actor: User | None, batch: Batch, on: date) -> Batch:
    """Put back what stood before a step, by rows that follow; refused where any was changed since,
    where an objection stands against one, and twice."""
    held_class = batch.training_class
    locked(actor, held_class, UNDONE)
    if batch.undoes_id is not None or Batch.objects.filter(undoes=batch).exists():
        raise Refused(_("Bước này đã được hoàn tác"), remedy=_("Tải lại trang."))
    rows = list(batch.grades.select_related("follows"))
    book = book_of(held_class)
    given = [_back(one) for one in rows]
    stand = [(one, book.cell(one.at)) for one in given]
    changed = any(was is None or was.batch_id != batch.pk for _one, was in stand)
    if not rows or changed or Grade.objects.filter(batch=batch, objection__isnull=False).exists():
        raise Refused(
            _("Điểm đã được sửa tiếp hoặc đang phúc khảo sau bước này"),
            remedy=_("Sửa từng điểm trên bảng."),
        )
    _refuse_foreign(book, stand)
    made = _batch(actor, held_class, "undo", len(rows), UNDONE, on, undoes=batch)
    _write(actor, made, stand)
    keys = {one.learner for one in given}
    follow_up(actor=actor, held_class=held_class, learners=keys, on=on, ground=UNDONE)
    return made


def _back(one: Grade) -> Given:
    """What stood before a mark."""
    before = one.follows
    mark = mark_of(before) if before is not None and before.what != TAKEN_BACK else None
    comment = before.comment if before is not None else ""
    return Given(one.learner_id, one.part_id, mark, one.attempt, comment)


def _differs(one: Given, was: Grade | None) -> bool:
    before = mark_of(was) if was is not None and was.what != TAKEN_BACK else None
    comment = was.comment if was is not None and before is not None else ""
    return one.mark != before or bool(one.mark) and one.comment != comment


Rows = Iterable[tuple[Given, Grade | None]]


def _refuse_foreign(book: Book, rows: Rows) -> None:
    """Refused where a mark is for nobody of the class, or of a part that others grade."""
    known = {one.pk: one for one in book.parts}
    parts: set[int] = set()
    for one, _was in rows:
        part = known.get(one.part)
        if part is None or book.row_of(one.learner) is None or one.attempt > part.attempts:
            raise WALLS["mark_is_of_the_class"]
        if one.mark and one.mark.points is not None and one.mark.points > part.scale:
            raise Refused(_("Điểm quá thang điểm của %s") % part.title)
        parts.add(one.part)
    if not all(map(may_grade, parts)):
        raise OTHERS


def _refuse_changed(rows: Rows, seen: int | None) -> None:
    if seen is not None and any(was is not None and was.pk > seen for _one, was in rows):
        raise JUST_CHANGED


def _refuse_published(book: Book, rows: Rows, ground: str) -> None:
    published = {one.pk for one in book.parts if one.published_on is not None}
    corrected = [one for one, was in rows if was is not None and one.part in published]
    if corrected and not ground.strip():
        raise Refused(
            _("Sửa điểm đã công bố phải có căn cứ"),
            remedy=_("Ghi biên bản, quyết định làm căn cứ."),
        )


def _batch(
    actor: User | None,
    held_class: TrainingClass,
    source: str,
    count: int,
    ground: str,
    on: date,
    undoes: Batch | None = None,
) -> Batch:
    with told(WALLS):
        return Batch.objects.create(
            training_class=held_class,
            source=source,
            count=count,
            ground=ground.strip(),
            on=on,
            made_by=author_of(actor),
            undoes=undoes,
        )


def _write(actor: User | None, batch: Batch, rows: Rows) -> list[Grade]:
    said = {"batch": batch, "on": batch.on, "by": batch.made_by}
    made = [
        Grade(
            part_id=one.part,
            learner_id=one.learner,
            attempt=one.attempt,
            what=one.mark.what if one.mark else TAKEN_BACK,
            points=one.mark.points if one.mark else None,
            comment=one.comment.strip(),
            grader=actor.pk if actor is not None else None,
            follows=was,
            **said,
        )
        for one, was in rows
    ]
    with told(WALLS):
        return Grade.objects.bulk_create(made, batch_size=2_000)


def mark_again(*, actor: User | None, was: Grade, points: Decimal, on: date, ground: str) -> Grade:
    """The mark that an objection comes to: follows the one objected to; judged anew at once."""
    held_class = was.part.training_class
    batch = _batch(actor, held_class, "objection", 1, ground, on)
    one = Given(was.learner_id, was.part_id, Mark("given", points), was.attempt, ground.strip())
    made = _write(actor, batch, [(one, was)])[0]
    follow_up(actor=actor, held_class=held_class, learners={was.learner_id}, on=on, ground=ground)
    return made
