"""`hientai evaluation`: forms and results, what a day brings; never a single answer."""

from datetime import date
from typing import Any

import click
from django.utils.translation import gettext as _

from hientai.accounts.services import operator_scope
from hientai.evaluation.domain.states import COUNTED, STATES
from hientai.evaluation.models import Form
from hientai.evaluation.queries import forms, results
from hientai.evaluation.queries.results import as_data, two_places
from hientai.evaluation.services.daily import look_after
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day
from hientai.webkit.terminal import as_json, on_day, say_json


@click.group("evaluation")
def evaluation_group() -> None:
    """Đánh giá lớp: phiếu, kết quả, việc đến hạn.

    \b
    Ví dụ:
      hientai evaluation list --json
    """


@evaluation_group.command("list")
@click.option("--state", type=click.Choice(list(STATES)), help=_("Chỉ các phiếu ở tình trạng này."))
@as_json
def list_forms(state: str | None, in_json: bool) -> None:
    """Mọi phiếu đánh giá, phiếu mở sau đứng trước.

    \b
    Ví dụ:
      hientai evaluation list --state counted
    """
    with operator_scope(_("xem phiếu đánh giá")):
        rows = forms.forms().filter(state=state) if state else forms.forms()
        found = [_told(one) for one in rows]
    if in_json:
        say_json(found)
        return
    for one in found:
        days = f"{day(one['opens_on'])}–{day(one['closes_on'])}"
        click.echo(f"{one['number']}\t{one['class']}\t{days}\t{one['state']}")
    if not found:
        click.echo(_("Chưa có phiếu đánh giá nào."))


@evaluation_group.command("show")
@click.argument("number", type=int)
@as_json
def show_results(number: int, in_json: bool) -> None:
    """Kết quả của một phiếu đã tổng hợp.

    \b
    Ví dụ:
      hientai evaluation show 1 --json
    """
    with operator_scope(_("xem kết quả đánh giá")):
        form = forms.form_of(number)
        if form is None or form.state != COUNTED:
            raise Refused(
                _("Không có kết quả đánh giá này"),
                remedy=_("Xem hientai evaluation list."),
            )
        found = results.results_of(form)
    if in_json:
        say_json({**_told(form), **as_data(found)})
        return
    for group in found.groups:
        click.echo(f"{group.whole.title}\t{two_places(group.whole)}\t{group.whole.band}")
    click.echo(f"{found.whole.title}\t{two_places(found.whole)}\t{found.whole.band}")


@evaluation_group.command("daily")
@on_day
@as_json
def daily(on: date, in_json: bool) -> None:
    """Làm việc đến hạn của một ngày: mời, tổng hợp, hỏi cấp trên, nhắc.

    \b
    Ví dụ:
      hientai evaluation daily
    """
    done = look_after(on)
    told = {"told": done.told, "counted": done.counted, "asked": done.asked}
    if in_json:
        say_json(told)
        return
    click.echo(_("Đã mời %(told)s, tổng hợp %(counted)s phiếu, hỏi về %(asked)s người.") % told)


def _told(one: Form) -> dict[str, Any]:
    return {
        "number": one.pk,
        "class": one.training_class.code,
        "opens_on": one.opens_on,
        "closes_on": one.closes_on,
        "learners": one.learners,
        "received": one.received,
        "void": one.void,
        "state": one.state,
    }
