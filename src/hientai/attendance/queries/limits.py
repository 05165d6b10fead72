"""Which limits of absence hold for a class: its institution's own, else those that ship."""

from collections import defaultdict
from datetime import date

from hientai.attendance.domain.limits import Limit, in_force
from hientai.attendance.models import Rule
from hientai.programmes.queries.lecturers import institutions_on


def limits_of(institution_id: int, on: date) -> tuple[Limit, ...]:
    """The limits that hold at an institution for a class that begins on a day; none where no
    circular and no regulation said anything yet."""
    own: dict[date, list[Limit]] = defaultdict(list)
    for row in Rule.objects.filter(institution=institution_id).order_by("since", "counts"):
        own[row.since].append(Limit(row.counts, float(row.most), row.since, row.clause, "verified"))
    return in_force(on, list(own.values()))


def institutions_written(on: date, *, everybody: bool = False) -> list[tuple[int, str]]:
    """The institutions whose limits the reader writes, by name; or all that are seen."""
    rows = institutions_on(on)
    if not everybody:
        rows = rows.extra(where=["programmes_writes_institution(programmes_institution.id)"])
    return [(one.pk, getattr(one, "name", "") or one.unit.code) for one in rows[:500]]
