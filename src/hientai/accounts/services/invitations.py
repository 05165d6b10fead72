"""Invitations and resets: words sent by e-mail that open once, for a while (A3)."""

import hashlib
import secrets
from datetime import date, datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.utils import translation
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from hientai.accounts import papers
from hientai.accounts.models import Ticket, User
from hientai.accounts.services.noting import note
from hientai.accounts.services.roles import give_role
from hientai.accounts.services.sessions import end_sessions
from hientai.organisations.models import Unit
from hientai.shared.refused import Refused
from hientai.webkit.day import today

SEND = "accounts.send_ticket"
GOOD_FOR = {Ticket.Purpose.INVITATION: timedelta(days=7), Ticket.Purpose.RESET: timedelta(hours=1)}
MOST_RESETS, RESETS_WITHIN = 3, timedelta(hours=1)
WORD_BYTES = 32


@transaction.atomic
def invite(
    *, username: str, name: str, email: str, role: str, unit: Unit, since: date, base: str
) -> User:
    """Make a user with a role at a unit, who is asked by e-mail to set a password.

    `base` is the address of the system as the letter shall say it.
    """
    _refuse_taken(username, email)
    user = User(username=username, name=name, email=email)
    user.set_unusable_password()
    user.save()
    give_role(user=user, role=role, unit=unit, since=since)
    send_later(user=user, purpose=Ticket.Purpose.INVITATION, base=base)
    note(user, invitation="sent")
    return user


def invite_again(*, user: User, base: str) -> None:
    """Send the invitation once more; the word of the first opens no longer."""
    if user.has_usable_password():
        raise Refused(
            _("%s đã đặt mật khẩu") % user,
            remedy=_("Người dùng tự đặt lại mật khẩu từ trang đăng nhập."),
        )
    send_later(user=user, purpose=Ticket.Purpose.INVITATION, base=base)
    note(user, invitation="sent")


def ask_reset(*, asked: str, base: str) -> None:
    """Let a user who forgot the password have a letter; does the same for nobody at all.

    The work is left to the background in either case, so that not even the time it takes tells
    whether there is such a user.
    """
    user = user_called(asked)
    send_later(user=user, purpose=Ticket.Purpose.RESET, base=base)


def send_later(*, user: User | None, purpose: str, base: str) -> None:
    """Leave a letter to the background worker; the word it carries is made there."""
    who = int(user.pk) if user else 0
    app.configure_task(SEND).defer(user_id=who, purpose=str(purpose), base=base)


def send(*, user: User, purpose: str, base: str, now: datetime) -> bool:
    """Make a ticket and send the letter that carries its word; whether one was due."""
    with transaction.atomic():
        user.enter(today())
        word = _issued(user, purpose, now)
    if word is None:
        return False
    ends = now + GOOD_FOR[Ticket.Purpose(purpose)]
    with translation.override(user.language or "vi"):
        letter = papers.LETTERS[purpose](user.name, user.username, f"{base}?ma={word}", ends)
    EmailMessage(letter.subject, letter.text, to=[user.email]).send()
    return True


def ticket_of(word: str, now: datetime) -> Ticket | None:
    """The ticket a word opens, in the scope of its user; None for one used, ended or made up."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT accounts_user_of_ticket(%s)", [_digest(word)])
        [found] = cursor.fetchone()
    user = User.objects.filter(pk=found, is_active=True).first() if found else None
    if user is None:
        return None
    user.enter(today())
    ticket = Ticket.objects.select_for_update().get(digest=_digest(word))
    ticket.user = user
    return ticket if ticket.open_at(now) else None


@transaction.atomic
def redeem(*, ticket: Ticket, password: str, now: datetime) -> User:
    """Set the password by a ticket, which is then used up; every session of the user ends."""
    user = ticket.user
    set_password(user=user, password=password)
    ticket.used_at = now
    ticket.save(update_fields=["used_at"])
    return user


@transaction.atomic
def set_password(*, user: User, password: str, but: str | None = None) -> None:
    """Set the own password, in the own scope; every session ends but that of the key `but`."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Refused(_("Mật khẩu chưa đủ mạnh"), why=" ".join(error.messages)) from error
    user.set_password(password)
    user.save(update_fields=["password"])
    note(user, password="changed")
    end_sessions(user=user, but=but)


def user_called(asked: str) -> User | None:
    """The one active user of this name or e-mail address."""
    active = User.objects.filter(is_active=True)
    named = active.filter(username__iexact=asked).first()
    if named or "@" not in asked:
        return named
    return user_of_email(asked)


def user_of_email(email: str) -> User | None:
    """The one active user of an e-mail address; nobody where two share it."""
    found = list(User.objects.filter(is_active=True, email__iexact=email)[:2])
    return found[0] if len(found) == 1 else None


def _issued(user: User, purpose: str, now: datetime) -> str | None:
    rows = Ticket.objects.filter(user=user, purpose=purpose)
    lately = rows.filter(made_at__gt=now - RESETS_WITHIN).count()
    if not user.email or (purpose == Ticket.Purpose.RESET and lately >= MOST_RESETS):
        return None
    rows.filter(used_at=None, ends_at__gt=now).update(ends_at=now)
    word = secrets.token_urlsafe(WORD_BYTES)
    ends = now + GOOD_FOR[Ticket.Purpose(purpose)]
    Ticket.objects.create(
        user=user, purpose=purpose, digest=_digest(word), made_at=now, ends_at=ends
    )
    return word


def _digest(word: str) -> bytes:
    return hashlib.sha256(word.encode()).digest()


def _refuse_taken(username: str, email: str) -> None:
    if User.objects.filter(username__iexact=username).exists():
        raise Refused(
            _("Tên đăng nhập “%s” đã có người dùng") % username, remedy=_("Chọn tên khác.")
        )
    if User.objects.filter(email__iexact=email).exists():
        raise Refused(
            _("Địa chỉ %s đã thuộc về một tài khoản") % email,
            remedy=_("Giao thêm vai trò cho tài khoản đó thay vì mời lần nữa."),
        )
