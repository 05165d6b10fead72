"""`hientai nominations` and `hientai nominate`: lists of nominations; a file put on one."""

from datetime import date
from pathlib import Path
from typing import Any

import click
from django.db import transaction
from django.utils.translation import gettext as _

from hientai.accounts.services import operator_scope
from hientai.nominations import services as verbs
from hientai.nominations.domain.states import TOLD
from hientai.nominations.domain.verdicts import obstacles
from hientai.nominations.models import NominationList
from hientai.nominations.queries import lists as reads
from hientai.nominations.services.adding import Preview
from hientai.organisations.models import Unit
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import number
from hientai.shared.words import N_
from hientai.webkit.terminal import DAY, as_json, on_day, say_json

the_file = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))


@click.command("nominations")
@click.argument("key", type=int, required=False)
@click.option("--quota", default="", help=_("Chỉ một chỉ tiêu, mẫu hanoi-1698/A.1.1."))
@click.option("--state", type=click.Choice(NominationList.State.values), help=_("Một trạng thái."))
@on_day
@as_json
def nominations(key: int | None, quota: str, state: str | None, on: date, in_json: bool) -> None:
    """Các danh sách đề cử; kèm số thì xem từng người của danh sách đó.

    \b
    Ví dụ:
      hientai nominations --quota hanoi-1698/A.1.1 --json
      hientai nominations 4
    """
    with operator_scope(N_("xem danh sách đề cử")):
        if key is None:
            found = [_told(one) for one in _wanted(quota, state, on)]
        else:
            found = [reads.as_data(row) for row in reads.rows_of(_list(key, on), on)]
    if in_json:
        say_json(found)
        return
    for row in found:
        click.echo(_line(row) if key is None else _person_line(row))
    if not found:
        click.echo(_("Chưa có danh sách hoặc người nào."))


@click.command("nominate")
@the_file
@click.option("--list", "key", type=int, help=_("Số của danh sách đang lập."))
@click.option("--quota", default="", help=_("Lập danh sách mới: chỉ tiêu, mẫu hanoi-1698/A.1.1."))
@click.option("--unit", default="", help=_("Lập danh sách mới: mã đơn vị đề cử."))
@click.option("--from", "starts_on", type=DAY, help=_("Lập danh sách mới: ngày đầu khóa học."))
@click.option("--to", "ends_on", type=DAY, help=_("Lập danh sách mới: ngày cuối khóa học."))
@click.option("--try", "dry", is_flag=True, help=_("Chỉ xét, không ghi."))
@on_day
@as_json
def nominate(file: Path, dry: bool, on: date, in_json: bool, **which: Any) -> None:
    """Đưa những người trong tệp XLSX, CSV vào danh sách đề cử, xét từng người.

    Mỗi dòng ghi mã, hoặc họ tên và ngày sinh.

    \b
    Ví dụ:
      hientai nominate de-cu.xlsx --list 4 --try
      hientai nominate de-cu.csv --quota hanoi-1698/A.1.1 --unit STC \\
        --from 2024-09-01 --to 2024-09-20
    """
    with operator_scope(N_("đề cử từ tệp")):
        held = _list(which["key"], on) if which["key"] else _opened(on, **which)
        found = verbs.look_up(nomination_list=held, on=on, file=file)
        if not dry:
            _put(held, found, file, on)
        told = _summary(held, found)
        transaction.set_rollback(dry)
    if in_json:
        say_json(told)
    else:
        _say(told, dry)


def _put(held: NominationList, found: Preview, file: Path, on: date) -> None:
    verbs.nominate(
        actor=None,
        nomination_list=held,
        people=found.people,
        on=on,
        source=file.name,
        left_out=found.left_out,
    )


def _wanted(quota: str, state: str | None, on: date) -> Any:
    rows = reads.lists_on(on)
    if quota:
        slug, _slash, item = quota.partition("/")
        rows = rows.filter(scheme__slug=slug, item_id=item)
    return rows.filter(state=state) if state else rows


def _list(key: int, on: date) -> NominationList:
    found = reads.list_of(key, on)
    if found is None:
        raise Refused(
            _("Không có danh sách đề cử số %s") % key, remedy=_("Xem “hientai nominations”.")
        )
    return found


def _opened(on: date, *, quota: str, unit: str, **days: Any) -> NominationList:
    """A new list, for a quota and a unit named."""
    owner = Unit.objects.filter(code=unit).first()
    if owner is None:
        raise Refused(
            _("Chưa nêu danh sách, hoặc chỉ tiêu và đơn vị đề cử"),
            remedy=_("Thêm --list SỐ, hoặc --quota, --unit, --from, --to."),
        )
    slug, _slash, item = quota.partition("/")
    terms = verbs.Terms(
        scheme=slug, item=item, starts_on=days["starts_on"], ends_on=days["ends_on"]
    )
    return verbs.open_list(actor=None, unit=owner, terms=terms, on=on)


def _told(one: Any) -> dict[str, Any]:
    return {
        "id": one.pk,
        "title": one.title,
        "quota": f"{one.scheme.slug}/{one.item_id}",
        "class": one.training_class.code if one.training_class else "",
        "unit": one.unit.code,
        "state": one.state,
        "starts_on": one.starts_on,
        "ends_on": one.ends_on,
        "live": one.live or 0,
        "stopped": one.stopped or 0,
        "seated": one.seated or 0,
        "reserve": one.reserve or 0,
        "decided": one.decided or 0,
    }


def _line(one: dict[str, Any]) -> str:
    parts = (one["id"], one["quota"], one["unit"], _(TOLD[one["state"]]), one["live"], one["title"])
    return "\t".join(str(part) for part in parts)


def _person_line(one: dict[str, Any]) -> str:
    why = "; ".join(obstacles(one["reasons"], one["overlaps"], one["proved"]))
    parts = (one["position"], one["code"], one["name"], _(TOLD[one["state"]]), one["score"], why)
    return "\t".join(str(part) for part in parts)


def _summary(held: NominationList, found: Preview) -> dict[str, Any]:
    stopped = [row for row in found.rows if row.stopped]
    return {
        "list": held.pk,
        "lines": len(found.lines),
        "added": len(found.rows),
        "stopped": [
            {"code": row.code, "name": row.name, "why": obstacles(row.reasons, row.overlaps, {})}
            for row in stopped
        ],
        "left_out": [{"line": o.line, "text": o.text, "why": o.why} for o in found.left_out],
    }


def _say(told: dict[str, Any], dry: bool) -> None:
    words = _("Sẽ thêm %(n)s người") if dry else _("Đã thêm %(n)s người vào danh sách %(list)s")
    click.echo(words % {"n": number(told["added"]), "list": told["list"]})
    for one in told["stopped"]:
        click.echo(f"  {one['code']} {one['name']}: {'; '.join(one['why'])}")
    for one in told["left_out"]:
        click.echo(_("  bỏ dòng %(line)s (%(text)s): %(why)s") % one)
