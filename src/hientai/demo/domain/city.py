"""Puts the city together: one seed number, one city, whatever its size."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from hientai.demo.domain.careers import careers, disciplines, plans
from hientai.demo.domain.changes import NEVER, earlier_posts, leaving, new_posts, side_posts
from hientai.demo.domain.figures import PEOPLE, REGISTER_DAY
from hientai.demo.domain.history import history
from hientai.demo.domain.lives import lives
from hientai.demo.domain.posts import posts
from hientai.demo.domain.standing import standing
from hientai.demo.domain.units import units

SEED = 1698


@dataclass(frozen=True)
class City:
    """A city in codes, not labels: its units, people and what hangs on them."""

    units: pl.DataFrame
    people: pl.DataFrame
    posts: pl.DataFrame
    new_posts: pl.DataFrame
    disciplines: pl.DataFrame
    plans: pl.DataFrame
    turns: pl.DataFrame


def city(seed: int = SEED, people: int = PEOPLE) -> City:
    """The city of a seed number, with the printed totals or, for fewer people, their shares."""
    rng = np.random.default_rng(seed)
    graph = units()
    staff = careers(standing(lives(posts(graph, rng, people), rng), rng), rng)
    staff = leaving(_placed(staff, graph))
    planned = plans(staff, rng)
    before = earlier_posts(staff, rng)
    staff = staff.with_columns(
        planned=_in(planned.filter(pl.col("title").str.starts_with("division"))),
        post_is_cited=_in(before) | (pl.col("left_on") < NEVER),
        abroad=pl.Series(rng.random(len(staff)) < 0.04),
        own_retirement=_own_retirement(staff, rng),
    )
    return City(
        units=graph,
        people=staff,
        posts=pl.concat([before, side_posts(staff, rng).select(before.columns)]),
        new_posts=new_posts(staff, rng),
        disciplines=disciplines(staff, rng),
        plans=planned,
        turns=history(staff, rng),
    )


def _in(rows: pl.DataFrame) -> pl.Expr:
    return pl.col("code").is_in(rows["code"].unique().implode())


def _placed(people: pl.DataFrame, graph: pl.DataFrame) -> pl.DataFrame:
    """The people with their unit's name, type, kind, parent and whether it is to become urban."""
    planned = graph.filter(pl.col("planned_urban"))["code"]
    known = graph.select(
        unit="code",
        unit_name="name",
        unit_type="type",
        unit_kind="kind",
        unit_parent="parent",
        to_be_urban=pl.col("parent").is_in(planned.implode()).fill_null(False),
    )
    return people.join(known, on="unit", how="left", maintain_order="left")


def _own_retirement(people: pl.DataFrame, rng: np.random.Generator) -> pl.Series:
    """A date of retirement of their own for a few who leave earlier than the ordinary age."""
    elder = (REGISTER_DAY.year - people["birth_date"].dt.year()) >= 51
    chosen = elder & pl.Series(rng.random(len(people)) < 0.02)
    begun = np.datetime64("2024-07") + rng.integers(0, 20, len(people)).astype("timedelta64[M]")
    days = pl.Series(begun.astype("datetime64[D]"))
    early = pl.DataFrame({"chosen": chosen, "days": days, "left": people["left_on"]})
    stays = pl.col("left").dt.year() == 2100
    return early.select(pl.when(pl.col("chosen") & stays).then("days")).to_series()
