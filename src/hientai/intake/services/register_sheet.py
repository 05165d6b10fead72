"""The sheet «Người» against the database: what it holds, and how the accepted rows are written."""

from collections.abc import Mapping

import polars as pl

from hientai.intake.domain import register
from hientai.intake.domain.cells import Column
from hientai.intake.domain.difference import NEW, REFUSED, WAS, Difference, differs
from hientai.intake.domain.register import Meaning, Setting, rating_years
from hientai.intake.domain.register_difference import difference
from hientai.intake.domain.restated import cleared, meant, told_apart
from hientai.intake.domain.table import Table, letters
from hientai.intake.queries import frames
from hientai.intake.services.bulk import execute, new_ids, stage
from hientai.intake.services.sheets import Sheet, Work
from hientai.shared.tables import ROW
from hientai.shared.vietnamese import fold, given_name_key

PLAIN = (
    "name",
    "sex",
    "birth_date",
    "ethnicity",
    "service_start",
    "probation_end",
    "own_retirement_date",
    "managed_by_committee",
    "political_theory",
    "languages",
    "it_skill",
)
PERSON = (*PLAIN, "birth_precision", "name_folded", "name_key")


class RegisterSheet(Sheet):
    """One row a person: the state on the declared day; the only sheet that judges "gone"."""

    slug, title, order = "register", register.TITLE, 10
    columns = register.COLUMNS
    aliases = ("Nhân sự", "Danh sách", "Danh sách người", "CBCCVC")

    def match(self, heading: str) -> Column | None:
        return register.match(heading)

    def current(self, table: Table, work: Work) -> pl.DataFrame:
        codes = work.codes_of(table)
        found, digest = frames.register(work.declared, codes, work.on)
        rivals, of_rivals = frames.rival_degrees(found["person_id"].to_list(), work.on)
        if work.meaning == Meaning.STATE:  # else the foremost degree is meant: the one pages show
            found = told_apart(meant(found, rivals, table.frame), table.frame, work.degrees)
        work.digests += [digest, of_rivals]
        work.elsewhere = frames.elsewhere(codes)
        years = rating_years(list(table.columns))
        if not years:
            return found
        ratings, digest = frames.ratings(found["person_id"].to_list(), years)
        work.digests.append(digest)
        return found.join(ratings, on="person_id", how="left", maintain_order="left")

    def difference(self, table: Table, current: pl.DataFrame, work: Work) -> Difference:
        setting = Setting(work.on, work.units, work.elsewhere, work.meaning)
        found = difference(table, current, setting)
        work.people = _people(found.rows, current)
        work.posts = (
            found.accepted()
            .filter(pl.col("post_do").is_not_null())
            .select("code", "was_post_id", "post_do", "since", "unit_code")
        )
        work.stated = _stated(table, found.rows)
        work.letters = {key: letters(int(place)) for key, place in table.places.items()}
        return found

    def write(self, difference: Difference, work: Work) -> None:
        rows = _prepared(difference.accepted(), work)
        if rows.is_empty():
            return
        _insert_people(rows)
        _update_people(rows, work)
        _write_posts(rows)
        _write_grades(rows)
        _write_degrees(rows)
        _write_ratings(rows)


def _people(rows: pl.DataFrame, current: pl.DataFrame) -> pl.DataFrame:
    """Everybody a further sheet may speak of: named by this one, or in the declared unit."""
    named = (
        rows.filter(pl.col("code").is_not_null())
        .unique("code", keep="first")
        .select(
            "code",
            "name",
            "birth_date",
            "category",
            (pl.col("state") == REFUSED).alias("refused"),
        )
    )
    others = current.select(
        "code", "name", "birth_date", "category", pl.lit(value=False).alias("refused")
    ).join(named.select("code"), on="code", how="anti")
    return pl.concat([named, others])


