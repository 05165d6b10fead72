"""`hientai class`: the classes of a day."""

from datetime import date
from typing import Any

import click
from django.utils.translation import gettext as _

from hientai.accounts.services import operator_scope
from hientai.classes import queries
from hientai.classes.models import TrainingClass
from hientai.shared.vietnamese import day
from hientai.webkit.terminal import as_json, on_day, say_json

STATES = (queries.COMING, queries.RUNNING, queries.OVER, queries.WITHDRAWN)


@click.group("class")
def class_group() -> None:
    """Lớp học: danh sách các lớp đã mở.

    \b
    Ví dụ:
      hientai class list --json
    """


@class_group.command("list")
@click.option("--state", type=click.Choice(STATES), help=_("Chỉ các lớp ở tình trạng này."))
@on_day
@as_json
def list_classes(state: str | None, on: date, in_json: bool) -> None:
    """Mọi lớp đã mở, lớp khai giảng sau đứng trước.

    \b
    Ví dụ:
      hientai class list --state coming --on 2024-06-01
    """
    with operator_scope(_("xem lớp học")):
        rows = queries.classes_on(on)
        found = [_told(row, on) for row in (queries.in_state(rows, state, on) if state else rows)]
    if in_json:
        say_json(found)
        return
    for one in found:
        days = f"{day(one['starts_on'])}–{day(one['ends_on'])}"
        click.echo(f"{one['code']}\t{days}\t{one['places']}\t{one['title']}")
    if not found:
        click.echo(_("Chưa có lớp nào."))


def _told(one: TrainingClass, on: date) -> dict[str, Any]:
    return {
        "code": one.code,
        "title": one.title,
        "programme": one.version.programme.code,
        "version": one.version.number,
        "institution": one.institution.unit.code,
        "unit": one.unit.code,
        "scheme": one.scheme.slug if one.scheme else "",
        "item": one.item_id,
        "starts_on": one.starts_on,
        "ends_on": one.ends_on,
        "places": one.places,
        "form": one.form,
        "state": queries.state_of(one, on),
    }
