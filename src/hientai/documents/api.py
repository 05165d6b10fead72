"""The API of the register of papers: the list, one paper with its steps and what changed it."""

from datetime import date, datetime
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_noop as N_
from ninja import Path, Query, Router, Schema
from pydantic import Field

from hientai.documents.domain.kinds import KINDS
from hientai.documents.models import Paper
from hientai.documents.queries import papers as reads
from hientai.webkit.day import Visit
from hientai.webkit.endpoints import Answer, Asked, Name, Number, Paged, asks, chosen, page_of

router = Router(tags=["papers"])


class PapersAsked(Asked):
    """Papers by what the register filters by; `year` 0 asks for none."""

    search: Name = ""
    kind: str = chosen(one.code for one in KINDS)
    state: str = chosen(one.value for one in Paper.State)
    year: int = Field(0, ge=0, le=2099)


class PaperOut(Schema):
    """A paper of the register; without number and day while it is not issued."""

    id: int
    called: str
    kind: str
    state: str
    issued_on: date | None
    abstract: str
    body: str
    unit: str
    signer: str
    back_dated: bool


class StepOut(Schema):
    """A step that a paper took."""

    step: str
    at: datetime
    by: str
    reason: str


class RelatedOut(Schema):
    """A paper that changes this one, or that this one changes."""

    id: int
    called: str
    kind: str


class FileOut(Schema):
    """A signed copy or a scan: its name, size and fingerprint."""

    role: str
    name: str
    size: int
    fingerprint: str


class PaperWhole(PaperOut):
    """A paper with its steps, its files, what it changes and what changes it."""

    steps: list[StepOut]
    files: list[FileOut]
    changes: list[RelatedOut]
    changed_by: list[RelatedOut]


@router.get("/papers", response=Paged[PaperOut], summary=N_("Sổ văn bản đi"))
@asks("documents:view")
def list_papers(request: Visit, asked: Query[PapersAsked]) -> Answer:
    """Every paper in sight issued by the day, and drafts, the latest first."""
    rows = reads.register(request.on).select_related("unit").order_by("-issued_on", "-pk")
    if asked.search:
        rows = reads.searched(rows, asked.search)
    narrowed = {"kind": asked.kind, "state": asked.state, "year": asked.year}
    rows = rows.filter(**{key: value for key, value in narrowed.items() if value})
    return page_of(request, rows, asked, _paper)


@router.get("/papers/{number}", response=PaperWhole, summary=N_("Một văn bản"))
@asks("documents:view")
def show_paper(request: Visit, number: Path[Number]) -> Answer:
    """One paper, by the key of its record."""
    found = reads.paper(number)
    if found is None:
        raise Http404
    return {
        **_paper(found),
        "steps": reads.steps_of(found),
        "files": reads.files_of(found),
        "changes": [_related(one) for one in reads.former_of(found)],
        "changed_by": [_related(one) for one in reads.later_of(found)],
    }


def _paper(row: Paper) -> dict[str, Any]:
    plain = ("id", "kind", "state", "issued_on", "abstract", "signer", "back_dated")
    return {
        **{name: getattr(row, name) for name in plain},
        "called": str(row),
        "body": row.body.name,
        "unit": row.unit.code,
    }


def _related(one: reads.Related) -> dict[str, Any]:
    return {"id": one.paper.pk, "called": str(one.paper), "kind": one.kind}
