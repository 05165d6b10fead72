"""Delegations and workshops in the whole: which pages show them, what targets count of them."""

from django.utils.translation import gettext_lazy as _

from hientai.delegations.domain.notices import KINDS
from hientai.delegations.domain.one_person import LED
from hientai.delegations.queries.events import registered
from hientai.delegations.queries.files import pieces
from hientai.delegations.views import panels
from hientai.notices.domain import kinds, tasks
from hientai.people.domain import parts as parts_of_records
from hientai.screening.domain import events
from hientai.shared.words import N_
from hientai.timetables.domain import files
from hientai.webkit.panels import Panel, register

VIEW = "delegations:view"
PANELS = (
    Panel("doan", _("Đoàn, hội thảo"), "class", VIEW, panels.class_panel, 12),
    Panel("doan", _("Đoàn đi nước ngoài"), "attention", VIEW, panels.attention, 42),
)
TASKS = (tasks.Task("delegations.remind", N_("Nhắc báo cáo của đoàn đi nước ngoài"), True),)


def send_abroad() -> None:
    """Register the panels of delegations, their reminders, and what targets count of them."""
    for panel in PANELS:
        register(panel)
    tasks.join(*TASKS)
    kinds.join(*KINDS)
    parts_of_records.hang(LED)
    events.join("delegations", registered)
    files.join("delegations", pieces)
