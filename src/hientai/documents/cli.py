"""`hientai paper`: the register of papers, one paper, its number, its files."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hientai.accounts.services import operator_scope
from hientai.documents import services as verbs
from hientai.documents.domain.steps import GROUNDS
from hientai.documents.models import Paper
from hientai.documents.papers.docx import docx
from hientai.documents.papers.pdf import pdf
from hientai.documents.queries import papers as reads
from hientai.documents.queries.measures import measures_on
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day
from hientai.webkit.day import today
from hientai.webkit.terminal import DAY, as_json, on_day, say_json

WRITERS = {".docx": docx, ".pdf": pdf}
LINE = ("id", "called", "issued_on", "state", "abstract")
the_paper = click.argument("key", type=int)


@click.group("paper")
def paper() -> None:
    """Văn bản: sổ văn bản đi, cấp số, tệp DOCX và PDF.

    \b
    Ví dụ:
      hientai paper list --on 2024-06-01 --json
      hientai paper number 2 --on 2024-06-03
    """


@paper.command("list")
@click.option("--state", type=click.Choice(Paper.State.values), help=_("Chỉ một trạng thái."))
@on_day
@as_json
def list_command(state: str | None, on: date, in_json: bool) -> None:
    """Sổ văn bản đi tính đến một ngày.

    \b
    Ví dụ:
      hientai paper list --state registered
    """
    with operator_scope(_("xem sổ văn bản")):
        rows = reads.register(on).order_by("-issued_on", "-pk")
        found = [_told(row) for row in (rows.filter(state=state) if state else rows)]
    if in_json:
        say_json(found)
        return
    for one in found:
        click.echo("\t".join((str(one["id"]), *_line(one), one["abstract"])))
    if not found:
        click.echo(_("Không có văn bản nào."))


@paper.command("show")
@the_paper
@as_json
def show_command(key: int, in_json: bool) -> None:
    """Một văn bản: số, ngày, người ký, lịch sử, văn bản liên quan.

    \b
    Ví dụ:
      hientai paper show 3 --json
    """
    with operator_scope(_("xem văn bản")):
        row = _paper(key)
        steps = list(reads.steps_of(row))
        told = _told(row) | {
            "changes": [str(one.paper) for one in reads.former_of(row)],
            "changed_by": [str(one.paper) for one in reads.later_of(row)],
        }
    if in_json:
        taken = [{"step": s.step, "at": s.at, "by": s.by, "reason": s.reason} for s in steps]
        say_json(told | {"steps": taken})
        return
    click.echo("\t".join((*_line(told), told["abstract"])))
    click.echo("  " + "; ".join(filter(None, (told["body"], told["signer"]))))
    for relation, others in ((_("sửa"), told["changes"]), (_("bị sửa bởi"), told["changed_by"])):
        if others:
            click.echo(f"  {relation}: {', '.join(others)}")
    for step in steps:
        at = date_format(timezone.localtime(step.at), "SHORT_DATETIME_FORMAT")
        words = (f"  {at}", _(GROUNDS.get(step.step, step.step)), step.by, step.reason)
        click.echo("\t".join(filter(None, words)))


@paper.command("number")
@the_paper
@click.option("--on", type=DAY, default=today, help=_("Ngày ban hành; mặc định hôm nay."))
@as_json
def number_command(key: int, on: date, in_json: bool) -> None:
    """Cấp số và đăng ký một văn bản đã ký.

    \b
    Ví dụ:
      hientai paper number 2 --on 2024-06-03
    """
    with operator_scope("hientai paper number"):
        row = verbs.register(actor=None, paper=_paper(key), on=on)
        told = _told(row)
    if in_json:
        say_json(told)
    else:
        click.echo(f"{told['called']}, {day(on)}")


@paper.command("write")
@the_paper
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
@as_json
def write_command(key: int, path: Path, in_json: bool) -> None:
    """Ghi một văn bản ra tệp DOCX hoặc PDF, theo đuôi của tên tệp.

    \b
    Ví dụ:
      hientai paper write 3 quyet-dinh.docx
    """
    write = WRITERS.get(path.suffix.lower())
    if write is None:
        raise Refused(_("Chỉ ghi được tệp .docx hoặc .pdf"))
    with operator_scope(_("xem văn bản")):
        content = reads.content_of(_paper(key), today())
        if content is None:
            raise Refused(_("Văn bản này chỉ có bản quét"))
        made = write(content, measures_on(content.day or today()))
    path.write_bytes(made)
    if in_json:
        say_json({"id": key, "file": str(path)})
    else:
        click.echo(str(path))


def _line(told: Mapping[str, Any]) -> tuple[str, str, str]:
    """What a paper is called, its day and its state, in words."""
    issued = day(told["issued_on"]) if told["issued_on"] else "–"
    return told["called"], issued, str(Paper.State(told["state"]).label)


def _told(row: Paper) -> dict[str, Any]:
    return {
        "id": row.pk,
        "called": str(row),
        "kind": row.kind,
        "state": row.state,
        "issued_on": row.issued_on,
        "abstract": row.abstract,
        "body": row.body.name,
        "signer": row.signer,
        "back_dated": row.back_dated,
    }


def _paper(key: int) -> Paper:
    found = reads.paper(key)
    if found is None:
        raise Refused(
            _("Không có văn bản %s") % key, remedy=_("Xem khóa bằng lệnh: hientai paper list")
        )
    return found
