"""Verbs of versions: the next one proposed and accepted, the newest one taken back."""

import getpass
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.accounts.models import User
from hientai.audit.services import sign
from hientai.schemes.domain.amending import as_version
from hientai.schemes.domain.continuation import Act
from hientai.schemes.domain.differences import Change, differences
from hientai.schemes.domain.pack import Pack
from hientai.schemes.models import SchemeVersion, Withdrawal
from hientai.schemes.queries import document_of, newest_of
from hientai.schemes.services.keeping import alone, follows, kept, next_number, unsaved
from hientai.schemes.services.routes import put_routes
from hientai.shared.refused import Refused


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
    after = as_version(changed, next_number(newest.scheme), since, act, summary)
    follows(newest, after)
    version = unsaved(newest.scheme, after, "")
    version.ranked = newest.ranked  # type: ignore[attr-defined]
    return Proposal(version, before, after, differences(before, after))


@transaction.atomic
def accept(*, actor: User | None, proposal: Proposal) -> SchemeVersion:
    """Keep a proposal as the next version. Refused where another was accepted meanwhile."""
    scheme = proposal.version.scheme
    alone(scheme)
    if newest_of(scheme.slug).number != proposal.before.scheme.version:
        raise Refused(
            _("Đề án vừa có phiên bản khác"), remedy=_("mở lại trang và xem lại khác biệt")
        )
    act = proposal.after.scheme.act
    sign(actor=actor, ground=N_("sửa đổi đề án: %s") % (act.cited if act else ""))
    author = str(actor) if actor else getpass.getuser()
    return kept(scheme, proposal.after, author, actor=actor, before=proposal.before)


@transaction.atomic
def withdraw(*, actor: User | None, version: SchemeVersion, ground: str) -> Withdrawal:
    """Take the newest version back: the one before holds again on every day.

    Refused without a ground, for the first version, and where a later version, a row of titles or
    a turn rests on it.
    """
    if not ground.strip():
        raise Refused(_("Chưa ghi căn cứ rút phiên bản"), remedy=_("ghi văn bản hoặc lý do"))
    alone(version.scheme)
    _refuse_to_withdraw(version)
    sign(actor=actor, ground=ground)
    author = str(actor) if actor else getpass.getuser()
    withdrawn = _withdrawn(version, author, ground.strip())
    taken, holds = document_of(version), document_of(newest_of(version.scheme.slug))
    put_routes(actor=actor, before=taken, after=holds, since=version.effective_from)
    return withdrawn


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
