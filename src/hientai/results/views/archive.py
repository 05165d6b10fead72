"""What the file of a class holds of results: the score sheet, the outcomes with their reasons."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial

from django.utils.text import slugify
from django.utils.translation import gettext as _

from hientai.classes.models import TrainingClass
from hientai.documents.papers.pdf import pdf
from hientai.documents.queries.measures import measures_on
from hientai.results.models import Work
from hientai.results.papers.scores import scores
from hientai.results.queries.book import book_of, content_of, works_of_class
from hientai.results.queries.outcomes import Standing, standing
from hientai.results.queries.showing import mean_words, state_badge
from hientai.shared.vietnamese import fold
from hientai.timetables.domain.files import Piece
from hientai.timetables.papers import table
from hientai.timetables.queries import Learning, learners_ever
from hientai.webkit.cells import Column

FOLDER = "7-ket-qua"
Row = tuple[Learning, Standing]


def pieces(class_id: int, on: date) -> Iterator[Piece]:
    """The score sheet of a class with parts, the outcome of each learner, the works handed in."""
    held = TrainingClass.objects.get(pk=class_id)
    book = book_of(held)
    if book.parts:
        yield Piece(f"{FOLDER}/bang-diem.pdf", pdf(scores(book, on), measures_on(on)))
    told = standing(class_id)
    rows = [(one, told[one.id]) for one in learners_ever(class_id) if one.id in told]
    if rows:
        yield Piece(f"{FOLDER}/ket-luan.xlsx", table(_("Kết quả học tập"), held, _columns(), rows))
    yield from _works(held)


def _works(held: TrainingClass) -> Iterator[Piece]:
    """A list of every edition handed in, and of each attempt the last one, which was marked."""
    names = {one.id: one for one in learners_ever(held.pk)}
    rows = [one for one in works_of_class(held.pk) if one.learner_id in names]
    if not rows:
        return
    last = {(one.part_id, one.learner_id, one.attempt): one for one in rows}
    files = {one.pk: _file(one, names[one.learner_id]) for one in last.values()}
    told = table(_("Bài nộp"), held, _of_works(names, files), rows)
    yield Piece(f"{FOLDER}/bai-nop.xlsx", told)
    for pk, name in files.items():
        size = next(one.size for one in rows if one.pk == pk)
        yield Piece(f"{FOLDER}/{name}", size=size, later=partial(content_of, pk))


def _file(one: Work, learner: Learning) -> str:
    """Under which name a work is kept: by part, learner and attempt."""
    part = slugify(fold(one.part.title)) or f"phan-{one.part_id}"
    who = slugify(fold(f"{learner.code} {learner.name}")) or str(learner.id)
    again = f"-lan-{one.attempt}" if one.attempt > 1 else ""
    return f"bai-nop/{part}/{who}{again}.{one.name.rpartition('.')[2].lower()}"


def _of_works(names: Mapping[int, Learning], files: Mapping[int, str]) -> list[Column]:
    return [
        Column("phan", _("Phần đánh giá"), lambda one: one.part.title),
        Column("ma", _("Mã"), lambda one: names[one.learner_id].code),
        Column("ten", _("Họ và tên"), lambda one: names[one.learner_id].name),
        Column("lan", _("Lần"), lambda one: one.attempt, number=True),
        Column("ban", _("Bản"), lambda one: one.edition, number=True),
        Column("ngay", _("Ngày nộp"), lambda one: one.on),
        Column("tep", _("Tên tệp khi nộp"), lambda one: one.name),
        Column("co", _("Cỡ tệp (byte)"), lambda one: one.size, number=True),
        Column("o", _("Tệp trong hồ sơ"), lambda one: files.get(one.pk, "")),
        Column("sha", "SHA-256", lambda one: one.digest),
    ]


def _columns() -> list[Column]:
    return [
        Column("ma", _("Mã"), lambda row: row[0].code),
        Column("ten", _("Họ và tên"), lambda row: row[0].name),
        Column("ket-qua", _("Kết quả"), lambda row: state_badge(row[1].state)),
        Column("diem", _("Điểm trung bình"), lambda row: mean_words(row[1].mean)),
        Column("xep-loai", _("Xếp loại"), lambda row: row[1].classification),
        Column("vi-sao", _("Vì sao"), _why),
        Column("ngay", _("Ngày kết luận"), lambda row: row[1].on),
        Column("ai", _("Người kết luận"), lambda row: row[1].by),
        Column("can-cu", _("Căn cứ"), lambda row: row[1].ground),
    ]


def _why(row: Row) -> str:
    return "; ".join(f"{one.told} ({one.clause})" for one in row[1].judged.failures)