def _stated(table: Table, rows: pl.DataFrame) -> pl.DataFrame:
    """What good rows state in so many words (`cell_…`), and what stands once they are in."""
    told = ("title", "position", "fields", "level", "subject", "awarded_on")
    blank = [pl.lit(None, rows.schema[k]).alias(k) for k in told if k not in table.frame.columns]
    cells = table.frame.with_columns(blank).select(
        ROW, *(pl.col(key).alias(f"cell_{key}") for key in told), *cleared(table.frame)
    )
    planned = ("since", "unit_code", *told, "awarded_on_precision", "degree_do", "was_degree_id")
    good = rows.filter(pl.col("state") != REFUSED)
    return good.select(ROW, "code", *planned).join(cells, on=ROW, how="left")


def _prepared(rows: pl.DataFrame, work: Work) -> pl.DataFrame:
    """Rows with ids for new people and of units, and names ready for search and order."""
    ids = new_ids("people_person", rows.filter(pl.col("state") == NEW).height)
    new = rows.filter(pl.col("state") == NEW).with_columns(pl.Series("person_id", ids, pl.Int64))
    old = rows.filter(pl.col("state") != NEW).with_columns(
        pl.col("was_person_id").alias("person_id")
    )
    units = work.units.select(pl.col("code").alias("unit_code"), "unit_id")
    both = pl.concat([new, old]).join(units, on="unit_code", how="left", maintain_order="left")
    names = both.select(pl.col("name").unique())
    words = names.with_columns(
        pl.Series("name_folded", [fold(n) for n in names["name"]], pl.String),
        pl.Series("name_key", [given_name_key(n) for n in names["name"]], pl.String),
    )
    return both.join(words, on="name", how="left", maintain_order="left").with_columns(
        pl.col("birth_date_precision").fill_null("day").alias("birth_precision")
    )


def _insert_people(rows: pl.DataFrame) -> None:
    new = rows.filter(pl.col("state") == NEW)
    columns = ", ".join(("code", "unit_id", *PERSON))
    stage("stage_new", new.select("person_id", "code", "unit_id", *PERSON))
    execute(f"INSERT INTO people_person (id, {columns}) SELECT person_id, {columns} FROM stage_new")


def _update_people(rows: pl.DataFrame, work: Work) -> None:
    # A post that was over before today does not say where the person is today.
    here = pl.col("was_until").is_null() | (pl.col("was_until") > work.today)
    moved = (
        differs("unit_code")
        & pl.col("was_next_since").is_null()
        & (here | (pl.col("post_do") == "add"))
    )
    changed = (
        rows.filter(pl.col("state") != NEW)
        .with_columns(pl.when(moved).then(pl.col("unit_id")).alias("moved_to"))
        .filter(
            pl.any_horizontal(differs(key) for key in (*PLAIN, "birth_date_precision"))
            | pl.col("moved_to").is_not_null()
        )
    )
    stage("stage_changed", changed.select("person_id", "moved_to", *PERSON))
    assigned = ", ".join(f"{key} = s.{key}" for key in PERSON)
    execute(
        f"UPDATE people_person p SET {assigned}, unit_id = coalesce(s.moved_to, p.unit_id)"
        " FROM stage_changed s WHERE p.id = s.person_id"
    )


POST_COLUMNS = ("category", "title", "equivalent_title", "position", "division", "fields", "since")
POST_STATEMENTS = (
    "UPDATE people_post t SET period = daterange(lower(t.period), s.since) FROM stage_post s"
    " WHERE t.id = s.was_post_id AND s.post_do = 'add'",
    "INSERT INTO people_post (person_id, unit_id, kind, category, title, equivalent_title,"
    " position, division, fields, period)"
    " SELECT person_id, unit_id, 'main', category, title, equivalent_title, position, division,"
    " string_to_array(fields, ';'), daterange(since, NULL) FROM stage_post"
    " WHERE post_do = 'add'",
    "UPDATE people_post t SET unit_id = s.unit_id, category = s.category, title = s.title,"
    " equivalent_title = s.equivalent_title, position = s.position, division = s.division,"
    " fields = string_to_array(s.fields, ';'), period = daterange(s.since, upper(t.period))"
    " FROM stage_post s WHERE t.id = s.was_post_id AND s.post_do = 'correct'",
)
GRADE_COLUMNS = ("grade", "title_class", "grade_from", "was_next_grade_since")
GRADE_STATEMENTS = (
    "UPDATE people_grade t SET period = daterange(lower(t.period), s.grade_from)"
    " FROM stage_grade s WHERE t.id = s.was_grade_id AND s.grade_do = 'add'",
    "INSERT INTO people_grade (person_id, grade, title_class, period) SELECT person_id, grade,"
    " title_class, daterange(grade_from, was_next_grade_since) FROM stage_grade"
    " WHERE grade_do = 'add'",
    "UPDATE people_grade t SET grade = s.grade, title_class = s.title_class FROM stage_grade s"
    " WHERE t.id = s.was_grade_id AND s.grade_do = 'correct'",
)


