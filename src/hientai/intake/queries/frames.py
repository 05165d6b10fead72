"""What the database holds, as frames: fetched by COPY, with a digest of the very bytes."""

import hashlib
import io
from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl
from django.db import connection

from hientai.people.queries import DEGREE_AWARDED, DEGREE_RANK, HIGHEST_FIRST

TYPES: dict[str, Any] = {
    **dict.fromkeys(("id", "person_id", "post_id", "grade_id", "degree_id", "unit_id"), pl.Int64),
    **dict.fromkeys(("birth_date", "service_start", "probation_end", "awarded_on"), pl.Date),
    **dict.fromkeys(("own_retirement_date", "since", "until", "last", "prev_until"), pl.Date),
    **dict.fromkeys(("next_since", "grade_since", "next_grade_since"), pl.Date),
    **dict.fromkeys(("managed_by_committee", "in_declared", "declared", "own"), pl.Boolean),
    **dict.fromkeys(("refused", "abroad"), pl.Boolean),
    "year": pl.Int16,
}
"""Of what type a column of the database is, by its name; of words where it is not here."""


def typed(names: str) -> dict[str, Any]:
    """The columns of a query, in their order, with their types."""
    return {name: TYPES.get(name, pl.String) for name in names.split()}


# A person whom the caller may change: sight of former people is for reading alone.
OWN = "(organisations_sees_all() OR p.unit_id IN (SELECT organisations_units_seen()))"

_REGISTER = f"""
SELECT p.id AS person_id, p.code, p.name, p.sex, p.birth_date,
    p.birth_precision AS birth_date_precision, p.ethnicity, p.service_start, p.probation_end,
    p.own_retirement_date, p.managed_by_committee::text AS managed_by_committee,
    p.political_theory, p.languages, p.it_skill,
    m.id AS post_id, u.code AS unit_code, m.category, m.title, m.equivalent_title, m.position,
    m.division, array_to_string(m.fields, ';') AS fields, lower(m.period) AS since,
    upper(m.period) AS until, nxt.day AS next_since, prev.day AS prev_until,
    g.id AS grade_id, g.grade, g.title_class, lower(g.period) AS grade_since,
    gnxt.day AS next_grade_since,
    d.id AS degree_id, d.level, d.subject, d.awarded_on,
    d.awarded_precision AS awarded_on_precision,
    coalesce(m.unit_id = ANY(%(declared)s::bigint[]), false)::text AS in_declared
FROM people_person p
LEFT JOIN people_post m ON m.person_id = p.id AND m.kind = 'main' AND m.period @> %(on)s::date
LEFT JOIN organisations_unit u ON u.id = m.unit_id
LEFT JOIN (SELECT person_id, min(lower(period)) AS day FROM people_post
    WHERE kind = 'main' AND lower(period) > %(on)s::date {{only}}
    GROUP BY 1) nxt ON nxt.person_id = p.id
LEFT JOIN (SELECT person_id, max(upper(period)) AS day FROM people_post
    WHERE kind = 'main' AND upper(period) <= %(on)s::date {{only}}
    GROUP BY 1) prev ON prev.person_id = p.id
LEFT JOIN people_grade g ON g.person_id = p.id AND g.period @> %(on)s::date
LEFT JOIN (SELECT person_id, min(lower(period)) AS day FROM people_grade
    WHERE lower(period) > %(on)s::date {{only}} GROUP BY 1) gnxt ON gnxt.person_id = p.id
LEFT JOIN (SELECT DISTINCT ON (person_id) d.* FROM people_degree d
    WHERE {DEGREE_AWARDED} {{only}} ORDER BY person_id, {HIGHEST_FIRST}) d ON d.person_id = p.id
WHERE {OWN} AND {{whom}}
ORDER BY p.id
"""
_NAMED = "p.code = ANY(%(codes)s::text[])"
REGISTER_SQL = _REGISTER.replace("{only}", "").replace(
    "{whom}", f"(m.unit_id = ANY(%(declared)s::bigint[]) OR {_NAMED})"
)
# The same for the people named alone: what hangs on nobody else is read.
NAMED_SQL = _REGISTER.replace("{whom}", _NAMED).replace(
    "{only}", f"AND person_id IN (SELECT p.id FROM people_person p WHERE {_NAMED})"
)
REGISTER = typed(
    "person_id code name sex birth_date birth_date_precision ethnicity service_start "
    "probation_end own_retirement_date managed_by_committee political_theory languages "
    "it_skill post_id unit_code category title equivalent_title position division fields "
    "since until next_since prev_until grade_id grade title_class grade_since "
    "next_grade_since degree_id level subject awarded_on awarded_on_precision in_declared"
)
# Who holds several degrees of one rank: the file may mean any of them.
RIVALS_SQL = f"""
SELECT person_id, id, level, subject, awarded_on, awarded_precision FROM (
    SELECT d.*, {DEGREE_RANK} AS rank, count(*) OVER same AS alike,
        max({DEGREE_RANK}) OVER (PARTITION BY d.person_id) AS highest
    FROM people_degree d WHERE {DEGREE_AWARDED}
        AND d.person_id IN (SELECT person_id FROM people_degree
            WHERE person_id = ANY(%(people)s::bigint[]) GROUP BY 1 HAVING count(*) > 1)
    WINDOW same AS (PARTITION BY d.person_id, {DEGREE_RANK})) d
WHERE alike > 1 AND rank = highest ORDER BY person_id, awarded_on DESC NULLS LAST, id
"""
RIVALS = typed("person_id degree_id level subject awarded_on awarded_on_precision")
RATINGS_SQL = """
SELECT person_id, year, rating FROM people_rating
WHERE year = ANY(%(years)s::int[]) AND person_id = ANY(%(people)s::bigint[])
ORDER BY person_id, year
"""
PEOPLE_SQL = f"""
SELECT p.code, p.name, p.birth_date, m.category, 'false' AS refused
FROM people_person p LEFT JOIN LATERAL (
    SELECT category FROM people_post m WHERE m.person_id = p.id AND m.kind = 'main'
    ORDER BY m.period @> %(on)s::date DESC, lower(m.period) DESC LIMIT 1) m ON true
WHERE {OWN} AND p.code = ANY(%(codes)s::text[])
    AND (p.unit_id <> ALL(%(undeclared)s::bigint[]) OR EXISTS (SELECT FROM people_post o
        WHERE o.person_id = p.id AND o.kind = 'main' AND o.period @> %(on)s::date
        AND o.unit_id <> ALL(%(undeclared)s::bigint[]))) ORDER BY p.id
"""
PEOPLE = typed("code name birth_date category refused")
UNITS_SQL = """
SELECT u.code, u.id AS unit_id, v.name_folded AS unit_name,
    (u.id IN (SELECT organisations_subtree(ARRAY[%(unit)s::bigint], %(on)s::date)))::text
        AS declared,
    (organisations_sees_all() OR u.id IN (SELECT organisations_units_seen()))::text AS own
FROM organisations_tree v JOIN organisations_unit u ON u.id = v.unit_id
WHERE v.period @> %(on)s::date ORDER BY u.id
"""
UNITS = typed("code unit_id unit_name declared own")


