"""The command `import`: preview, commit and undo of a file; the template."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import polars as pl
from django.utils.translation import gettext as _

from hientai.accounts.services import operator_scope
from hientai.intake import papers, services
from hientai.intake.models import ImportBatch
from hientai.intake.queries import batches as reads
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import number
from hientai.webkit.day import today
from hientai.webkit.terminal import DAY, as_json, say_json

SHOWN = 20
STATES = {
    "new": _("mới"),
    "changed": _("thay đổi"),
    "unchanged": _("không đổi"),
    "refused": _("bị từ chối"),
    "gone": _("không còn trong tệp"),
}


def ending(command: Callable[..., None]) -> Callable[..., None]:
    """What becomes of people whom the file no longer names: nothing, unless it is said."""
    for option in (
        click.option("--ground", default="", help=_("Căn cứ kết thúc: số và ngày của quyết định.")),
        click.option("--ended-on", type=DAY, help=_("Ngày đầu tiên họ không còn giữ vị trí.")),
        click.option(
            "--many-gone", is_flag=True, help=_("Xác nhận dù người vắng chiếm phần lớn đơn vị.")
        ),
        click.option(
            "--gone-code", "codes", multiple=True, help=_("Chỉ người có mã này; ghi lại được.")
        ),
        click.option(
            "--end-gone",
            is_flag=True,
            help=_("Khi ghi, kết thúc vị trí của người thuộc --unit mà tệp không còn nêu."),
        ),
    ):
        command = option(command)
    return command


@click.command("import")
@click.argument("file", required=False)
@click.argument("out", required=False)
@click.option("--unit", help=_("Mã đơn vị mà tệp nói về (cả các đơn vị trực thuộc)."))
@click.option(
    "--on",
    type=DAY,
    default=today,
    help=_("Ngày mà tệp mô tả, mẫu 2024-06-01; mặc định là hôm nay."),
)
@click.option("--sheet", default="", help=_("Loại bảng của tệp CSV; mặc định nhận ra từ tiêu đề."))
@click.option("--commit", "write", is_flag=True, help=_("Ghi ngay sau khi xem trước."))
@click.option(
    "--leave-out-refused", is_flag=True, help=_("Ghi cả khi có dòng bị từ chối, bỏ các dòng đó.")
)
@ending
@click.option("--undo", "undone", type=int, help=_("Hoàn tác lần nhập có số này."))
@click.option("--discard", "put_away", type=int, help=_("Bỏ lần nhập chờ ghi có số này."))
@as_json
def import_file(
    file: str | None, out: str | None, undone: int | None, put_away: int | None, **asked: Any
) -> None:
    """Nhập hồ sơ từ tệp XLSX hoặc CSV: xem trước, ghi, hoàn tác, bỏ.

    \b
    Ví dụ:
      hientai import hoso.xlsx --unit HN --on 2024-06-01            xem trước
      hientai import hoso.xlsx --unit HN --on 2024-06-01 --commit   xem trước rồi ghi
      hientai import hoso.xlsx --unit SNV --commit --end-gone \\
        --ended-on 2024-06-01 --ground "Quyết định 12/QĐ-SNV"       ghi, kết thúc người vắng
      hientai import --undo 12                                      hoàn tác lần nhập 12
      hientai import --discard 12                                   bỏ lần nhập 12 chờ ghi
      hientai import template mau.xlsx                              tệp mẫu
    """
    if undone is not None:
        _tell(services.undo(actor=None, batch=_batch(undone)), asked["in_json"])
    elif put_away is not None:
        _tell(services.discard(actor=None, batch=_batch(put_away)), asked["in_json"])
    elif file == "template":
        _template(Path(out or "mau-nhap-ho-so.xlsx"))
    elif file and asked["unit"]:
        _tell(_imported(file, asked), asked["in_json"])
    else:
        raise click.UsageError(_("Cần tệp và --unit, hoặc --undo, --discard, hoặc «template»."))


def _imported(file: str, asked: dict[str, Any]) -> ImportBatch:
    """Preview a file, and write it where that was asked for."""
    gone = _gone(asked)
    batch = services.preview(
        actor=None, path=file, unit=asked["unit"], on=asked["on"], sheet=asked["sheet"]
    )
    if not asked["write"]:
        return batch
    _refuse_not_gone(batch, gone)
    return services.commit(
        actor=None, batch=batch, leave_out_refused=asked["leave_out_refused"], end_gone=gone
    )


def _gone(asked: dict[str, Any]) -> services.EndGone | None:
    """What was decided about people who are gone; a half-said decision is refused."""
    ended, ground, codes = asked["ended_on"], asked["ground"].strip(), asked["codes"]
    if not asked["end_gone"]:
        if ended or ground or codes or asked["many_gone"]:
            raise click.UsageError(
                _("--ended-on, --ground, --gone-code và --many-gone chỉ đi cùng --end-gone.")
            )
        return None
    if not (ended and ground and asked["write"]):
        raise click.UsageError(_("--end-gone cần cả --commit, --ended-on và --ground."))
    chosen = [code.upper() for code in codes] or None
    return services.EndGone(ended, ground, chosen, many=asked["many_gone"])


def _refuse_not_gone(batch: ImportBatch, gone: services.EndGone | None) -> None:
    """A code that the file still names, or nobody has, is a slip of the pen: nothing is written."""
    with operator_scope():
        found = {row["code"] for row in reads.gone_of(batch)} if gone and gone.codes else set()
    strange = sorted(set(gone.codes or ()) - found) if gone else []
    if strange:
        raise Refused(
            _("%s không thuộc những người không còn trong tệp") % ", ".join(strange),
            remedy=_("Xem danh sách ở trang của lần nhập, hoặc bỏ --gone-code để kết thúc tất cả."),
        )


def _batch(number: int) -> ImportBatch:
    with operator_scope():
        batch = ImportBatch.objects.filter(pk=number).first()
    if batch is None:
        raise Refused(_("Không có lần nhập %s") % number)
    return batch


def _template(path: Path) -> None:
    path.write_bytes(papers.template([(s.title, s.columns) for s in services.registry()]))
    click.echo(_("Đã ghi %s") % path)


def _tell(batch: ImportBatch, in_json: bool) -> None:
    with operator_scope():
        answer = _answer(batch)
    if in_json:
        say_json(answer)
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
