"""Where everybody stands on a day: one row a person, as far as the reader may see.

History is read at the day: the main post held, the highest degree awarded by then, the ratings
of the two years before, the discipline and the class of the day, the tree of units of the day.
Null means that the register does not tell.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

import polars as pl

from hientai.organisations.queries import UNITS_ON_SQL
from hientai.rules.decrees import with_retirement
from hientai.shared.vocabulary import DEGREE_LEVELS, DISCIPLINES, RATINGS
from hientai.training.queries.frames import frame_of, listed

POSTGRADUATE_RANK = 5

UNIT_COLUMNS = {
    "unit_id": pl.Int32,
    "unit_code": pl.String,
    "unit_name": pl.String,
    "unit_type": pl.String,
    "unit_kind": pl.String,
    "bloc": pl.String,
    "organ_id": pl.Int32,
    "organ_code": pl.String,
    "organ_type": pl.String,
    "organ_kind": pl.String,
    "planned_urban": pl.Boolean,
}

UNITS = f"""
WITH RECURSIVE {UNITS_ON_SQL}
SELECT unit_id, code, name, type, kind, bloc, organ_id, organ_code, organ_type, organ_kind,
       planned_urban
FROM units_on
"""

PERSON_COLUMNS = {
    "person_id": pl.Int64,
    "code": pl.String,
    "name": pl.String,
    "name_key": pl.String,
    "sex": pl.String,
    "birth_date": pl.Date,
    "birth_precision": pl.String,
    "ethnicity": pl.String,
    "service_start": pl.Date,
    "probation_end": pl.Date,
    "own_retirement_date": pl.Date,
    "managed_by_committee": pl.Boolean,
    "unit_id": pl.Int32,
    "category": pl.String,
    "title": pl.String,
    "equivalent_title": pl.String,
    "position": pl.String,
    "fields": pl.List(pl.String),
    "grade": pl.String,
    "title_class": pl.String,
    "degree_place": pl.Int8,
    "rating_1": pl.Int8,
    "rating_2": pl.Int8,
    "planned_titles": pl.List(pl.String),
    "planned_fields": pl.List(pl.String),
    "discipline_forms": pl.List(pl.String),
    "in_class_what": pl.String,
    "sent_before": pl.Boolean,
}

PEOPLE = f"""
WITH main AS (
    SELECT person_id, unit_id, category, title, equivalent_title, position, fields
    FROM people_post WHERE kind = 'main' AND period @> %(on)s::date
), degree AS (
    SELECT person_id, max(array_position(%(degrees)s::text[], level)) AS place
    FROM people_degree WHERE awarded_on IS NULL OR awarded_on <= %(on)s::date
    GROUP BY person_id
), rating AS (
    SELECT person_id,
           max(array_position(%(ratings)s::text[], rating)) FILTER (WHERE year = %(year)s - 1) r1,
           max(array_position(%(ratings)s::text[], rating)) FILTER (WHERE year = %(year)s - 2) r2
    FROM people_rating WHERE year IN (%(year)s - 1, %(year)s - 2) GROUP BY person_id
), planned AS (
    SELECT person_id, array_agg(title ORDER BY title) AS titles,
           CASE WHEN bool_and(fields IS NOT NULL)
                THEN string_to_array(string_agg(array_to_string(fields, '|'), '|'), '|') END fields
    FROM people_plannedtitle WHERE period @> %(on)s::date GROUP BY person_id
), discipline AS (
    SELECT person_id, array_agg(DISTINCT form) AS forms
    FROM people_discipline WHERE period @> %(on)s::date GROUP BY person_id
), class AS (
    SELECT DISTINCT ON (person_id) person_id,
           concat_ws(', ', programme, concat(to_char(started_on, 'DD/MM/YYYY'), ' – ',
                     coalesce(to_char(ended_on, 'DD/MM/YYYY'), '…'))) AS what
    FROM training_turn
    WHERE started_on <= %(on)s::date AND ended_on >= %(on)s::date AND result <> 'withdrawn'
    ORDER BY person_id, started_on DESC, id
), sent AS (
    SELECT DISTINCT person_id FROM training_turn
    WHERE item = ANY(%(degree_items)s) AND started_on < %(on)s::date
)
SELECT p.id, p.code, p.name, p.name_key, p.sex, p.birth_date, p.birth_precision, p.ethnicity,
       p.service_start, p.probation_end, p.own_retirement_date, p.managed_by_committee,
       m.unit_id, m.category, m.title, m.equivalent_title, m.position, {listed("m.fields")},
       g.grade, g.title_class, d.place, r.r1, r.r2,
       {listed("l.titles")}, {listed("l.fields")}, {listed("s.forms")}, c.what,
       sent.person_id IS NOT NULL