def fetch(
    sql: str, params: Mapping[str, Any], schema: Mapping[str, Any]
) -> tuple[pl.DataFrame, str]:
    """The rows of a query as a frame of the given types, and the digest of its bytes."""
    with (
        connection.cursor() as cursor,
        cursor.cursor.copy(f"COPY ({sql}) TO STDOUT (FORMAT csv)", dict(params)) as copy,
    ):
        content = b"".join(bytes(piece) for piece in copy)
    digest = hashlib.sha256(content).hexdigest()
    if not content:
        return pl.DataFrame(schema=dict(schema)), digest
    frame = pl.read_csv(io.BytesIO(content), has_header=False, schema=dict(schema))
    return frame, digest


def units(unit_id: int, on: date) -> tuple[pl.DataFrame, str]:
    """Units of a day: below the declared one, within the caller's reach."""
    return fetch(UNITS_SQL, {"unit": unit_id, "on": on}, UNITS)


def register(declared: list[int], codes: list[str], on: date) -> tuple[pl.DataFrame, str]:
    """People of the declared units on a day and people of these codes, one row each."""
    sql = REGISTER_SQL if declared else NAMED_SQL
    return fetch(sql, {"declared": declared, "codes": codes, "on": on}, REGISTER)


def rival_degrees(people: list[int], on: date) -> tuple[pl.DataFrame, str]:
    """The degrees of the highest rank of those who hold several, the foremost first."""
    return fetch(RIVALS_SQL, {"people": people, "on": on}, RIVALS)


def ratings(people: list[int], years: list[int]) -> tuple[pl.DataFrame, str]:
    """Ratings of these people in these years: person_id and a column rating_<year> each."""
    asked = {"people": people, "years": years}
    found, digest = fetch(RATINGS_SQL, asked, typed("person_id year rating"))
    wide = found.select("person_id").unique()
    for year in years:
        one = found.filter(pl.col("year") == year).select(
            "person_id", pl.col("rating").alias(f"rating_{year}")
        )
        wide = wide.join(one, on="person_id", how="left")
    return wide, digest


def people(codes: list[str], on: date, undeclared: list[int]) -> pl.DataFrame:
    """People of these codes whom the caller may change, but those of undeclared units."""
    params = {"codes": codes, "on": on, "undeclared": undeclared}
    return fetch(PEOPLE_SQL, params, PEOPLE)[0]


def elsewhere(codes: list[str]) -> list[str]:
    """Those of the codes that belong to people out of the caller's reach."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT intake_codes_elsewhere(%s::text[])", [codes])
        return [row[0] for row in cursor.fetchall()]
