"""`hientai approvals`: routes of a day, what awaits whom, one submission, the work of the day."""

from datetime import date
from typing import Any

import click
from django.utils.translation import gettext as _

from hientai.accounts.models import User
from hientai.accounts.services import operator_scope
from hientai.approvals import queries as reads
from hientai.approvals.models import Route, Submission
from hientai.approvals.queries.tasks import overdue_on
from hientai.approvals.services.daily import lay_again, remind
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day
from hientai.webkit.terminal import as_json, on_day, say_json


@click.group("approvals")
def approvals() -> None:
    """Phê duyệt: trình tự, hồ sơ chờ trả lời, nhắc hạn.

    \b
    Ví dụ:
      hientai approvals routes --key hanoi-1698/D.2 --json
      hientai approvals tasks vanphong.ub
    """


@approvals.command("routes")
@click.option("--key", default="", help=_("Chỉ trình tự của khóa này, ví dụ hanoi-1698/A.1.1."))
@on_day
@as_json
def routes_command(key: str, on: date, in_json: bool) -> None:
    """Các trình tự phê duyệt áp dụng vào một ngày.

    \b
    Ví dụ:
      hientai approvals routes --on 2024-06-01 --json
    """
    with operator_scope(_("xem trình tự phê duyệt")):
        rows = [reads.route_on(key, on)] if key else reads.routes_on(on)
        found = [_route(row) for row in rows]
    if in_json:
        say_json(found)
        return
    for one in found:
        steps = " → ".join(step["title"] for step in one["steps"])
        click.echo(f"{one['key']}\t{one['for']}\t{steps}\t{one['source']}")


@approvals.command("tasks")
@click.argument("username")
@on_day
@as_json
def tasks_command(username: str, on: date, in_json: bool) -> None:
    """Hồ sơ chờ một người dùng trả lời, hạn gần nhất trước.

    \b
    Ví dụ:
      hientai approvals tasks vanphong.ub --json
    """
    with operator_scope(_("xem hồ sơ chờ trả lời")):
        found = [_told(row) for row in reads.tasks_of(_user(username), on)]
    _say(found, in_json)


@approvals.command("overdue")
@on_day
@as_json
def overdue_command(on: date, in_json: bool) -> None:
    """Hồ sơ quá hạn trả lời vào một ngày, quá hạn lâu nhất trước.

    \b
    Ví dụ:
      hientai approvals overdue --on 2024-06-30
    """
    with operator_scope(_("xem hồ sơ quá hạn")):
        found = [_told(row) for row in overdue_on(on)]
    _say(found, in_json)


@approvals.command("show")
@click.argument("key", type=int)
@on_day
@as_json
def show_command(key: int, on: date, in_json: bool) -> None:
    """Một hồ sơ: diễn biến, đang ở đâu, ai trả lời được.

    \b
    Ví dụ:
      hientai approvals show 2 --json
    """
    with operator_scope(_("xem hồ sơ trình")):
        row = reads.submission(key)
        if row is None:
            raise Refused(_("Không có hồ sơ %s") % key)
        told = _told(row) | {"trail": [vars(mark) for mark in reads.trail(row, on)]}
    if in_json:
        say_json(told)
        return
    click.echo(f"{told['title']}: {told['state']}")
    for mark in told["trail"]:
        when = day(mark["on"] or mark["due_on"]) if mark["on"] or mark["due_on"] else ""
        click.echo(f"  {mark['what']}\t{mark['title']}\t{mark['where']}\t{mark['who']}\t{when}")


@approvals.command("daily")
@on_day
@as_json
def daily_command(on: date, in_json: bool) -> None:
    """Việc của ngày: chuyển hồ sơ theo đơn vị, vai trò của ngày; nhắc hồ sơ sắp hoặc đã quá hạn.

    Chạy lại trong ngày không nhắc lần hai.

    \b
    Ví dụ:
      hientai approvals daily
    """
    with operator_scope(_("việc hằng ngày của phê duyệt")):
        told = {"laid": lay_again(on=on), "reminded": remind(on=on)}
    if in_json:
        say_json(told)
        return
    click.echo(_("Chuyển %(laid)s hồ sơ, nhắc %(reminded)s hồ sơ.") % told)


def _say(found: list[dict[str, Any]], in_json: bool) -> None:
    if in_json:
        say_json(found)
        return
    for one in found:
        click.echo(f"{one['id']}\t{day(one['due_on'])}\t{one['step']}\t{one['title']}")
    if not found:
        click.echo(_("Không có hồ sơ nào."))


def _user(username: str) -> User:
    found = User.objects.filter(username__iexact=username).first()
    if found is None:
        raise Refused(_("Không có người dùng “%s”") % username)
    return found


def _told(row: Submission) -> dict[str, Any]:
    return {
        "id": row.pk,
        "key": row.key,
        "title": row.title,
        "state": row.state,
        "step": row.stage.title,
        "unit": row.unit.code,
        "holder": row.holder.code if row.is_open else "",
        "submitted_on": row.submitted_on,
        "due_on": row.due_on,
        "closed_on": row.closed_on,
    }


def _route(row: Route) -> dict[str, Any]:
    return {
        "id": row.pk,
        "key": row.key,
        "for": row.whom.words,
        "title": row.title,
        "steps": row.steps,
        "issuer": {"whose": row.issuer_whose, "unit": row.issuer_unit},
        "authority": row.authority,
        "source": row.source,
        "certainty": row.certainty,
        "since": row.since,
    }
