"""Verbs of packs: check one, bring it in as a version, publish the format."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext as _

from hientai.organisations.models import Unit
from hientai.schemes.domain.checks import checked
from hientai.schemes.domain.differences import Change, differences
from hientai.schemes.domain.pack import FILES, Pack
from hientai.schemes.domain.reading import PackRefused, Problem, read_pack
from hientai.schemes.models import Scheme, SchemeVersion
from hientai.schemes.queries import document_of, pack_of
from hientai.schemes.services.keeping import alone, digest_of, follows, kept, units_missing
from hientai.schemes.services.routes import has_routes, put_routes
from hientai.shared.refused import Refused
from hientai.shared.words import language

PACKS = Path(__file__).resolve().parents[1] / "packs"
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

    The scheme is the one that the pack's own file names, whatever its folder is called.
    PackRefused with every error by file, line, item and remedy.
    """
    return checked(read_pack(_files(_folder(source))))


@transaction.atomic
def load_pack(source: str, *, accepted_by: str, accept: bool = False) -> Loaded:
    """Bring a pack in. The first version is accepted at once; a later one only with `accept`.

    Loading what is there already changes nothing. Refused where a later version keeps the number
    of an earlier one or takes effect before it, or amends a scheme that is not there.
    """
    pack = check_pack(source)
    slug, number = pack.scheme.slug, pack.scheme.version
    scheme, _made = Scheme.objects.get_or_create(slug=slug, defaults={"authority": _unit(pack)})
    alone(scheme)
    scheme.refresh_from_db()
    _name_authority(scheme, pack)
    lacking = units_missing(pack)
    if scheme.versions.filter(digest=digest_of(pack), withdrawal=None).exists():
        return Loaded("same", slug, number, units_missing=lacking)
    newest = scheme.versions.filter(withdrawal=None).order_by("-number").first()
    if newest is None:
        _refuse_to_begin_later(pack)
        return Loaded("first", slug, number, (), kept(scheme, pack, accepted_by), lacking)
    _lend_routes(pack)
    changes = differences(pack_of(newest), pack.told_in(language()))
    if not accept:
        return Loaded("differs", slug, number, changes, units_missing=lacking)
    follows(newest, pack)
    version = kept(scheme, pack, accepted_by, before=document_of(newest))
    return Loaded("accepted", slug, number, changes, version, lacking)


def _refuse_to_begin_later(pack: Pack) -> None:
    """A scheme begins with version 1: a later one is an amendment, or its id is mistyped."""
    number, slug = pack.scheme.version, pack.scheme.slug
    if number == 1:
        return
    others = Scheme.objects.exclude(slug=slug).order_by("slug")
    known = ", ".join(others.values_list("slug", flat=True))
    raise Refused(
        _("Chưa có đề án “%(slug)s” để nhận phiên bản %(number)d")
        % {"slug": slug, "number": number},
        why=_("đề án đã nạp: %s") % known if known else "",
        remedy=_("nạp phiên bản 1 trước, hoặc sửa slug trong scheme.yaml nếu ghi nhầm mã"),
    )


def _name_authority(scheme: Scheme, pack: Pack) -> None:
    """A scheme loaded before its units were there is told its authority when they are."""
    unit = _unit(pack) if scheme.authority_id is None else None
    if unit is not None:
        scheme.authority = unit
        scheme.save(update_fields=["authority"])


def _lend_routes(pack: Pack) -> None:
    """A scheme accepted before packs had routes is given those that ship."""
    since = pack.scheme.effective_from
    if not has_routes(pack.scheme.slug, since):
        put_routes(actor=None, before=None, after=pack, since=since)


def schema_text() -> str:
    """The published description of the pack format, as JSON Schema."""
    schema = Pack.model_json_schema(by_alias=True)
    schema["title"] = _("Gói đề án")
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
