"""Commands of the register: the list of people, the tree of units, its import and events.

Those of units stand here because the operator's scope is known only above the room of units.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

import click
from django.utils.translation import gettext as _

from hientai.accounts.services import operator_scope
from hientai.organisations import queries as units_of
from hientai.organisations import services as verbs
from hientai.organisations.models import Unit, UnitEvent
from hientai.people import queries, services
from hientai.people.queries import Listed, PeopleFilter, PeoplePages
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day, number
from hientai.shared.vocabulary import CATEGORIES, TITLES, UNIT_KINDS, UNIT_TYPES
from hientai.webkit.day import today

Command = Callable[..., None]
DAYS = ["%Y-%m-%d", "%d/%m/%Y"]
on_day = click.option("--on", type=click.DateTime(DAYS), help="Ngày xét, mẫu 2024-06-01.")
as_json = click.option("--json", "in_json", is_flag=True, help="Trả lời bằng JSON.")
of_unit = click.option("--unit", "unit_code", help="Mã đơn vị; tính cả các đơn vị trực thuộc.")
Kind = UnitEvent.Kind


def of_event(command: Command) -> Command:
    """The two things every event of a unit needs: its day and its ground."""
    dated = click.option(
        "--on", required=True, type=click.DateTime(DAYS), help="Ngày hiệu lực, mẫu 2025-03-01."
    )
    return dated(
        click.option("--ground", required=True, help="Căn cứ: số và ngày văn bản.")(command)
    )


@click.group("people")
def people_commands() -> None:
    """Con người trong hồ sơ."""


@people_commands.command("list")
@of_unit
@click.option("--search", default="", help="Tên không cần dấu, hoặc mã.")
@click.option("--category", type=click.Choice(CATEGORIES.codes), help="Đối tượng.")
@click.option("--limit", type=click.IntRange(1), default=50, help="Nhiều nhất bao nhiêu người.")
@on_day
@as_json
def list_people(
    unit_code: str | None,
    search: str,
    category: str | None,
    limit: int,
    on: datetime | None,
    in_json: bool,
) -> None:
    """Liệt kê người giữ vị trí chính vào một ngày, xếp theo tên.

    \b
    Ví dụ:
      hientai people list --unit SNV --on 2024-06-01
      hientai people list --search "nguyen thu an" --json
    """
    when = on.date() if on else today()
    with operator_scope(_("liệt kê con người")):
        unit = _unit_id(unit_code, when) if unit_code else None
        asked = PeopleFilter(search=search, unit_id=unit, category=category or "")
        pages = PeoplePages(when, asked)
        total, rows = len(pages), queries.listed(pages[:limit], when)
    if in_json:
        _print({"on": when, "total": total, "people": [_person_data(row) for row in rows]})
        return
    for row in rows:
        click.echo(f"{row.person.code}  {row.person.name}  –  {_title(row)}{row.unit_name}")
    click.echo(f"{number(len(rows))} / {number(total)} {_('người')}, {day(when)}")


@click.group("units")
def unit_commands() -> None:
    """Đơn vị: cây đơn vị của một ngày, nhập danh sách, đổi tên, chuyển, sáp nhập, giải thể."""


@unit_commands.command("list")
@of_unit
@on_day
@as_json
def list_units(unit_code: str | None, on: datetime | None, in_json: bool) -> None:
    """Liệt kê đơn vị tồn tại vào một ngày.

    \b
    Ví dụ:
      hientai units list --unit H-DONGANH --on 2024-06-01 --json
    """
    when = on.date() if on else today()
    with operator_scope(_("liệt kê đơn vị")):
        units = units_of.units_on(when)
        if unit_code:
            under = set(units_of.subtree_ids(_unit_id(unit_code, when), when))
            units = [unit for unit in units if unit.unit_id in under]
    if in_json:
        _print({"on": when, "total": len(units), "units": [asdict(unit) for unit in units]})
        return
    for unit in units:
        indent = "  " * unit.depth
        click.echo(f"{indent}{unit.code}  {unit.name}  ({UNIT_TYPES.label(unit.type)})")
    click.echo(f"{number(len(units))} {_('đơn vị')}, {day(when)}")


@unit_commands.command("import")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@as_json
def import_list(path: Path, in_json: bool) -> None:
    """Nhập danh sách đơn vị từ XLSX (trang tính «Đơn vị») hoặc CSV; sai một ô thì không ghi gì.

    \b
    Ví dụ:
      hientai units import don-vi.xlsx
    """
    with operator_scope(_("nhập danh sách đơn vị")):
        done = verbs.import_units(actor=None, path=path)
    if in_json:
        _print(asdict(done))
        return
    click.echo(
        _(
            "%(new)s mới, %(changed)s thay đổi, %(corrected)s đính chính, %(ended)s kết thúc,"
            " %(same)s không đổi"
        )
        % asdict(done)
    )


@unit_commands.command("rename")
@click.argument("code")
@click.argument("name")
@click.option("--kind", type=click.Choice(UNIT_KINDS.codes), help="Phân loại mới, nếu đổi.")
@of_event
def rename(code: str, name: str, kind: str | None, on: datetime, ground: str) -> None:
    """Đổi tên một đơn vị từ một ngày.

    \b
    Ví dụ:
      hientai units rename H-DONGANH "UBND quận Đông Anh" --kind urban_district \\
        --on 2025-01-01 --ground "Nghị quyết số …"
    """
    with operator_scope(ground):
        verbs.rename_unit(
            actor=None, unit=_unit(code), name=name, kind=kind, on=on.date(), ground=ground
        )
    _said(Kind.RENAME, code, on)


@unit_commands.command("move")
@click.argument("code")
@click.option("--under", required=True, help="Mã đơn vị cấp trên mới.")
@of_event
def move(code: str, under: str, on: datetime, ground: str) -> None:
    """Chuyển một đơn vị sang đơn vị cấp trên khác từ một ngày."""
    with operator_scope(ground):
        verbs.move_unit(
            actor=None, unit=_unit(code), parent=_unit(under), on=on.date(), ground=ground
        )
    _said(Kind.MOVE, code, on)


@unit_commands.command("merge")
@click.argument("codes", nargs=-1, required=True)
@click.option("--into", required=True, help="Mã đơn vị tiếp nhận, đang tồn tại vào ngày đó.")
@of_event
def merge(codes: tuple[str, ...], into: str, on: datetime, ground: str) -> None:
    """Sáp nhập các đơn vị vào một đơn vị; đơn vị trực thuộc và người đi theo.

    \b
    Ví dụ:
      hientai units merge STC --into SKHDT --on 2025-03-01 --ground "Nghị quyết số …"
    """
    with operator_scope(ground):
        units = [_unit(code) for code in codes]
        verbs.merge_units(actor=None, units=units, into=_unit(into), on=on.date(), ground=ground)
        moved = services.follow_successors(actor=None, on=on.date(), ground=ground)
    _said(Kind.MERGE, ", ".join(codes), on)
    click.echo(_("%s vị trí công tác chuyển theo") % number(moved))


@unit_commands.command("dissolve")
@click.argument("code")
@of_event
def dissolve(code: str, on: datetime, ground: str) -> None:
    """Giải thể một đơn vị không còn đơn vị trực thuộc và không còn người."""
    with operator_scope(ground):
        unit = _unit(code)
        services.refuse_people_left(unit=unit, on=on.date())
        verbs.dissolve_unit(actor=None, unit=unit, on=on.date(), ground=ground)
    _said(Kind.DISSOLVE, code, on)


def _unit(code: str) -> Unit:
    unit = Unit.objects.filter(code__iexact=code).first()
    if unit is None:
        raise Refused(
            _("Không có đơn vị mã %s") % code, remedy=_("Xem mã bằng lệnh: hientai units list")
        )
    return unit


def _said(kind: Kind, codes: str, on: datetime) -> None:
    click.echo(f"{kind.label}: {codes}, {day(on.date())}")


def _unit_id(code: str, on: date) -> int:
    unit = units_of.unit_on(code, on)
    if unit is None:
        raise Refused(
            _("Đơn vị %(code)s không tồn tại vào ngày %(day)s") % {"code": code, "day": day(on)},
            remedy=_("Xem mã bằng lệnh: hientai units list"),
        )
    return unit.unit_id


def _person_data(row: Listed) -> dict[str, object]:
    post = row.post
    return {
        "code": row.person.code,
        "name": row.person.name,
        "birth_date": row.person.birth_date,
        "sex": row.person.sex,
        "unit": post.unit.code if post else None,
        "unit_name": row.unit_name,
        "category": post.category if post else None,
        "title": post.title if post else None,
        "position": post.position if post else None,
        "degree_level": row.degree_level,
    }


def _title(row: Listed) -> str:
    if row.post is None or row.post.title in (None, "none"):
        return ""
    return f"{TITLES.label(row.post.title)}, "


def _print(answer: dict[str, object] | Sequence[object]) -> None:
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2, default=str))
