"""Delegations in sight: the list, one, its members, its sums, what is owed."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Min, OuterRef, Q, QuerySet, Subquery, Sum

from hientai.classes.models import TrainingClass
from hientai.delegations.domain.costs import Line
from hientai.delegations.domain.reporting import SOON
from hientai.delegations.domain.standing import (
    AWAY,
    LATE,
    OWES,
    PLANNED,
    REPORTED,
    WITHDRAWN,
    Days,
    stands,
)
from hientai.delegations.models import ABROAD, Cost, Journey, Report
from hientai.shared.vietnamese import fold
from hientai.timetables.queries import Learning, learners

CLASS = "training_class"


def journeys() -> QuerySet[Journey]:
    """Every delegation in sight, the last to leave first, with `reported_on` (None without a
    report), `planned` and `spent` over all its costs."""
    costs = Cost.objects.filter(journey=OuterRef("pk")).order_by().values("journey")
    reports = Report.objects.filter(journey=OuterRef("pk")).order_by().values("journey")
    rows = Journey.objects.select_related(
        f"{CLASS}__version__programme", f"{CLASS}__unit", f"{CLASS}__scheme", "head__person"
    )
    return rows.annotate(
        reported_on=Subquery(reports.annotate(day=Min("handed_in_on")).values("day")),
        planned=Subquery(costs.annotate(sum=Sum("planned")).values("sum")),
        spent=Subquery(costs.annotate(sum=Sum("spent")).values("sum")),
    ).order_by("-leaves_on", "-pk")


def journey_of(code: str) -> Journey | None:
    """A delegation by the code of its class."""
    return journeys().filter(training_class__code__iexact=code).first()


def of_class(held: TrainingClass) -> Journey | None:
    """The delegation of a class, where one was recorded."""
    return journeys().filter(training_class=held).first()


def state_of(one: Any, on: date) -> str:
    """Where a delegation of the list stands on a day."""
    withdrawn = one.training_class.withdrawn_at is not None
    days = Days(one.leaves_on, one.returns_on, one.report_due_on, one.reported_on, withdrawn)
    return stands(days, on)


def in_state(rows: QuerySet[Journey], state: str, on: date) -> QuerySet[Journey]:
    """The delegations that stand so on a day."""
    goes = Q(training_class__withdrawn_at=None)
    # No day of a report is no report: `~` of it would be unknown.
    waits = goes & (Q(reported_on=None) | Q(reported_on__gt=on))
    wanted = {
        WITHDRAWN: ~goes,
        REPORTED: goes & Q(reported_on__lte=on),
        PLANNED: waits & Q(leaves_on__gt=on),
        AWAY: waits & Q(leaves_on__lte=on, returns_on__gte=on),
        OWES: waits & Q(returns_on__lt=on, report_due_on__gte=on),
        LATE: waits & Q(report_due_on__lt=on),
    }
    return rows.filter(wanted[state])


def found(rows: QuerySet[Journey], text: str) -> QuerySet[Journey]:
    """Delegations whose class, host or place holds every word, whatever its accents."""
    for word in fold(text).split():
        rows = rows.filter(
            Q(training_class__title_folded__contains=word)
            | Q(training_class__code__icontains=word)
            | Q(host__icontains=word)
            | Q(city__icontains=word)
        )
    return rows


def lines_of(one: Journey) -> list[Line]:
    """The costs of a delegation."""
    return [cost.line for cost in one.costs.order_by("pk")]


def members(one: Journey) -> list[Learning]:
    """Who goes: the learners of the class on the day it leaves, as far as the reader may see."""
    return learners(one.training_class_id, max(one.leaves_on, one.training_class.starts_on))


@dataclass(frozen=True)
class Owed:
    """Reports that are late, and such as are due soon, the earliest first."""

    late: list[Journey]
    soon: list[Journey]


def owed(on: date) -> Owed:
    """What is to be reported by now or soon, as far as the reader sees it."""
    rows = journeys().order_by("report_due_on", "pk")
    back = rows.filter(training_class__withdrawn_at=None, returns_on__lt=on)
    asked = back.filter(Q(report_due_on__lte=on + SOON) & Q(reported_on=None))
    found = [(one, state_of(one, on)) for one in asked]
    late, soon = ([one for one, state in found if state == wanted] for wanted in (LATE, OWES))
    return Owed(late, soon)


def without_journey(since: date) -> QuerySet[TrainingClass]:
    """Classes held abroad that are not over for long and of which no delegation is recorded."""
    rows = TrainingClass.objects.filter(form=ABROAD, withdrawn_at=None, journey=None)
    return rows.filter(ends_on__gte=since - timedelta(days=365)).order_by(F("starts_on").asc())


def reports_of(one: Journey) -> QuerySet[Report]:
    """The reports of a delegation, the last first; without their files."""
    return one.reports.defer("content").order_by("-handed_in_on", "-pk")
