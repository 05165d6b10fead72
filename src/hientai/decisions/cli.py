"""`hientai decision`: decisions that send people, one with its people, one drafted from a list."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import click
from django.utils.translation import gettext as _

from hientai.accounts.services import operator_scope
from hientai.decisions import services as verbs
from hientai.decisions.domain.kinds import BY_CODE
from hientai.decisions.models import Sending
from hientai.decisions.queries import sendings as reads
from hientai.decisions.services.choosing import issuer
from hientai.documents import services as documents
from hientai.documents.models import Paper
from hientai.nominations.models import NominationList
from hientai.shared.refused import Refused
from hientai.shared.words import N_
from hientai.webkit.terminal import as_json, on_day, say_json


@click.group("decision")
def decision() -> None:
    """Quyết định cử đi: danh sách, người trong quyết định, lập từ danh sách đề cử đã duyệt.

    \b
    Ví dụ:
      hientai decision list --on 2024-06-10 --json
      hientai decision draft 2 --signer "Nguyễn Thị Mai Hương"
    """


@decision.command("list")
@on_day
@as_json
def list_command(on: date, in_json: bool) -> None:
    """Các quyết định cử đi và điều chỉnh, tính đến một ngày.

    \b
    Ví dụ:
      hientai decision list --json
    """
    with operator_scope(N_("xem quyết định cử đi")):
        found = [_told(one) for one in reads.sendings(on)]
    if in_json:
        say_json(found)
        return
    for one in found:
        click.echo("\t".join((str(one["id"]), *_line(one), str(one["people"]))))
    if not found:
        click.echo(_("Không có quyết định nào."))


@decision.command("show")
@click.argument("key", type=int)
@as_json
def show_command(key: int, in_json: bool) -> None:
    """Một quyết định: người trong đó, hiện nay thế nào, được điều chỉnh bởi văn bản nào.

    \b
    Ví dụ:
      hientai decision show 3 --json
    """
    with operator_scope(N_("xem quyết định cử đi")):
        held = reads.sending(key)
        if held is None:
            raise Refused(
                _("Không có quyết định %s") % key,
                remedy=_("Xem khóa bằng lệnh: hientai decision list"),
            )
        rows = [reads.as_data(one) for one in reads.rows_of(held)]
        amended = [str(one.paper) for one in reads.amendments_of(held)]
        told = {**_told(held, len(rows)), "amended_by": amended, "rows": rows}
    if in_json:
        say_json(told)
        return
    click.echo("\t".join(_line(told)))
    for row in rows:
        click.echo(
            f"{row['position']}\t{row['code']}\t{row['name']}\t{row['what']}\t{row['holds']}"
        )


@decision.command("draft")
@click.argument("nomination_list", type=int)
@click.option("--signer", default="", help=_("Họ tên người ký."))
@click.option(
    "--value", "values", multiple=True, help=_("Giá trị của một trường, mẫu “kinh phí=…”.")
)
@on_day
@as_json
def draft_command(
    nomination_list: int, signer: str, values: tuple[str, ...], on: date, in_json: bool
) -> None:
    """Lập dự thảo quyết định cho mọi người đang giữ chỗ của một danh sách đề cử đã duyệt.

    \b
    Ví dụ:
      hientai decision draft 2 --value "kinh phí=ngân sách Thành phố"
    """
    said = verbs.Said(signer, dict(_pair(one) for one in values))
    with operator_scope("hientai decision draft"):
        held = NominationList.objects.filter(pk=nomination_list).first()
        if held is None:
            raise Refused(_("Không có danh sách đề cử %s") % nomination_list)
        body = documents.issuing_body(actor=None, unit=issuer([held], on), on=on)
        rows = reads.undecided([held.pk])
        made = verbs.draft_sending(actor=None, body=body, nominations=rows, said=said, on=on)
        told = _told(made, len(rows))
    if in_json:
        say_json(told)
    else:
        click.echo(_("Đã lập dự thảo %(id)s: %(n)s người") % {"id": told["id"], "n": len(rows)})


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise Refused(_("Giá trị “%s” không đúng mẫu tên=giá trị") % text)
    return name.strip(), value.strip()


def _line(told: Mapping[str, Any]) -> tuple[str, str, str]:
    """What a decision is called, what it does and how far it is, in words."""
    state = Paper.State(told["state"]).label
    return told["paper"], _(BY_CODE[told["kind"]].label), str(state)


def _told(one: Sending, people: int | None = None) -> dict[str, Any]:
    return {
        "id": one.pk,
        "paper": str(one.paper),
        "paper_id": one.paper_id,
        "kind": one.kind,
        "state": one.paper.state,
        "issued_on": one.paper.issued_on,
        "body": one.paper.body.name,
        "list": one.list_id,
        "first": one.first_id,
        "reason": one.reason,
        "people": getattr(one, "people", 0) if people is None else people,
    }
