"""What the sheet «Người» changes: each person beside the register, and what cannot be."""

from collections.abc import Sequence

import polars as pl

from hientai.intake.domain.difference import (
    WAS,
    Difference,
    after,
    after_precision,
    beside,
    differs,
    told,
    with_state,
)
from hientai.intake.domain.register import (
    DEGREE,
    GRADE,
    IDENTITY,
    PERSON,
    POST,
    PRECISE,
    Meaning,
    Setting,
    rating_years,
)
from hientai.intake.domain.register_checks import check_after, check_cells
from hientai.intake.domain.restated import keep_exact, rank
from hientai.intake.domain.table import Table
from hientai.shared.tables import ROW
from hientai.shared.vietnamese import fold

ADD, CORRECT = "add", "correct"


def difference(table: Table, current: pl.DataFrame, setting: Setting) -> Difference:
    """Judge every row of the sheet against the register of the declared unit and day.

    `current` holds every person who is in the declared unit on the day or named by the file:
    fields of the sheet as they stand, the ids of the rows that hold them, `in_declared`,
    `next_since` (a main post that begins later), `prev_until` (the end of the one before).
    """
    _resolve_units(table, setting)
    check_cells(table, setting)
    ratings = tuple(f"rating_{year}" for year in rating_years(list(table.columns)))
    fields = (*PERSON, *POST, *GRADE, *DEGREE, *ratings)
    rows = planned(
        beside(table, _with_ratings(current, ratings), ["code"], fields), setting, ratings
    )
    check_after(table, rows, setting)
    exact = [pl.col(key).is_not_null() & differs(f"{key}_precision") for key in PRECISE]
    changed = pl.any_horizontal(*(differs(key) for key in fields), *exact)
    rows = with_state(rows, changed, table.refused_rows)
    shown = {key: column for key, column in table.columns.items() if key in fields}
    if "unit_code" not in shown and "unit_name" in table.columns:
        shown["unit_code"] = table.columns["unit_name"]
    people = int(current["in_declared"].sum())
    return Difference(rows, told(rows, shown), _gone(table, current), people)


def _resolve_units(table: Table, setting: Setting) -> None:
    """A unit told by its name alone gets its code, where one unit alone has that name."""
    if "unit_code" not in table.frame.columns:
        table.frame = table.frame.with_columns(pl.lit(None, pl.String).alias("unit_code"))
    if "unit_name" not in table.frame.columns:
        return
    known = setting.units.filter("declared").unique("unit_name", keep="none")
    names = known.select(pl.col("unit_name").alias("_folded"), pl.col("code").alias("_code"))
    distinct = table.frame.select(pl.col("unit_name").unique().drop_nulls())
    folded = distinct.with_columns(folded_names(distinct["unit_name"]).alias("_folded"))
    found = folded.join(names, on="_folded", how="left").drop("_folded")
    joined = table.frame.join(found, on="unit_name", how="left", maintain_order="left")
    table.frame = joined.with_columns(pl.coalesce("unit_code", "_code").alias("unit_code")).drop(
        "_code"
    )


def folded_names(names: pl.Series) -> pl.Series:
    """Names for comparison: no accents, no case."""
    return pl.Series([fold(name) for name in names], dtype=pl.String)


def _with_ratings(current: pl.DataFrame, ratings: tuple[str, ...]) -> pl.DataFrame:
    missing = [key for key in ratings if key not in current.columns]
    return current.with_columns(pl.lit(None, pl.String).alias(key) for key in missing)


def planned(rows: pl.DataFrame, setting: Setting, ratings: tuple[str, ...]) -> pl.DataFrame:
    """Each row as it will stand, and what is to be done to post, grade and degree."""
    rows = _degree_planned(keep_exact(rows, "birth_date"), setting.meaning)
    stated = rows.with_columns(pl.col("since").alias("stated_since"))
    keys = (*PERSON, *POST, *GRADE, *ratings)
    now = stated.with_columns(
        *(after(key) for key in keys if key != "since"), after_precision("birth_date")
    )
    return _grade_planned(_post_planned(now, setting), setting)


