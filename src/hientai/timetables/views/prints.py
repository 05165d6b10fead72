"""The timetable of a class as it hangs on the wall, and as a spreadsheet."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from hientai.shared.vietnamese import day
from hientai.timetables.papers import Line, Wall, wall_pdf
from hientai.timetables.queries.plans import sessions_of
from hientai.timetables.views.shared import VIEW, Shown, held_at
from hientai.webkit.cells import Column
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.workbook import workbook_response


@require_safe
@guarded(VIEW)
def paper(request: Visit, code: str) -> HttpResponse:
    """The timetable as a sheet for the wall."""
    held = held_at(request, code)
    name = f'inline; filename="lich-{held.pk}.pdf"'
    return HttpResponse(
        wall_of(request, held),
        content_type="application/pdf",
        headers={"Content-Disposition": name},
    )


def wall_of(request: Visit, held: Any) -> bytes:
    """The sheet for the wall of a class."""
    lines = [
        Line(one.day, one.starts, one.ends, one.title, one.form, one.who, one.where)
        for one in map(Shown, sessions_of(held.pk))
    ]
    return wall_pdf(
        Wall(
            institution=held.institution_name or held.institution.unit.code,
            title=held.title,
            code=held.code,
            places=held.places,
            lines=lines,
            on=request.on,
        )
    )


@require_safe
@guarded(VIEW)
def sheet(request: Visit, code: str) -> HttpResponseBase:
    """The timetable as XLSX."""
    held = held_at(request, code)
    return workbook_response(
        title=_("Lịch học"),
        about=[f"{held.title} ({held.code})", f"{day(held.starts_on)} – {day(held.ends_on)}"],
        columns=session_columns(),
        rows=[Shown(row) for row in sessions_of(held.pk)],
        name=f"lich-{held.code}",
    )


def session_columns() -> list[Column]:
    """The columns of a timetable as a spreadsheet."""
    return [
        Column("ngay", _("Ngày"), lambda one: one.day),
        Column("tu", _("Từ giờ"), lambda one: f"{one.starts:%H:%M}"),
        Column("den", _("đến giờ"), lambda one: f"{one.ends:%H:%M}"),
        Column("tiet", _("Số tiết"), lambda one: one.row.periods, number=True),
        Column("noi-dung", _("Nội dung"), lambda one: one.title),
        Column("hinh-thuc", pgettext("buổi học", "Hình thức"), lambda one: one.form),
        Column("giang-vien", _("Giảng viên"), lambda one: one.who),
        Column("noi-hoc", _("Phòng, địa điểm"), lambda one: one.where),
        Column("ghi-chu", _("Ghi chú"), lambda one: one.row.note),
    ]
