"""The API of imports: hand in a file, read its preview, write it, take it back, put it away.

The long steps are done in the background, in the scope of the token that asked; a program asks for
the batch again until its `step` is "".
"""

import tempfile
from datetime import date, datetime
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as N_
from ninja import File, Form, Path, Query, Router, Schema
from ninja.files import UploadedFile
from pydantic import Field

from hientai.intake import services
from hientai.intake.models import ImportBatch
from hientai.intake.queries import batches as reads
from hientai.intake.services.queue import COMMIT, EXAMINE, UNDO, begin, later
from hientai.shared.refused import Refused
from hientai.webkit.constraints import told
from hientai.webkit.day import Visit
from hientai.webkit.endpoints import (
    Answer,
    Asked,
    Code,
    Day,
    Entry,
    Number,
    Paged,
    Problem,
    Words,
    asks,
    chosen,
    page_of,
)

router = Router(tags=["imports"])
PERMISSION = "intake:import"
State = ImportBatch.State
ROWS = {
    "refused": lambda b: reads.notes_of(b, "refused"),
    "warnings": lambda b: reads.notes_of(b, "warning"),
    "changed": reads.changes_of,
    "new": lambda b: reads.rows_of(b, "new"),
    "unchanged": lambda b: reads.rows_of(b, "unchanged"),
    "gone": reads.gone_of,
}


class ImportsAsked(Asked):
    """Imports in a state."""

    state: str = chosen(one.value for one in State)


class RowsAsked(Asked):
    """A list of a preview: cells refused or with a warning, rows new or unchanged, people gone."""

    part: str = chosen(ROWS, "refused")


class RefusalOut(Schema):
    """Why the last step was refused."""

    what: str
    why: str
    clause: str
    remedy: str


class ImportOut(Schema):
    """An import; `step` is what is being done now, `counts` what the preview found."""

    id: int
    state: str
    step: str
    progress: int
    file_name: str
    unit: str
    on: date
    by: str
    created_at: datetime
    committed_at: datetime | None
    undone_at: datetime | None
    counts: dict[str, Any]
    refusal: RefusalOut | None


class RowOut(Schema):
    """A row of a list of a preview; what its list does not have is null."""

    sheet: str | None = None
    row: int | None = None
    cell: str | None = None
    column: str | None = None
    code: str | None = None
    name: str | None = None
    unit: str | None = None
    value: str | None = None
    before: str | None = None
    after: str | None = None
    reason: str | None = None
    remedy: str | None = None


class ToHandIn(Entry):
    """The unit and the day that a file speaks of; `sheet` says what a CSV holds."""

    unit: Words = Field(max_length=40)
    on: Day
    sheet: Code = ""


class ToCommit(Entry):
    """What to do with refused rows, and with people whom the file no longer names."""

    leave_out_refused: bool = False
    end_gone: "Gone | None" = None


class Gone(Entry):
    """Whose posts end, from which day they hold none, on which ground; no codes mean all."""

    on: Day
    ground: Words = Field(max_length=500)
    codes: list[Code] | None = Field(None, max_length=5000)
    many: bool = False


ToCommit.model_rebuild()


@router.get("/imports", response=Paged[ImportOut], summary=N_("Các lần nhập"))
@asks(PERMISSION)
def list_imports(request: Visit, asked: Query[ImportsAsked]) -> Answer:
    """Every import in sight, the newest first."""
    rows = reads.batches()
    return page_of(request, rows.filter(state=asked.state) if asked.state else rows, asked, _batch)


