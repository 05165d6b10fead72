"""Verbs of schemes: check a pack, see what it would change, accept it, publish the format."""

import getpass
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from pydantic import ValidationError

from hientai.accounts.models import User
from hientai.audit.services import sign
from hientai.organisations.models import Unit
from hientai.schemes.domain.amending import as_version
from hientai.schemes.domain.checks import checked
from hientai.schemes.domain.continuation import Act
from hientai.schemes.domain.differences import Change, differences
from hientai.schemes.domain.equivalence import Equivalence
from hientai.schemes.domain.items import Row, items
from hientai.schemes.domain.pack import FILES, Pack
from hientai.schemes.domain.reading import PackRefused, Problem, read_pack
from hientai.schemes.models import RankedTitle, Scheme, SchemeItem, SchemeVersion, Withdrawal
from hientai.schemes.queries import document_of, newest_of, pack_of
from hientai.shared.refused import Refused
from hientai.shared.words import language

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
    _alone(scheme)
    scheme.refresh_from_db()
    _name_authority(scheme, pack)
    lacking = units_missing(pack)
    if scheme.versions.filter(digest=digest_of(pack), withdrawal=None).exists():
        return Loaded("same", slug, number, units_missing=lacking)
    newest = scheme.versions.filter(withdrawal=None).order_by("-number").first()
    if newest is None:
        return Loaded("first", slug, number, (), _kept(scheme, pack, accepted_by), lacking)
    changes = differences(pack_of(newest), pack.told_in(language()))
    if not accept:
        return Loaded("differs", slug, number, changes, units_missing=lacking)
    _follows(newest, pack)
    version = _kept(scheme, pack, accepted_by)
    return Loaded("accepted", slug, number, changes, version, lacking)


def _name_authority(scheme: Scheme, pack: Pack) -> None:
    """A scheme loaded before its units were there is told its authority when they are."""
    unit = _unit(pack) if scheme.authority_id is None else None
    if unit is not None:
        scheme.authority = unit
        scheme.save(update_fields=["authority"])


@transaction.atomic
def rank_title(
    *,
    actor: User | None,
    version: SchemeVersion,
    row: Mapping[str, Any],
    who: Mapping[str, Sequence[str]] | None = None,
) -> RankedTitle:
    """Write a row of the table of titles down: a new one, or one in the place of a row of its id.

    `row` holds id, group, title, since, until, source, certainty and note; `who` the codes of
    title, level and unit_kind that it speaks of, or None to keep those of the row it replaces.
    Refused where the row cannot be, or stands for nobody.
    """
    pack = pack_of(version)
    before = next((one for one in pack.equivalences if one.id == row["id"]), None)
    pack.group(row["group"])
    made = _equivalence(row, _whom(before, who), before)
    sign(actor=actor, ground=N_("xếp chức danh: %s") % made.source)
    author = str(actor) if actor else getpass.getuser()
    _ended(version, made.id, author, N_("có dòng mới thay"))
    return _written(version, made, author)


def _written(version: SchemeVersion, row: Equivalence, author: str) -> RankedTitle:
    return RankedTitle.objects.create(
        scheme=version.scheme,
        row_id=row.id,
        content=row.model_dump(mode="json", by_alias=True, exclude_defaults=True),
        written_at=timezone.now(),
        written_by=author,
    )


@transaction.atomic
def unrank_title(*, actor: User | None, version: SchemeVersion, row_id: str, ground: str) -> None:
    """Take back a row that was written here: the row of the document holds again, if it has one.

    Refused without a ground, or where no such row was written.
    """
    if not ground.strip():
        raise Refused(_("Chưa ghi căn cứ thôi áp dụng"), remedy=_("ghi văn bản hoặc lý do"))
    sign(actor=actor, ground=ground)
    if not _ended(version, row_id, str(actor) if actor else getpass.getuser(), ground.strip()):
        raise Refused(
            _("Không có dòng “%s” nào do người quản trị ghi") % row_id,
            remedy=_("dòng của văn bản thì ghi một dòng mới cùng mã, có ngày hết hiệu lực"),
        )


def _ended(version: SchemeVersion, row_id: str, author: str, ground: str) -> int:
    live = RankedTitle.objects.filter(scheme=version.scheme, row_id=row_id, revoked_at=None)
    return live.update(revoked_at=timezone.now(), revoked_by=author, revoked_ground=ground)


def _whom(before: Equivalence | None, who: Mapping[str, Sequence[str]] | None) -> dict[str, Any]:
    """Whom a row speaks of, as a statement over the register."""
    said = [{key: list(codes)} for key, codes in (who or {}).items() if codes]
    if said and "title" in (who or {}) and (who or {})["title"]:
        return said[0] if len(said) == 1 else {"all": said}
    if before is None or said:
        raise Refused(_("Dòng này chưa nêu chức danh nào"), remedy=_("chọn ít nhất một chức danh"))
    return before.when.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def _equivalence(
    row: Mapping[str, Any], when: dict[str, Any], before: Equivalence | None
) -> Equivalence:
    clause = before.clause if before else row["source"]
    try:
        return Equivalence.model_validate({**row, "clause": clause, "when": when})
    except ValidationError as error:
        wrong = ", ".join(
            str(part["loc"][0]) if part["loc"] else part["msg"] for part in error.errors()
        )
        raise Refused(
            _("Dòng xếp chức danh chưa đúng: %s") % wrong,
            remedy=_("kiểm tra ngày, nguồn và mã dòng"),
        ) from error


@dataclass(frozen=True)
class Proposal:
    """A version that nobody has accepted yet: it can be read and measured, and is not kept."""

    version: SchemeVersion
    before: Pack
    after: Pack
    changes: Sequence[Change]


