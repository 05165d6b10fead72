"""Reads of what superiors say: what waits in sight, and figures by unit over a year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db import connection
from django.db.models import QuerySet

from hientai.evaluation.models import Form, Use
from hientai.organisations.models import Unit
from hientai.organisations.queries import names_on

YEAR = "SELECT unit_id, form_id, asked, answered, sums FROM evaluation_uses(%s, %s)"


def uses() -> QuerySet[Use]:
    """What the reader may answer or see, unanswered first, the one due first on top."""
    rows = Use.objects.select_related("form__training_class", "person", "unit")
    return rows.order_by("-answered_on", "due_on", "pk")


def use_of(number: int) -> Use | None:
    """One question about one person."""
    return uses().filter(pk=number).first()


@dataclass(frozen=True)
class OfUnit:
    """The year of a unit: how many were asked about, answered, and the mean of all scores."""

    code: str
    name: str
    asked: int
    answered: int
    mean: Fraction | None
    classes: int


def by_unit(year: int, on: date) -> list[OfUnit]:
    """What superiors said in a year, unit by unit, the lowest mean first; no person."""
    with connection.cursor() as cursor:
        cursor.execute(YEAR, [date(year, 1, 1), date(year + 1, 1, 1)])
        rows = cursor.fetchall()
    units = {row[0] for row in rows}
    codes = dict(Unit.objects.filter(pk__in=units).values_list("pk", "code"))
    names = names_on(units, on)
    found = [
        _of_unit(codes[unit], names.get(unit, codes[unit]), [row for row in rows if row[0] == unit])
        for unit in units
    ]
    return sorted(found, key=lambda one: (one.mean is None, one.mean, one.code))


def _of_unit(code: str, name: str, rows: Sequence[tuple[int, int, int, int, list[int]]]) -> OfUnit:
    answered = sum(row[3] for row in rows)
    scores = sum(row[3] * len(row[4] or ()) for row in rows)
    total = sum(sum(row[4] or ()) for row in rows)
    mean = Fraction(int(total), scores) if scores else None
    return OfUnit(code, name, sum(row[2] for row in rows), answered, mean, len(rows))


def of_form(form: Form) -> tuple[int, int, list[Fraction | None]]:
    """How many were asked about and answered, and the mean of each question; no person."""
    with connection.cursor() as cursor:
        cursor.execute(YEAR + " WHERE form_id = %s", [date(2000, 1, 1), date(9999, 1, 1), form.pk])
        rows = cursor.fetchall()
    asked, answered = sum(row[2] for row in rows), sum(row[3] for row in rows)
    questions = len(form.rules["use"])
    sums = [sum((row[4][at] for row in rows if row[4]), 0) for at in range(questions)]
    return asked, answered, [Fraction(int(one), answered) if answered else None for one in sums]
