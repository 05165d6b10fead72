"""Decisions in the whole: what follows when their papers move, which pages show them."""

from django.utils.translation import gettext_lazy as _

from hientai.decisions import services as decisions
from hientai.decisions.domain.kinds import ORIGIN
from hientai.decisions.domain.one_person import DECISIONS
from hientai.decisions.models import Row
from hientai.decisions.services.telling import KINDS
from hientai.decisions.views import panels
from hientai.documents import services as documents
from hientai.notices.domain import kinds
from hientai.people.domain import parts as parts_of_records
from hientai.webkit.panels import Panel, register

VIEW, DRAFT = "decisions:view", "decisions:draft"
PANELS = (
    Panel("nguoi", _("Người trong văn bản"), "paper", VIEW, panels.paper_panel, 10),
    Panel(
        "quyet-dinh", _("Quyết định cử đi"), "person", VIEW, panels.person_panel, 26, rows_of=Row
    ),
    Panel(
        "quyet-dinh",
        _("Quyết định cử đi"),
        "own",
        "nominations:own",
        panels.own_panel,
        6,
        rows_of=Row,
    ),
    Panel("quyet-dinh", _("Quyết định cử đi"), "class", VIEW, panels.class_panel, 30),
    Panel("quyet-dinh", _("Quyết định cử đi"), "nominations", VIEW, panels.list_panel, 30),
    Panel(
        "lap-quyet-dinh",
        _("Lập quyết định"),
        "nominations",
        DRAFT,
        panels.list_actions,
        10,
        "actions",
    ),
)


def decide() -> None:
    """Register the panels of decisions, their notices, and what papers of theirs set off."""
    for panel in PANELS:
        register(panel)
    parts_of_records.join(DECISIONS)
    kinds.join(*KINDS)
    documents.follow(
        ORIGIN,
        documents.Effects(
            locked=decisions.locked,
            sent_back=decisions.sent_back,
            registered=decisions.registered,
        ),
    )
