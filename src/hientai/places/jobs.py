"""What the passing of days asks of places: a seat nobody used by its last day is free again."""

from procrastinate.contrib.django import app

from hientai.places.services.lapsing import release_pool_by_pool
from hientai.webkit.day import today

DAILY = "places.release_lapsed"


@app.periodic(cron="10 17 * * *")  # UTC: ten past midnight in Việt Nam
@app.task(name=DAILY, queueing_lock=DAILY)
def release(timestamp: int) -> None:
    """Give back what was held until yesterday; `timestamp` is when the job was due."""
    release_pool_by_pool(today())
