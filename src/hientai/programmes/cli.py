"""`hientai programme`: the programmes of a day, one of them, the drafts to start from."""

from datetime import date
from typing import Any

import click
from django.utils.translation import gettext as _

from hientai.accounts.services import operator_scope
from hientai.programmes.domain.contents import Line, days_words
from hientai.programmes.domain.states import STATES
from hientai.programmes.models import Programme, Version
from hientai.programmes.queries import limits
from hientai.programmes.queries import programmes as reads
from hientai.programmes.services import drafts as verbs
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import number
from hientai.webkit.terminal import NAME, as_json, on_day, say_json


@click.group("programme")
def programme() -> None:
    """Chương trình bồi dưỡng: danh sách, nội dung, bản thảo từ các đề án.

    \b
    Ví dụ:
      hientai programme drafts
      hientai programme list --json
      hientai programme show hanoi-2315.LD-CAP-XA
    """


@programme.command("list")
@click.option("--state", type=click.Choice([*STATES]), help=_("Chỉ bản mới nhất ở tình trạng này."))
@on_day
@as_json
def list_programmes(state: str | None, on: date, in_json: bool) -> None:
    """Mọi chương trình với bản mới nhất và bản đang áp dụng vào một ngày.

    \b
    Ví dụ:
      hientai programme list --state approved --on 2024-06-01
    """
    with operator_scope(_("xem chương trình")):
        rows = reads.listed(on)
        found = [_listed(row) for row in (reads.in_state(rows, state) if state else rows)]
    if in_json:
        say_json(found)
        return
    for row in found:
        click.echo(f"{row['code']}\t{_(STATES[row['state']])}\t{row['title']}")
    if not found:
        click.echo(_("Chưa có chương trình nào. Lấy bản thảo: hientai programme drafts"))


@programme.command("show")
@click.argument("code", type=NAME)
@click.option("--version", "asked", type=int, help=_("Số phiên bản; mặc định bản đang áp dụng."))
@on_day
@as_json
def show(code: str, asked: int | None, on: date, in_json: bool) -> None:
    """Một phiên bản của chương trình: thông tin, hợp phần, chuyên đề, thời lượng so với quy định.

    \b
    Ví dụ:
      hientai programme show hanoi-2315.LD-CAP-XA --json
    """
    with operator_scope(_("xem chương trình")):
        told = _told(_version(code, asked, on), on)
    if in_json:
        say_json(told)
        return
    click.echo(f"{told['code']}: {told['title']}")
    click.echo(f"{_('Phiên bản')} {told['version']}, {_(STATES[told['state']])} {told['in_force']}")
    for line in told["lines"]:
        name = line["topic"] or (_("chưa có trong tay") if line["topic"] == "" else "")
        click.echo(f"  {line['module'] or '?'}\t{name}\t{line['periods'] or ''}")


@programme.command("drafts")
@as_json
def drafts(in_json: bool) -> None:
    """Lập bản thảo từ nội dung chương trình của các đề án; đã có thì giữ nguyên.

    \b
    Ví dụ:
      hientai programme drafts
    """
    with operator_scope(_("lập bản thảo chương trình")):
        done = verbs.bring_in(actor=None)
    if in_json:
        say_json({"made": done.made, "known": done.known, "units_missing": done.units_missing})
        return
    told = {"made": number(done.made), "known": number(done.known)}
    click.echo(_("Đã lập %(made)s bản thảo; %(known)s đã có từ trước.") % told)
    if done.units_missing:
        click.echo(_("Chưa có trong danh mục đơn vị: %s.") % ", ".join(done.units_missing))


def _version(code: str, asked: int | None, on: date) -> Version:
    held = reads.programme_of(code)
    found = None
    if held is not None:
        found = reads.version_shown(held, on)
        found = found if asked is None else reads.version_numbered(held, asked)
    if found is None:
        raise Refused(
            _("Không có chương trình “%s”") % code, remedy=_("Xem mã: hientai programme list")
        )
    return found


def _listed(row: Programme) -> dict[str, Any]:
    names = ("state", "newest", "topics", "periods", "held")
    return {
        "code": row.code,
        "title": row.title,
        "kind": row.kind,
        "unit": row.unit.code,
        **{name: getattr(row, name) for name in names},
        "clause": row.origin_clause,
    }


def _told(version: Version, on: date) -> dict[str, Any]:
    judged = limits.judged_if_any(version, on)
    return {
        "code": version.programme.code,
        "title": version.programme.title,
        "kind": version.programme.kind,
        "clause": version.programme.origin_clause,
        "version": version.number,
        "state": version.state,
        "in_force": reads.force_words(version),
        "act": version.approval_act,
        "days": days_words(judged.days) if judged else "",
        "limits": [
            {"limit": one.words, "clause": one.clause, "certainty": one.certainty.value}
            for one in (judged.limits if judged else ())
        ],
        "facts": reads.facts_of(version),
        "lines": [_line(line) for line in reads.lines_of(version)],
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "module": line.module,
        "topic": line.title,
        "theory": line.theory,
        "practice": line.practice,
        "field_study": line.field_study,
        "periods": line.periods,
    }
