"""Degrees, grades and title classes, dealt out so that their printed totals hold exactly."""

from collections.abc import Iterable

import numpy as np
import polars as pl

from hientai.demo.domain.figures import DEGREES, GRADES, TITLE_CLASSES, scaled
from hientai.demo.domain.lives import TODAY, YEAR, days_before, trait

NONE = "none_recorded"


def deal(
    size: int, hands: Iterable[tuple[str, int, np.ndarray]], rest: str, rng: np.random.Generator
) -> np.ndarray:
    """Give each of ``size`` people one value: for every hand (value, how many, chances) draw
    that many of those still without one, by their chances; ``rest`` goes to all others."""
    given = np.full(size, None, dtype=object)
    for value, count, chances in hands:
        keys = np.log(rng.random(size)) / np.maximum(chances, 1e-9)
        keys[given != None] = -np.inf  # noqa: E711 - elementwise comparison
        given[np.argsort(keys)[size - count :]] = value
    given[given == None] = rest  # noqa: E711 - elementwise comparison
    return given


def standing(people: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """The people with degree level, grade and title class."""
    groups = []
    for staff, part in people.with_row_index("order").group_by("staff", maintain_order=True):
        name = str(staff[0])
        degrees = _degrees(part, scaled(DEGREES[name], len(part)), rng)
        part = part.with_columns(degree=pl.Series(degrees.astype(str)))
        none = pl.lit(NONE)
        grade = pl.Series(_grades(part, rng).astype(str)) if name == "civil_servant" else none
        classes = pl.Series(_classes(part, rng).astype(str)) if name == "public_employee" else none
        groups.append(part.with_columns(grade=grade, title_class=classes))
    return pl.concat(groups).sort("order").drop("order")


def _age(people: pl.DataFrame) -> np.ndarray:
    days = (TODAY - people["birth_date"].to_numpy()).astype("timedelta64[D]")
    years: np.ndarray = days.astype(float) / YEAR
    return years


def _degrees(people: pl.DataFrame, counts: dict[str, int], rng: np.random.Generator) -> np.ndarray:
    profile, age = people["profile"], _age(people)
    doctor = trait(profile, "doctor") * np.clip((age - 33) / 6, 0.001, 1)
    master = trait(profile, "master") * np.clip((age - 26) / 4, 0.001, 1)
    special = trait(profile, "ck") * np.clip((age - 33) / 6, 0.001, 1)
    low = trait(profile, "low", 0.5)
    chances = {"doctor": doctor, "ckii": special, "master": master, "cki": special}
    order = ["doctor", "ckii", "cki", "master", "elementary", "intermediate", "college"]
    lowest = low * np.where(trait(profile, "none") > 1, 1, 0.02)
    chances |= {"elementary": lowest, "intermediate": low, "college": low}
    hands = [(level, counts[level], chances[level]) for level in order if level in counts]
    return deal(len(people), hands, "university", rng)


def _grades(people: pl.DataFrame, rng: np.random.Generator) -> np.ndarray:
    profile, degree, age = people["profile"], people["degree"], _age(people)
    below = degree.is_in(["college", "intermediate"]).to_numpy()
    senior = trait(profile, "senior") * np.clip((age - 44) / 5, 0.001, 1) * ~below
    principal = trait(profile, "principal") * np.clip((age - 36) / 5, 0.001, 1) * ~below
    low = trait(profile, "low_grade") + 1e-6
    chances = {
        "senior_specialist": senior,
        "principal_specialist": principal,
        "college_specialist": np.where(degree == "college", 1.0, 1e-6),
        "employee": low * np.where(degree == "intermediate", 30.0, 0.01),
        "assistant": low * np.where(below, 500.0, 0.05),
    }
    counts = scaled(GRADES, len(people))
    hands = [(grade, counts[grade], chance) for grade, chance in chances.items()]
    return deal(len(people), hands, "specialist", rng)


def _classes(people: pl.DataFrame, rng: np.random.Generator) -> np.ndarray:
    profile, age = people["profile"], _age(people)
    rank = people["degree"].replace_strict(
        {"doctor": 8.0, "ckii": 8.0, "master": 3.0, "cki": 3.0, "university": 1.0},
        default=0.02,
        return_dtype=pl.Float64,
    )
    level, older = rank.to_numpy(), np.clip((age - 30) / 8, 0.01, 1.5)
    below = level < 1
    chances = {
        "class_1": trait(profile, "c1") * level * older,
        "class_2": trait(profile, "c2") * level * older,
        NONE: trait(profile, "none"),
        "class_4": (trait(profile, "c4") + 0.02) * np.where(below, 100.0, 1.0),
    }
    counts = scaled(TITLE_CLASSES, len(people))
    hands = [(name, counts[name], chance) for name, chance in chances.items()]
    return deal(len(people), hands, "class_3", rng)


def degree_ages(level: np.ndarray, age: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """The age at which the highest degree was awarded, always before the register's day."""
    typical = {"doctor": 40.0, "ckii": 40.0, "master": 32.0, "cki": 33.0}
    mean = np.array([typical.get(name, 22.8) for name in level.tolist()])
    spread = np.where(mean > 30, 4.5, 1.2)
    least = np.where(mean > 38, 30.0, np.where(mean > 30, 24.5, 20.5))
    drawn = np.maximum(rng.normal(mean, spread), least)
    return np.minimum(drawn, age - 0.05 - 0.5 * rng.random(len(age)))


def awarded_on(people: pl.DataFrame, rng: np.random.Generator) -> np.ndarray:
    """The day of the highest degree."""
    age = _age(people)
    at = degree_ages(people["degree"].to_numpy(), age, rng)
    return days_before(age - at)