@router.post("/imports", response={202: ImportOut}, summary=N_("Nộp một tệp để nhập"))
@asks(PERMISSION)
def hand_in_import(request: Visit, given: Form[ToHandIn], file: File[UploadedFile]) -> Answer:
    """Keep a file (XLSX or CSV); the background reads it and prepares the preview."""
    if not file.size:
        raise Problem(422, gettext("Tệp rỗng"), field="file", where="form")
    known = {sheet.slug for sheet in services.registry()}
    if given.sheet and given.sheet not in known:
        words = gettext("Không có loại bảng này; chọn: %s") % ", ".join(sorted(known))
        raise Problem(422, words, field="sheet", where="form")
    with tempfile.NamedTemporaryFile(prefix="hientai-") as kept, told({}):
        for piece in file.chunks():
            kept.write(piece)
        kept.flush()
        one = services.hand_in(
            actor=request.user,
            path=kept.name,
            unit=given.unit,
            on=given.on,
            sheet=given.sheet,
            file_name=(file.name or "")[:200],
        )
    later(EXAMINE, actor=request.user, batch=one)
    return _batch(one)


@router.get("/imports/{number}", response=ImportOut, summary=N_("Một lần nhập"))
@asks(PERMISSION)
def show_import(request: Visit, number: Path[Number]) -> Answer:
    """How far an import is, and what it would do or did."""
    return _batch(_of(number))


@router.get(
    "/imports/{number}/rows", response=Paged[RowOut], summary=N_("Các dòng xem trước của lần nhập")
)
@asks(PERMISSION)
def list_import_rows(request: Visit, number: Path[Number], asked: Query[RowsAsked]) -> Answer:
    """A list of the preview, as its page shows it."""
    return page_of(request, ROWS[asked.part](_of(number)), asked, _row)


@router.post("/imports/{number}/commit", response={202: ImportOut}, summary=N_("Ghi lần nhập"))
@asks(PERMISSION)
def commit_import(request: Visit, number: Path[Number], given: ToCommit) -> Answer:
    """Let the background write the batch, all or nothing."""
    one = _waiting(number, State.PREVIEWED)
    _begun(one, gettext("Chờ ghi"))
    gone = given.end_gone and {**given.end_gone.dict(), "on": given.end_gone.on.isoformat()}
    later(
        COMMIT,
        actor=request.user,
        batch=one,
        gone=gone,
        leave_out_refused=given.leave_out_refused,
    )
    return _batch(_of(number))


@router.post("/imports/{number}/undo", response={202: ImportOut}, summary=N_("Hoàn tác lần nhập"))
@asks(PERMISSION)
def undo_import(request: Visit, number: Path[Number]) -> Answer:
    """Let the background take a written batch back."""
    one = _waiting(number, State.COMMITTED)
    _begun(one, gettext("Chờ hoàn tác"))
    later(UNDO, actor=request.user, batch=one)
    return _batch(_of(number))


@router.post("/imports/{number}/discard", response=ImportOut, summary=N_("Bỏ bản xem trước"))
@asks(PERMISSION)
def discard_import(request: Visit, number: Path[Number]) -> Answer:
    """Put a preview away that nobody will write."""
    services.discard(actor=request.user, batch=_of(number))
    return _batch(_of(number))


def _of(number: int) -> ImportBatch:
    return get_object_or_404(ImportBatch.objects.select_related("unit"), pk=number)


def _waiting(number: int, state: str) -> ImportBatch:
    one = _of(number)
    if one.state != state:
        raise Refused(gettext("Lần nhập này %s nên không làm được") % one.get_state_display())
    return one


def _begun(one: ImportBatch, step: str) -> None:
    if not begin(one, step):
        raise Refused(gettext("Lần nhập này đang được xử lý"), remedy=gettext("Chờ bước này xong."))


def _batch(one: ImportBatch) -> dict[str, Any]:
    plain = (
        *("id", "state", "step", "progress", "file_name", "on", "created_at"),
        *("committed_at", "undone_at", "counts", "refusal"),
    )
    said = {name: getattr(one, name) for name in plain}
    return {**said, "unit": one.unit.code, "by": one.actor_label}


def _row(row: Any) -> dict[str, Any]:
    cells = {name: row.get(name) for name in RowOut.model_fields}
    return {
        name: value if value is None or name == "row" else str(value)
        for name, value in cells.items()
    }
