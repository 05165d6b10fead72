"""Verbs of the second factor: an authenticator app, codes on paper, and trying a code (A3)."""

import secrets
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hientai.accounts.domain import codes
from hientai.accounts.models import Demand, Factor, User
from hientai.accounts.services.noting import note
from hientai.accounts.services.sealed import digests, opened, sealed
from hientai.shared.refused import Refused
from hientai.webkit.day import today

APP, RECOVERY = Factor.Kind.APP, Factor.Kind.RECOVERY


def new_secret() -> bytes:
    """The secret of an app, before it is registered."""
    return secrets.token_bytes(codes.SECRET_BYTES)


@transaction.atomic
def register_app(*, user: User, secret: bytes, typed: str, now: datetime) -> list[str]:
    """Make an app the user's second factor, after a code from it; the codes to keep on paper.

    An app registered before is no longer asked. [] where codes on paper are there already.
    """
    step = codes.step_of(secret, typed, int(now.timestamp()), last=0)
    if step is None:
        raise Refused(
            _("Mã không đúng"),
            remedy=_("Nhập mã 6 số đang hiện trong ứng dụng; kiểm tra giờ của điện thoại."),
        )
    told = {"secret": secret.hex(), "last": step}
    Factor.objects.update_or_create(
        user=user,
        kind=APP,
        defaults={"sealed": sealed(told, of=_of(user, APP)), "used_at": now, "wrong": 0},
    )
    note(user, app="added")
    return [] if recovery_left(user) else new_recovery_codes(user=user)


@transaction.atomic
def new_recovery_codes(*, user: User) -> list[str]:
    """Ten new codes to keep on paper, each good for once; those of before end."""
    drawn = [
        codes.recovery_code(secrets.token_bytes(codes.RECOVERY_BYTES))
        for _one in range(codes.RECOVERY_CODES)
    ]
    of = _of(user, RECOVERY)
    told = {"left": [digests(codes.tidied(code), of=of)[0] for code in drawn]}
    Factor.objects.update_or_create(
        user=user, kind=RECOVERY, defaults={"sealed": sealed(told, of=of), "used_at": None}
    )
    note(user, recovery="added")
    return drawn


def recovery_left(user: User) -> int:
    """How many codes on paper the user still has."""
    return left_of(Factor.objects.filter(user=user, kind=RECOVERY))


def left_of(held: Iterable[Factor]) -> int:
    """How many codes on paper are left among what somebody holds."""
    papers = [factor for factor in held if factor.kind == RECOVERY]
    told = [opened(factor.sealed, of=f"{RECOVERY}:{factor.user_id}") for factor in papers]
    return sum(len(one["left"]) for one in told if one)


def has_factor(user: User) -> bool:
    """Whether the user has a second factor; codes on paper alone are none. In the own scope."""
    return _real(user).exists()


def demanded_of(user: User) -> bool:
    """Whether a role that the user holds today, or stands in for, asks for a second factor."""
    held = {role.role for role in user.held}
    return Demand.objects.filter(role__in=held, period__contains=today()).exists()


@transaction.atomic
def remove_factor(*, factor: Factor) -> None:
    """Take a way to prove it away; with the last one go the codes on paper.

    The last one stays where a role asks for it.
    """
    user, kind = factor.user, factor.kind
    if demanded_of(user) and not _real(user).exclude(pk=factor.pk).exists():
        raise Refused(
            _("Vai trò của bạn đòi hỏi xác thực hai bước"),
            remedy=_("Đăng ký ứng dụng hoặc khóa khác trước, rồi mới bỏ cái này."),
        )
    factor.delete()
    note(user, **{kind: "removed"})
    if not has_factor(user):
        Factor.objects.filter(user=user).delete()


@transaction.atomic
def try_code(*, user: User, typed: str, now: datetime) -> bool:
    """Whether this is a code of the user's app or one on paper, which is then used up.

    Too many wrong codes in a row, from wherever, make the codes rest: refused.
    """
    held = list(
        Factor.objects.select_for_update()
        .filter(user=user, kind__in=[APP, RECOVERY])
        .order_by("pk")
    )
    if any(_rests(factor, now) for factor in held):
        raise Refused(
            _("Đã nhập sai mã quá nhiều lần"),
            why=_("mã được tạm khóa 60 phút để không ai dò được"),
            remedy=_("Dùng khóa truy cập, hoặc thử lại sau."),
        )
    right = any(_uses(factor, typed, now) for factor in held)
    if not right:
        for factor in held:
            _note_wrong(factor, now)
    return right


def _real(user: User) -> QuerySet[Factor]:
    return Factor.objects.filter(user=user).exclude(kind=RECOVERY)


def _rests(factor: Factor, now: datetime) -> bool:
    since = (now - factor.wrong_at).total_seconds() if factor.wrong_at else 0.0
    return codes.resting(factor.wrong, since)


def _note_wrong(factor: Factor, now: datetime) -> None:
    rested = factor.wrong >= codes.MOST_WRONG
    factor.wrong, factor.wrong_at = (1 if rested else factor.wrong + 1), now
    factor.save(update_fields=["wrong", "wrong_at"])


def _uses(factor: Factor, typed: str, now: datetime) -> bool:
    of = _of(factor.user, factor.kind)
    told = opened(factor.sealed, of=of)
    if told is None:
        return False
    if factor.kind == APP:
        step = codes.step_of(
            bytes.fromhex(told["secret"]), typed, int(now.timestamp()), told["last"]
        )
        left = None if step is None else told | {"last": step}
    else:
        used = {*digests(codes.tidied(typed), of=of)} & {*told["left"]}
        left = {"left": [one for one in told["left"] if one not in used]} if used else None
    if left is None:
        return False
    factor.sealed, factor.used_at, factor.wrong = sealed(left, of=of), now, 0
    factor.save(update_fields=["sealed", "used_at", "wrong"])
    return True


def _of(user: User, kind: str) -> str:
    return f"{kind}:{user.pk}"
