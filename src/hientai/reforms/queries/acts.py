"""Acts as they stand in the database: their lines, their plan, the units they end.

Row-level security decides which people are counted; none of these filters by scope itself.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import F, Func, IntegerField, Q, QuerySet

from hientai.organisations.domain.reform import Plan, Step, What, plan
from hientai.organisations.models import Unit, UnitVersion
from hientai.organisations.queries import versions_by_code
from hientai.reforms.domain.following import HEADS, bound_titles
from hientai.reforms.domain.sheet import Place
from hientai.reforms.models import Reform


@dataclass(frozen=True)
class Endings:
    """The units an act ends, by id, with how, into which unit and of which type that is."""

    on: date
    ids: Mapping[str, int]
    steps: Sequence[Step]
    types: Mapping[str, str]
    people: Sequence[str] = ()

    @property
    def parameters(self) -> dict[str, Any]:
        """What `FATES_SQL` asks for."""
        titles, title_types = bound_titles()
        heirs = [self.heir_of(step) for step in self.steps]
        return {
            "on": self.on,
            "units": [self.ids[step.code] for step in self.steps],
            "ends": [step.what.value for step in self.steps],
            "heirs": heirs,
            "types": [self.types.get(heir or "") for heir in heirs],
            "people": list(self.people),
            "titles": titles,
            "title_types": title_types,
            "heads": list(HEADS),
        }

    @staticmethod
    def heir_of(step: Step) -> str | None:
        """The one unit a unit goes on in."""
        return step.into[0] if step.what is What.MERGE and step.into else None


def all_reforms() -> QuerySet[Reform]:
    """Every act without its lines, but with how many it has; the latest day first."""
    lines = Func(F("steps"), function="jsonb_array_length", output_field=IntegerField())
    found = Reform.objects.defer("steps", "places").annotate(lines=lines)
    return found.order_by("-on", "-pk")


def reforms_of(unit_id: int) -> QuerySet[Reform]:
    """The acts that were done and ended, changed or founded a unit."""
    touched = Q(ended__contains=[unit_id]) | Q(changed__contains=[unit_id])
    found = all_reforms().filter(state=Reform.State.DONE)
    return found.filter(touched | Q(founded__contains=[unit_id]))


def steps_of(reform: Reform) -> list[Step]:
    """The lines of an act as values."""
    return [
        Step(**{**one, "what": What(one["what"]), "into": tuple(one["into"])})
        for one in reform.steps
    ]


def places_of(reform: Reform) -> list[Place]:
    """Who goes where, as values."""
    return [Place(**one) for one in reform.places]


def plan_of(reform: Reform) -> Plan:
    """A draft judged over the register as it is now."""
    return plan(steps_of(reform), versions_by_code(), reform.on)


def endings_of_plan(judged: Plan, places: Sequence[Place] = ()) -> Endings:
    """The endings of an act that is not done yet."""
    steps = list(judged.ended.values())
    types = {code: version.unit_type for code, version in judged.after.items()}
    return Endings(judged.on, _ids(judged.ended), steps, types, [p.person for p in places])


def endings_of(reform: Reform) -> Endings:
    """The endings of an act that was done; nobody is to be placed any more."""
    steps = [s for s in steps_of(reform) if s.what in (What.MERGE, What.SPLIT, What.DISSOLVE)]
    rows = UnitVersion.objects.filter(period__contains=reform.on, unit__code__in=_heirs(steps))
    types = dict(rows.values_list("unit__code", "type"))
    return Endings(reform.on, _ids([s.code for s in steps]), steps, types)


def names_by_code(on: date) -> dict[str, str]:
    """The names of all units of a day by code."""
    rows = UnitVersion.objects.filter(period__contains=on)
    return dict(rows.values_list("unit__code", "name"))


def ids_alive(codes: Collection[str], on: date) -> dict[str, int]:
    """The ids of those of some units that live on a day, by code."""
    rows = UnitVersion.objects.filter(unit__code__in=list(codes), period__contains=on)
    return dict(rows.values_list("unit__code", "unit"))


def codes_written() -> frozenset[str] | None:
    """The codes of the units that who looks writes for; None who writes everywhere."""
    sql = """
    SELECT organisations_writes_all(), ARRAY(
        SELECT u.code FROM organisations_unit u
        WHERE NOT (SELECT organisations_writes_all())
          AND u.id IN (SELECT organisations_units_written()))
    """
    everything, codes = rows_of(sql, {})[0]
    return None if everything else frozenset(codes)


def ids_under(authorities: Sequence[int], on: date) -> frozenset[int] | None:
    """What stands under some authorities on a day; None for who writes everywhere."""
    sql = """
    SELECT organisations_writes_all(), ARRAY(
        SELECT organisations_subtree(%(authorities)s::bigint[], %(on)s::date))
    """
    everything, ids = rows_of(sql, {"authorities": list(authorities), "on": on})[0]
    return None if everything else frozenset(ids)


def ids_of(codes: Collection[str]) -> list[int]:
    """The ids of some units, in order."""
    return sorted(_ids(list(codes)).values())


def may_write(reform: Reform) -> bool:
    """Whether who looks writes for every authority of an act."""
    sql = "SELECT organisations_writes_each(%(authorities)s::bigint[])"
    return bool(rows_of(sql, {"authorities": list(reform.authorities)})[0][0])


def day_before(on: date) -> date:
    """The last day of the old state."""
    return on - timedelta(days=1)


def _ids(codes: Mapping[str, Any] | Sequence[str]) -> dict[str, int]:
    return dict(Unit.objects.filter(code__in=list(codes)).values_list("code", "pk"))


def _heirs(steps: Sequence[Step]) -> list[str]:
    return sorted({code for step in steps for code in step.into})


def rows_of(sql: str, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())
