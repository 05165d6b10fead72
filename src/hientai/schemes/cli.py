"""Commands of schemes: check a pack, load it, show what is in force, publish the format."""

import getpass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import click
from django.utils.translation import gettext as _

from hientai.accounts.services import operator_scope
from hientai.schemes import queries, services
from hientai.schemes.domain.differences import KINDS, Change
from hientai.schemes.domain.items import UNITS, items
from hientai.schemes.domain.pack import Kind
from hientai.schemes.models import SchemeItem, SchemeVersion
from hientai.shared.vietnamese import day, number
from hientai.webkit.terminal import DAY, always_json, as_json, on_day, say_json


@click.group()
def scheme() -> None:
    """Đề án: kiểm tra gói, nạp, xem.

    \b
    Ví dụ:
      hientai scheme list
      hientai scheme check hanoi-1698
      hientai scheme load hanoi-1698
      hientai scheme show hanoi-1698 --kind quota --json
    """


@scheme.command("list")
@on_day
@as_json
def list_schemes(on: date, in_json: bool) -> None:
    """Liệt kê các đề án đã nạp và đang có hiệu lực vào một ngày.

    \b
    Ví dụ:
      hientai scheme list --on 2024-06-01 --json
    """
    with operator_scope(_("xem đề án")):
        rows = [_listed(version) for version in queries.schemes(on)]
    if in_json:
        say_json(rows)
        return
    for row in rows:
        click.echo(f"{row['slug']}  v{row['version']}  {row['title']}")
    if not rows:
        click.echo(_("Chưa có đề án nào có hiệu lực ngày %s.") % day(on))


@scheme.command()
@click.argument("source")
@as_json
def check(source: str, in_json: bool) -> None:
    """Kiểm tra một gói đề án: thư mục, hoặc mã của gói có sẵn. Lỗi nêu tệp, dòng, mục, cách sửa.

    \b
    Ví dụ:
      hientai scheme check hanoi-1698
      hientai scheme check ./goi/de-an-moi --json
    """
    pack = services.check_pack(source)
    counts: dict[str, int] = {}
    for row in items(pack):
        counts[row.kind.value] = counts.get(row.kind.value, 0) + 1
    if in_json:
        say_json({"slug": pack.scheme.slug, "version": pack.scheme.version, "items": counts})
        return
    click.echo(_("Gói %s hợp lệ.") % pack.scheme.slug)
    for kind, count in counts.items():
        click.echo(f"  {_(KINDS[Kind(kind)])}: {count}")


@scheme.command()
@click.argument("source")
@click.option("--accept", is_flag=True, help=_("Chấp nhận phiên bản mới sau khi xem khác biệt."))
@as_json
def load(source: str, accept: bool, in_json: bool) -> None:
    """Nạp một gói. Nạp lại cùng nội dung không đổi gì; phiên bản mới cho xem khác biệt trước.

    \b
    Ví dụ:
      hientai scheme load hanoi-1698
      hientai scheme load ./goi/de-an-moi --accept
    """
    with operator_scope(_("nạp gói đề án")):
        loaded = services.load_pack(source, accepted_by=getpass.getuser(), accept=accept)
    if in_json:
        changes = [vars(change) for change in loaded.changes]
        state = {"slug": loaded.slug, "version": loaded.number, "state": loaded.state}
        say_json({**state, "changes": changes, "units_missing": loaded.units_missing})
        return
    click.echo(f"{loaded.slug} v{loaded.number}: {STATES[loaded.state]}")
    for change in loaded.changes:
        click.echo(_change(change))
    if loaded.units_missing:
        missing = ", ".join(loaded.units_missing)
        click.echo(_("Danh mục đơn vị chưa có: %s; chưa ai thuộc các nhóm nêu chúng.") % missing)


@scheme.command()
@click.argument("slug")
@on_day
@click.option(
    "--kind", type=click.Choice([kind.value for kind in Kind]), help=_("Chỉ một loại mục.")
)
@as_json
def show(slug: str, on: date, kind: str | None, in_json: bool) -> None:
    """Xem các mục của một đề án như đang có hiệu lực vào một ngày, mỗi mục với điều khoản.

    \b
    Ví dụ:
      hientai scheme show hanoi-1698 --kind quota --on 2024-06-01
      hientai scheme show hanoi-1698 --json
    """
    with operator_scope(_("xem đề án")):
        version = queries.scheme(slug, on)
        found = SchemeItem.objects.filter(version=version)
        rows = list(found.filter(kind=kind) if kind else found)
    if in_json:
        say_json([_plain(row) for row in rows])
        return
    click.echo(f"{slug} v{version.number}, {_('hiệu lực từ')} {version.effective_from:%d/%m/%Y}")
    for row in rows:
        click.echo(f"{_(KINDS[Kind(row.kind)]):16} {row.item_id:10} {_count(row):>20}  {row.title}")
        note = _plain(row).get("note")
        click.echo(f"{'':49}{row.clause}" + (f" · {note}" if note else ""))


