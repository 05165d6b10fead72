"""What the file of a class holds of results: the score sheet, the outcomes with their reasons."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from hientai.classes.models import TrainingClass
from hientai.documents.papers.pdf import pdf
from hientai.documents.queries.measures import measures_on
from hientai.results.papers.scores import scores
from hientai.results.queries.book import book_of
from hientai.results.queries.outcomes import Standing, standing
from hientai.results.queries.showing import mean_words, state_badge
from hientai.timetables.domain.files import Piece
from hientai.timetables.papers import table
from hientai.timetables.queries import Learning, learners_ever
from hientai.webkit.cells import Column

FOLDER = "7-ket-qua"
Row = tuple[Learning, Standing]


def pieces(class_id: int, on: date) -> Iterator[Piece]:
    """The score sheet of a class with parts, and the outcome of each learner.

    Works that were handed in stay with their parts: ninety of them are more than one file holds.
    """
    held = TrainingClass.objects.get(pk=class_id)
    book = book_of(held)
    if book.parts:
        yield Piece(f"{FOLDER}/bang-diem.pdf", pdf(scores(book, on), measures_on(on)))
    told = standing(class_id)
    rows = [(one, told[one.id]) for one in learners_ever(class_id) if one.id in told]
    if rows:
        yield Piece(f"{FOLDER}/ket-luan.xlsx", table(_("Kết quả học tập"), held, _columns(), rows))


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
