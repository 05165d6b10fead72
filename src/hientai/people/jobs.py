"""What the passing of days asks of the register: posts recorded in advance begin and end."""

from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from hientai.accounts.services import operator_scope
from hientai.people import services
from hientai.webkit.day import today

DAILY = "people.keep_units_current"


@app.periodic(cron="5 17 * * *")  # UTC: five past midnight in Việt Nam
@app.task(name=DAILY, queueing_lock=DAILY)
def keep_units_current(timestamp: int) -> None:
    """Let everybody's unit be that of today's main post; scope of sight follows it.

    `timestamp` is the moment for which the job was due; late or early, today counts.
    """
    with operator_scope(_("theo vị trí công tác của ngày")):
        services.keep_units_current(on=today())
