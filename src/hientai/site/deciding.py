"""Decisions in the whole: what follows when their papers move, which pages show them."""

from django.utils.translation import gettext_lazy as _

from hientai.accounts.models import User
from hientai.decisions import services as decisions
from hientai.decisions.domain.kinds import ORIGIN
from hientai.decisions.domain.one_person import DECISIONS
from hientai.decisions.models import Row
from hientai.decisions.services.telling import KINDS
from hientai.decisions.views import panels
from hientai.documents import services as documents
from hientai.documents.models import Paper
from hientai.notices.domain import kinds
from hientai.people.domain import parts as parts_of_records
from hientai.timetables.services.unions import finish_emptied
from hientai.webkit.panels import Panel, register

VIEW, DRAFT = "decisions:view", "decisions:draft"
PANELS = (
    Panel("nguoi", _("Người trong văn bản"), "paper", VIEW, panels.paper_panel, 10),
    Panel(
        "quyet-dinh", _("Quyết định cử đi"), "person", VIEW, panels.person_panel, 26, rows_of=(Row,)
    ),
    Panel(
        "quyet-dinh",
        _("Quyết định cử đi"),
        "own",
        "nominations:own",
        panels.own_panel,
        6,
        rows_of=(Row,),
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


def registered(actor: User | None, paper: Paper) -> None:
    """A paper does what it says; a class that a merger emptied with it is withdrawn at once."""
    before = list(
        Row.objects.filter(sending__paper=paper).values_list(
            "seat__of_class__training_class", flat=True
        )
    )
    decisions.registered(actor, paper)
    classes = sorted({key for key in before if key})
    if classes and paper.issued_on:
        finish_emptied(actor, classes, paper.issued_on)


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
            registered=registered,
        ),
    )
