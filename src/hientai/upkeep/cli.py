"""`hientai records`: a sign-in for a person, what units owe, who changed a record."""

from dataclasses import asdict
from datetime import date

import click
from django.utils import timezone
from django.utils.translation import gettext as _

from hientai.accounts.models import User
from hientai.accounts.services import operator_scope
from hientai.intake.services import columns_of
from hientai.organisations.queries import subtree_ids, unit_on
from hientai.people.models import Person
from hientai.people.queries import person_by_code
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day, number
from hientai.upkeep.queries import owed as reads
from hientai.upkeep.queries.trace import changes_of
from hientai.upkeep.services import tie
from hientai.webkit.day import today
from hientai.webkit.terminal import CODE, DAY, as_json, on_day, say_json


@click.group("records")
def records() -> None:
    """Chăm sóc hồ sơ: tài khoản cá nhân, dữ liệu còn thiếu, nhật ký.

    \b
    Ví dụ:
      hientai records tie ca.nhan HN000123
      hientai records owed --unit STC --json
    """


@records.command("tie")
@click.argument("username", type=CODE)
@click.argument("code", type=CODE)
@click.option("--since", type=DAY, default=today, help=_("Từ ngày; mặc định hôm nay."))
@as_json
def tie_command(username: str, code: str, since: date, in_json: bool) -> None:
    """Gắn một tài khoản với một người: tài khoản chỉ xem được hồ sơ của người đó.

    \b
    Ví dụ:
      hientai records tie ca.nhan HN000123
    """
    with operator_scope("hientai records tie"):
        user = User.objects.filter(username__iexact=username).first()
        if user is None:
            raise Refused(
                _("Không có tài khoản %s") % username, remedy=_("Tạo bằng lệnh: hientai user add")
            )
        tie(user=user, person=_person(code), since=since)
    if in_json:
        say_json({"username": username, "code": code, "since": since})
    else:
        click.echo(f"{username}: {code}")


@records.command("owed")
@click.option("--unit", "unit_code", required=True, help=_("Mã đơn vị; tính cả đơn vị trực thuộc."))
@on_day
@as_json
def owed_command(unit_code: str, on: date, in_json: bool) -> None:
    """Đếm dữ liệu còn thiếu của một đơn vị và số kết quả “chưa rõ” vì thế.

    \b
    Ví dụ:
      hientai records owed --unit STC --on 2024-06-01
    """
    with operator_scope(_("đếm dữ liệu còn thiếu")):
        unit = unit_on(unit_code, on)
        if unit is None:
            raise Refused(_("Không có đơn vị mã %s") % unit_code)
        found = reads.owed_on(on)
        part = found and found.of_units(subtree_ids(unit.unit_id, on))
    counts = part.counts() if part else []
    if in_json:
        rows = [{"column": key, "people": n, "verdicts": v} for key, n, v in counts]
        say_json({"on": on, "unit": unit.code, "owed": rows})
        return
    for key, people, verdicts in counts:
        label = columns_of([key])[key].heading
        click.echo(
            _("%(label)s: %(people)s người, %(verdicts)s kết quả chưa rõ")
            % {"label": label, "people": number(people), "verdicts": number(verdicts)}
        )
    click.echo(f"{unit.name}, {day(on)}")


@records.command("trace")
@click.argument("code", type=CODE)
@as_json
def trace_command(code: str, in_json: bool) -> None:
    """Ai đã sửa hồ sơ một người: từng nội dung trước và sau.

    \b
    Ví dụ:
      hientai records trace HN000123
    """
    with operator_scope(_("xem nhật ký hồ sơ")):
        lines = changes_of(_person(code))
    if in_json:
        say_json([asdict(line) for line in lines])
        return
    for line in lines:
        at = f"{timezone.localtime(line.at):%d/%m/%Y %H:%M}" if line.at else ""
        click.echo(
            f"{at}  {line.author}  {line.what} – {line.field}: "
            f"{line.before or '–'} → {line.after or '–'}  ({line.ground or '–'})"
        )


def _person(code: str) -> Person:
    person = person_by_code(code.upper())
    if person is None:
        raise Refused(
            _("Không có người mã %s") % code, remedy=_("Tìm bằng lệnh: hientai people list")
        )
    return person
