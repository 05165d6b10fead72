"""From a file to a preview: what it would do, cell by cell, before anything is written."""

import hashlib
import logging
import tempfile
from datetime import date
from pathlib import Path

import polars as pl
from django.utils.translation import gettext as _

from hientai.accounts.models import User
from hientai.intake.models import ImportBatch, ImportPart
from hientai.intake.queries import parts
from hientai.intake.services import store
from hientai.intake.services.compare import compare, known_sheets
from hientai.intake.services.keeping import keep
from hientai.intake.services.scope import acting, in_their_language, report, take_turn
from hientai.organisations.models import Unit
from hientai.shared.container import refuse_too_large
from hientai.shared.refused import Refused
from hientai.shared.tables import read_apart
from hientai.shared.vietnamese import day as written
from hientai.webkit.constraints import told
from hientai.webkit.day import today

logger = logging.getLogger(__name__)
State = ImportBatch.State


def preview(
    *,
    actor: User | None,
    path: Path | str,
    unit: Unit | str,
    on: date,
    sheet: str = "",
    file_name: str = "",
) -> ImportBatch:
    """Read a file for a declared unit and day and say what it would do; nothing is written.

    `actor` None is the machine's operator. Refused, with the batch kept as refused, for a file
    that cannot be read; wrong cells are no refusal of the file: they stand in the preview.
    """
    batch = hand_in(actor=actor, path=path, unit=unit, on=on, sheet=sheet, file_name=file_name)
    return examine(actor=actor, batch=batch)


def hand_in(
    *,
    actor: User | None,
    path: Path | str,
    unit: Unit | str,
    on: date,
    sheet: str = "",
    file_name: str = "",
) -> ImportBatch:
    """Keep a file as a batch to be examined, at once or by a job.

    Refused, and no batch kept, for a file too large to be read or a unit out of reach.
    """
    refuse_too_large(Path(path).stat().st_size)
    content = Path(path).read_bytes()
    with acting(actor), told({}):
        batch = ImportBatch.objects.create(
            file_name=file_name or Path(path).name,
            digest=hashlib.sha256(content).hexdigest(),
            sheet=sheet,
            unit=_declared(unit, on),
            on=on,
            actor_id=actor.pk if actor else None,
            actor_label=str(actor) if actor else _("quản trị máy chủ"),
            step=_("Chờ đọc tệp"),
        )
        store.put_bytes(batch, store.FILE, content)
    return batch


def _declared(unit: Unit | str, on: date) -> Unit:
    if on > today():
        raise Refused(
            _("Ngày khai báo %s chưa đến") % written(on), remedy=_("Chọn ngày không sau hôm nay.")
        )
    code = unit if isinstance(unit, str) else unit.code
    found = Unit.objects.filter(code__iexact=code.strip(), versions__period__contains=on).first()
    if found is None:
        raise Refused(
            _("Không có đơn vị %(code)s vào ngày %(day)s") % {"code": code, "day": written(on)},
            remedy=_("Chọn mã trong danh mục đơn vị."),
        )
    return found


@in_their_language
def examine(*, actor: User | None, batch: ImportBatch) -> ImportBatch:
    """Read the batch's file, or compare it anew where it was read; keep what was found."""
    try:
        texts = _texts(actor, batch)
        with acting(actor):
            take_turn()
            found = compare(batch, texts, lambda share, step: report(batch, share, step))
            report(batch, 90, _("Lưu bản xem trước"))
            keep(batch, found)
    except Refused as refused:
        refuse(actor, batch, refused)
        raise
    except Exception as error:
        logger.exception("batch %s could not be examined", batch.pk)
        refuse(actor, batch, _fault())
        raise error
    return batch


def _fault() -> Refused:
    return Refused(
        _("Hệ thống gặp lỗi khi xử lý tệp này"),
        why=_("lỗi đã được ghi vào nhật ký; chưa có gì được ghi vào hồ sơ"),
        remedy=_("Báo cho người quản trị kèm số của lần nhập."),
    )


def refuse(actor: User | None, batch: ImportBatch, refused: Refused) -> None:
    """Keep why a batch was refused; a preview that stands stays a preview."""
    with acting(actor):
        batch.refusal = {k: getattr(refused, k) for k in ("what", "why", "clause", "remedy")}
        if batch.state == State.READING:
            batch.state = State.REFUSED
            ImportPart.objects.filter(batch=batch).delete()
        batch.step, batch.progress = "", 100
        batch.save()


def _texts(actor: User | None, batch: ImportBatch) -> dict[str, pl.DataFrame]:
    """The texts of the file: read once, in a process apart, then kept instead of the file."""
    with acting(actor):
        texts = parts.texts_of(batch)
        content = b"" if texts else parts.bytes_of(batch, store.FILE)
    if texts:
        return texts
    report(batch, 5, _("Đọc tệp"))
    with tempfile.TemporaryDirectory(prefix="hientai-") as folder:
        path = Path(folder) / "file"
        path.write_bytes(content)
        tables = read_apart(path)
    texts = known_sheets(tables, batch.sheet)
    with acting(actor):
        for name, frame in texts.items():
            store.put(batch, store.TEXTS + name, frame)
        store.drop(batch, store.FILE)
        batch.counts = {"ignored": _ignored_sheets(tables, texts)}
        batch.save(update_fields=["counts"])
    return texts


def _ignored_sheets(tables: dict[str, pl.DataFrame], texts: dict[str, pl.DataFrame]) -> list[str]:
    if len(tables) == 1:
        return []
    kept = {id(frame) for frame in texts.values()}
    return [
        _("trang «%s»") % name
        for name, frame in tables.items()
        if id(frame) not in kept and not frame.is_empty()
    ]
