"""Commands of units: the tree of a day, the import of a list, dated events.

They stand here because the operator's scope is known only above the room of units.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import click
from django.utils.translation import gettext as _

from hientai.accounts.services import operator_scope
from hientai.organisations import queries as units_of
from hientai.organisations import services as verbs
from hientai.organisations.models import Unit, UnitEvent
from hientai.people import services
from hientai.people.domain import read_places
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day, number
from hientai.shared.vocabulary import UNIT_KINDS, UNIT_TYPES
from hientai.webkit.terminal import CODE, DAY, NAME, as_json, on_day, say_json

Command = Callable[..., None]
of_unit = click.option("--unit", "unit_code", help=_("Mã đơn vị; tính cả các đơn vị trực thuộc."))
Kind = UnitEvent.Kind


def of_event(command: Command) -> Command:
    """The two things every event of a unit needs, its day and its ground; it answers as data."""
    dated = click.option("--on", required=True, type=DAY, help=_("Ngày hiệu lực, mẫu 2025-03-01."))
    grounded = click.option("--ground", required=True, help=_("Căn cứ: số và ngày văn bản."))
    return dated(grounded(as_json(command)))


@click.group("units")
def unit_commands() -> None:
    """Đơn vị: cây đơn vị của một ngày, nhập danh sách, đổi tên, chuyển, sáp nhập, chia, giải thể.

    \b
    Ví dụ:
      hientai units list --on 2024-06-01
      hientai units split --help
    """


@unit_commands.command("list")
@of_unit
@on_day
@as_json
def list_units(unit_code: str | None, on: date, in_json: bool) -> None:
    """Liệt kê đơn vị tồn tại vào một ngày.

    \b
    Ví dụ:
      hientai units list --unit H-DONGANH --on 2024-06-01 --json
    """
    with operator_scope(_("liệt kê đơn vị")):
        units = units_of.units_on(on)
        if unit_code:
            under = set(units_of.subtree_ids(unit_id(unit_code, on), on))
            units = [unit for unit in units if unit.unit_id in under]
    if in_json:
        say_json({"on": on, "total": len(units), "units": [asdict(unit) for unit in units]})
        return
    for unit in units:
        indent = "  " * unit.depth
        click.echo(f"{indent}{unit.code}  {unit.name}  ({UNIT_TYPES.label(unit.type)})")
    click.echo(f"{number(len(units))} {_('đơn vị')}, {day(on)}")


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
        say_json(asdict(done))
        return
    click.echo(
        _(
            "%(new)s mới, %(changed)s thay đổi, %(corrected)s đính chính, %(ended)s kết thúc,"
            " %(same)s không đổi"
        )
        % asdict(done)
    )


@unit_commands.command("create")
@click.argument("code", type=CODE)
@click.argument("name", type=NAME)
@click.option("--type", "unit_type", type=click.Choice(UNIT_TYPES.codes), required=True)
@click.option("--kind", type=click.Choice(UNIT_KINDS.codes), default="none", help=_("Phân loại."))
@click.option("--under", help=_("Mã đơn vị cấp trên; bỏ trống cho đơn vị cao nhất."))
@of_event
def create(
    code: str, name: str, on: date, ground: str, in_json: bool, under: str | None, **what: str
) -> None:
    """Thành lập một đơn vị từ một ngày.

    \b
    Ví dụ:
      hientai units create STC-TS "Trung tâm Thẩm định giá" --type service_unit --under STC \\
        --on 2025-03-01 --ground "Quyết định số …"
    """
    with operator_scope(ground):
        parent = _unit(under) if under else None
        verbs.create_unit(
            actor=None, code=code, name=name, parent=parent, on=on, ground=ground, **what
        )
    _said(Kind.CREATE, [code.upper()], on, in_json)


@unit_commands.command("rename")
@click.argument("code", type=CODE)
@click.argument("name", type=NAME)
@click.option("--kind", type=click.Choice(UNIT_KINDS.codes), help=_("Phân loại mới, nếu đổi."))
@of_event
def rename(code: str, name: str, kind: str | None, on: date, ground: str, in_json: bool) -> None:
    """Đổi tên một đơn vị từ một ngày.

    \b
    Ví dụ:
      hientai units rename H-DONGANH "UBND quận Đông Anh" --kind urban_district \\
        --on 2025-01-01 --ground "Nghị quyết số …"
    """
    with operator_scope(ground):
        unit = _unit(code)
        verbs.rename_unit(actor=None, unit=unit, name=name, kind=kind, on=on, ground=ground)
    _said(Kind.RENAME, [unit.code], on, in_json)


@unit_commands.command("move")
@click.argument("code")
@click.option("--under", required=True, help=_("Mã đơn vị cấp trên mới."))
@of_event
def move(code: str, under: str, on: date, ground: str, in_json: bool) -> None:
    """Chuyển một đơn vị sang đơn vị cấp trên khác từ một ngày.

    \b
    Ví dụ:
      hientai units move TTDLNN --under SKHCN --on 2025-03-01 --ground "Quyết định số …"
    """
    with operator_scope(ground):
        unit = _unit(code)
        verbs.move_unit(actor=None, unit=unit, parent=_unit(under), on=on, ground=ground)
    _said(Kind.MOVE, [unit.code], on, in_json)


@unit_commands.command("merge")
@click.argument("codes", nargs=-1, required=True)
@click.option("--into", required=True, help=_("Mã đơn vị tiếp nhận, đang tồn tại vào ngày đó."))
@of_event
def merge(codes: tuple[str, ...], into: str, on: date, ground: str, in_json: bool) -> None:
    """Sáp nhập các đơn vị vào một đơn vị; đơn vị trực thuộc và người đi theo.

    \b
    Ví dụ:
      hientai units merge STC --into SKHDT --on 2025-03-01 --ground "Nghị quyết số …"
    """
    with operator_scope(ground):
        units, heir = [_unit(code) for code in codes], _unit(into)
        verbs.merge_units(actor=None, units=units, into=heir, on=on, ground=ground)
        moved = services.follow_successors(actor=None, on=on, ground=ground)
    posts = {"into": [heir.code], "posts_moved": moved}
    _said(Kind.MERGE, [unit.code for unit in units], on, in_json, posts)


@unit_commands.command("split")
@click.argument("code")
@click.option(
    "--into", multiple=True, required=True, help=_("Mã một đơn vị mới; ghi hai lần trở lên.")
)
@click.option(
    "--subunit",
    "subunits",
    multiple=True,
    help=_("Đơn vị trực thuộc về đâu, viết MÃ=MÃ_ĐƠN_VỊ_MỚI; ghi lại được."),
)
@click.option(
    "--people",
    "listed",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=_("Tệp CSV: mỗi dòng mã CBCCVC, mã đơn vị mới. Người không nêu chờ được bố trí."),
)
@of_event
def split(code: str, on: date, ground: str, in_json: bool, **parts: Any) -> None:
    """Chia một đơn vị thành nhiều đơn vị đang tồn tại vào ngày đó (xem units create).

    \b
    Ví dụ:
      hientai units split STNMT --into SNN --into STN --subunit TTQT=STN \\
        --people bo-tri.csv --on 2025-03-01 --ground "Nghị quyết số …"
    """
    with operator_scope(ground):
        unit, into = _unit(code), {part.upper(): _unit(part) for part in parts["into"]}
        subunits = _parts_of(dict(map(_pair, parts["subunits"])), into)
        places = _parts_of(_listed(parts["listed"]), into)
        heirs = list(into.values())
        verbs.split_unit(actor=None, unit=unit, into=heirs, subunits=subunits, on=on, ground=ground)
        moved = services.assign_after_split(
            actor=None, unit=unit, places=places, on=on, ground=ground
        )
        left = services.posts_left(unit, on)
    posts = {"into": list(into), "posts_moved": moved, "posts_left": left}
    _said(Kind.SPLIT, [unit.code], on, in_json, posts)


@unit_commands.command("dissolve")
@click.argument("code")
@of_event
def dissolve(code: str, on: date, ground: str, in_json: bool) -> None:
    """Giải thể một đơn vị không còn đơn vị trực thuộc và không còn người.

    \b
    Ví dụ:
      hientai units dissolve TTDLNN --on 2025-03-01 --ground "Quyết định số …"
    """
    with operator_scope(ground):
        unit = _unit(code)
        services.refuse_people_left(unit=unit, on=on)
        verbs.dissolve_unit(actor=None, unit=unit, on=on, ground=ground)
    _said(Kind.DISSOLVE, [unit.code], on, in_json)


def _pair(text: str) -> tuple[str, str]:
    """A sub-unit and the part it goes to."""
    below, _equals, part = (word.strip().upper() for word in text.partition("="))
    if not (below and part):
        raise click.UsageError(_("--subunit viết theo mẫu MÃ=MÃ_ĐƠN_VỊ_MỚI, không phải %s") % text)
    return below, part


def _listed(path: Path | None) -> dict[str, str]:
    return read_places(path.read_text("utf-8")) if path else {}


def _parts_of(places: Mapping[str, str], into: Mapping[str, Unit]) -> dict[str, Unit]:
    """The part each one goes to; refused where it is none of the parts."""
    strange = sorted(set(places.values()) - set(into))
    if strange:
        raise Refused(
            _("%s không phải là đơn vị được chia ra") % ", ".join(strange[:5]),
            remedy=_("Chọn trong các mã ghi sau --into: %s") % ", ".join(into),
        )
    return {code: into[part] for code, part in places.items()}


def _unit(code: str) -> Unit:
    unit = Unit.objects.filter(code__iexact=code).first()
    if unit is None:
        raise Refused(
            _("Không có đơn vị mã %s") % code, remedy=_("Xem mã bằng lệnh: hientai units list")
        )
    return unit


def _said(
    kind: Kind, codes: Sequence[str], on: date, in_json: bool, more: Mapping[str, Any] | None = None
) -> None:
    """What was done, and what became of the posts where some moved."""
    told = dict(more or {})
    if in_json:
        say_json({"event": kind.value, "units": codes, "on": on, **told})
        return
    into = f" → {', '.join(told['into'])}" if told else ""
    click.echo(f"{kind.label}: {', '.join(codes)}{into}, {day(on)}")
    if told:
        click.echo(_("%s vị trí công tác chuyển theo") % number(told["posts_moved"]))
    if left := told.get("posts_left"):
        click.echo(_("%s vị trí công tác chờ bố trí về một đơn vị mới") % number(left))


def unit_id(code: str, on: date) -> int:
    """The id of a unit that exists on a day."""
    unit = units_of.unit_on(code, on)
    if unit is None:
        raise Refused(
            _("Đơn vị %(code)s không tồn tại vào ngày %(day)s") % {"code": code, "day": day(on)},
            remedy=_("Xem mã bằng lệnh: hientai units list"),
        )
    return unit.unit_id
