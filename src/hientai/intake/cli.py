"""The command `import`: preview, commit and undo of a file; the template."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import click
import polars as pl
from django.utils.translation import gettext as _

from hientai.accounts.services import operator_scope
from hientai.intake import papers, services
from hientai.intake.models import ImportBatch
from hientai.intake.queries import batches as reads
from hientai.shared.days import parse_day
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import number
from hientai.webkit.day import today

SHOWN = 20
STATES = {
    "new": "mới",
    "changed": "thay đổi",
    "unchanged": "không đổi",
    "refused": "bị từ chối",
    "gone": "không còn trong tệp",
}


@click.command("import")
@click.argument("file", required=False)
@click.argument("out", required=False)
@click.option("--unit", help="Mã đơn vị mà tệp nói về (cả các đơn vị trực thuộc).")
@click.option("--on", "day", help="Ngày mà tệp mô tả, mẫu 2024-06-01; mặc định là hôm nay.")
@click.option("--sheet", default="", help="Loại bảng của tệp CSV; mặc định nhận ra từ tiêu đề.")
@click.option("--commit", "write", is_flag=True, help="Ghi ngay sau khi xem trước.")
@click.option(
    "--leave-out-refused", is_flag=True, help="Ghi cả khi có dòng bị từ chối, bỏ các dòng đó."
)
@click.option("--undo", "undone", type=int, help="Hoàn tác lần nhập có số này.")
@click.option("--json", "in_json", is_flag=True, help="Trả lời bằng JSON.")
def import_file(
    file: str | None,
    out: str | None,
    unit: str | None,
    day: str | None,
    sheet: str,
    write: bool,
    leave_out_refused: bool,
    undone: int | None,
    in_json: bool,
) -> None:
    """Nhập hồ sơ từ tệp XLSX hoặc CSV: xem trước, ghi, hoàn tác.

    \b
    Ví dụ:
      import hoso.xlsx --unit HN --on 2024-06-01            xem trước
      import hoso.xlsx --unit HN --on 2024-06-01 --commit   xem trước rồi ghi
      import --undo 12                                      hoàn tác lần nhập 12
      import template mau.xlsx                              tệp mẫu
    """
    if undone is not None:
        with operator_scope():
            batch = ImportBatch.objects.filter(pk=undone).first()
        if batch is None:
            raise Refused(_("Không có lần nhập %s") % undone)
        _tell(services.undo(actor=None, batch=batch), in_json)
    elif file == "template":
        _template(Path(out or "mau-nhap-ho-so.xlsx"))
    elif file and unit:
        batch = services.preview(actor=None, path=file, unit=unit, on=_day(day), sheet=sheet)
        if write:
            services.commit(actor=None, batch=batch, leave_out_refused=leave_out_refused)
        _tell(batch, in_json)
    else:
        raise click.UsageError(_("Cần tệp và --unit, hoặc --undo, hoặc «template»."))


def _day(text: str | None) -> date:
    if not text:
        return today()
    parsed = parse_day(text)
    if parsed is None or parsed[1] != "day":
        raise click.UsageError(_("--on: viết ngày theo mẫu 2024-06-01"))
    return parsed[0]


def _template(path: Path) -> None:
    path.write_bytes(papers.template([(s.title, s.columns) for s in services.registry()]))
    click.echo(_("Đã ghi %s") % path)


def _tell(batch: ImportBatch, in_json: bool) -> None:
    with operator_scope():
        answer = _answer(batch)
    if in_json:
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
        return
    click.echo(_("Lần nhập %(n)s: %(state)s") % {"n": batch.pk, "state": batch.get_state_display()})
    for key, label in STATES.items():
        click.echo(f"  {label}: {number(answer['counts'].get(key, 0))}")
    for note in answer["refused"][:SHOWN]:
        click.echo(
            f"  {note['sheet']} {note['cell']} «{note['column']}» {note['value']}: "
            f"{note['reason']}. {note['remedy']}"
        )
    more = len(answer["refused"]) - SHOWN
    if more > 0:
        click.echo(_("  … và %s ô khác") % number(more))


def _answer(batch: ImportBatch) -> dict[str, Any]:
    notes = {kind: reads.notes_of(batch, kind).frame for kind in ("refused", "warning")}
    return {
        "batch": batch.pk,
        "state": str(batch.state),
        "unit": batch.unit.code,
        "on": batch.on.isoformat(),
        "counts": batch.counts.get("total", {}),
        "sheets": batch.counts.get("sheets", {}),
        "ignored": batch.counts.get("ignored", []),
        "refused": _plain(notes["refused"]),
        "warnings": _plain(notes["warning"]),
    }


def _plain(frame: pl.DataFrame) -> list[dict[str, Any]]:
    return frame.drop("severity", strict=False).to_dicts()
