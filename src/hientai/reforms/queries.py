"""Reads of acts: what one does to units, posts and roles; two days side by side.

Row-level security decides which people are counted; none of these filters by scope itself.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import F, Func, IntegerField, Q, QuerySet

from hientai.accounts.models import RoleAssignment
from hientai.organisations.domain.reform import Plan, Step, What, plan
from hientai.organisations.models import Unit, UnitVersion
from hientai.organisations.queries import versions_by_code
from hientai.reforms.domain.following import HEADS, WAITING, Fate, bound_titles
from hientai.reforms.domain.sheet import Place
from hientai.reforms.models import Reform

# What becomes of every post that goes on in a unit that ends. To be written after WITH.
FATES_SQL = """
heirs AS (
    SELECT * FROM unnest(%(units)s::bigint[], %(ends)s::text[], %(heirs)s::text[],
                         %(types)s::text[]) AS h(unit_id, ends, heir, heir_type)
), placed AS (
    SELECT * FROM unnest(%(people)s::text[]) AS s(code)
), bound AS (
    SELECT * FROM unnest(%(titles)s::text[], %(title_types)s::text[]) AS b(title, type)
), fates AS (
    SELECT p.id, p.person_id, person.code, p.unit_id, p.kind AS post_kind, p.title, p.period,
           h.heir, own.type AS own_type,
           CASE WHEN s.code IS NOT NULL AND p.kind = 'main' THEN 'placed'
                WHEN h.ends = 'split' THEN 'split'
                WHEN h.ends = 'dissolve' THEN 'dissolved'
                WHEN b.type <> h.heir_type AND own.type <> h.heir_type THEN 'title'
                ELSE 'carried' END AS fate
    FROM people_post p
    JOIN heirs h USING (unit_id)
    JOIN people_person person ON person.id = p.person_id
    LEFT JOIN placed s ON s.code = person.code
    LEFT JOIN bound b ON b.title = p.title
    LEFT JOIN organisations_unitversion own
        ON own.unit_id = p.unit_id AND own.period @> (%(on)s::date - 1)
    WHERE upper(p.period) IS NULL OR upper(p.period) > %(on)s::date
)
"""


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


def people_of_endings(endings: Endings) -> dict[str, str]:
    """Everybody with a main post in a unit that ends: the person's code and the unit's."""
    sql = f"""WITH {FATES_SQL} SELECT f.code, u.code FROM fates f
    JOIN organisations_unit u ON u.id = f.unit_id WHERE f.post_kind = 'main'"""
    return dict(_rows(sql, endings.parameters))


def people_by_fate(endings: Endings) -> dict[str, dict[str, int]]:
    """For each unit that ends, by code: how many people by what becomes of their main post."""
    sql = f"""WITH {FATES_SQL} SELECT u.code, f.fate, count(DISTINCT f.person_id) FROM fates f
    JOIN organisations_unit u ON u.id = f.unit_id WHERE f.post_kind = 'main' GROUP BY 1, 2"""
    found: dict[str, dict[str, int]] = {}
    for code, fate, count in _rows(sql, endings.parameters):
        found.setdefault(code, {})[fate] = count
    return found


def people_after(reform: Reform) -> dict[str, dict[str, int]]:
    """The same of an act that was done: who went along with a unit, and who is still there."""
    sql = """
    SELECT u.code, CASE WHEN p.period @> %(on)s::date THEN 'dissolved' ELSE 'carried' END,
           count(DISTINCT p.person_id)
    FROM people_post p JOIN organisations_unit u ON u.id = p.unit_id
    WHERE p.unit_id = ANY (%(ended)s) AND p.kind = 'main' AND p.period @> (%(on)s::date - 1)
    GROUP BY 1, 2"""
    found: dict[str, dict[str, int]] = {}
    for code, fate, count in _rows(sql, {"on": reform.on, "ended": reform.ended}):
        found.setdefault(code, {})[fate] = count
    return found


@dataclass(frozen=True)
class Waiting:
    """Somebody whose post finds no place by itself, and why."""

    person: str
    name: str
    unit: str
    unit_name: str
    kind: str
    title: str | None
    fate: Fate


def waiting(endings: Endings) -> list[Waiting]:
    """Posts that nobody can be carried along in, by unit and name."""
    sql = f"""WITH {FATES_SQL}
    SELECT person.code, person.name, u.code, coalesce(v.name, u.code), f.post_kind, f.title, f.fate
    FROM fates f JOIN people_person person ON person.id = f.person_id
    JOIN organisations_unit u ON u.id = f.unit_id
    LEFT JOIN organisations_unitversion v
        ON v.unit_id = f.unit_id AND v.period @> (%(on)s::date - 1)
    WHERE f.fate = ANY (%(waiting)s)
    ORDER BY v.name, u.code, person.name_key, f.id"""
    rows = _rows(sql, endings.parameters | {"waiting": [fate.value for fate in WAITING]})
    return [
        Waiting(person, name, unit, unit_name, kind, title, Fate(fate))
        for person, name, unit, unit_name, kind, title, fate in rows
    ]


# Posts of a day in units that are no more on it. To be written after WITH; asks for %(on)s.
STRANDED_SQL = """
gone AS (
    SELECT id FROM organisations_unit u WHERE NOT EXISTS (
        SELECT FROM organisations_unitversion v
        WHERE v.unit_id = u.id AND v.period @> %(on)s::date)
), stranded AS (
    SELECT p.* FROM people_post p JOIN gone ON gone.id = p.unit_id
    WHERE p.period @> %(on)s::date
)
"""


def count_stranded(on: date) -> int:
    """How many people hold their main post of a day in a unit that is no more."""
    sql = f"WITH {STRANDED_SQL} SELECT count(*) FROM stranded WHERE kind = 'main'"
    return int(_rows(sql, {"on": on})[0][0])


def stranded(on: date) -> list[Waiting]:
    """The posts of a day in units that are no more, by unit and name, with why."""
    sql = f"""WITH {STRANDED_SQL}, ends AS (
        SELECT s.predecessor_id AS unit_id, count(DISTINCT s.successor_id) AS heirs
        FROM organisations_succession s JOIN organisations_unitevent e ON e.id = s.event_id
        WHERE e.on <= %(on)s::date AND s.successor_id IS DISTINCT FROM s.predecessor_id
        GROUP BY 1
    )
    SELECT person.code, person.name, u.code, coalesce(v.name, u.code), p.kind, p.title,
           CASE WHEN coalesce(ends.heirs, 0) = 0 THEN 'dissolved'
                WHEN ends.heirs = 1 THEN 'title' ELSE 'split' END
    FROM stranded p JOIN people_person person ON person.id = p.person_id
    JOIN organisations_unit u ON u.id = p.unit_id
    LEFT JOIN ends ON ends.unit_id = p.unit_id
    LEFT JOIN LATERAL (
        SELECT name FROM organisations_unitversion v WHERE v.unit_id = u.id
        ORDER BY period DESC LIMIT 1) v ON true
    ORDER BY v.name, u.code, person.name_key, p.id"""
    return [
        Waiting(person, name, unit, unit_name, kind, title, Fate(fate))
        for person, name, unit, unit_name, kind, title, fate in _rows(sql, {"on": on})
    ]


def crowded(endings: Endings) -> list[tuple[str, str, int]]:
    """Units in which several people would hold a post a unit has one of: unit, title, people."""
    sql = f"""WITH {FATES_SQL}, held AS (
        SELECT heir AS code, title FROM fates
        WHERE fate = 'carried' AND post_kind = 'main' AND title = ANY (%(heads)s)
        UNION ALL
        SELECT u.code, p.title FROM people_post p JOIN organisations_unit u ON u.id = p.unit_id
        WHERE u.code IN (SELECT heir FROM heirs) AND p.kind = 'main'
          AND p.title = ANY (%(heads)s) AND p.period @> %(on)s::date
    ) SELECT code, title, count(*) FROM held GROUP BY 1, 2 HAVING count(*) > 1 ORDER BY 3 DESC, 1"""
    return [(code, title, count) for code, title, count in _rows(sql, endings.parameters)]


@dataclass(frozen=True)
class RoleMove:
    """A role at a unit that ends and where it goes; None where it ends too."""

    role: RoleAssignment
    heir: str | None


def roles_of(endings: Endings) -> list[RoleMove]:
    """The roles held on the day at units that end, in the order of users."""
    heirs = {endings.ids[step.code]: endings.heir_of(step) for step in endings.steps}
    held = RoleAssignment.objects.filter(unit__in=heirs, period__contains=endings.on)
    held = held.filter(period__startswith__lt=endings.on).select_related("user", "unit")
    return [RoleMove(role, heirs[role.unit_id]) for role in held.order_by("user__username", "pk")]


def holders_of(reform: Reform) -> list[RoleMove]:
    """The roles an act that was done carried along or ended."""
    rows = reform.roles.select_related("left__user", "left__unit", "taken__unit").order_by(
        "left__user__username", "pk"
    )
    return [RoleMove(row.left, row.taken.unit.code if row.taken else None) for row in rows]


@dataclass(frozen=True)
class Lineage:
    """Units of one line: those of the first day, those of the second, and their people.

    `stayed` holds a post in the line on both days; so before - left + came = after.
    """

    past: tuple[str, ...]
    now: tuple[str, ...]
    before: int
    stayed: int
    after: int

    @property
    def left(self) -> int:
        """Who was there and is no longer."""
        return self.before - self.stayed

    @property
    def came(self) -> int:
        """Who is there and was not."""
        return self.after - self.stayed

    @property
    def changed(self) -> bool:
        """Whether the units themselves are others."""
        return self.past != self.now


def lineages(first: date, second: date) -> list[Lineage]:
    """Two days side by side: units joined by their successions, people counted once on each.

    Whoever holds a main post in a unit that ended (and was not assigned yet) counts in its line.
    """
    codes = dict(Unit.objects.values_list("pk", "code"))
    alive = [_alive(first), _alive(second)]
    root = _joined(codes, _successions(first, second))
    counts: dict[int, list[int]] = {}
    for was, now, people in _rows(FLOWS, {"first": first, "second": second}):
        if was is not None:
            counts.setdefault(root[was], [0, 0, 0])[0] += people
        if now is not None:
            counts.setdefault(root[now], [0, 0, 0])[2] += people
        if was is not None and now is not None and root[was] == root[now]:
            counts[root[was]][1] += people
    sides: dict[int, tuple[list[str], list[str]]] = {}
    for side, units in enumerate(alive):
        for unit in units:
            sides.setdefault(root[unit], ([], []))[side].append(codes[unit])
    found = [
        Lineage(tuple(sorted(past)), tuple(sorted(now)), *counts.get(line, [0, 0, 0]))
        for line, (past, now) in sides.items()
    ]
    return sorted(found, key=lambda line: (not line.changed, line.now or line.past))


FLOWS = """
SELECT a.unit_id, b.unit_id, count(*)
FROM (SELECT person_id, unit_id FROM people_post
      WHERE kind = 'main' AND period @> %(first)s::date) a