@scheme.command()
@click.argument("slug")
@as_json
def versions(slug: str, in_json: bool) -> None:
    """Các phiên bản của một đề án: văn bản sửa đổi, ngày, người chấp nhận, khác biệt.

    \b
    Ví dụ:
      hientai scheme versions hanoi-1698 --json
    """
    with operator_scope(_("xem đề án")):
        queries.newest_of(slug)
        rows = [_step(*step) for step in queries.steps_of(slug)]
    if in_json:
        say_json(rows)
        return
    for row in rows:
        gone = f" · {_('đã rút')}" if row["withdrawn"] else ""
        since = f"{_('hiệu lực từ')} {day(row['effective_from'])}"
        click.echo(f"v{row['version']}  {since}  {row['act']}  {row['accepted_by']}{gone}")


@scheme.command()
@click.argument("slug")
@click.option("--from", "before", type=DAY, required=True, help=_("Ngày thứ nhất."))
@click.option("--to", "after", type=DAY, required=True, help=_("Ngày thứ hai."))
@as_json
def compare(slug: str, before: date, after: date, in_json: bool) -> None:
    """So đề án như đang có hiệu lực vào hai ngày, từng mục.

    \b
    Ví dụ:
      hientai scheme compare hanoi-1698 --from 2025-06-30 --to 2025-07-01 --json
    """
    with operator_scope(_("xem đề án")):
        changes = queries.changed_between(slug, before, after)
    if in_json:
        say_json([vars(change) for change in changes])
        return
    for change in changes:
        click.echo(_change(change))
    if not changes:
        click.echo(_("Hai ngày áp dụng cùng nội dung."))


@scheme.command()
@click.argument("slug")
@click.option("--ground", required=True, help=_("Căn cứ rút."))
@as_json
def withdraw(slug: str, ground: str, in_json: bool) -> None:
    """Rút phiên bản mới nhất khi chưa có gì dựa trên nó; phiên bản trước lại áp dụng.

    \b
    Ví dụ:
      hientai scheme withdraw hanoi-1698 --ground "Văn bản 5/UBND"
    """
    with operator_scope(_("rút phiên bản đề án")):
        version = queries.newest_of(slug)
        services.withdraw(actor=None, version=version, ground=ground)
    if in_json:
        say_json({"slug": slug, "withdrawn": version.number})
    else:
        click.echo(_("Đã rút phiên bản %s.") % version.number)


@scheme.command()
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help=_("Ghi ra tệp này."))
@always_json
def schema(out: Path | None) -> None:
    """In mô tả (JSON Schema) của định dạng gói đề án.

    \b
    Ví dụ:
      hientai scheme schema --out pack.schema.json
    """
    if out is None:
        click.echo(services.schema_text(), nl=False)
        return
    out.write_text(services.schema_text(), encoding="utf-8")
    click.echo(str(out))


STATES = {
    "first": _("đã nạp, là phiên bản đầu"),
    "same": _("đã có, không thay đổi gì"),
    "differs": _("có khác biệt, chưa chấp nhận; thêm --accept để chấp nhận"),
    "accepted": _("đã chấp nhận phiên bản mới"),
}


def _change(change: Change) -> str:
    what = {"added": _("thêm"), "removed": _("bỏ"), "changed": _("sửa")}[change.what]
    lines = [f"  {what} {change.kind} {change.item_id}: {change.title}"]
    fields = change.fields if change.what == "changed" else ()
    lines += [f"      {name}: {before!r} → {after!r}" for name, before, after in fields]
    return "\n".join(lines)


def _step(version: SchemeVersion, changes: list[Change]) -> dict[str, Any]:
    scheme = queries.document_of(version).scheme
    return {
        "version": version.number,
        "effective_from": version.effective_from,
        "act": scheme.act.cited if scheme.act else scheme.citation or scheme.number,
        "accepted_by": version.accepted_by,
        "accepted_at": version.accepted_at.isoformat(),
        "withdrawn": hasattr(version, "withdrawal"),
        "changes": [vars(change) for change in changes],
    }


def _listed(version: SchemeVersion) -> dict[str, Any]:
    scheme = queries.pack_of(version).scheme
    return {
        "slug": scheme.slug,
        "version": version.number,
        "title": scheme.title,
        "effective_from": version.effective_from,
    }


def _plain(row: SchemeItem) -> dict[str, Any]:
    plain = {
        "kind": row.kind,
        "id": row.item_id,
        "clause": row.clause,
        "title": row.title,
        "count": _number(row.count),
        "unit": row.unit,
    }
    measure = row.data.get("measure", {})
    if row.kind == Kind.TARGET and (row.count is None or measure.get("kind") == "places"):
        plain["note"] = measure.get("note") or _("Văn bản không nêu con số cho mục tiêu này.")
        plain["measured_by"] = measure.get("counts", []) + measure.get("keeps", [])
    return plain


def _number(count: Decimal | None) -> int | float | None:
    if count is None:
        return None
    return int(count) if count == count.to_integral_value() else float(count)


def _count(row: SchemeItem) -> str:
    plain = _number(row.count)
    return "" if plain is None else f"{number(plain)} {_(UNITS[row.unit])}"
