"""Send the letters of notices, each in the scope of its user; what failed says why.

A letter is marked as sent, handed over, and only then is the mark kept: a worker killed between the
two sends it again. It goes at least once, and twice under the same Message-ID.
"""

from collections.abc import Sequence
from datetime import date
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app
from procrastinate.types import JSONDict

from hientai.accounts.models import User
from hientai.notices import papers
from hientai.notices.domain.failures import reason_of
from hientai.notices.domain.kinds import Mail
from hientai.notices.models import Mailing
from hientai.shared.refused import Refused
from hientai.webkit.day import today

DIGEST = "notices.digest"
TRIES = 6  # times a letter that failed goes again by itself
State = Mailing.State
DUE = [State.WAITING, State.FAILED]


def send_one(*, user: User, mailing_id: int) -> bool:
    """Send the letter of one notice; whether one was due."""
    return _send(user, {"pk": mailing_id}, None)


def send_digest(*, user: User, on: date) -> bool:
    """Send all that waits for the digest of a user as one letter; whether one was due.

    A user gets one a day: what comes later waits for tomorrow's.
    """
    return _send(user, {"way": Mail.DIGEST.value}, on)


def send_trial(*, user: User) -> None:
    """Send a letter that says nothing, now; refused in words where it does not go."""
    if not user.email:
        raise Refused(
            _("Tài khoản %s chưa có địa chỉ thư điện tử") % user.username,
            remedy=_("Chọn một tài khoản có địa chỉ."),
        )
    with translation.override(user.language or "vi"):
        letter = papers.trial(user.name)
    try:
        EmailMessage(letter.subject, letter.text, to=[user.email]).send()
    except OSError as error:  # what the mail server says, or its silence
        raise Refused(
            _("Thư thử không gửi được"),
            why=reason_of(error),
            remedy=_("Kiểm tra các biến HIENTAI_SMTP_… của máy chủ."),
        ) from error


def digests_due(on: date) -> list[int]:
    """The keys of users for whom something waits and who got no digest on the day."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT notices_digests_due(%s)", [on])
        return [row[0] for row in cursor.fetchall()]


@transaction.atomic
def leave_digests(on: date) -> int:
    """Leave the digests that are due on a day to the background; how many there are."""
    due: list[JSONDict] = [{"user_id": pk} for pk in digests_due(on)]
    if due:
        app.configure_task(DIGEST).batch_defer(*due)
    return len(due)


def _send(user: User, which: dict[str, object], digest_on: date | None) -> bool:
    try:
        with transaction.atomic():
            user.enter(today())
            return _sent(user, _held(user, which, digest_on), digest_on)
    except Exception as error:
        with transaction.atomic():
            user.enter(today())
            _failed(user, which, reason_of(error))
        raise


def _held(user: User, which: dict[str, object], digest_on: date | None) -> Sequence[Mailing]:
    """What is due, locked; a digest that was sent meanwhile is seen after the wait for its lock."""
    rows = Mailing.objects.filter(user=user, state__in=DUE, **which)
    held = list(rows.select_for_update(of=("self",)).select_related("notice").order_by("pk"))
    if digest_on and Mailing.objects.filter(user=user, digest_on=digest_on).exists():
        return []
    return held


def _sent(user: User, held: Sequence[Mailing], digest_on: date | None) -> bool:
    if not held:
        return False
    rows = Mailing.objects.filter(pk__in=[one.pk for one in held])
    if not user.email:
        rows.update(state=State.DROPPED)
        return False
    rows.update(
        state=State.SENT,
        sent_at=timezone.now(),
        digest_on=digest_on,
        tries=F("tries") + 1,
        last_error="",
    )
    _hand_over(user, held, digest_on)
    return True


def _hand_over(user: User, held: Sequence[Mailing], digest_on: date | None) -> None:
    notices = [one.notice for one in held]
    with translation.override(user.language or "vi"):
        letter = papers.letter_of(user.name, notices, digest_on)
    name = f"digest-{user.pk}-{digest_on}" if digest_on else f"notice-{notices[0].pk}"
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    headers = {"Message-ID": f"<{name}@{host}>", "Auto-Submitted": "auto-generated"}
    EmailMessage(letter.subject, letter.text, to=[user.email], headers=headers).send()


def _failed(user: User, which: dict[str, object], reason: str) -> None:
    rows = Mailing.objects.filter(user=user, state__in=DUE, **which)
    rows.update(tries=F("tries") + 1, last_error=reason, state=State.WAITING)
    rows.filter(tries__gt=TRIES).update(state=State.FAILED)
