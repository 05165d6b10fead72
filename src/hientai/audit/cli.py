"""`hientai audit`: seal the trace, check that nobody rewrote it, print the hash to keep outside."""

from datetime import datetime

import click
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hientai.audit import domain, papers, queries, services
from hientai.audit.domain import BOOKS, Tail
from hientai.shared.vietnamese import number
from hientai.webkit.terminal import Word, as_json, say_json

HASH = Word(64)


@click.group("audit")
def audit() -> None:
    """Nhật ký: niêm phong, kiểm tra có ai sửa hay xóa không.

    \b
    Ví dụ:
      hientai audit verify
      hientai audit head
    """


@audit.command("seal")
@as_json
def seal_command(in_json: bool) -> None:
    """Niêm phong phần nhật ký mới ghi. Tiến trình nền tự làm mười phút một lần.

    \b
    Ví dụ:
      hientai audit seal
    """
    rows = services.seal()
    last = queries.head()
    if in_json:
        say_json({"rows": rows, "segment": last and last.number, "hash": last and last.hash})
    else:
        click.echo(_("Đã niêm phong %s dòng") % number(rows))


@audit.command("head")
@as_json
def head_command(in_json: bool) -> None:
    """In mã niêm phong cuối cùng, để giữ ở ngoài hệ thống.

    \b
    Ví dụ:
      hientai audit head
    """
    last = queries.head()
    text = papers.head_as_text(last)
    if in_json and last:
        say_json(
            {"segment": last.number, "sealed_at": last.sealed_at.isoformat(), "hash": last.hash}
        )
    else:
        click.echo(text)


@audit.command("verify")
@click.option("--against", type=HASH, help=_("Mã niêm phong đã giữ ở ngoài."))
@as_json
@click.pass_context
def verify_command(context: click.Context, against: str | None, in_json: bool) -> None:
    """Kiểm tra toàn bộ nhật ký; mã thoát 1 nếu có dòng bị sửa, bị xóa hoặc chèn thêm.

    \b
    Ví dụ:
      hientai audit verify
      hientai audit verify --against 3f7c… --json
    """
    found = queries.verified((against or "").lower())
    if in_json:
        say_json(domain.as_data(found))
    else:
        for fault in found.faults:
            click.echo(str(fault))
        for tail in found.tails:
            click.echo(_tail(tail))
        told = {"segments": number(found.segments), "rows": number(found.rows)}
        click.echo(
            _("Nguyên vẹn: %(segments)s đoạn, %(rows)s dòng đã niêm phong") % told
            if found.whole
            else _("KHÔNG nguyên vẹn; đã kiểm tra %(segments)s đoạn, %(rows)s dòng") % told
        )
    context.exit(0 if found.whole else 1)


def _tail(tail: Tail) -> str:
    return _("Chưa niêm phong: %(count)s dòng %(book)s, từ %(since)s") % {
        "count": number(tail.count),
        "book": _(BOOKS[tail.book]),
        "since": _moment(tail.since),
    }


def _moment(at: datetime | None) -> str:
    return date_format(timezone.localtime(at), "SHORT_DATETIME_FORMAT") if at else "–"
