"""Where everybody stands on a day: one row a person, as far as the reader may see.

History is read at the day: the main post held, the highest degree awarded by then, the ratings
of the two years before, the discipline and the class of the day, the tree of units of the day.
Null means that the register does not tell.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from hientai.organisations.queries import UNITS_ON_SQL, tree_since
from hientai.rules.decrees import with_retirement
from hientai.rules.engine import Correction
from hientai.shared.vocabulary import DEGREE_LEVELS, DISCIPLINES, RATINGS
from hientai.training.queries.frames import frame_of, listed
from hientai.training.queries.kept import kept, sight

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
    "level": pl.String,
}

UNITS = f"""
WITH RECURSIVE {UNITS_ON_SQL}
SELECT unit_id, code, name, type, kind, bloc, organ_id, organ_code, organ_type, organ_kind,
       planned_urban, level
FROM units_on
"""


WANTED = """
unnest(%(people)s::bigint[], %(days)s::date[]) WITH ORDINALITY AS w (person, day, at)
"""

# Asked for one person, the own record answers too; it never joins the figures of units.
OR_OWN = "OR person_id = (SELECT audit_setting('person')::bigint)"


@dataclass(frozen=True)
class Part:
    """One narrow read: its SELECT over the people of `{only}`, and the columns it gives."""

    select: str
    columns: Mapping[str, Any]

    def frame(self, asked: Mapping[str, Any], only: str) -> pl.DataFrame:
        """The rows of one day as a frame."""
        of_one = self.select.replace("{or_own}", OR_OWN if only else "")
        return frame_of(of_one.replace("{only}", only), asked, self.columns)

    def frame_then(self, asked: Mapping[str, Any]) -> pl.DataFrame:
        """The rows of each wanted person on a day of that person's own, numbered by `at`."""
        of_one = self.select.replace("{only}", "AND person_id = w.person").replace(
            "%(on)s::date", "w.day"
        )
        of_one = of_one.replace("%(year)s", "extract(year FROM w.day)::int").replace("{or_own}", "")
        select = f"SELECT w.at, t.* FROM {WANTED}, LATERAL ({of_one}) t"
        return frame_of(select, asked, {"at": pl.Int64, **self.columns})


# The main post of the day, in the units seen; every other part is joined to it. Narrow reads
# joined here take half the time of one wide join in the database.
POSTS = Part(
    f"""
    SELECT person_id, unit_id, category, title, equivalent_title, position, {listed("fields")}
    FROM people_post
    WHERE kind = 'main' AND period @> %(on)s::date {{only}}
      AND ((SELECT organisations_sees_all()) OR unit_id IN (SELECT organisations_units_seen())
           {{or_own}})
    """,
    {
        "person_id": pl.Int64,
        "unit_id": pl.Int32,
        "category": pl.String,
        "title": pl.String,
        "equivalent_title": pl.String,
        "position": pl.String,
        "fields": pl.List(pl.String),
    },
)

PERSONS = Part(
    """
    SELECT person_id, code, name, name_folded, name_key, sex, birth_date, birth_precision,
           ethnicity, service_start, probation_end, own_retirement_date, managed_by_committee
    FROM (SELECT id AS person_id, * FROM people_person) p WHERE true {only}
    """,
    {
        "person_id": pl.Int64,
        "code": pl.String,
        "name": pl.String,
        "name_folded": pl.String,
        "name_key": pl.String,
        "sex": pl.String,
        "birth_date": pl.Date,
        "birth_precision": pl.String,
        "ethnicity": pl.String,
        "service_start": pl.Date,
        "probation_end": pl.Date,
        "own_retirement_date": pl.Date,
        "managed_by_committee": pl.Boolean,
    },
)

GRADES = Part(
    "SELECT person_id, grade, title_class FROM people_grade WHERE period @> %(on)s::date {only}",
    {"person_id": pl.Int64, "grade": pl.String, "title_class": pl.String},
)

DEGREES = Part(
    """
    SELECT person_id, array_position(%(degrees)s::text[], level) FROM people_degree
    WHERE (awarded_on IS NULL OR awarded_on <= %(on)s::date) {only}
    """,
    {"person_id": pl.Int64, "degree_place": pl.Int8},
)

