"""Letters of accounts, sent in the background, and what is kept of signing in for no longer."""

from datetime import timedelta

from axes.models import AccessAttempt, AccessLog
from django.db import transaction
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from hientai.accounts.models import User
from hientai.accounts.services.invitations import SEND, send
from hientai.accounts.services.sessions import SessionStore
from hientai.accounts.services.tokens import forget_asking

KEPT_DAYS = 365  # how long it is known when and from where somebody signed in
AGAIN = RetryStrategy(max_attempts=6, exponential_wait=4)


@app.task(name=SEND, retry=AGAIN)
def send_ticket(user_id: int, purpose: str, base: str) -> None:
    """Send the letter of an invitation or a reset; nothing where there is no such user."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is not None:
        send(user=user, purpose=purpose, base=base, now=timezone.now())


@app.periodic(cron="20 17 * * *")  # UTC: twenty past midnight in Việt Nam
@app.task(name="accounts.forget", queueing_lock="accounts.forget")
def forget(timestamp: int) -> None:
    """Remove sessions that ended and tries of long ago."""
    before = timezone.now() - timedelta(days=KEPT_DAYS)
    with transaction.atomic():
        SessionStore.clear_expired()
        forget_asking()
        AccessLog.objects.filter(attempt_time__lt=before).delete()
        AccessAttempt.objects.filter(attempt_time__lt=timezone.now() - timedelta(days=1)).delete()