FROM main m
JOIN people_person p ON p.id = m.person_id
LEFT JOIN people_grade g ON g.person_id = p.id AND g.period @> %(on)s::date
LEFT JOIN degree d ON d.person_id = p.id
LEFT JOIN rating r ON r.person_id = p.id
LEFT JOIN planned l ON l.person_id = p.id
LEFT JOIN discipline s ON s.person_id = p.id
LEFT JOIN class c ON c.person_id = p.id
LEFT JOIN sent ON sent.person_id = p.id
"""


def standings(on: date, degree_items: Collection[str] = ()) -> pl.DataFrame:
    """The Standing frame of everybody in service on a day whom the reader may see.

    `degree_items` are the scheme items whose turns are postgraduate study.
    """
    people = frame_of(PEOPLE, _parameters(on, degree_items), PERSON_COLUMNS)
    units = _with_organ_names(frame_of(UNITS, {"on": on}, UNIT_COLUMNS))
    joined = people.join(units, on="unit_id", how="left", maintain_order="left")
    return with_retirement(_answered(joined), on)


def _parameters(on: date, degree_items: Collection[str]) -> dict[str, Any]:
    return {
        "on": on,
        "year": on.year,
        "degrees": list(_degree_order()),
        "ratings": sorted(RATINGS.codes, key=RATINGS.ranks.__getitem__),
        "degree_items": list(degree_items),
    }


def _degree_order() -> tuple[str, ...]:
    """Degree levels from the lowest; of two with one rank the catalogue's later one stands."""
    return tuple(sorted(DEGREE_LEVELS.codes, key=DEGREE_LEVELS.ranks.__getitem__))


def _with_organ_names(units: pl.DataFrame) -> pl.DataFrame:
    names = units.select(organ_id="unit_id", organ_name="unit_name")
    return units.join(names, on="organ_id", how="left", maintain_order="left")


def _answered(people: pl.DataFrame) -> pl.DataFrame:
    """The columns that follow from others; the places of SQL arrays become codes and ranks."""
    order = _degree_order()
    places = {place: code for place, code in enumerate(order, 1)}
    ranks = {place: DEGREE_LEVELS.ranks[code] for place, code in places.items()}
    nothing = pl.lit([], dtype=pl.List(pl.String))
    labels = pl.element().replace_strict(DISCIPLINES.labels, default=pl.element())
    place = pl.col("degree_place")
    has_plan = pl.col("planned_titles").is_not_null()
    return people.with_columns(
        degree_level=place.replace_strict(places, default=None, return_dtype=pl.String),
        degree_rank=place.replace_strict(ranks, default=None, return_dtype=pl.Int8),
        planned_titles=pl.col("planned_titles").fill_null(nothing),
        planned_fields=pl.when(has_plan).then(pl.col("planned_fields")).otherwise(nothing),
        disciplined=pl.col("discipline_forms").is_not_null(),
        discipline_what=pl.col("discipline_forms").list.eval(labels).list.join(", "),
        in_class=pl.col("in_class_what").is_not_null(),
    ).with_columns(
        had_postgraduate=pl.when("sent_before")
        .then(pl.lit(True))
        .otherwise(pl.col("degree_rank") >= POSTGRADUATE_RANK)
    ).drop("degree_place", "discipline_forms", "sent_before")
