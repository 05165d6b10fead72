"""What the file of a class holds of attendance: the rolls, leave with its papers."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from hientai.attendance.models import Excuse
from hientai.attendance.queries.counting import standings
from hientai.attendance.queries.excuses import excuses_of
from hientai.attendance.queries.rolls import sessions_of
from hientai.attendance.views.grid import columns_of
from hientai.attendance.views.mine import excuse_badge
from hientai.classes.models import TrainingClass
from hientai.timetables.domain.files import Piece
from hientai.timetables.papers import table
from hientai.timetables.queries import learners_ever
from hientai.webkit.cells import Column

FOLDER = "6-diem-danh"


def pieces(class_id: int, on: date) -> Iterator[Piece]:
    """The grid of learners and sessions, every leave asked for, and its papers as handed in."""
    held = TrainingClass.objects.get(pk=class_id)
    sessions = sessions_of(held.pk)
    if any(one.roll for one in sessions):
        grid = table(_("Điểm danh"), held, columns_of(held.pk, sessions), standings(held, on))
        yield Piece(f"{FOLDER}/diem-danh.xlsx", grid)
    asked = list(excuses_of(held.pk).defer(None))
    if asked:
        names = {one.id: one.name for one in learners_ever(held.pk)}
        yield Piece(
            f"{FOLDER}/nghi-co-phep.xlsx", table(_("Nghỉ có phép"), held, _columns(names), asked)
        )
    for one in asked:
        if one.scan is not None:
            yield Piece(f"{FOLDER}/{one.pk}-{one.scan_name}", bytes(one.scan))


def _columns(names: dict[int, str]) -> list[Column]:
    def name(one: Excuse) -> str:
        return names.get(one.learner_id, "")

    def session(one: Excuse) -> str:
        return f"{timezone.localtime(one.session.hours.lower):%H:%M}" if one.session else ""

    return [
        Column("so", _("Số"), lambda one: one.pk, number=True),
        Column("ten", _("Học viên"), name),
        Column("buoi", _("Buổi"), session),
        Column("tu", _("Nghỉ từ ngày"), lambda one: one.first_on),
        Column("den", _("Đến hết ngày"), lambda one: one.last_on),
        Column("ly-do", _("Lý do"), lambda one: one.reason),
        Column("giay", _("Giấy tờ"), lambda one: one.paper),
        Column("tinh-trang", _("Tình trạng"), lambda one: excuse_badge(one.state)),
        Column("ai", _("Người quyết định"), lambda one: one.decided_by),
        Column("tra-loi", _("Trả lời"), lambda one: one.answer),
    ]
