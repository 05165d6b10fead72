"""`hientai delegation`: delegations abroad, their costs and reports."""

from datetime import date
from typing import Any

import click
from django.utils.translation import gettext as _

from hientai.accounts.services import operator_scope
from hientai.delegations.domain.countries import country_name
from hientai.delegations.domain.standing import STATES, state_words
from hientai.delegations.queries import journeys as reads
from hientai.shared.vietnamese import day
from hientai.webkit.terminal import as_json, on_day, say_json


@click.group("delegation")
def delegation_group() -> None:
    """Đoàn đi nước ngoài: danh sách, báo cáo đến hạn.

    \b
    Ví dụ:
      hientai delegation list --state late --json
    """


@delegation_group.command("list")
@click.option("--state", type=click.Choice([*STATES]), help=_("Chỉ các đoàn ở tình trạng này."))
@on_day
@as_json
def list_delegations(state: str | None, on: date, in_json: bool) -> None:
    """Mọi đoàn đã ghi, đoàn đi sau đứng trước.

    \b
    Ví dụ:
      hientai delegation list --on 2024-06-01 --json
    """
    with operator_scope(_("xem đoàn đi nước ngoài")):
        rows = reads.journeys()
        wanted = reads.in_state(rows, state, on) if state else rows
        found = [_told(row, on) for row in wanted]
    if in_json:
        say_json(found)
        return
    for one in found:
        days = f"{day(one['leaves_on'])}–{day(one['returns_on'])}"
        told = (one["code"], days, one["country_name"], state_words(one["state"]), one["title"])
        click.echo("\t".join(told))
    if not found:
        click.echo(_("Chưa ghi đoàn nào."))


def _told(one: Any, on: date) -> dict[str, Any]:
    plain = ("country", "city", "host", "leaves_on", "returns_on", "report_due_on", "reported_on")
    return {
        "code": one.training_class.code,
        "title": one.training_class.title,
        **{name: getattr(one, name) for name in plain},
        "country_name": country_name(one.country),
        "planned": one.planned or 0,
        "spent": one.spent,
        "state": reads.state_of(one, on),
    }
