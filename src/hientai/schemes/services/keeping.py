"""A version kept whole, with its items and its routes of approval: what every way in shares."""

import hashlib
import json

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from hientai.accounts.models import User
from hientai.organisations.models import Unit
from hientai.schemes.domain.items import Row, items
from hientai.schemes.domain.pack import Pack
from hientai.schemes.models import Scheme, SchemeItem, SchemeVersion
from hientai.schemes.services.routes import put_routes
from hientai.shared.refused import Refused


def alone(scheme: Scheme) -> None:
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


def follows(newest: SchemeVersion, pack: Pack) -> None:
    """Refused where a pack keeps the number of a version or takes effect before the newest."""
    wanted = next_number(newest.scheme)
    if pack.scheme.version < wanted:
        raise Refused(
            _("Phiên bản %d đã có với nội dung khác") % pack.scheme.version,
            remedy=_("đặt version: %d trong scheme.yaml") % wanted,
        )
    if pack.scheme.effective_from < newest.effective_from:
        raise Refused(
            _("Phiên bản mới có hiệu lực trước phiên bản %d") % newest.number,
            remedy=_("đặt effective_from từ %s trở đi") % newest.effective_from.isoformat(),
        )


def next_number(scheme: Scheme) -> int:
    """The number of a new version; numbers of versions taken back are not used again."""
    numbers = scheme.versions.values_list("number", flat=True)
    return max(numbers, default=0) + 1


def kept(
    scheme: Scheme,
    pack: Pack,
    accepted_by: str,
    *,
    actor: User | None = None,
    before: Pack | None = None,
) -> SchemeVersion:
    """Keep a pack as a version, and put the routes that it says otherwise than the one before."""
    version = unsaved(scheme, pack, accepted_by)
    version.save(force_insert=True)
    rows = [_item(version, order, row) for order, row in enumerate(items(pack), start=1)]
    SchemeItem.objects.bulk_create(rows)
    put_routes(actor=actor, before=before, after=pack, since=pack.scheme.effective_from)
    return version


def unsaved(scheme: Scheme, pack: Pack, accepted_by: str) -> SchemeVersion:
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
