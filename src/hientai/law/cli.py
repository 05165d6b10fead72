"""`hientai law`: what the law says on a day and what was corrected, from the command line."""

from dataclasses import asdict
from datetime import date
from typing import Any

import click
from django.utils.translation import gettext as _

from hientai.accounts.services import operator_scope
from hientai.law import papers, queries, services
from hientai.law.models import Correction
from hientai.rules.decrees import LawLine, parameter_of
from hientai.shared.vietnamese import day
from hientai.webkit.terminal import as_json, on_day, say_json


@click.group(invoke_without_command=True)
@on_day
@click.option("--decree", help=_("Chỉ một văn bản, ví dụ nd101."))
@as_json
@click.pass_context
def law(ctx: click.Context, on: date, decree: str | None, in_json: bool) -> None:
    """Quy định và tham số có hiệu lực vào một ngày; điều chỉnh tham số của người quản trị.

    \b
    Ví dụ:
      hientai law --on 2025-07-01 --decree nd171
      hientai law show nd171.age_limit
      hientai law correct --help
      hientai law compare --on 2025-06-30 --with 2025-07-01
    """
    if ctx.invoked_subcommand is not None:
        return
    with operator_scope(_("xem quy định")):
        lines = queries.law_lines(on)
    if decree:
        lines = queries.of_decree(lines, decree)
    if in_json:
        say_json([asdict(line) for line in lines])
        return
    if not lines:
        click.echo(_("Không có quy định nào như vậy có hiệu lực ngày %s.") % day(on))
    for line in lines:
        click.echo(f"{line.code}\t{line.title}: {line.value}\t{line.clause}\t{_sure(line)}")


@law.command()
@click.argument("code")
@as_json
def show(code: str, in_json: bool) -> None:
    """Một tham số qua các thời kỳ: giá trị gốc, giá trị đã sửa, căn cứ.

    \b
    Ví dụ:
      hientai law show nd101.age_limit --json
    """
    decree, parameter = parameter_of(code)
    with operator_scope(_("xem tham số")):
        history = papers.history(parameter, queries.corrections())
    if in_json:
        title = {"code": code, "title": parameter.title, "decree": decree.code}
        say_json({**title, "history": [asdict(line) for line in history]})
        return
    click.echo(f"{_(parameter.title)} ({_(decree.short)})")
    for line in history:
        click.echo(f"  {line.days}: {line.value}\t{line.clause}\t{_sure(line)}\t{line.shipped}")


@law.command()
@click.option("--parameter", default="", help=_("Chỉ một tham số, ví dụ nd101.age_limit."))
@as_json
def corrections(parameter: str, in_json: bool) -> None:
    """Mọi điều chỉnh đã nhập, kể cả nháp và đã thu hồi.

    \b
    Ví dụ:
      hientai law corrections --json
    """
    with operator_scope(_("xem điều chỉnh")):
        kept = list(queries.corrections_kept(parameter))
    if in_json:
        say_json([papers.correction_as_data(one) for one in kept])
        return
    for one in kept:
        click.echo(_line(one))


@law.command()
@click.argument("correction", type=int)
@as_json
def accept(correction: int, in_json: bool) -> None:
    """Cho một bản nháp điều chỉnh áp dụng.

    \b
    Ví dụ:
      hientai law accept 3
    """
    with operator_scope(_("cho áp dụng điều chỉnh")):
        made = services.accept_correction(actor=None, correction=correction)
    _say(made, in_json)


@law.command()
@click.argument("correction", type=int)
@as_json
def discard(correction: int, in_json: bool) -> None:
    """Bỏ một bản nháp điều chỉnh.

    \b
    Ví dụ:
      hientai law discard 3
    """
    with operator_scope(_("bỏ nháp điều chỉnh")):
        services.discard_draft(actor=None, correction=correction)
    if in_json:
        say_json({"discarded": correction})
    else:
        click.echo(_("Đã bỏ bản nháp %s.") % correction)


def _sure(line: LawLine | papers.HistoryLine) -> str:
    return str(papers.CERTAINTIES.get(line.certainty, line.certainty))


def _say(made: Correction, in_json: bool) -> None:
    data: dict[str, Any] = papers.correction_as_data(made)
    if in_json:
        say_json(data)
    else:
        click.echo(_line(made))


def _line(made: Correction) -> str:
    since, until = queries.days_of(made)
    days = f"{day(since)} – {day(until) if until else '…'}"
    said = f"{made.parameter} = {queries.shown(made)}"
    return f"{made.pk}\t{made.get_state_display()}\t{said}\t{days}\t{made.clause}"
