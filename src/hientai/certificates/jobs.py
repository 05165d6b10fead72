"""Issuing done by the background worker in the name of who confirmed, going on where it was."""

from procrastinate.contrib.django import app

from hientai.accounts.models import User
from hientai.certificates.services.issuing import ISSUE, carry_out
from hientai.certificates.services.keys import forget_who_asked
from hientai.intake.services.queue import actor_of

FORGET = "certificates.forget"


@app.task(name=ISSUE)
def issue_list(
    batch_id: int, actor_id: int | None, deputy: int | None = None, token: int | None = None
) -> None:
    """Issue a confirmed list."""
    actor: User | None = None
    if actor_id is not None:
        actor = actor_of(actor_id, deputy, token)
    carry_out(actor=actor, batch_id=batch_id)


@app.periodic(cron="50 17 * * *")  # UTC: ten to one in the morning in Việt Nam
@app.task(name=FORGET, queueing_lock=FORGET)
def forget_asking(timestamp: int) -> None:
    """Forget who asked for codes that are none, a day ago."""
    forget_who_asked()
