"""What each new day asks of approvals: units and roles of the day, and what is due."""

from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from hientai.accounts.services import operator_scope
from hientai.approvals.services.daily import LAY_AGAIN, lay_again, remind
from hientai.webkit.day import today

REMIND = "approvals.remind"


@app.periodic(cron="15 17 * * *")  # UTC: a quarter past midnight in Việt Nam
@app.task(name=LAY_AGAIN, queueing_lock=LAY_AGAIN)
def lay_what_waits_again(timestamp: int) -> None:
    """Let what waits lie with the units and roles of today."""
    with operator_scope(_("theo đơn vị và vai trò của ngày")):
        lay_again(on=today())


@app.periodic(cron="30 23 * * 0-4")  # UTC: half past six in the morning in Việt Nam, Mon to Fri
@app.task(name=REMIND, queueing_lock=REMIND)
def remind_of_what_is_due(timestamp: int) -> None:
    """Remind who may answer of what is due or overdue."""
    with operator_scope(_("nhắc hạn phê duyệt")):
        remind(on=today())