FULL JOIN (SELECT person_id, unit_id FROM people_post
           WHERE kind = 'main' AND period @> %(second)s::date) b USING (person_id)
GROUP BY 1, 2
"""


def names_by_code(on: date) -> dict[str, str]:
    """The names of all units of a day by code."""
    rows = UnitVersion.objects.filter(period__contains=on)
    return dict(rows.values_list("unit__code", "name"))


def ids_alive(codes: Collection[str], on: date) -> dict[str, int]:
    """The ids of those of some units that live on a day, by code."""
    rows = UnitVersion.objects.filter(unit__code__in=list(codes), period__contains=on)
    return dict(rows.values_list("unit__code", "unit"))


def day_before(on: date) -> date:
    """The last day of the old state."""
    return on - timedelta(days=1)


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
    return [(a, b) for a, b in _rows(sql, {"first": first, "second": second})]


def _joined(units: Mapping[int, str], links: Sequence[tuple[int, int]]) -> dict[int, int]:
    """For each unit one unit that stands for its whole line."""
    above = {unit: unit for unit in units}

    def top(unit: int) -> int:
        while above[unit] != unit:
            above[unit] = above[above[unit]]
            unit = above[unit]
        return unit

    for one, other in links:
        above[top(one)] = top(other)
    return {unit: top(unit) for unit in units}


def _ids(codes: Mapping[str, Any] | Sequence[str]) -> dict[str, int]:
    return dict(Unit.objects.filter(code__in=list(codes)).values_list("code", "pk"))


def _heirs(steps: Sequence[Step]) -> list[str]:
    return sorted({code for step in steps for code in step.into})


def _rows(sql: str, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())
