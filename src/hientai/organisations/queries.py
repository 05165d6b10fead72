"""Reads of the register of units: the tree of any day, a unit's history, its successors."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Prefetch, Q, QuerySet

from hientai.organisations.domain.events import Version
from hientai.organisations.models import Succession, Unit, UnitAttribute, UnitEvent, UnitVersion
from hientai.shared.vietnamese import fold

PLANNED_URBAN = "planned_urban"

# Every unit of a day with the organ (cơ quan) it belongs to. To be written after WITH RECURSIVE
# (it may stand inside COPY); asks for one parameter, %(on)s, and gives the table `units_on`:
#   unit_id, code, name, name_folded, type, kind, bloc, parent_id, depth, path (names from the top),
#   organ_id, organ_code, organ_type, organ_kind, planned_urban, level
# The organ is the nearest unit, from itself upwards, that is a department, district, council,
# Party or mass body; below the city or at the top, where no such unit stands above, the unit
# itself (a school under the city, a commune once there are no districts). The city has none.
# level (province, district, commune) is that of the nearest unit, from itself upwards, that
# governs a territory; null where none stands above.
# planned_urban is the organ's attribute: null for a rural district where nothing is recorded,
# false for any other organ. A unit whose parent does not exist on the day stands at the top.
UNITS_ON_SQL = """
units_alive AS (
    SELECT v.unit_id, u.code, v.name, v.name_folded, v.type, v.kind, v.bloc, v.parent_id
    FROM organisations_tree v JOIN organisations_unit u ON u.id = v.unit_id
    WHERE v.period @> %(on)s::date
), units_with_organ AS (
    SELECT a.*, 0 AS depth, ARRAY[a.name] AS path,
           CASE WHEN a.type <> 'city' THEN a.unit_id END AS organ_id,
           CASE a.type WHEN 'city' THEN 'province' WHEN 'district' THEN 'district'
                       WHEN 'commune' THEN 'commune' END AS level
    FROM units_alive a
    WHERE NOT EXISTS (SELECT FROM units_alive p WHERE p.unit_id = a.parent_id)
    UNION ALL
    SELECT a.*, o.depth + 1, o.path || a.name,
           CASE WHEN o.organ_id IS NULL OR a.type IN
                ('department', 'district', 'council_body', 'party_body', 'mass_organisation')
                THEN a.unit_id ELSE o.organ_id END,
           CASE a.type WHEN 'city' THEN 'province' WHEN 'district' THEN 'district'
                       WHEN 'commune' THEN 'commune' ELSE o.level END
    FROM units_with_organ o JOIN units_alive a ON a.parent_id = o.unit_id
), units_on AS (
    SELECT o.*, organ.code AS organ_code, organ.type AS organ_type, organ.kind AS organ_kind,
           CASE WHEN organ.kind = 'rural_district' THEN planned.value = 'true'
                WHEN organ.unit_id IS NOT NULL THEN FALSE END AS planned_urban
    FROM units_with_organ o
    LEFT JOIN units_alive organ ON organ.unit_id = o.organ_id
    LEFT JOIN organisations_unitattribute planned
        ON planned.unit_id = o.organ_id AND planned.name = 'planned_urban'
        AND planned.period @> %(on)s::date
)
"""


@dataclass(frozen=True)
class UnitOn:
    """A unit as it stands on a day; `path` holds the names from the top down to itself."""

    unit_id: int
    code: str
    name: str
    name_folded: str
    type: str
    kind: str
    bloc: str
    parent_id: int | None
    depth: int
    path: list[str]
    organ_id: int | None
    organ_code: str | None
    organ_type: str | None
    organ_kind: str | None
    planned_urban: bool | None


COLUMNS = ", ".join(UnitOn.__dataclass_fields__)
# Within a unit: offices before places, places before services; names as Vietnamese order them.
TREE_ORDER = """
array_position(ARRAY['city', 'council_body', 'department', 'district', 'commune', 'service_unit'],
               type), name COLLATE "vi-x-icu", code
