"""Two days side by side: units joined by their successions into lines, people counted once."""

from datetime import date

from hientai.organisations.models import Unit, UnitVersion
from hientai.reforms.domain.lines import Lineage, lines
from hientai.reforms.queries.acts import rows_of


def lineages(first: date, second: date) -> list[Lineage]:
    """Two days side by side: units joined by their successions, people counted once on each.

    Whoever holds a main post in a unit that ended (and was not assigned yet) counts in its line.
    """
    sql = "SELECT * FROM people_between(%(first)s, %(second)s)"
    flows = [(was, now, n) for was, now, n in rows_of(sql, {"first": first, "second": second})]
    codes = dict(Unit.objects.values_list("pk", "code"))
    return lines(_alive(first), _alive(second), _successions(first, second), flows, codes)


def _alive(on: date) -> list[int]:
    return list(UnitVersion.objects.filter(period__contains=on).values_list("unit", flat=True))


def _successions(first: date, second: date) -> list[tuple[int, int]]:
    sql = """
    SELECT s.predecessor_id, s.successor_id FROM organisations_succession s
    JOIN organisations_unitevent e ON e.id = s.event_id
    WHERE e.on > least(%(first)s, %(second)s)::date
      AND e.on <= greatest(%(first)s, %(second)s)::date
      AND s.predecessor_id <> s.successor_id
    """
    return [(a, b) for a, b in rows_of(sql, {"first": first, "second": second})]
