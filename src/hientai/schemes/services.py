"""Verbs of schemes: check a pack, see what it would change, accept it, publish the format."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hientai.organisations.models import Unit
from hientai.schemes.domain.checks import checked
from hientai.schemes.domain.differences import Change, differences
from hientai.schemes.domain.items import Row, items
from hientai.schemes.domain.pack import FILES, Pack
from hientai.schemes.domain.reading import PackRefused, Problem, read_pack
from hientai.schemes.models import Scheme, SchemeItem, SchemeVersion
from hientai.schemes.queries import pack_of
from hientai.shared.refused import Refused

PACKS = Path(__file__).parent / "packs"
LARGEST_FILE = 2_000_000
"""Bytes; a pack file is text that people read, so a larger one is something else."""

State = Literal["first", "same", "differs", "accepted"]


@dataclass(frozen=True)
class Loaded:
    """What loading a pack did: `first` and `accepted` wrote a version, `same` and `differs`
    wrote nothing. `changes` compares with the newest version; `units_missing` names the units of
    its groups that the register does not have."""

    state: State
    slug: str
    number: int
    changes: Sequence[Change] = ()
    version: SchemeVersion | None = None
    units_missing: Sequence[str] = ()


def check_pack(source: str) -> Pack:
    """Read and check a pack, given by a folder or by the name of one that ships.

    PackRefused with every error by file, line, item and remedy.
    """
    folder = _folder(source)
    reading = read_pack(_files(folder))
    pack = checked(reading)
    if pack.scheme.slug != folder.name:
        what = _("mã “%(slug)s” khác tên thư mục “%(folder)s”")
        parts = {"slug": pack.scheme.slug, "folder": folder.name}
        line = reading.sources["scheme"].line(("slug",))
        problem = Problem(
            "scheme.yaml", line, pack.scheme.slug, what % parts, _("đặt hai tên giống nhau")
        )
        raise PackRefused([problem])
    return pack


@transaction.atomic
def load_pack(source: str, *, accepted_by: str, accept: bool = False) -> Loaded:
    """Bring a pack in. The first version is accepted at once; a later one only with `accept`.

    Loading what is there already changes nothing. Refused where a later version keeps the number
    of an earlier one or takes effect before it.
    """
    pack = check_pack(source)
    slug, number = pack.scheme.slug, pack.scheme.version
    scheme, _made = Scheme.objects.get_or_create(slug=slug, defaults={"authority": _unit(pack)})
    Scheme.objects.select_for_update().get(pk=scheme.pk)
    lacking = units_missing(pack)
    if scheme.versions.filter(digest=digest_of(pack)).exists():
        return Loaded("same", slug, number, units_missing=lacking)
    newest = scheme.versions.order_by("-number").first()
    if newest is None:
        return Loaded("first", slug, number, (), _kept(scheme, pack, accepted_by), lacking)
    changes = differences(pack_of(newest), pack)
    if not accept:
        return Loaded("differs", slug, number, changes, units_missing=lacking)
    _follows(newest, pack)
    version = _kept(scheme, pack, accepted_by)
    return Loaded("accepted", slug, number, changes, version, lacking)


def units_missing(pack: Pack) -> list[str]:
    """Codes of units that groups name and the register does not have: nobody can belong there."""
    named = {
        code
        for group in pack.groups
        for part in group.conditions
        for code in part.when.unit_codes()
    }
    known = Unit.objects.filter(code__in=named).values_list("code", flat=True)
    return sorted(named - set(known))


def digest_of(pack: Pack) -> str:
    """The fingerprint of a pack's content: the same content, the same fingerprint."""
    text = json.dumps(pack.document(), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def schema_text() -> str:
    """The published description of the pack format, as JSON Schema."""
    schema = Pack.model_json_schema(by_alias=True)
    schema["title"] = "Gói đề án"
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _folder(source: str) -> Path:
    shipped = PACKS / source
    folder = shipped if "/" not in source and shipped.is_dir() else Path(source)
    if not folder.is_dir():
        known = ", ".join(sorted(path.name for path in PACKS.iterdir() if path.is_dir()))
        raise Refused(
            _("Không có gói đề án “%s”") % source,
            remedy=_("ghi đường dẫn thư mục, hoặc một trong: %s") % known,
        )
    return folder.resolve()


def _files(folder: Path) -> dict[str, str]:
    return {name: _text(path) for name in FILES if (path := folder / f"{name}.yaml").is_file()}


def _text(path: Path) -> str:
    if path.stat().st_size > LARGEST_FILE:
        remedy = _("tách bớt nội dung")
        raise PackRefused([Problem(path.name, 1, "", _("tệp quá lớn"), remedy)])
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        problem = Problem(path.name, line, "", _("không phải chữ UTF-8"), _("lưu lại dạng UTF-8"))
        raise PackRefused([problem]) from error


def _unit(pack: Pack) -> Unit | None:
    return Unit.objects.filter(code=pack.scheme.authority).first()


def _follows(newest: SchemeVersion, pack: Pack) -> None:
    if pack.scheme.version <= newest.number:
        raise Refused(
            _("Phiên bản %d đã có với nội dung khác") % pack.scheme.version,
            remedy=_("đặt version: %d trong scheme.yaml") % (newest.number + 1),
        )
    if pack.scheme.effective_from < newest.effective_from:
        raise Refused(
            _("Phiên bản mới có hiệu lực trước phiên bản %d") % newest.number,
            remedy=_("đặt effective_from từ %s trở đi") % newest.effective_from.isoformat(),
        )


def _kept(scheme: Scheme, pack: Pack, accepted_by: str) -> SchemeVersion:
    version = SchemeVersion.objects.create(
        scheme=scheme,
        number=pack.scheme.version,
        effective_from=pack.scheme.effective_from,
        accepted_at=timezone.now(),
        accepted_by=accepted_by,
        digest=digest_of(pack),
        content=pack.document(),
    )
    rows = [_item(version, order, row) for order, row in enumerate(items(pack), start=1)]
    SchemeItem.objects.bulk_create(rows)
    return version


def _item(version: SchemeVersion, order: int, row: Row) -> SchemeItem:
    return SchemeItem(
        version=version,
        kind=row.kind.value,
        item_id=row.item_id,
        clause=row.clause,
        title=row.title,
        count=row.count,
        unit=row.unit,
        data=row.data,
        order=order,
    )
