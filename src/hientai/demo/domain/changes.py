"""What changed from 19/5/2022 to 1/6/2024: who retired, who followed them, which teachers moved."""

from datetime import date

import numpy as np
import polars as pl

from hientai.demo.domain.figures import OPENING_DAY
from hientai.rules.decrees import with_retirement

NEVER = date(2100, 1, 1)
FOLLOWS = {
    "principal": "vice_principal",
    "division_head": "division_deputy",
    "commune_chair": "commune_vice_chair",
    "hospital_director": "hospital_deputy_director",
    "service_head": "service_deputy",
    "vice_principal": "none",
    "division_deputy": "none",
    "commune_vice_chair": "none",
}
HIGHER = {
    "department_director": "department_deputy_director",
    "department_deputy_director": "division_head",
    "district_chair": "district_vice_chair",
}
PROMOTABLE = {
    "teacher_high",
    "teacher_lower",
    "teacher_primary",
    "teacher_kindergarten",
    "officer",
    "inspector",
    "commune_officer",
}
MOVING_SHARE = 0.0043
SEAT = ["unit", "division", "title", "position", "fields", "category"]


def leaving(people: pl.DataFrame) -> pl.DataFrame:
    """The people with ``left_on``: the first day after retirement, far off for those who stay."""
    frame = people.with_columns(
        birth_precision=pl.lit("day"), own_retirement_date=pl.lit(None, pl.Date)
    )
    retired = with_retirement(frame, OPENING_DAY).get_column("retirement_date")
    after = retired.dt.offset_by("1d")
    here = pl.when(after <= OPENING_DAY).then(after).otherwise(pl.lit(NEVER))
    return people.with_columns(left_on=here)


def new_posts(people: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """One row a person with a new post: code, seat and first day; each person changes once."""
    vacant = people.filter(pl.col("left_on") <= OPENING_DAY).select(*SEAT, on="left_on")
    staying = people.filter(pl.col("left_on") > OPENING_DAY)
    staying = staying[rng.permutation(len(staying))]
    first = _successors(vacant, staying)
    opened = first.join(staying.select("code", *SEAT), on="code", suffix="_old")
    opened = opened.select(*(pl.col(f"{name}_old").alias(name) for name in SEAT), on="since")
    rest = staying.filter(~pl.col("code").is_in(first["code"].implode()))
    second = _successors(pl.concat([vacant, opened]), rest, from_none=True)
    rest = rest.filter(~pl.col("code").is_in(second["code"].implode()))
    return pl.concat([first, second, _moves(rest)])


def _successors(
    vacant: pl.DataFrame, staying: pl.DataFrame, *, from_none: bool = False
) -> pl.DataFrame:
    """Seats taken over by people of the same unit and division one title below."""
    titles = {k: v for k, v in FOLLOWS.items() if (v == "none") == from_none}
    seats = vacant.filter(pl.col("title").is_in(list(titles)))
    seats = seats.with_columns(below=pl.col("title").replace_strict(titles))
    able = staying.filter(
        (pl.col("title") != "none") | pl.col("profile").is_in(list(PROMOTABLE))
    ).select("code", "unit", "division", below="title")
    keys = ["unit", "division", "below"]
    number = pl.int_range(pl.len()).over(keys).alias("n")
    pairs = seats.with_columns(number).join(
        able.with_columns(number), on=[*keys, "n"], nulls_equal=True, maintain_order="left"
    )
    begun = pl.col("on").dt.offset_by("32d").dt.truncate("1mo")
    return (
        pairs.with_columns(since=begun)
        .filter(pl.col("since") < OPENING_DAY)
        .select("code", *SEAT, "since")
    )


def _moves(staying: pl.DataFrame) -> pl.DataFrame:
    """A few teachers change to the next school of the same level in their district."""
    teachers = staying.filter(pl.col("position").str.starts_with("Giáo viên"))
    teachers = teachers.head(round(len(staying) * MOVING_SHARE))
    place = ["unit_parent", "unit_kind"]
    shifted = pl.col("unit").shift(1).over(place)
    moved = teachers.with_columns(shifted.alias("to")).filter(pl.col("to") != pl.col("unit"))
    moved = moved.with_columns(unit=pl.col("to"), since=pl.lit(date(2023, 8, 15)))
    return moved.select("code", *SEAT, "since")


def earlier_posts(people: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """Main posts held in the same unit before the present one, for a fifth of those who had one."""
    before = FOLLOWS | HIGHER
    moved = pl.col("post_since") > pl.col("service_start").dt.offset_by("8mo")
    found = people.filter(moved & pl.Series(rng.random(len(people)) < 0.2))
    title = pl.col("title").replace_strict(before, default="none")
    return found.select(
        "code",
        "unit",
        "fields",
        position=pl.when(pl.col("title") == "none").then("position"),
        title=title,
        kind=pl.lit("main"),
        since="service_start",
        until=pl.col("post_since").dt.offset_by("-1d"),
    )


def side_posts(people: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """Concurrent posts and secondments beside the main post, a few in a thousand."""
    count = max(2, round(len(people) * 0.003))
    chosen = people[rng.choice(len(people), count, replace=False)]
    kinds = np.where(rng.random(count) < 0.2, "secondment", "concurrent")
    begun = pl.max_horizontal("post_since", pl.lit(date(2021, 3, 1)))
    return chosen.select("code", "unit", "position", "fields", title=pl.lit("none")).with_columns(
        kind=pl.Series(kinds),
        since=chosen.select(begun).to_series(),
        until=pl.lit(None, pl.Date),
    )
