"""Verbs of tokens: made for a program, asked with, revoked (A4)."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.accounts.domain.tokens import (
    MOST_DAYS,
    MOST_HELD,
    PREFIX,
    SHOWN,
    WORD_BYTES,
    last_day_of,
)
from hientai.accounts.models import RoleAssignment, Token, User
from hientai.accounts.services.noting import note
from hientai.organisations.models import Unit
from hientai.organisations.queries import subtree_ids
from hientai.shared.refused import Refused
from hientai.webkit.constraints import told
from hientai.webkit.day import today

WALLS = {
    "token_of_an_own_role": Refused(
        N_("Mã truy cập chỉ mang vai trò của chính người lập"), remedy=N_("Chọn vai trò của bạn.")
    )
}


@dataclass(frozen=True)
class Asked:
    """What a word opens: its token, or why it opens nothing; how often it was asked this minute."""

    token: Token | None
    fault: str
    times: int

    @property
    def too_often(self) -> bool:
        """Whether who asks with it has to wait for the next minute."""
        limits = settings.HIENTAI_API_LIMITS
        return self.times > (limits[1] if self.fault == "unknown" else limits[0])


@transaction.atomic
def make_token(
    *,
    user: User,
    held: RoleAssignment,
    unit: Unit,
    name: str,
    days: int,
    reads_only: bool,
    on: date,
) -> tuple[Token, str]:
    """Make a token that exercises an own role at a unit for some days; the word is told this once.

    Refused for a role that is not the user's own today, for a unit outside the role's, for more
    days than a year has, and where the user holds many already.
    """
    _refuse_role(user, held, unit, on)
    _refuse_many(user, days, on)
    word = PREFIX + secrets.token_urlsafe(WORD_BYTES)
    with told(WALLS):
        made = Token.objects.create(
            user=user,
            assignment_id=held.pk,
            unit=unit,
            name=" ".join(name.split()),
            reads_only=reads_only,
            start=word[:SHOWN],
            digest=_digest(word),
            last_day=last_day_of(days, on),
        )
    note(user, token=f"made: {made.name}")
    return made, word


@transaction.atomic
def revoke_token(*, token: Token, by: User) -> bool:
    """Let a token open nothing from now on; whether it was still to be revoked."""
    rows = Token.objects.filter(pk=token.pk, revoked_at=None)
    revoked = bool(rows.update(revoked_at=timezone.now(), revoked_by=str(by)))
    if revoked:
        note(token.user, token=f"revoked: {token.name}")
    return revoked


def asked_with(word: str, address: str, on: date) -> Asked:
    """What a word opens on a day; that it was asked with is counted, whatever it opens.

    To be called outside of the transaction of what is asked for. A user acts by the token found
    (`User.act_by`) in no other than that transaction.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM accounts_token_asked(%s, %s, %s)", [_digest(word), address, on]
        )
        found, fault, times = cursor.fetchone()
    return Asked(None if found is None or fault else Token(pk=found), fault, times)


def user_of(token: Token) -> User:
    """The user who acts by a token, in the scope of the token."""
    acting = User().act_by(token)
    acting.enter(today())
    kept = Token.objects.select_related("user", "unit", "assignment").get(pk=token.pk)
    return kept.user.act_by(kept)


def forget_asking() -> None:
    """Forget how often was asked before today."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT accounts_forget_asking()")


def _digest(word: str) -> bytes:
    return hashlib.sha256(word.encode()).digest()


def _refuse_role(user: User, held: RoleAssignment, unit: Unit, on: date) -> None:
    own = {role.pk for role in user.held if role.deputy_id is None}
    if held.pk not in own:
        raise Refused(
            _("Mã truy cập chỉ mang vai trò của chính người lập"),
            remedy=_("Chọn một vai trò bạn đang giữ."),
        )
    if unit.pk not in subtree_ids(held.unit_id, on):
        raise Refused(
            _("Đơn vị %s không thuộc đơn vị của vai trò") % unit.code,
            remedy=_("Chọn đơn vị của vai trò, hoặc một đơn vị trực thuộc."),
        )


def _refuse_many(user: User, days: int, on: date) -> None:
    if not 1 <= days <= MOST_DAYS:
        raise Refused(
            _("Mã truy cập dùng được từ 1 đến %s ngày") % MOST_DAYS,
            remedy=_("Chọn số ngày ngắn hơn; hết hạn thì lập mã mới."),
        )
    open_ones = Token.objects.filter(user=user, revoked_at=None, last_day__gte=on)
    if open_ones.count() >= MOST_HELD:
        raise Refused(
            _("Bạn đã có %s mã truy cập đang dùng") % MOST_HELD,
            remedy=_("Thu hồi mã không còn dùng trước."),
        )
