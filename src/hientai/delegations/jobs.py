"""What a day asks of delegations: reports that are due."""

from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from hientai.accounts.services import operator_scope
from hientai.delegations.services import remind
from hientai.webkit.day import today

DAILY = "delegations.remind"


@app.periodic(cron="35 17 * * *")  # UTC: thirty-five past midnight in Việt Nam
@app.task(name=DAILY, queueing_lock=DAILY)
def daily(timestamp: int) -> None:
    """Remind of reports that are due soon or late; `timestamp` is when the job was due."""
    with operator_scope(_("nhắc báo cáo của đoàn")):
        remind(today())
