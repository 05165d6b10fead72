"""`hientai calendar`: working days and study days from the command line."""

from datetime import date
from typing import Any

import click
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.accounts.services import operator_scope
from hientai.shared.vietnamese import day as day_text
from hientai.webkit.terminal import DAY, as_json, say_json
from hientai.workdays import queries
from hientai.workdays.domain import WEEK, Calendar, Mark

LAST = {
    "last_study_day": N_("ngày học cuối"),
    "last_working_day": N_("ngày làm việc cuối"),
}
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@click.command("calendar")
@click.argument("first", type=DAY)
@click.option("--study-days", type=int, help=_("Số ngày học, kể từ ngày này."))
@click.option("--working-days", type=int, help=_("Số ngày làm việc, sau ngày này."))
@click.option(
    "--with", "also", type=click.Choice(DAYS[5:]), multiple=True, help=_("Học cả thứ này.")
)
@as_json
def calendar(
    first: date,
    study_days: int | None,
    working_days: int | None,
    also: tuple[str, ...],
    in_json: bool,
) -> None:
    """Ngày học, ngày làm việc: trừ cuối tuần, ngày lễ, ngày hoán đổi; nói rõ từng ngày nghỉ.

    \b
    Ví dụ:
      hientai calendar 2018-03-16 --study-days 32 --json
      hientai calendar 2024-04-25 --working-days 5
    """
    with operator_scope(_("xem lịch làm việc")):
        known = queries.calendar()
    told = _told(known, first, study_days, working_days, also)
    if in_json:
        say_json(told)
        return
    works = _("ngày làm việc") if told["is_working"] else _("ngày nghỉ")
    click.echo(": ".join(filter(None, (f"{day_text(first)}\t{works}", told["why"]))))
    for name, words in LAST.items():
        if name in told:
            click.echo(f"{day_text(told[name])}\t{_(words)}")
    for one in told["off"]:
        click.echo(f"{day_text(one['day'])}\t{one['why']}\t{one['source']}\t{one['certainty']}")


def _told(
    known: Calendar,
    first: date,
    study_days: int | None,
    working_days: int | None,
    also: tuple[str, ...],
) -> dict[str, Any]:
    weekdays = WEEK | {DAYS.index(one) for one in also}
    mark = known.mark(first)
    told: dict[str, Any] = {"first": first, "is_working": known.is_working(first)}
    told["why"] = mark.why if mark else ""
    last = first
    if study_days is not None:
        days = known.study_days(first, study_days, weekdays)
        last = days[-1]
        told |= {
            "study_days": study_days,
            "first_study_day": days[0],
            "last_study_day": last,
            "weekdays": [DAYS[at] for at in sorted(weekdays)],
        }
    if working_days is not None:
        last = known.add(first, working_days)
        told |= {"working_days": working_days, "last_working_day": last}
    told["off"] = [_day_off(one) for one in known.off(first, last)]
    return told


def _day_off(mark: Mark) -> dict[str, Any]:
    return {
        "day": mark.day,
        "why": mark.why,
        "source": mark.clause,
        "certainty": mark.certainty.value,
    }
