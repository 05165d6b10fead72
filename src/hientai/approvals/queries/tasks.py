"""Reads of submissions: what awaits a user, what a unit submitted, how something stands."""

from datetime import date

from django.core.cache import cache
from django.db import connection
from django.db.models import F, Q, QuerySet
from django.db.models.expressions import RawSQL

from hientai.accounts.models import User
from hientai.approvals.domain.states import State
from hientai.approvals.models import Submission
from hientai.approvals.queries.desks import living, stead_of, units_answered, units_of
from hientai.organisations.models import Unit

LATELY_SECONDS = 20


def tasks_of(user: User, on: date) -> QuerySet[Submission]:
    """What awaits an answer of a user, the earliest due first.

    That is what lies at the units where the user answers, as oneself or as the deputy that the
    user is now; not what the user submitted or is a subject of. `on` bounds what was submitted.
    """
    units = units_answered(user)
    if not units:
        return Submission.objects.none()
    me = _me(user)
    own = Q(submitted_by__in=me) | Q(submitted_for__in=me)
    open_ones = Submission.objects.filter(
        state=State.OPEN, units__overlap=units, submitted_on__lte=on
    )
    others = open_ones.exclude(pk__in=open_ones.filter(own).values("pk"))
    about_me = RawSQL("SELECT approvals_about(%s)", [me])
    found = others.exclude(pk__in=about_me).select_related("route", "unit", "holder")
    return found.order_by("due_on", "pk")


def tasks_count(user: User, on: date) -> tuple[int, int]:
    """How many await an answer of a user, and how many of them are overdue on a day."""
    due = list(tasks_of(user, on).values_list("due_on", flat=True))
    return len(due), sum(day < on for day in due)


def waiting_lately(user: User) -> int:
    """How much awaits a user, at most twenty seconds ago: it stands in the head of every page."""
    units = units_answered(user)
    kept: int | None = cache.get(waiting_key(user)) if units else 0
    if kept is None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT approvals_waiting(%s, %s)", [units, _me(user)])
            kept = int(cursor.fetchone()[0])
        cache.set(waiting_key(user), kept, LATELY_SECONDS)
    return kept


def waiting_key(user: User) -> str:
    """Where the number of a user is kept; a deputy has one for each role stood in for."""
    return f"approvals-waiting:{user.pk}:{user.deputy or ''}"


def submissions_of(user: User) -> QuerySet[Submission]:
    """What a user submitted, as oneself or in another's stead, the last first."""
    mine = Submission.objects.filter(Q(submitted_by=user) | Q(submitted_for=user))
    return mine.select_related("route", "unit", "holder").order_by("-submitted_on", "-pk")


def submission(key: int) -> Submission | None:
    """A submission in sight."""
    rows = Submission.objects.select_related("route", "unit", "holder")
    return rows.filter(pk=key).first()


def last_of(kind: str, subject: int) -> Submission | None:
    """The last submission of something of a room above."""
    rows = Submission.objects.filter(kind=kind, subject=subject)
    return rows.select_related("route", "unit", "holder").order_by("-pk").first()


def overdue_on(on: date) -> QuerySet[Submission]:
    """What should have been answered before a day, the longest overdue first."""
    rows = Submission.objects.filter(state=State.OPEN, due_on__lt=on)
    return rows.select_related("route", "unit", "holder").order_by(F("due_on"), "pk")


def issuer_of(submission: Submission, on: date | None = None) -> Unit:
    """The unit that issues the paper for what was approved: by its route, as the line of that
    unit goes on on a day (the day it was decided, where none is said)."""
    day = on or submission.closed_on or submission.submitted_on
    route = submission.route
    found = units_of(route.issuer, submission.unit_id, route.authority, day)
    return Unit.objects.get(pk=living(found, day)[0])


def writes(row: Submission) -> bool:
    """Whether this transaction writes for the unit of a submission."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT organisations_writes_all() OR %s IN (SELECT organisations_units_written())",
            [row.unit_id],
        )
        return bool(cursor.fetchone()[0])


def _me(user: User) -> list[int]:
    """The user, and the one in whose stead the user acts now."""
    return [one for one in (user.pk, stead_of(user)) if one is not None]
