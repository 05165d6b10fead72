"""What the passing of days asks of places: a seat nobody used by its last day is free again."""

from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from hientai.accounts.services import operator_scope
from hientai.places.services.seats import release_lapsed
from hientai.webkit.day import today

DAILY = "places.release_lapsed"


@app.periodic(cron="10 17 * * *")  # UTC: ten past midnight in Việt Nam
@app.task(name=DAILY, queueing_lock=DAILY)
def release(timestamp: int) -> None:
    """Give back what was held until yesterday; `timestamp` is when the job was due."""
    with operator_scope(_("hết hạn giữ chỗ")):
        release_lapsed(on=today())
