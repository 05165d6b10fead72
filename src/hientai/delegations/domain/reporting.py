"""By when a delegation reports: a dated parameter of the law, with its clause and certainty."""

from collections.abc import Sequence
from datetime import date, timedelta

from hientai.rules.decrees.classes.rules import number
from hientai.rules.engine import Correction, Dated, NoRuleInForce
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day
from hientai.shared.words import _

MOST_DAYS = 365
SOON = timedelta(days=5)
"""Who keeps a delegation is reminded so long before its report is due."""


def rule_on(on: date, corrections: Sequence[Correction] = ()) -> Dated:
    """In how many days after the return a report is due by the law of a day; refused where it says
    nothing."""
    try:
        return number("report_days", on, corrections)
    except NoRuleInForce as none:
        raise Refused(
            _("Ngày %s chưa có quy định về hạn báo cáo") % day(on),
            remedy=_("Ghi số ngày phải báo cáo theo quyết định cử đoàn."),
        ) from none


def due_on(returns_on: date, days: int) -> date:
    """The last day on which the report is in time."""
    return returns_on + timedelta(days=days)