RATINGS_BEFORE = Part(
    """
    SELECT person_id, %(year)s - year, array_position(%(ratings)s::text[], rating)
    FROM people_rating WHERE year IN (%(year)s - 1, %(year)s - 2) {only}
    """,
    {"person_id": pl.Int64, "years_ago": pl.Int8, "rank": pl.Int8},
)

PLANNED = Part(
    f"""
    SELECT person_id, {listed("array_agg(title ORDER BY title)")},
           CASE WHEN bool_and(fields IS NOT NULL)
                THEN concat('~|', string_agg(array_to_string(fields, '|'), '|')) END
    FROM people_plannedtitle WHERE period @> %(on)s::date {{only}} GROUP BY person_id
    """,
    {
        "person_id": pl.Int64,
        "planned_titles": pl.List(pl.String),
        "planned_fields": pl.List(pl.String),
    },
)

DISCIPLINE = Part(
    f"""
    SELECT person_id, {listed("array_agg(DISTINCT form)")}
    FROM people_discipline WHERE period @> %(on)s::date {{only}} GROUP BY person_id
    """,
    {"person_id": pl.Int64, "discipline_forms": pl.List(pl.String)},
)

CLASSES = Part(
    """
    SELECT DISTINCT ON (person_id) person_id,
           concat_ws(', ', programme, concat(to_char(starts_on, 'DD/MM/YYYY'), ' – ',
                     coalesce(to_char(ends_on, 'DD/MM/YYYY'), '…')))
    FROM training_turn
    WHERE exclusive AND starts_on <= %(on)s::date AND result <> 'withdrawn'
      AND (ends_on >= %(on)s::date OR ends_on IS NULL AND result = 'studying') {only}
    ORDER BY person_id, starts_on DESC, id
    """,
    {"person_id": pl.Int64, "in_class_what": pl.String},
)

SENT = Part(
    """
    SELECT DISTINCT person_id
    FROM unnest(%(degree_schemes)s::text[], %(degree_items)s::text[]) AS d (slug, item)
    JOIN schemes_scheme s ON s.slug = d.slug
    JOIN training_turn t ON t.scheme_id = s.id AND t.item_id = d.item
    WHERE t.starts_on < %(on)s::date {only}
    """,
    {"person_id": pl.Int64},
)

ONE_PERSON = "AND person_id = (SELECT id FROM people_person WHERE code = %(code)s)"

DegreeItem = tuple[str, str]
"""A scheme's slug and the id of a quota of it that is postgraduate study."""


def standings(
    on: date, degree_items: Collection[DegreeItem] = (), corrections: Sequence[Correction] = ()
) -> pl.DataFrame:
    """The Standing frame of everybody in service on a day in the units the reader may see.

    A turn of one of the `degree_items` begun before the day counts as postgraduate study.
    """
    return _standings(_parameters(on, degree_items), "", corrections)


def standing_of(
    code: str,
    on: date,
    degree_items: Collection[DegreeItem] = (),
    corrections: Sequence[Correction] = (),
) -> pl.DataFrame:
    """The same for one person: a row, or none where the person is not in service or not seen."""
    asked = {**_parameters(on, degree_items), "code": code}
    return _standings(asked, ONE_PERSON, corrections)


def standings_then(
    people: Sequence[int],
    days: Sequence[date],
    degree_items: Collection[DegreeItem] = (),
    corrections: Sequence[Correction] = (),
) -> dict[date, pl.DataFrame]:
    """Where some people stood, the first on the first day, and so on: a Standing frame a day.

    Who had no main post on the day, or none that the reader may see, is in no frame.
    """
    asked = {**_parameters(date.min, degree_items), "people": list(people), "days": list(days)}
    found = _beside(lambda part: part.frame_then(asked), ["at", "person_id"])
    numbered = found.with_columns(
        day=pl.col("at").replace_strict(dict(enumerate(days, 1)), return_dtype=pl.Date)
    )
    sinces = tree_since(days)
    trees = {since: _units(since) for since in set(sinces.values())}
    return {
        day: with_retirement(
            _answered(_in_units(numbered.filter(pl.col("day") == day), trees[since])),
            day,
            corrections,
        )
        for day, since in sinces.items()
    }


