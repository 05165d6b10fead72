"""`hientai attendance`: what a class attended, the roll of a session."""

from typing import Any

import click
from django.utils.translation import gettext as _

from hientai.accounts.services import operator_scope
from hientai.attendance.queries.counting import standings
from hientai.attendance.queries.rolls import lines_of, session_at
from hientai.attendance.queries.told import line_as_data, standing_as_data
from hientai.classes.queries import class_of
from hientai.shared.refused import Refused
from hientai.webkit.terminal import as_json, on_day, say_json


@click.group("attendance")
def attendance_group() -> None:
    """Điểm danh: một lớp, một buổi.

    \b
    Ví dụ:
      hientai attendance class TCKH-2024-TD --json
    """


@attendance_group.command("class")
@click.argument("code")
@on_day
@as_json
def show_class(code: str, on: Any, in_json: bool) -> None:
    """Số tiết đã học, vắng của từng học viên một lớp, đến một ngày.

    \b
    Ví dụ:
      hientai attendance class TCKH-2024-TD --on 2024-06-01
    """
    with operator_scope(_("xem điểm danh")):
        held = class_of(code, on)
        if held is None:
            raise Refused(_("Không có lớp %s") % code, remedy=_("Xem hientai class list."))
        found = [standing_as_data(one) for one in standings(held, on)]
    if in_json:
        say_json(found)
        return
    for one in found:
        told = f"{one['present']}/{one['periods']}\t{one['excused']}\t{one['absent']}"
        click.echo(f"{one['code']}\t{one['name']}\t{told}\t{one['verdict']}")
    if not found:
        click.echo(_("Lớp này chưa có học viên."))


@attendance_group.command("session")
@click.argument("number", type=int)
@as_json
def show_session(number: int, in_json: bool) -> None:
    """Sổ điểm danh của một buổi.

    \b
    Ví dụ:
      hientai attendance session 12 --json
    """
    with operator_scope(_("xem điểm danh")):
        session = session_at(number)
        if session is None:
            raise Refused(_("Không có buổi này"), remedy=_("Xem lịch của lớp."))
        found = [line_as_data(one) for one in lines_of(session)]
    if in_json:
        say_json(found)
        return
    for one in found:
        click.echo(f"{one['code']}\t{one['name']}\t{one['state']}\t{one['how']}")
    if not found:
        click.echo(_("Buổi này chưa có học viên."))
