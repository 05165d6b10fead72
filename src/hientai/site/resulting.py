"""What results put on the pages of other rooms, and the whole way of a person through a class."""

from django.utils.translation import gettext_lazy as _

from hientai.notices.domain import kinds
from hientai.results.domain.kinds import NOTICES, WAITING
from hientai.results.models import Objection
from hientai.results.views import archive, mine, panels
from hientai.site import way
from hientai.timetables.domain import files
from hientai.timetables.models import Learner
from hientai.webkit.panels import Panel, register

WAY = _("Từng lớp, từ đề cử đến chứng chỉ")
PANELS = (
    Panel("ket-qua", _("Kết quả"), "class", "results:view", panels.class_panel, 35),
    Panel(
        "ket-qua",
        _("Kết quả học tập"),
        "person",
        "results:view",
        panels.person_panel,
        40,
        rows_of=(Learner,),
    ),
    Panel(
        "ket-qua",
        _("Kết quả của tôi"),
        "own",
        "results:own",
        mine.own_panel,
        12,
        rows_of=(Learner,),
    ),
    Panel(
        "phuc-khao",
        _("Phúc khảo"),
        "attention",
        "results:keep",
        panels.attention,
        44,
        rows_of=(Objection,),
        rows_by=lambda _subject: {"state": WAITING},
    ),
    Panel(
        "bai-cua-toi",
        _("Kết quả của tôi"),
        "attention",
        "results:own",
        mine.own_attention,
        3,
    ),
    Panel("lop", _("Lớp được xét theo"), "correction", "law:correct", panels.correction_panel, 20),
    Panel("tung-lop", WAY, "person", "people:view", way.panel, 24, rows_of=(Learner,)),
    Panel("tung-lop", WAY, "own", "results:own", way.own, 4, rows_of=(Learner,)),
)


def join_results() -> None:
    """Register its panels, what users are told of, its part of the file of a class."""
    for panel in PANELS:
        register(panel)
    kinds.join(*NOTICES)
    files.join("results", archive.pieces)
