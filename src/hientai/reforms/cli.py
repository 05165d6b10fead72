"""Commands of acts over many units, beside those of single units."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import click
from django.utils.translation import gettext as _

from hientai.accounts.services import operator_scope
from hientai.organisations.domain.reform import Plan
from hientai.reforms import queries, services
from hientai.reforms.domain.following import WAITING
from hientai.reforms.domain.sheet import WORDS
from hientai.reforms.models import CarriedRole, Reform
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day, number
from hientai.webkit.terminal import DAY, NAME, as_json, say_json

a_file = click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
dated = click.option("--on", required=True, type=DAY, help=_("Ngày hiệu lực, mẫu 2025-07-01."))
grounded = click.option("--ground", required=True, help=_("Căn cứ: số và ngày văn bản."))


@click.group("units")
def units() -> None:
    """Đơn vị."""


@units.group("reform")
def reform() -> None:
    """Sắp xếp nhiều đơn vị thành một đợt: xem trước, thực hiện, hoàn tác.

    \b
    Ví dụ:
      hientai units reform check sap-xep.xlsx --on 2025-07-01
      hientai units reform list
    """


@reform.command("check")
@a_file
@dated
@as_json
def check(path: Path, on: date, in_json: bool) -> None:
    """Xem trước một tệp sắp xếp (trang tính «Sắp xếp»); không ghi gì.

    \b
    Ví dụ:
      hientai units reform check sap-xep.xlsx --on 2025-07-01
    """
    with operator_scope(_("xem trước đợt sắp xếp")):
        found = services.check(path=path, on=on)
        endings = queries.endings_of_plan(found.plan, found.places)
        people = Counter[str]()
        for fates in queries.people_by_fate(endings).values():
            people.update(fates)
    _say_preview(found.plan, people, in_json)


@reform.command("apply")
@a_file
@click.option("--name", required=True, type=NAME, help=_("Tên đợt sắp xếp."))
@dated
@grounded
@as_json
def apply(path: Path, name: str, on: date, ground: str, in_json: bool) -> None:
    """Thực hiện một tệp sắp xếp trọn vẹn; người và vai trò đi theo đơn vị kế tiếp.

    \b
    Ví dụ:
      hientai units reform apply sap-xep.xlsx --name "Sắp xếp cấp xã" --on 2025-07-01 \\
        --ground "Nghị quyết số …"
    """
    with operator_scope(ground):
        made = services.hand_in(actor=None, path=path, name=name, on=on, ground=ground)
        moved = services.carry_out(actor=None, reform=made)
        made.refresh_from_db()
        left = len(queries.waiting(queries.endings_of(made)))
    _say_done(made, moved, in_json, left)


@reform.command("undo")
@click.argument("number", type=click.IntRange(1))
@grounded
@as_json
def undo(number: int, ground: str, in_json: bool) -> None:
    """Hoàn tác một đợt đã thực hiện, khi sau đó chưa có thay đổi nào khác.

    \b
    Ví dụ:
      hientai units reform undo 1 --ground "nhập nhầm ngày"
    """
    with operator_scope(ground):
        held = _act(number)
        moved = services.undo(actor=None, reform=held, ground=ground)
        held.refresh_from_db()
    _say_done(held, moved, in_json, back=True)


@reform.command("list")
@as_json
def listed(in_json: bool) -> None:
    """Liệt kê các đợt sắp xếp, mới nhất trước.

    \b
    Ví dụ:
      hientai units reform list --json
    """
    with operator_scope(_("liệt kê đợt sắp xếp")):
        found = list(queries.all_reforms())
    if in_json:
        say_json([_data(one) for one in found])
        return
    for one in found:
        click.echo(f"{one.pk}  {day(one.on)}  {one.name} ({one.get_state_display()})")
    if not found:
        click.echo(_("Chưa có đợt sắp xếp nào."))


@reform.command("assign")
@click.argument("number", type=click.IntRange(1))
@a_file
@as_json
def assign(number: int, path: Path, in_json: bool) -> None:
    """Bố trí người còn chờ của một đợt đã thực hiện theo tệp (trang tính «Bố trí người»).

    \b
    Ví dụ:
      hientai units reform assign 1 bo-tri.xlsx
    """
    with operator_scope(_("bố trí người sau sắp xếp")):
        held = _act(number)
        moved = services.assign(actor=None, reform=held, path=path)
        left = len(queries.waiting(queries.endings_of(held)))
    _say_done(held, moved, in_json, left)


@reform.command("roles")
@as_json
def roles(in_json: bool) -> None:
    """Liệt kê vai trò mất theo đơn vị đã kết thúc, chờ phân công lại, kèm đơn vị kế tiếp.

    \b
    Ví dụ:
      hientai units reform roles --json
    """
    with operator_scope(_("liệt kê vai trò chờ phân công lại")):
        found = [_lost(one) for one in queries.lost_roles()]
    if in_json:
        say_json(found)
        return
    for one in found:
        told = ", ".join(one["successors"]) or _("không có đơn vị kế tiếp")
        click.echo(f"{one['number']}  {one['username']}  {one['role']}  {one['unit']} → {told}")
    if not found:
        click.echo(_("Không có vai trò nào chờ phân công lại."))


@reform.command("role")
@click.argument("number", type=click.IntRange(1))
@click.option("--to", "codes", multiple=True, help=_("Mã đơn vị giao vai trò; ghi được nhiều lần."))
@click.option("--end", is_flag=True, help=_("Cho vai trò kết thúc."))
@as_json
def role(number: int, codes: tuple[str, ...], end: bool, in_json: bool) -> None:
    """Giao lại một vai trò đang chờ tại đơn vị kế tiếp, hoặc cho vai trò kết thúc.

    \b
    Ví dụ:
      hientai units reform role 3 --to DNG-X001 --to DNG-X002
      hientai units reform role 3 --end
    """
    with operator_scope(_("phân công lại vai trò")):
        held = queries.lost_roles().filter(pk=number).first()
        if held is None or end == bool(codes):
            raise _wrong_role(number, known=held is not None)
        if end:
            services.let_end(actor=None, lost=held)
        given = 0 if end else services.reassign(actor=None, lost=held, units=codes)
    if in_json:
        say_json({"number": number, "roles_given": given})
        return
    click.echo(_("Đã giao %s vai trò.") % given if given else _("Vai trò kết thúc."))


def _wrong_role(number: int, *, known: bool) -> Refused:
    if known:
        return Refused(_("Ghi --to hoặc --end"), remedy=_("Chỉ một trong hai."))
    return Refused(
        _("Không có vai trò chờ phân công lại số %s") % number,
        remedy=_("Xem số bằng lệnh: hientai units reform roles"),
    )


def _lost(one: CarriedRole) -> dict[str, Any]:
    return {
        "number": one.pk,
        "username": one.left.user.username,
        "role": one.left.role,
        "unit": one.left.unit.code,
        "until": one.reform.on,
        "reform": one.reform.name,
        "successors": [code for code, _name in queries.suggestions(one)],
    }


def _act(number: int) -> Reform:
    held = Reform.objects.filter(pk=number).first()
    if held is None:
        raise Refused(
            _("Không có đợt sắp xếp số %s") % number,
            remedy=_("Xem số bằng lệnh: hientai units reform list"),
        )
    return held


def _say_preview(plan: Plan, people: Counter[str], in_json: bool) -> None:
    kinds = Counter(step.what for step in plan.steps)
    stay = sum(people[fate.value] for fate in WAITING)
    told = {
        "on": plan.on,
        "steps": {what.value: count for what, count in kinds.items()},
        "units_before": len(plan.before),
        "units_after": len(plan.after),
        "units_following": len(plan.followed),
        "people_moved": people.total() - stay,
        "people_waiting": stay,
    }
    if in_json:
        say_json(told)
        return
    for what, count in kinds.items():
        click.echo(f"{_(WORDS[what])}: {number(count)}")
    words = {key: number(value) for key, value in told.items() if isinstance(value, int)}
    click.echo(_("%(units_before)s đơn vị còn %(units_after)s đơn vị") % words)
    click.echo(_("%(people_moved)s người chuyển theo, %(people_waiting)s người chờ bố trí") % words)


def _say_done(
    made: Reform, moved: int, in_json: bool, left: int = 0, *, back: bool = False
) -> None:
    if in_json:
        say_json({**_data(made), "posts_moved": moved, "posts_waiting": left})
        return
    click.echo(f"{made.pk}  {made.name}: {made.get_state_display()}, {day(made.on)}")
    words = _("%s vị trí công tác trở về") if back else _("%s vị trí công tác chuyển theo")
    click.echo(words % number(moved))
    if left:
        click.echo(_("%s vị trí công tác chờ bố trí") % number(left))


def _data(one: Reform) -> dict[str, Any]:
    return {
        "number": one.pk,
        "name": one.name,
        "on": one.on,
        "ground": one.ground,
        "state": one.state,
        "units_ended": len(one.ended),
        "units_founded": len(one.founded),
        "units_changed": len(one.changed),
    }