"""


def units_on(on: date) -> list[UnitOn]:
    """Every unit of a day, the upper ones first, then in the order a list shows them."""
    return _units(f"SELECT {COLUMNS} FROM units_on ORDER BY depth, {TREE_ORDER}", {"on": on})


def unit_on(code: str, on: date) -> UnitOn | None:
    """A unit as it stands on a day, in whatever case its code is written; None if not there."""
    found = _units(
        f"SELECT {COLUMNS} FROM units_on WHERE code = %(code)s", {"on": on, "code": code}
    )
    return found[0] if found else None


def children_on(unit_id: int, on: date) -> list[UnitOn]:
    """The units directly under a unit on a day."""
    sql = f"SELECT {COLUMNS} FROM units_on WHERE parent_id = %(unit)s ORDER BY {TREE_ORDER}"
    return _units(sql, {"on": on, "unit": unit_id})


def ancestors_on(unit_id: int, on: date) -> list[UnitOn]:
    """The units a unit stands under on a day, from the top; without itself."""
    sql = f""", up AS (
        SELECT parent_id AS id FROM units_on WHERE unit_id = %(unit)s
        UNION ALL SELECT o.parent_id FROM up JOIN units_on o ON o.unit_id = up.id
    ) SELECT {COLUMNS} FROM units_on WHERE unit_id IN (SELECT id FROM up) ORDER BY depth"""
    return _units(sql, {"on": on, "unit": unit_id})


def subtree_ids(unit_id: int, on: date) -> list[int]:
    """The ids of a unit and of everything under it on a day; none where it does not exist then."""
    return [unit for unit, _branch in branches_on(unit_id, on)]


def branches_on(unit_id: int, on: date) -> list[tuple[int, int | None]]:
    """A unit and everything under it on a day, each with the unit right under it that it belongs
    to (None for the unit itself); none where it does not exist then."""
    sql = """
    WITH RECURSIVE under AS (
        SELECT unit_id, NULL::bigint AS branch FROM organisations_tree
        WHERE unit_id = %(unit)s AND period @> %(on)s::date
        UNION
        SELECT v.unit_id, coalesce(under.branch, v.unit_id) FROM under
        JOIN organisations_tree v ON v.parent_id = under.unit_id
        WHERE v.period @> %(on)s::date
    ) SELECT unit_id, branch FROM under
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, {"on": on, "unit": unit_id})
        return [(unit, branch) for unit, branch in cursor.fetchall()]


def names_on(unit_ids: Collection[int], on: date) -> dict[int, str]:
    """The names of some units on a day."""
    versions = UnitVersion.objects.filter(unit__in=unit_ids, period__contains=on)
    return dict(versions.values_list("unit", "name"))


NAMES_OVER_TIME = """
SELECT unit_id, lower(period), name FROM organisations_tree
WHERE unit_id = ANY(%s::bigint[]) ORDER BY unit_id, period
"""


