"""What the passing of days asks of evaluations: tell, count, ask superiors, remind."""

from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from hientai.accounts.services import operator_scope
from hientai.evaluation.queries.forms import form_of
from hientai.evaluation.services.daily import look_after
from hientai.evaluation.services.opening import INVITE
from hientai.evaluation.services.telling import invite
from hientai.webkit.day import today

DAILY = "evaluation.daily"


@app.task(name=INVITE)
def tell_learners(form_id: int) -> None:
    """Tell the learners of a form that was opened, if it takes answers today."""
    with operator_scope(_("mời đánh giá lớp")):
        form = form_of(form_id)
        if form is not None and form.opens_on <= today() <= form.closes_on:
            invite(form, today())


@app.periodic(cron="25 17 * * *")  # UTC: twenty-five past midnight in Việt Nam
@app.task(name=DAILY, queueing_lock=DAILY)
def daily(timestamp: int) -> None:
    """Look after every form and action; `timestamp` is when the job was due."""
    look_after(today())
