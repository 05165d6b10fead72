"""What becomes of the people of an act: who goes along, who waits, who crowds one seat."""

from dataclasses import dataclass
from datetime import date

from hientai.reforms.domain.following import WAITING, Fate
from hientai.reforms.models import Reform
from hientai.reforms.queries.acts import Endings, rows_of

# What becomes of every post that goes on in a unit that ends. To be written after WITH.
FATES_SQL = """
heirs AS (
    SELECT h.*, own.type AS own_type
    FROM unnest(%(units)s::bigint[], %(ends)s::text[], %(heirs)s::text[], %(types)s::text[])
        AS h(unit_id, ends, heir, heir_type)
    LEFT JOIN organisations_tree own
        ON own.unit_id = h.unit_id AND own.period @> (%(on)s::date - 1)
), placed AS (
    SELECT * FROM unnest(%(people)s::text[]) AS s(code)
), bound AS (
    SELECT * FROM unnest(%(titles)s::text[], %(title_types)s::text[]) AS b(title, type)
), fates AS (
    SELECT p.id, p.person_id, person.code, p.unit_id, p.kind AS post_kind, p.title, p.period,
           h.heir, h.own_type,
           CASE WHEN s.code IS NOT NULL AND p.kind = 'main' THEN 'placed'
                WHEN h.ends = 'split' THEN 'split'
                WHEN h.ends = 'dissolve' THEN 'dissolved'
                WHEN b.type <> h.heir_type AND h.own_type <> h.heir_type THEN 'title'
                ELSE 'carried' END AS fate
    FROM people_post p
    JOIN heirs h USING (unit_id)
    JOIN people_person person ON person.id = p.person_id
    LEFT JOIN placed s ON s.code = person.code
    LEFT JOIN bound b ON b.title = p.title
    WHERE upper(p.period) IS NULL OR upper(p.period) > %(on)s::date
)
"""


def people_of_endings(endings: Endings) -> dict[str, str]:
    """Everybody with a main post in a unit that ends: the person's code and the unit's."""
    sql = f"""WITH {FATES_SQL} SELECT f.code, u.code FROM fates f
    JOIN organisations_unit u ON u.id = f.unit_id WHERE f.post_kind = 'main'"""
    return dict(rows_of(sql, endings.parameters))


def people_by_fate(endings: Endings) -> dict[str, dict[str, int]]:
    """For each unit that ends, by code: how many people by what becomes of their main post."""
    sql = f"""WITH {FATES_SQL} SELECT u.code, f.fate, count(DISTINCT f.person_id) FROM fates f
    JOIN organisations_unit u ON u.id = f.unit_id WHERE f.post_kind = 'main' GROUP BY 1, 2"""
    found: dict[str, dict[str, int]] = {}
    for code, fate, count in rows_of(sql, endings.parameters):
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
    for code, fate, count in rows_of(sql, {"on": reform.on, "ended": reform.ended}):
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
    LEFT JOIN organisations_tree v
        ON v.unit_id = f.unit_id AND v.period @> (%(on)s::date - 1)
    WHERE f.fate = ANY (%(waiting)s)
    ORDER BY v.name, u.code, person.name_key, f.id"""
    rows = rows_of(sql, endings.parameters | {"waiting": [fate.value for fate in WAITING]})
    return [
        Waiting(person, name, unit, unit_name, kind, title, Fate(fate))
        for person, name, unit, unit_name, kind, title, fate in rows
    ]


# Posts of a day in units that are no more on it. To be written after WITH; asks for %(on)s.
STRANDED_SQL = """
gone AS (
    SELECT id FROM organisations_unit u WHERE NOT EXISTS (
        SELECT FROM organisations_tree v
        WHERE v.unit_id = u.id AND v.period @> %(on)s::date)
), stranded AS (
    SELECT p.* FROM people_post p JOIN gone ON gone.id = p.unit_id
    WHERE p.period @> %(on)s::date
)
"""


def count_stranded(on: date) -> int:
    """How many people hold their main post of a day in a unit that is no more."""
    sql = f"WITH {STRANDED_SQL} SELECT count(*) FROM stranded WHERE kind = 'main'"
    return int(rows_of(sql, {"on": on})[0][0])


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
        SELECT name FROM organisations_tree v WHERE v.unit_id = u.id
        ORDER BY period DESC LIMIT 1) v ON true
    ORDER BY v.name, u.code, person.name_key, p.id"""
    return [
        Waiting(person, name, unit, unit_name, kind, title, Fate(fate))
        for person, name, unit, unit_name, kind, title, fate in rows_of(sql, {"on": on})
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
    return [(code, title, count) for code, title, count in rows_of(sql, endings.parameters)]
