"""Letters of notices, sent in the background: at once, or together each morning; jobs looked after.

What was interrupted is taken up again, what is long done is forgotten.
"""

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from hientai.accounts.models import User
from hientai.notices.services.jobs import forget, take_up
from hientai.notices.services.mailing import DIGEST, TRIES, leave_digests, send_digest, send_one
from hientai.notices.services.reading import forget_old
from hientai.notices.services.telling import MAIL

DIGESTS = "notices.digests"
TAKE_UP, FORGET = "notices.take_up", "notices.forget"
MORNING = 7  # no digest before this hour
# After 4, 16, 64, 256, 1024 and 4096 seconds: about an hour and a half in all.
AGAIN = RetryStrategy(max_attempts=TRIES, exponential_wait=4)


@app.task(name=MAIL, retry=AGAIN)
def mail(mailing_id: int, user_id: int) -> None:
    """Send the letter of one notice."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is not None:
        send_one(user=user, mailing_id=mailing_id)


@app.task(name=DIGEST, retry=AGAIN)
def digest(user_id: int) -> None:
    """Send the digest of one user for the day of the clock."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is not None:
        send_digest(user=user, on=timezone.localdate())


@app.periodic(cron="15 0 * * *")  # UTC: a quarter past seven in the morning in Việt Nam
@app.task(name=DIGESTS, queueing_lock=DIGESTS)
def digests(timestamp: int) -> None:
    """Leave a digest to be sent to each user for whom something waits, in the morning or later."""
    here = timezone.localtime()
    if here.hour >= MORNING:
        leave_digests(here.date())


@app.periodic(cron="*/5 * * * *")
@app.task(name=TAKE_UP, queueing_lock=TAKE_UP)
def take_up_what_was_left(timestamp: int) -> None:
    """Take up the jobs that a killed worker left."""
    take_up()


@app.periodic(cron="40 17 * * *")  # UTC: forty past midnight in Việt Nam
@app.task(name=FORGET, queueing_lock=FORGET)
def forget_what_is_done(timestamp: int) -> None:
    """Remove jobs and notices of long ago."""
    forget()
    forget_old()
