"""`hientai law correct | try | revoke | compare`: commands that ask the law and the screening.

They join the group of the law room, which stands below the trials and cannot ask them.
"""

from datetime import date
from typing import Any

import click
from django.utils.translation import gettext as _

from hientai.accounts.services import operator_scope
from hientai.law import papers, queries, services
from hientai.law.models import Correction, State
from hientai.rules.decrees import parameter_of
from hientai.rules.engine import Value
from hientai.screening.papers.wording import PARTS
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day, fold, number
from hientai.trials.queries import changes
from hientai.trials.queries.changes import Effect
from hientai.webkit.terminal import DAY, as_json, on_day, say_json

YES, NO = {"co", "yes", "true"}, {"khong", "no", "false"}
only_try = click.option(
    "--try", "tries", is_flag=True, help=_("Chỉ thử: ai đổi kết quả; không ghi.")
)
some_people = click.option(
    "--limit", "most", type=click.IntRange(0), default=1000, show_default=True,
    help=_("Số dòng người nêu tên nhiều nhất trong JSON."),
)  # fmt: skip


@click.group()
def law() -> None:
    """Quy định và tham số có hiệu lực vào một ngày; điều chỉnh tham số của người quản trị."""
    # joined to the group of the same name of the law room, whose help is the one shown


@law.command()
@click.argument("code")
@click.option("--value", required=True, help=_("Giá trị mới: số nguyên, có/không, hoặc mã."))
@click.option("--since", type=DAY, required=True, help=_("Ngày đầu áp dụng."))
@click.option("--until", type=DAY, help=_("Ngày cuối áp dụng; bỏ trống là chưa có."))
@click.option("--clause", required=True, help=_("Văn bản, điều khoản."))
@click.option("--source", default="", help=_("Nguồn đã đọc."))
@click.option(
    "--certainty",
    type=click.Choice(["verified", "recalled", "uncertain"]),
    default="recalled",
    show_default=True,
    help=_("Độ chắc."),
)
@click.option("--note", default="", help=_("Ghi chú."))
@only_try
@on_day
@some_people
@as_json
def correct(
    code: str, value: str, on: date, tries: bool, most: int, in_json: bool, **said: Any
) -> None:
    """Sửa một tham số cho một thời kỳ, có căn cứ; với --try chỉ cho xem ai đổi kết quả.

    \b
    Ví dụ:
      hientai law correct nd171.age_limit --value 47 --since 2025-07-01 \\
        --clause "NĐ 171/2025/NĐ-CP, Điều 5" --certainty verified --try --on 2025-09-01 --json
    """
    with operator_scope(_("sửa tham số")):
        asked = {"actor": None, "parameter": code, "value": _value(code, value), **said}
        if tries:
            made = services.proposed_correction(**asked)
            law_then = queries.law_with(made)
            _say_effect(
                changes.effect(changes.of_law(on, queries.corrections(), law_then)), most, in_json
            )
            return
        made = services.draft_correction(**asked)
        _say_correction(services.accept_correction(actor=None, correction=made.pk), in_json)


@law.command("try")
@click.argument("correction", type=int)
@on_day
@some_people
@as_json
def try_(correction: int, on: date, most: int, in_json: bool) -> None:
    """Ai đổi kết quả nếu áp dụng một bản nháp, hoặc thu hồi một điều chỉnh đang áp dụng.

    \b
    Ví dụ:
      hientai law try 3 --on 2024-06-01 --json
    """
    with operator_scope(_("thử điều chỉnh")):
        _say_effect(_tried(correction, on), most, in_json)


@law.command()
@click.argument("correction", type=int)
@click.option("--ground", default="", help=_("Căn cứ thu hồi; bắt buộc nếu không phải --try."))
@only_try
@on_day
@some_people
@as_json
def revoke(correction: int, ground: str, tries: bool, on: date, most: int, in_json: bool) -> None:
    """Thu hồi một điều chỉnh đang áp dụng; với --try chỉ cho xem ai đổi kết quả.

    \b
    Ví dụ:
      hientai law revoke 3 --ground "Nghị quyết 09/NQ-HĐND"
      hientai law revoke 3 --try --on 2024-06-01
    """
    with operator_scope(_("thu hồi điều chỉnh")):
        if tries:
            _say_effect(_tried(correction, on), most, in_json)
            return
        made = services.revoke_correction(actor=None, correction=correction, ground=ground)
        _say_correction(made, in_json)


@law.command()
@click.option("--on", "before", type=DAY, required=True, help=_("Luật của ngày này…"))
@click.option("--with", "after", type=DAY, required=True, help=_("… so với luật của ngày này."))
@click.option(
    "--register",
    type=DAY,
    help=_("Hồ sơ của một ngày cho cả hai; bỏ trống thì mỗi ngày theo hồ sơ của chính nó."),
)
@some_people
@as_json
def compare(before: date, after: date, register: date | None, most: int, in_json: bool) -> None:
    """Xét lại mọi người theo luật của hai ngày: ai đổi kết quả, theo chỉ tiêu và chiều đổi.

    \b
    Ví dụ:
      hientai law compare --on 2025-06-30 --with 2025-07-01 --register 2025-06-30
    """
    with operator_scope(_("so sánh luật hai ngày")):
        if register is None:
            sides = changes.of_days(before, after)
        else:
            sides = changes.of_rules(register, before, after, queries.corrections())
        _say_effect(changes.effect(sides), most, in_json)


def _tried(pk: int, on: date) -> Effect:
    made = queries.correction(pk)
    if made is None or made.state == State.REVOKED:
        raise Refused(
            _("Không có điều chỉnh số %s để thử, hoặc đã thu hồi") % pk,
            remedy=_("xem danh sách bằng lệnh hientai law corrections"),
        )
    is_draft = made.state == State.DRAFT
    other = queries.law_with(made) if is_draft else queries.law_without(made)
    return changes.effect(changes.of_law(on, queries.corrections(), other))


def _value(code: str, text: str) -> Value:
    """The value as its parameter takes it; what cannot be read goes on as it was typed."""
    kind = parameter_of(code)[1].kind
    if kind == "whole" and text.lstrip("-").isdigit():
        return int(text)
    if kind == "flag" and fold(text) in YES | NO:
        return fold(text) in YES
    return text


def _say_effect(found: Effect, most: int, in_json: bool) -> None:
    if in_json:
        say_json(changes.as_data(found, most))
        return
    click.echo(_("%s người đổi kết quả (mỗi người tính một lần)") % number(found.persons))
    for quota in found.quotas:
        for (before, after), n in sorted(quota.directions.items()):
            said = f"{PARTS[before]} → {PARTS[after]}: {number(n)}"
            click.echo(f"  {quota.sides.version.scheme.slug} {quota.key}: {said}")
    for change in found.limits:
        was, now = (limit.text if limit else "–" for limit in (change.was, change.now))
        click.echo(f"  {change.title}: {was} → {now}")


def _say_correction(made: Correction, in_json: bool) -> None:
    if in_json:
        say_json(papers.correction_as_data(made))
        return
    since, until = queries.days_of(made)
    days = f"{day(since)} – {day(until) if until else '…'}"
    click.echo(f"{made.pk}\t{made.get_state_display()}\t{queries.shown(made)}\t{days}")