def _post_planned(rows: pl.DataFrame, setting: Setting) -> pl.DataFrame:
    """A changed unit, title, position or category is a new post from its day; else a correction.

    Filling in what was blank is a correction, and so is a change dated no later than the post.
    """
    effect = pl.coalesce("stated_since", pl.lit(setting.on))
    fields = [key for key in POST if key != "since"]
    moved = _moved(fields if setting.meaning == Meaning.CHANGED else IDENTITY, setting.meaning)
    has = pl.col("was_post_id").is_not_null()
    new = ~has | (moved & (effect > pl.col("was_since")))
    rows = rows.with_columns(
        new.alias("_new"),
        pl.when(new)
        .then(effect)
        .otherwise(pl.coalesce("stated_since", "was_since"))
        .alias("since"),
    )
    touched = pl.any_horizontal(differs(key) for key in POST)
    return rows.with_columns(
        pl.when("_new").then(pl.lit(ADD)).when(touched).then(pl.lit(CORRECT)).alias("post_do")
    ).drop("_new")


def _grade_planned(rows: pl.DataFrame, setting: Setting) -> pl.DataFrame:
    """A changed grade holds from the declared day; filling in a blank one corrects."""
    touched = pl.any_horizontal(differs(key) for key in GRADE)
    has = pl.col("was_grade_id").is_not_null()
    add = ~has | (_moved(GRADE, setting.meaning) & (pl.col("was_grade_since") < setting.on))
    since = pl.when(pl.col("known")).then(pl.lit(setting.on)).otherwise(pl.col("since"))
    return rows.with_columns(
        pl.when(touched & add)
        .then(pl.lit(ADD))
        .when(touched)
        .then(pl.lit(CORRECT))
        .alias("grade_do"),
        since.alias("grade_from"),
    )


def _moved(keys: Sequence[str], meaning: Meaning) -> pl.Expr:
    """Whether a change of these fields begins a new row; in a file a blank filled in does not."""
    if meaning == Meaning.WRONG:
        return pl.lit(value=False)
    if meaning == Meaning.CHANGED:
        return pl.any_horizontal(differs(key) for key in keys)
    return pl.any_horizontal(
        (pl.col(key) != pl.col(f"{WAS}{key}")).fill_null(value=False) for key in keys
    )


def _degree_planned(rows: pl.DataFrame, meaning: Meaning) -> pl.DataFrame:
    """A higher level is another degree, with its own subject and day; the same level is the one
    recorded, corrected. A level recorded wrongly is corrected, be it higher or lower."""
    rank_now, rank_was = rank("level"), rank("was_level")
    higher, lower = rank_now > rank_was, rank_now < rank_was
    if meaning == Meaning.WRONG:
        higher = lower = pl.lit(value=False)
    if meaning == Meaning.CHANGED:
        higher = (rank_now >= rank_was) & (pl.col("level") != pl.col("was_level"))
    another = pl.col("was_degree_id").is_null() | higher.fill_null(value=False)
    add = pl.col("level").is_not_null() & another
    rows = rows.with_columns(add.alias("_add"), lower.alias("lower_level"))
    added, held = rows.filter("_add"), keep_exact(rows.filter(~pl.col("_add")), "awarded_on")
    added = added.with_columns(pl.col("awarded_on_precision").fill_null("day"))
    held = held.with_columns(*(after(key) for key in DEGREE), after_precision("awarded_on"))
    rows = pl.concat([added, held]).sort(ROW)
    exact = pl.col("awarded_on").is_not_null() & differs("awarded_on_precision")
    touched = pl.any_horizontal(*(differs(key) for key in DEGREE), exact)
    return rows.with_columns(
        pl.when("_add").then(pl.lit(ADD)).when(touched).then(pl.lit(CORRECT)).alias("degree_do")
    ).drop("_add")


def _gone(table: Table, current: pl.DataFrame) -> pl.DataFrame:
    """People of the declared unit whom no row names, not even a refused one."""
    named = table.frame.select("code").drop_nulls().unique()
    return (
        current.filter("in_declared")
        .join(named, on="code", how="anti")
        .select("person_id", "code", "name", pl.col("unit_code").alias("unit"))
        .sort("code")
    )
