"""Verbs of the table of equivalent titles: a row written beside the document's, or taken back."""

import getpass
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from pydantic import ValidationError

from hientai.accounts.models import User
from hientai.audit.services import sign
from hientai.schemes.domain.equivalence import Equivalence
from hientai.schemes.models import RankedTitle, SchemeVersion
from hientai.schemes.queries import pack_of
from hientai.shared.refused import Refused


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
