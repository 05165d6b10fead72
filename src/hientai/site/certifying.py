"""What certificates put on the pages of other rooms, and their work in the background."""

from django.utils.translation import gettext_lazy as _

from hientai.certificates.domain.notices import NOTICES
from hientai.certificates.domain.one_person import ACTS, CERTIFICATES, ENTRIES, OUTSIDE
from hientai.certificates.models import Certificate, Outside
from hientai.certificates.views import archive, panels
from hientai.notices.domain import kinds, tasks
from hientai.people.domain import parts as parts_of_records
from hientai.shared.words import N_
from hientai.timetables.domain import files
from hientai.webkit.panels import Panel, register

PANELS = (
    Panel("chung-chi", _("Chứng chỉ"), "class", "certificates:view", panels.class_panel, 40),
    Panel(
        "chung-chi",
        _("Chứng chỉ"),
        "person",
        "certificates:view",
        panels.person_panel,
        45,
        rows_of=(Certificate, Outside),
    ),
    Panel(
        "noi-khac",
        _("Ghi văn bằng, chứng chỉ từ nơi khác"),
        "person",
        "certificates:record",
        panels.record_way,
        45,
        "actions",
    ),
    Panel(
        "chung-chi",
        _("Chứng chỉ cần xem xét"),
        "results",
        "certificates:view",
        panels.results_panel,
        10,
    ),
    Panel(
        "thu-hoi",
        _("Chứng chỉ cần xem xét"),
        "attention",
        "certificates:issue",
        panels.revocations,
        43,
    ),
    Panel("chung-chi", _("Chứng chỉ"), "own", "certificates:own", panels.own_panel, 15),
    Panel(
        "noi-khac",
        _("Văn bằng, chứng chỉ chờ kiểm tra"),
        "attention",
        "certificates:record",
        panels.attention,
        45,
    ),
)
TASKS = (
    tasks.Task("certificates.issue", N_("Cấp chứng chỉ theo danh sách"), True),
    tasks.Task("certificates.forget", N_("Dọn số lần hỏi mã chứng chỉ sai"), True),
)


def join_certificates() -> None:
    """Register its panels, work, notices, part of a person's record and of the file of a class."""
    for panel in PANELS:
        register(panel)
    tasks.join(*TASKS)
    parts_of_records.join(CERTIFICATES, ENTRIES, OUTSIDE)
    parts_of_records.hang(ACTS)
    kinds.join(*NOTICES)
    files.join("certificates", archive.pieces)
