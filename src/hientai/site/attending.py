"""What attendance puts on the pages of other rooms, and what users are told of it."""

from django.utils.translation import gettext_lazy as _

from hientai.attendance.domain.notices import NOTICES
from hientai.attendance.views import archive, panels
from hientai.notices.domain import kinds
from hientai.timetables.domain import files
from hientai.webkit.panels import Panel, register

PANELS = (
    Panel("hom-nay", _("Lịch của tôi hôm nay"), "home", "attendance:own", panels.today_panel, 1),
    Panel("diem-danh", _("Điểm danh"), "class", "attendance:view", panels.class_panel, 16),
    Panel("diem-danh", _("Điểm danh"), "own", "attendance:own", panels.own_panel, 7),
    Panel("xin-nghi", _("Nghỉ có phép"), "attention", "attendance:mark", panels.attention, 47),
)


def join_attendance() -> None:
    """Register its panels, its notices, its part of the file of a class."""
    for panel in PANELS:
        register(panel)
    kinds.join(*NOTICES)
    files.join("attendance", archive.pieces)
