"""`hientai result`: outcomes, how a class would be concluded now, its conclusion."""

from datetime import date
from typing import Any

import click
from django.utils.translation import gettext as _

from hientai.accounts.services import operator_scope
from hientai.classes.models import TrainingClass
from hientai.classes.queries import class_of
from hientai.results.domain.completion import STATES
from hientai.results.queries.book import Verdict, verdicts
from hientai.results.queries.outcomes import standing
from hientai.results.services import conclude
from hientai.shared.refused import Refused
from hientai.timetables.queries import learners_ever
from hientai.webkit.terminal import as_json, on_day, say_json


@click.group("result")
def result_group() -> None:
    """Kết quả học tập: xem, xem trước, kết luận.

    \b
    Ví dụ:
      hientai result list TCKH-2024-TD --json
    """


@result_group.command("list")
@click.argument("code")
@on_day
@as_json
def list_results(code: str, on: date, in_json: bool) -> None:
    """Kết quả đã kết luận của một lớp.

    \b
    Ví dụ:
      hientai result list TCKH-2024-TD
    """
    with operator_scope(_("xem kết quả học tập")):
        held = _class(code, on)
        names = {one.id: one for one in learners_ever(held.pk)}
        found: list[dict[str, Any]] = [
            {
                "learner": key,
                "person": names[key].code or None,
                "name": names[key].name,
                "state": one.state,
                "mean": str(one.mean) if one.mean is not None else None,
                "classification": one.classification,
                "on": one.on,
                "corrects": one.corrects,
            }
            for key, one in standing(held.pk, on).items()
        ]
    _say(found, in_json, _("Lớp này chưa được kết luận."))


@result_group.command("preview")
@click.argument("code")
@on_day
@as_json
def preview_results(code: str, on: date, in_json: bool) -> None:
    """Ai hoàn thành, ai không và vì sao, ai chưa rõ; không ghi gì.

    \b
    Ví dụ:
      hientai result preview TCKH-2024-TD --json
    """
    with operator_scope(_("xem trước kết luận lớp")):
        _rule, told = verdicts(_class(code, on), on)
        found = [_told(one) for one in told]
    _say(found, in_json, _("Lớp không có người học vào ngày cuối."))


@result_group.command("conclude")
@click.argument("code")
@click.option("--ground", required=True, help=_("Số, ngày của văn bản làm căn cứ."))
@on_day
@as_json
def conclude_class(code: str, ground: str, on: date, in_json: bool) -> None:
    """Kết luận kết quả của một lớp; lượt học được tính ngay.

    \b
    Ví dụ:
      hientai result conclude TCKH-2024-TD --ground "BB 12/BB-TCB"
    """
    with operator_scope(_("kết luận lớp")):
        made = conclude(actor=None, held_class=_class(code, on), on=on, ground=ground)
    found = [{"learner": one.learner_id, "state": one.state} for one in made]
    _say(found, in_json, "")


def _told(one: Verdict) -> dict[str, Any]:
    return {
        "learner": one.row.learner.id,
        "person": one.row.learner.code or None,
        "name": one.row.learner.name,
        "state": one.judged.state,
        "mean": str(one.judged.mean) if one.judged.mean is not None else None,
        "classification": one.judged.classification,
        "reasons": [reason.as_data() for reason in one.judged.reasons],
    }


def _class(code: str, on: date) -> TrainingClass:
    held = class_of(code, on)
    if held is None:
        raise Refused(_("Không có lớp mã “%s”") % code, remedy=_("Xem hientai class list."))
    return held


def _say(found: list[dict[str, Any]], in_json: bool, none: str) -> None:
    if in_json:
        say_json(found)
        return
    for one in found:
        plain = (one.get("name"), _(STATES[one["state"]]), one.get("mean"))
        click.echo("\t".join(str(part) for part in (one["learner"], *plain) if part))
    if not found and none:
        click.echo(none)
