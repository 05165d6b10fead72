"""A paper as pages show it: what it is called, its state in colour, the sheet as it is drawn."""

from datetime import date

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hientai.documents.domain import wording
from hientai.documents.domain.layout import Sheet, sheet_of
from hientai.documents.domain.paper import Paper as Content
from hientai.documents.models import Paper
from hientai.documents.queries.measures import measures_on
from hientai.shared.vietnamese import day
from hientai.webkit.cells import Badge, Tone

SHOWN_ROWS = 200  # of a list, on the page; the files hold all of them
FIXED = {
    "nation": wording.NATION,
    "motto": wording.MOTTO,
    "dear": wording.DEAR,
    "recipients": wording.RECIPIENTS,
}
TONES: dict[str, Tone] = {
    "draft": "mute",
    "locked": "warn",
    "signed": "info",
    "registered": "good",
    "dropped": "mute",
}


def state_of(paper: Paper) -> Badge:
    """The state of a paper as a coloured word."""
    return Badge(str(paper.get_state_display()), TONES[paper.state])


def called(paper: Paper) -> str:
    """A paper by kind, number and symbol; a draft by its kind and day."""
    kind = str(paper.get_kind_display())
    if paper.number is None:
        return _("%(kind)s chưa có số, lập ngày %(day)s") % {
            "kind": kind,
            "day": day(paper.drafted_on or localdate(paper.written_at)),
        }
    return f"{kind} {paper}"


def preview(content: Content | None, today: date) -> dict[str, object]:
    """What a page draws of a paper (`sheet.html`); nothing for one of which there is a scan."""
    if content is None:
        return {"sheet": None}
    sheet: Sheet = sheet_of(content, measures_on(content.day or today))
    cut = [max(0, len(one.rows) - SHOWN_ROWS) for one in sheet.annexes]
    lists = [
        (one, one.rows[:SHOWN_ROWS], left) for one, left in zip(sheet.annexes, cut, strict=True)
    ]
    return {"sheet": sheet, "lists": lists, "fixed": FIXED}
