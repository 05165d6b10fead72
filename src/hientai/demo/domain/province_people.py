"""Who holds the posts of the demo province: age, degree and subject dealt to the printed tables.

The document's tables fix group by degree (Bảng 3), age (Bảng 4), degree under 45 (Bảng 5) and
group by subject (Bảng 6); `data/quangnam_figures.yaml` holds them with the assumptions beside.
"""

from datetime import date
from typing import Any

import numpy as np
import polars as pl

from hientai.demo.domain.catalogue import catalogue
from hientai.demo.domain.figures import shares
from hientai.demo.domain.province_posts import province_posts
from hientai.demo.domain.standing import deal

DAY = date(2024, 1, 31)
TODAY = np.datetime64(DAY)
YEAR = 365.2425
# First and last age of each column of table 4, a little inside its edges; nobody of them reaches
# the ordinary age of retirement (61 years; 56 years 4 months) before the scheme begins.
BANDS = {
    "under_40": (30.5, 39.9),
    "from_40": (40.05, 44.9),
    "from_45": (45.05, 49.9),
    "from_50": (50.05, 54.9),
    "over_55": (55.05, 60.2),
}
OLDEST_WOMAN = 55.6
YOUNG = 2  # the first two columns of table 4 are under 45
TITLES_FIRST = ["head", "director", "secretary", "chair", "principal"]


def figures() -> dict[str, Any]:
    """The printed tables."""
    return catalogue("quangnam_figures")


def ages() -> dict[str, np.ndarray]:
    """People by group and column of table 4, with tables 3 and 6 for the size of the groups."""
    printed, sizes = figures()["ages"], group_sizes()
    first, second = np.array(printed["N1"]), np.array(printed["N2"])
    third = shares(sizes["N3"], np.array(printed["N3"], dtype=float))
    rest = np.array(printed["all"]) - first - second - third
    return {"N1": first, "N2": second, "N3": third, "N4": rest}


def group_sizes() -> dict[str, int]:
    """People of each group: the rows of table 3."""
    return {group: sum(figures()["degrees"][group]) for group in figures()["groups"]}


def province_people(rng: np.random.Generator) -> pl.DataFrame:
    """One row a leader: the post and, with it, age in years, degree class, subject class, sex."""
    posts = pl.DataFrame(province_posts(group_sizes()))
    parts = [_dealt(part, str(group[0]), rng) for group, part in _by_group(posts)]
    return pl.concat(parts)


def _by_group(posts: pl.DataFrame) -> Any:
    return posts.group_by("group", maintain_order=True)


def _dealt(part: pl.DataFrame, group: str, rng: np.random.Generator) -> pl.DataFrame:
    band = _bands(part, group, rng)
    subject = _subjects(part, group, rng)
    degree = _degrees(band < YOUNG, group, subject == "health", rng)
    female = rng.random(len(part)) < np.where(band == len(BANDS) - 1, 0.1, 0.31)
    low, high = (np.array([edge[at] for edge in BANDS.values()])[band] for at in (0, 1))
    high = np.where(female, np.minimum(high, OLDEST_WOMAN), high)
    age = low + (high - low) * rng.beta(1.6, np.where(band == 0, 1.0, 1.6))
    return part.with_columns(
        age=pl.Series(age),
        female=pl.Series(female),
        degree=pl.Series(_special(degree, subject, rng).astype(str)),
        studied=pl.Series(subject.astype(str)),
    )


def _bands(part: pl.DataFrame, group: str, rng: np.random.Generator) -> np.ndarray:
    """The column of table 4 of each post; heads are older than their deputies as a rule."""
    lead = part["title"].str.contains("|".join(TITLES_FIRST)) & ~part["title"].str.contains(
        "vice|deputy"
    )
    rank = (rng.normal(0, 1, len(part)) + 0.9 * lead.to_numpy()).argsort().argsort()
    bands: np.ndarray = np.repeat(np.arange(len(BANDS)), ages()[group])[rank]
    return bands


def _subjects(part: pl.DataFrame, group: str, rng: np.random.Generator) -> np.ndarray:
    """The column of table 6 of each post, by what its field asks for."""
    order, counts = figures()["subjects"]["order"], figures()["subjects"][group]
    wanted = part["subject"].to_numpy()
    hands = [
        (name, count, _chance(name, wanted)) for name, count in zip(order, counts, strict=True)
    ]
    hands.sort(key=lambda hand: hand[1])
    return deal(len(part), hands[:-1], hands[-1][0], rng)


def _chance(name: str, wanted: np.ndarray) -> np.ndarray:
    narrow = name in ("health", "it", "education", "planning")
    chance: np.ndarray = np.where(wanted == name, 30.0, 0.001 if narrow else 1.0)
    return chance


def _degrees(
    young: np.ndarray, group: str, medical: np.ndarray, rng: np.random.Generator
) -> np.ndarray:
    """The column of table 3 of each post; those under 45 as table 5 and its assumption say."""
    order, all_of = figures()["degrees"]["order"], np.array(figures()["degrees"][group])
    under = np.array(figures()["young_degrees"][group])
    found = np.empty(len(young), dtype=object)
    for rows, counts in ((young, under), (~young, all_of - under)):
        chances = np.where(medical[rows], 3.0, 1.0)
        hands = [(order[2], int(counts[2]), chances), (order[1], int(counts[1]), chances)]
        found[rows] = deal(int(rows.sum()), hands, order[0], rng)
    return found


def _special(degree: np.ndarray, subject: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Of those who studied medicine many hold a specialist's degree of the same rank."""
    physician = (subject == "health") & (rng.random(len(degree)) < 0.7)
    named = np.where(physician & (degree == "master"), "cki", degree)
    chosen: np.ndarray = np.where(physician & (degree == "doctor"), "ckii", named)
    return chosen