def propose(
    *, slug: str, change: Callable[[Pack], Pack], since: date, act: Act, summary: str = ""
) -> Proposal:
    """What the newest version would read with a change laid over it, from a day, by an act.

    Refused where the change does not fit, changes nothing, or takes effect before the newest.
    """
    newest = newest_of(slug)
    before = document_of(newest)
    changed = change(before)
    if changed == before:
        raise Refused(_("Sửa đổi này không đổi gì"), remedy=_("ghi giá trị khác với hiện nay"))
    after = as_version(changed, _next_number(newest.scheme), since, act, summary)
    _follows(newest, after)
    version = _unsaved(newest.scheme, after, "")
    version.ranked = newest.ranked  # type: ignore[attr-defined]
    return Proposal(version, before, after, differences(before, after))


@transaction.atomic
def accept(*, actor: User | None, proposal: Proposal) -> SchemeVersion:
    """Keep a proposal as the next version. Refused where another was accepted meanwhile."""
    scheme = proposal.version.scheme
    _alone(scheme)
    if newest_of(scheme.slug).number != proposal.before.scheme.version:
        raise Refused(
            _("Đề án vừa có phiên bản khác"), remedy=_("mở lại trang và xem lại khác biệt")
        )
    act = proposal.after.scheme.act
    sign(actor=actor, ground=N_("sửa đổi đề án: %s") % (act.cited if act else ""))
    return _kept(scheme, proposal.after, str(actor) if actor else getpass.getuser())


@transaction.atomic
def withdraw(*, actor: User | None, version: SchemeVersion, ground: str) -> Withdrawal:
    """Take the newest version back: the one before holds again on every day.

    Refused without a ground, for the first version, and where a later version, a row of titles or
    a turn rests on it.
    """
    if not ground.strip():
        raise Refused(_("Chưa ghi căn cứ rút phiên bản"), remedy=_("ghi văn bản hoặc lý do"))
    _alone(version.scheme)
    _refuse_to_withdraw(version)
    sign(actor=actor, ground=ground)
    author = str(actor) if actor else getpass.getuser()
    return _withdrawn(version, author, ground.strip())


def _refuse_to_withdraw(version: SchemeVersion) -> None:
    """Refused for the first version, and where a later one or a row of titles rests on it."""
    live = version.scheme.versions.filter(withdrawal=None).order_by("-number")
    if version not in live[:1] or live.count() < 2:
        raise Refused(
            _("Không rút được phiên bản %d") % version.number,
            why=_("chỉ rút được phiên bản mới nhất, và không rút phiên bản đầu"),
            remedy=_("ban hành một sửa đổi mới"),
        )
    later = version.scheme.ranked_titles.filter(written_at__gte=version.accepted_at)
    if later.exists():
        raise Refused(
            _("Không rút được phiên bản %d") % version.number,
            why=_("sau đó đã ghi dòng chức danh tương đương %s") % later[0].row_id,
            remedy=_("thôi áp dụng dòng ấy bằng một sửa đổi mới"),
        )


def _withdrawn(version: SchemeVersion, author: str, ground: str) -> Withdrawal:
    """Written in a savepoint: other rooms bar it where something of theirs rests on the version."""
    try:
        with transaction.atomic():
            return Withdrawal.objects.create(
                version=version, withdrawn_at=timezone.now(), withdrawn_by=author, ground=ground
            )
    except IntegrityError as barred:
        raise Refused(
            _("Không rút được phiên bản %d") % version.number,
            why=str(barred).splitlines()[0],
            remedy=_("bỏ khớp các lượt ấy trước, hoặc ban hành một sửa đổi mới"),
        ) from barred


def _alone(scheme: Scheme) -> None:
    """One at a time: versions of a scheme are numbered in turn."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('schemes'), %s)", [scheme.pk])


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
    """The fingerprint of a pack's content: the same content, the same fingerprint.

    What items are called in English is no content: it may come, or be mended, at any time.
    """
    content = {name: part for name, part in pack.document().items() if name != "english"}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


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


def _follows(newest: SchemeVersion, pack: Pack) -> None:
    next_number = _next_number(newest.scheme)
    if pack.scheme.version < next_number:
        raise Refused(
            _("Phiên bản %d đã có với nội dung khác") % pack.scheme.version,
            remedy=_("đặt version: %d trong scheme.yaml") % next_number,
        )
    if pack.scheme.effective_from < newest.effective_from:
        raise Refused(
            _("Phiên bản mới có hiệu lực trước phiên bản %d") % newest.number,
            remedy=_("đặt effective_from từ %s trở đi") % newest.effective_from.isoformat(),
        )


def _next_number(scheme: Scheme) -> int:
    """The number of a new version; numbers of versions taken back are not used again."""
    numbers = scheme.versions.values_list("number", flat=True)
    return max(numbers, default=0) + 1


def _kept(scheme: Scheme, pack: Pack, accepted_by: str) -> SchemeVersion:
    version = _unsaved(scheme, pack, accepted_by)
    version.save(force_insert=True)
    rows = [_item(version, order, row) for order, row in enumerate(items(pack), start=1)]
    SchemeItem.objects.bulk_create(rows)
    return version


def _unsaved(scheme: Scheme, pack: Pack, accepted_by: str) -> SchemeVersion:
    return SchemeVersion(
        scheme=scheme,
        number=pack.scheme.version,
        effective_from=pack.scheme.effective_from,
        accepted_at=timezone.now(),
        accepted_by=accepted_by,
        digest=digest_of(pack),
        content=pack.document(),
    )


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
