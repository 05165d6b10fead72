"""Commands of moves between units: proposed, listed, accepted, refused, withdrawn."""

from datetime import date
from typing import Any

import click
from django.utils.translation import gettext as _

from hientai.accounts.services import operator_scope
from hientai.organisations.models import Unit
from hientai.people.cli.people import people_commands
from hientai.people.models import Move, Person
from hientai.people.queries.moves import all_moves
from hientai.people.services import moves as verbs
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day, number
from hientai.shared.vocabulary import TITLES
from hientai.webkit.terminal import CODE, DAY, NAME, as_json, say_json

by_number = click.argument("number", type=int)
with_reason = click.option("--reason", required=True, help=_("Lý do."))


@people_commands.command("moves")
@click.option("--state", type=click.Choice(Move.State.values), help=_("Tình trạng."))
@as_json
def list_moves(state: str | None, in_json: bool) -> None:
    """Liệt kê đề nghị chuyển công tác, đề nghị đang chờ đứng đầu.

    \b
    Ví dụ:
      hientai people moves --state pending --json
    """
    with operator_scope(_("xem đề nghị chuyển công tác")):
        moves = all_moves().select_related("from_unit", "to_unit")
        found = list(moves.filter(state=state) if state else moves)
    if in_json:
        say_json({"total": len(found), "moves": [_data(one) for one in found]})
        return
    for one in found:
        click.echo(f"{one.pk:>5}  {_line(one)}")
    click.echo(f"{number(len(found))} {_('đề nghị')}")


@people_commands.command("move")
@click.argument("code", type=CODE)
@click.option("--to", "to_unit", required=True, type=CODE, help=_("Mã đơn vị nhận."))
@click.option("--on", required=True, type=DAY, help=_("Ngày chuyển, mẫu 2024-07-01."))
@click.option("--ground", required=True, help=_("Căn cứ: số và ngày văn bản."))
@click.option("--title", type=click.Choice(TITLES.codes), help=_("Chức vụ mới."))
@click.option("--position", type=NAME, help=_("Vị trí việc làm mới."))
@click.option("--at-once", is_flag=True, help=_("Tiếp nhận luôn."))
@as_json
def move(
    code: str, to_unit: str, on: date, ground: str, at_once: bool, in_json: bool, **post: Any
) -> None:
    """Đề nghị chuyển một người sang đơn vị khác; --at-once thì tiếp nhận luôn.

    \b
    Ví dụ:
      hientai people move HN029043 --to STC --on 2024-07-01 --ground "Quyết định 77"
    """
    with operator_scope(ground):
        person, unit = _person(code), _unit(to_unit)
        verb = verbs.hand_over if at_once else verbs.propose_move
        made = verb(actor=None, person=person, to_unit=unit, on=on, ground=ground, **post)
    _said(made, in_json)


@people_commands.command("accept-move")
@by_number
@as_json
def accept(number: int, in_json: bool) -> None:
    """Tiếp nhận người theo số của đề nghị.

    \b
    Ví dụ:
      hientai people accept-move 12
    """
    with operator_scope():
        done = verbs.accept_move(actor=None, move=_move(number))
    _said(done, in_json)


@people_commands.command("refuse-move")
@by_number
@with_reason
@as_json
def refuse(number: int, reason: str, in_json: bool) -> None:
    """Không tiếp nhận, có lý do.

    \b
    Ví dụ:
      hientai people refuse-move 12 --reason "Không còn biên chế"
    """
    with operator_scope():
        done = verbs.refuse_move(actor=None, move=_move(number), reason=reason)
    _said(done, in_json)


@people_commands.command("withdraw-move")
@by_number
@with_reason
@as_json
def withdraw(number: int, reason: str, in_json: bool) -> None:
    """Rút một đề nghị đang chờ, có lý do.

    \b
    Ví dụ:
      hientai people withdraw-move 12 --reason "Chuyển nơi khác"
    """
    with operator_scope():
        done = verbs.withdraw_move(actor=None, move=_move(number), reason=reason)
    _said(done, in_json)


def _person(code: str) -> Person:
    found = Person.objects.filter(code__iexact=code).first()
    if found is None:
        raise Refused(_("Không có người mang mã %s") % code, remedy=_("Kiểm tra lại mã."))
    return found


def _unit(code: str) -> Unit:
    found = Unit.objects.filter(code__iexact=code).first()
    if found is None:
        raise Refused(_("Không có đơn vị mã %s") % code, remedy=_("Kiểm tra lại mã."))
    return found


def _move(number: int) -> Move:
    found = Move.objects.filter(pk=number).first()
    if found is None:
        raise Refused(
            _("Không có đề nghị số %s") % number, remedy=_("Xem số bằng lệnh: hientai people moves")
        )
    return found


def _data(one: Move) -> dict[str, object]:
    return {
        "number": one.pk,
        "code": one.code,
        "name": one.name,
        "from": one.from_unit.code,
        "to": one.to_unit.code,
        "on": one.on,
        "ground": one.ground,
        "title": one.title,
        "state": one.state,
        "reason": one.reason,
    }


def _line(one: Move) -> str:
    way = f"{one.from_unit.code} → {one.to_unit.code}"
    return f"{one}  {way}  {day(one.on)}  {one.get_state_display()}"


def _said(one: Move, in_json: bool) -> None:
    if in_json:
        say_json(_data(one))
        return
    click.echo(f"{one.pk}  {_line(one)}")