def names_over_time(unit_ids: Collection[int]) -> dict[int, list[tuple[date, str]]]:
    """The names of some units with the day each began, the first first."""
    names: dict[int, list[tuple[date, str]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(NAMES_OVER_TIME, [list(unit_ids)])
        for unit, since, name in cursor.fetchall():
            names.setdefault(unit, []).append((since, name))
    return names


def unit_choices(roots: Collection[int], on: date) -> list[tuple[str, str]]:
    """Units to choose from, as (code, name): some units and those right under them on a day."""
    here = Q(unit__in=roots) | Q(parent__in=roots)
    versions = UnitVersion.objects.filter(here, period__contains=on).order_by("type", "name")
    return list(versions.values_list("unit__code", "name"))


def tops() -> list[tuple[str, str]]:
    """(code, name) of the units at the top of a tree that go on, by name."""
    versions = UnitVersion.objects.filter(parent=None, period__upper_inf=True).order_by("name")
    return list(versions.values_list("unit__code", "name"))


def tree_since(days: Collection[date]) -> dict[date, date]:
    """For each of some days, by order: a day on which the tree already stood as it does then.

    Days between which no unit and no attribute of one changed have the same day.
    """
    sql = """
    WITH changes AS (
        SELECT unnest(ARRAY[lower(period), upper(period)]) AS on FROM organisations_tree
        UNION SELECT unnest(ARRAY[lower(period), upper(period)]) FROM organisations_unitattribute
    )
    SELECT d.day, coalesce((SELECT max(c.on) FROM changes c WHERE c.on <= d.day), d.day)
    FROM (SELECT DISTINCT unnest(%(days)s::date[]) AS day) d ORDER BY d.day
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, {"days": list(days)})
        return dict(cursor.fetchall())


def units_in_sight() -> set[int] | None:
    """The ids of the units whose people this reader sees; None for a reader who sees all."""
    sql = """
    SELECT organisations_sees_all(),
           ARRAY(SELECT organisations_units_seen() WHERE NOT organisations_sees_all())
    """
    with connection.cursor() as cursor:
        cursor.execute(sql)
        everything, ids = cursor.fetchone()
    return None if everything else set(ids)


def parents_on(on: date) -> dict[str, str | None]:
    """The tree of a day as code and parent's code."""
    versions = UnitVersion.objects.filter(period__contains=on)
    return dict(versions.values_list("unit__code", "parent__code"))


def units_left_under(unit_id: int, on: date) -> list[Unit]:
    """The units that still stand directly under a unit on a day or later."""
    later = DateRange(on, None, "[)")
    under = UnitVersion.objects.filter(parent=unit_id, period__overlap=later)
    return list(Unit.objects.filter(pk__in=under.values("unit")).order_by("code"))


def history_of(unit_id: int) -> QuerySet[UnitVersion]:
    """What a unit was, period by period, the latest first."""
    versions = UnitVersion.objects.filter(unit=unit_id).select_related("parent")
    return versions.order_by("-period")


def attributes_of(unit_id: int) -> QuerySet[UnitAttribute]:
    """The dated attributes of a unit, the latest first."""
    return UnitAttribute.objects.filter(unit=unit_id).order_by("name", "-period")


def events_of(unit_id: int) -> list["UnitStep"]:
    """The events a unit took part in, the latest first, with the other units in them."""
    mine = Q(predecessor=unit_id) | Q(successor=unit_id)
    events = UnitEvent.objects.filter(pk__in=Succession.objects.filter(mine).values("event"))
    parts = Succession.objects.select_related("predecessor", "successor")
    events = events.prefetch_related(Prefetch("successions", parts)).order_by("-on", "-pk")
    return [_step(event) for event in events]


@dataclass(frozen=True)
class UnitStep:
    """An event of a unit: what, when, on which ground, from which units to which."""

    kind: str
    label: str
    on: date
    ground: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def successors_of(unit_ids: Sequence[int], on: date) -> dict[int, list[int]]:
    """For each unit that no longer exists on a day: the living units its line goes on in.

    Follows merges and splits through as many steps as there are; a unit that ended without a
    successor gives an empty list, a living unit itself.
    """
    sql = """
    WITH RECURSIVE line AS (
        SELECT id AS origin, id AS unit_id FROM organisations_unit WHERE id = ANY(%(units)s)
        UNION
        SELECT line.origin, s.successor_id FROM line
        JOIN organisations_succession s ON s.predecessor_id = line.unit_id
        JOIN organisations_unitevent e ON e.id = s.event_id AND e.on <= %(on)s
        WHERE s.successor_id IS NOT NULL
    )
    SELECT origin, array_agg(unit_id ORDER BY unit_id) FILTER (WHERE EXISTS (
        SELECT FROM organisations_tree v
        WHERE v.unit_id = line.unit_id AND v.period @> %(on)s::date)) FROM line GROUP BY origin
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, {"units": list(unit_ids), "on": on})
        return {origin: found or [] for origin, found in cursor.fetchall()}


def merged_on(on: date) -> dict[int, int]:
    """The units that ended in a merge on a day, each with the unit that goes on."""
    parts = Succession.objects.filter(event__on=on, event__kind=UnitEvent.Kind.MERGE)
    return dict(parts.values_list("predecessor", "successor"))


def search(units: Sequence[UnitOn], text: str) -> list[UnitOn]:
    """The units whose name (with or without accents) or code holds every word that was typed."""
    words = fold(text).split()
    return [u for u in units if all(w in f"{u.name_folded} {u.code.lower()}" for w in words)]


def _step(event: UnitEvent) -> UnitStep:
    parts = event.successions.all()
    before = tuple(p.predecessor.code for p in parts if p.predecessor)
    after = tuple(p.successor.code for p in parts if p.successor)
    return UnitStep(
        kind=event.kind,
        label=str(UnitEvent.Kind(event.kind).label),
        on=event.on,
        ground=event.ground,
        before=tuple(dict.fromkeys(before)),
        after=tuple(dict.fromkeys(after)),
    )


def versions_of(unit_id: int) -> list[Version]:
    """The versions of a unit as values, in the order of their days."""
    rows = UnitVersion.objects.filter(unit=unit_id).select_related("parent").order_by("period")
    return [as_value(row) for row in rows]


def versions_by_code() -> dict[str, list[Version]]:
    """The versions of every unit of the register as values, in the order of their days."""
    columns = ("unit__code", "name", "type", "kind", "bloc", "parent__code", "period")
    rows = UnitVersion.objects.order_by("unit", "period").values_list(*columns)
    found: dict[str, list[Version]] = {}
    for code, name, unit_type, kind, bloc, parent, period in rows.iterator(chunk_size=5_000):
        version = Version(name, unit_type, kind, bloc, parent, period.lower, period.upper)
        found.setdefault(code, []).append(version)
    return found


def as_value(row: UnitVersion) -> Version:
    """A stored version as the value that the decisions read."""
    return Version(
        name=row.name,
        unit_type=row.type,
        kind=row.kind,
        bloc=row.bloc,
        parent=row.parent.code if row.parent else None,
        since=row.period.lower,
        until=row.period.upper,
    )


def _units(select: str, parameters: Mapping[str, Any]) -> list[UnitOn]:
    with connection.cursor() as cursor:
        cursor.execute(f"WITH RECURSIVE {UNITS_ON_SQL} {select}", parameters)
        return [UnitOn(*row) for row in cursor.fetchall()]