def _standings(
    asked: Mapping[str, Any], only: str, corrections: Sequence[Correction]
) -> pl.DataFrame:
    found = _beside(lambda part: part.frame(asked, only), ["person_id"])
    people = _in_units(found, _units(asked["on"]))
    return with_retirement(_answered(people), asked["on"], corrections)


def _beside(read: Callable[[Part], pl.DataFrame], keys: list[str]) -> pl.DataFrame:
    """Who holds a main post, with everything else that is read of them beside it."""
    ratings = read(RATINGS_BEFORE)
    people = read(POSTS).join(read(PERSONS), on=keys, maintain_order="left")
    beside = [
        read(GRADES),
        read(DEGREES).group_by(keys).agg(pl.col("degree_place").max()),
        _of_year(ratings, 1),
        _of_year(ratings, 2),
        read(PLANNED),
        read(DISCIPLINE),
        read(CLASSES),
        read(SENT).with_columns(sent_before=pl.lit(True)),
    ]
    for part in beside:
        people = people.join(part, on=keys, how="left", maintain_order="left")
    return people


def _units(on: date) -> pl.DataFrame:
    """The tree of a day, read once for everybody who is asked about on it."""
    return kept(
        sight(),
        ("units", on),
        lambda: _with_organ_names(frame_of(UNITS, {"on": on}, UNIT_COLUMNS)),
    )


def _in_units(people: pl.DataFrame, units: pl.DataFrame) -> pl.DataFrame:
    return people.join(units, on="unit_id", how="left", maintain_order="left")


def _of_year(ratings: pl.DataFrame, years_ago: int) -> pl.DataFrame:
    given = ratings.filter(pl.col("years_ago") == years_ago)
    return given.drop("years_ago").rename({"rank": f"rating_{years_ago}"})


def _parameters(on: date, degree_items: Collection[DegreeItem]) -> dict[str, Any]:
    return {
        "on": on,
        "year": on.year,
        "degrees": list(_degree_order()),
        "ratings": sorted(RATINGS.codes, key=RATINGS.ranks.__getitem__),
        "degree_schemes": [slug for slug, _ in degree_items],
        "degree_items": [item for _, item in degree_items],
    }


def _degree_order() -> tuple[str, ...]:
    """Degree levels from the lowest; of two with one rank the catalogue's later one stands."""
    return tuple(sorted(DEGREE_LEVELS.codes, key=DEGREE_LEVELS.ranks.__getitem__))


def _with_organ_names(units: pl.DataFrame) -> pl.DataFrame:
    names = units.select(organ_id="unit_id", organ_name="unit_name")
    return units.join(names, on="organ_id", how="left", maintain_order="left")


def _answered(people: pl.DataFrame) -> pl.DataFrame:
    """The columns that follow from others; the places of SQL arrays become codes and ranks."""
    nothing = pl.lit([], dtype=pl.List(pl.String))
    labels = pl.element().replace_strict(DISCIPLINES.labels, default=pl.element())
    has_plan = pl.col("planned_titles").is_not_null()
    return (
        people.with_columns(
            **_highest_degree(),
            planned_titles=pl.col("planned_titles").fill_null(nothing),
            planned_fields=pl.when(has_plan).then(pl.col("planned_fields")).otherwise(nothing),
            disciplined=pl.col("discipline_forms").is_not_null(),
            discipline_what=pl.col("discipline_forms").list.eval(labels).list.join(", "),
            in_class=pl.col("in_class_what").is_not_null(),
            sent_before=pl.col("sent_before").is_not_null(),
        )
        .with_columns(
            had_postgraduate=pl.when(pl.col("sent_before"))
            .then(pl.lit(True))
            .otherwise(pl.col("degree_rank") >= POSTGRADUATE_RANK)
        )
        .drop("degree_place", "discipline_forms")
    )


def _highest_degree() -> dict[str, pl.Expr]:
    """The level and the rank of the degree at a place of the order."""
    places = dict(enumerate(_degree_order(), 1))
    ranks = {place: DEGREE_LEVELS.ranks[code] for place, code in places.items()}
    place = pl.col("degree_place")
    return {
        "degree_level": place.replace_strict(places, default=None, return_dtype=pl.String),
        "degree_rank": place.replace_strict(ranks, default=None, return_dtype=pl.Int8),
    }
