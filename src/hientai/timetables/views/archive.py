"""The whole file of a class for the archive: what it is, timetable, learners, papers, and what the
rooms above add."""

import json
from collections.abc import Iterator
from datetime import date
from itertools import chain
from tempfile import TemporaryFile
from typing import Any

from django.http import FileResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hientai.audit.services import sign
from hientai.classes.models import TrainingClass
from hientai.decisions.queries.sendings import papers_of_class
from hientai.documents.models import Paper
from hientai.documents.papers.pdf import pdf
from hientai.documents.queries.measures import measures_on
from hientai.documents.queries.papers import content_of
from hientai.documents.queries.showing import called
from hientai.shared.vietnamese import day, fold
from hientai.shared.words import N_
from hientai.timetables.domain.files import Piece, added
from hientai.timetables.papers import archive, table
from hientai.timetables.queries import learners_ever, sessions_of
from hientai.timetables.views.prints import session_columns, wall_of
from hientai.timetables.views.shared import EDIT, Shown, held_at
from hientai.webkit.cells import Column
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded

GROUND = N_("xuất hồ sơ lớp")


@require_safe
@guarded(EDIT)
def whole(request: Visit, code: str) -> FileResponse:
    """The file of a class as a ZIP, for who keeps the class; packed on the disk, then sent."""
    held = held_at(request, code, to_edit=True)
    sign(actor=request.user, ground=GROUND)
    pieces = chain(_own(request, held), _papers(held, request), added(held.pk, request.on))
    title = f"{held.title} ({held.code}) – {day(request.on)}"
    made = TemporaryFile()  # noqa: SIM115  the response closes it
    archive(title, pieces, made)
    made.seek(0)
    name = slugify(fold(held.code)) or "lop"
    return FileResponse(
        made,
        as_attachment=True,
        filename=f"ho-so-{name}.zip",
        content_type="application/zip",
        headers={"X-Content-Type-Options": "nosniff"},
    )


def _own(request: Visit, held: TrainingClass) -> Iterator[Piece]:
    told = json.dumps(_told(held), ensure_ascii=False, indent=2, default=str)
    yield Piece("1-lop/thong-tin.json", told.encode())
    sessions = [Shown(row) for row in sessions_of(held.pk)]
    if sessions:
        yield Piece("2-lich/lich.pdf", wall_of(request, held))
        yield Piece("2-lich/lich.xlsx", table(_("Lịch học"), held, session_columns(), sessions))
    there = learners_ever(held.pk)
    yield Piece("3-nguoi-hoc/nguoi-hoc.xlsx", table(_("Người học"), held, _columns(), there))


def _told(held: TrainingClass) -> dict[str, Any]:
    plain = ("code", "title", "starts_on", "ends_on", "places", "form", "item_id", "ground")
    return {
        **{name: getattr(held, name) for name in plain},
        "programme": held.version.programme.code,
        "version": held.version.number,
        "institution": held.institution.unit.code,
        "unit": held.unit.code,
        "scheme": held.scheme.slug if held.scheme else None,
        "opened_on": held.opened_on,
        "opened_at": held.opened_at,
        "opened_by": held.opened_by,
        "withdrawn_on": held.withdrawn_on,
        "withdrawn_at": held.withdrawn_at,
        "withdrawn_ground": held.withdrawn_ground,
    }


def _columns() -> list[Column]:
    return [
        Column("ma", _("Mã"), lambda one: one.code),
        Column("ten", _("Họ và tên"), lambda one: one.name),
        Column("noi", _("Nơi công tác"), lambda one: one.organisation),
        Column("vao", _("Vào lớp"), lambda one: one.joined_on),
        Column("theo", _("Theo văn bản"), lambda one: one.joined_by),
        Column("roi", _("Rời lớp"), lambda one: one.left_on),
        Column("vi", _("Văn bản rời lớp"), lambda one: one.left_by),
    ]


def _papers(held: TrainingClass, request: Visit) -> Iterator[Piece]:
    """The registered papers about people of the class: the signed copy or scan, else drawn anew."""
    for paper in papers_of_class(held.pk).filter(state=Paper.State.REGISTERED):
        content = _paper(paper, request.today)
        if content:
            name = slugify(fold(called(paper)).replace("/", "-"))
            yield Piece(f"4-quyet-dinh/{name}.pdf", content)


def _paper(paper: Paper, today: date) -> bytes:
    copy = paper.files.order_by("-pk").first()
    if copy is not None:
        return bytes(copy.content)
    content = content_of(paper, today)
    return pdf(content, measures_on(content.day or today)) if content else b""
