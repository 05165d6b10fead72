"""What the file of a class holds of certificates: the register's lines and the papers."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from hientai.certificates.models import Certificate
from hientai.certificates.papers.pdf import pdf
from hientai.certificates.queries.register import of_class
from hientai.certificates.views.certificate import sheet_of
from hientai.certificates.views.register import state_of
from hientai.classes.models import TrainingClass
from hientai.timetables.domain.files import Piece
from hientai.timetables.papers import table
from hientai.webkit.cells import Column

FOLDER = "9-chung-chi"


def pieces(class_id: int, _on: date) -> Iterator[Piece]:
    """The certificates of a class in the order of the register; in one PDF those that are valid:
    what was revoked or replaced stands in the register alone, where it is called so."""
    issued = list(of_class(class_id)[0].order_by("year", "number", "pk"))
    if not issued:
        return
    held = TrainingClass.objects.get(pk=class_id)
    yield Piece(f"{FOLDER}/so-cap.xlsx", table(_("Sổ cấp chứng chỉ"), held, _columns(), issued))
    valid = [sheet_of(one) for one in issued if one.state == Certificate.State.VALID]
    if valid:
        yield Piece(f"{FOLDER}/chung-chi.pdf", pdf(valid))


def _columns() -> list[Column]:
    return [
        Column("so", _("Số vào sổ"), lambda one: one.number_text),
        Column("ten", _("Họ và tên"), lambda one: one.name),
        Column("xep-loai", _("Xếp loại"), lambda one: one.classification),
        Column("ngay", _("Ngày ký"), lambda one: one.signed_on),
        Column("tinh-trang", _("Tình trạng"), state_of),
        Column("ma", _("Mã tra cứu"), lambda one: one.code),
    ]
