"""Which sheet stands in which file: units, the register of 19/5/2022, what came later, reforms."""

import numpy as np
import polars as pl

from hientai.demo.domain import reform_2025, workbook
from hientai.demo.domain.changes import NEVER
from hientai.demo.domain.city import City
from hientai.demo.domain.figures import REGISTER_DAY

UNITS_FILE = "don-vi.xlsx"
REGISTER_FILE = "ho-so-19-05-2022.xlsx"
UPDATE_FILE = "cap-nhat-01-06-2024.xlsx"
HISTORY_FILE = "da-hoc-2016-2024.xlsx"

Sheets = dict[str, pl.DataFrame]


def files(city: City, seed: int) -> dict[str, Sheets]:
    """Every file by its name, every sheet by its; the gaps are drawn by the seed."""
    rng = np.random.default_rng([seed, 1])
    return {
        UNITS_FILE: {"Đơn vị": workbook.units_sheet(city.units)},
        REGISTER_FILE: _register(city, rng),
        UPDATE_FILE: _update(city, rng),
        HISTORY_FILE: {"Đã học": workbook.turns_sheet(city.turns)},
        **reform_2025.sheets(city.units),
    }


def _register(city: City, rng: np.random.Generator) -> Sheets:
    """The state of the register's day."""
    then = pl.col("since") <= REGISTER_DAY
    return {
        "Người": workbook.people_sheet(city.people, rng),
        "Chức vụ": workbook.posts_sheet(city.posts),
        "Bằng cấp": workbook.degrees_sheet(workbook.earlier_degrees(city.people)),
        "Kỷ luật": workbook.disciplines_sheet(city.disciplines.filter(then)),
        "Quy hoạch": workbook.plans_sheet(city.plans.filter(then)),
    }


def _update(city: City, rng: np.random.Generator) -> Sheets:
    """What happened since: new posts, retirements, degrees, ratings, discipline, plans."""
    later = pl.col("since") > REGISTER_DAY
    return {
        "Người": _changed_people(city),
        "Chức vụ": workbook.posts_sheet(_ended_posts(city.people)),
        "Bằng cấp": workbook.degrees_sheet(_new_degrees(city)),
        "Xếp loại": workbook.ratings_sheet(city.people, rng),
        "Kỷ luật": workbook.disciplines_sheet(city.disciplines.filter(later)),
        "Quy hoạch": workbook.plans_sheet(city.plans.filter(later)),
    }


def _changed_people(city: City) -> pl.DataFrame:
    """Those with a new post: only the columns that changed are filled."""
    names = city.units.select(unit="code", unit_name="name")
    known = city.people.select("code", "name", "category")
    frame = city.new_posts.drop("category").join(known, on="code", maintain_order="left")
    frame = frame.join(names, on="unit", maintain_order="left")
    return workbook.new_posts_sheet(frame)


def _ended_posts(people: pl.DataFrame) -> pl.DataFrame:
    """The main posts of those who retired, with their last day."""
    gone = people.filter(pl.col("left_on") < NEVER)
    return gone.with_columns(
        kind=pl.lit("main"), since="post_since", until=pl.col("left_on").dt.offset_by("-1d")
    )


def _new_degrees(city: City) -> pl.DataFrame:
    """Master's degrees of those who finished study under hanoi-1698."""
    done = (pl.col("result") == "completed") & pl.col("item").is_in(["D.1", "D.2"])
    turns = city.turns.filter(done).select("code", "place", ended="until")
    people = city.people.select("code", "subject", "school")
    found = turns.join(people, on="code", maintain_order="left")
    return found.with_columns(
        degree=pl.lit("master"), awarded="ended", abroad=pl.col("place") == "abroad"
    )