def _write_posts(rows: pl.DataFrame) -> None:
    """A new post ends the one before it on its day; a correction keeps the end as it is."""
    touched = rows.filter(pl.col("post_do").is_not_null())
    ids = ("person_id", "unit_id", "post_do", "was_post_id")
    stage("stage_post", touched.select(*ids, *POST_COLUMNS))
    for sql in POST_STATEMENTS:
        execute(sql)


def _write_grades(rows: pl.DataFrame) -> None:
    touched = rows.filter(pl.col("grade_do").is_not_null())
    stage("stage_grade", touched.select("person_id", "grade_do", "was_grade_id", *GRADE_COLUMNS))
    for sql in GRADE_STATEMENTS:
        execute(sql)


def _write_degrees(rows: pl.DataFrame) -> None:
    touched = rows.filter(pl.col("degree_do").is_not_null())
    stage(
        "stage_degree",
        touched.select(
            "person_id",
            "degree_do",
            "was_degree_id",
            "level",
            "subject",
            "awarded_on",
            "awarded_on_precision",
        ),
    )
    execute(
        "INSERT INTO people_degree (person_id, level, subject, awarded_on, awarded_precision)"
        " SELECT person_id, level, subject, awarded_on, coalesce(awarded_on_precision, 'day')"
        " FROM stage_degree WHERE degree_do = 'add'"
    )
    execute(
        "UPDATE people_degree t SET level = s.level, subject = s.subject,"
        " awarded_on = s.awarded_on, awarded_precision = coalesce(s.awarded_on_precision, 'day')"
        " FROM stage_degree s"
        " WHERE t.id = s.was_degree_id AND s.degree_do = 'correct'"
    )


def _write_ratings(rows: pl.DataFrame) -> None:
    years = rating_years([key for key in rows.columns if key.removeprefix("rating_").isdigit()])
    if not years:
        return
    parts = [_ratings_of(rows, year) for year in years]
    stage("stage_rating", pl.concat(parts))
    execute_ratings("stage_rating")


def _ratings_of(rows: pl.DataFrame, year: int) -> pl.DataFrame:
    key = f"rating_{year}"
    return rows.filter(differs(key)).select(
        "person_id",
        pl.lit(year, pl.Int16).alias("year"),
        pl.col(key).alias("rating"),
        pl.col(f"{WAS}{key}").is_not_null().alias("known"),
    )


RATING_STATEMENTS: Mapping[str, str] = {
    "insert": "INSERT INTO people_rating (person_id, year, rating)"
    " SELECT person_id, year, rating FROM {stage} WHERE NOT known AND rating IS NOT NULL",
    "update": "UPDATE people_rating t SET rating = s.rating FROM {stage} s WHERE s.known"
    " AND s.rating IS NOT NULL AND t.person_id = s.person_id AND t.year = s.year",
    "delete": "DELETE FROM people_rating t USING {stage} s WHERE s.rating IS NULL"
    " AND t.person_id = s.person_id AND t.year = s.year",
}


def execute_ratings(name: str) -> None:
    """Insert, change and empty ratings from a staged table (person_id, year, rating, known)."""
    for sql in RATING_STATEMENTS.values():
        execute(sql.format(stage=name))
