"""Who sits in each post: sex, name, age, start of service and of the post, all by 19/5/2022."""

from typing import Any

import numpy as np
import polars as pl

from hientai.demo.domain.catalogue import catalogue
from hientai.demo.domain.figures import REGISTER_DAY
from hientai.demo.domain.names import identities

# Nobody is past the ordinary age of retirement of 2022 (60 years 6 months; 55 years 8 months),
# nor reaches it within the two months after, so that the register of that day is whole.
OLDEST = {False: 60.3, True: 55.5}
YOUNGEST = 22.6
TODAY = np.datetime64(REGISTER_DAY)
YEAR = 365.2425


def trait(profile: pl.Series, name: str, default: float = 0.0) -> np.ndarray:
    """A number of each person's profile."""
    source: dict[str, dict[str, Any]] = catalogue("profiles")["profiles"]
    values = {key: float(row.get(name, default)) for key, row in source.items()}
    return profile.replace_strict(values, return_dtype=pl.Float64).to_numpy()


def days_before(years: np.ndarray) -> np.ndarray:
    """The days so many years before the day of the register."""
    found: np.ndarray = TODAY - np.round(years * YEAR).astype("timedelta64[D]")
    return found


def lives(posts: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """The posts with the people in them, in the order of the posts."""
    profile, size = posts["profile"], len(posts)
    female = rng.random(size) < trait(profile, "female")
    age = rng.normal(trait(profile, "age"), trait(profile, "spread"))
    age = np.clip(age, YOUNGEST + rng.random(size), np.where(female, OLDEST[True], OLDEST[False]))
    service = _service(age, posts["title"], rng)
    probation = service - np.where(rng.random(size) < 0.7, 1.0, 0.5)
    dates = pl.DataFrame(
        {
            "birth_date": _spread_at_the_limit(age, rng),
            "service_start": _first_of_month(days_before(service)),
            "probation_end": _first_of_month(days_before(probation)),
            "post_since": _first_of_month(days_before(_post_years(service, posts["title"], rng))),
        }
    )
    frame = pl.concat([posts, identities(female, rng), dates], how="horizontal")
    in_time = pl.max_horizontal("post_since", "service_start")
    return frame.with_columns(post_since=in_time, code=_codes(size, rng))


def _spread_at_the_limit(age: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Days of birth; those cut at the age limit are spread over the years before it."""
    edge = np.isin(age, list(OLDEST.values()))
    return days_before(age - edge * rng.random(len(age)) * 2.5)


def _service(age: np.ndarray, title: pl.Series, rng: np.random.Generator) -> np.ndarray:
    """Years of service: begun at 22 to 28, leaders at 27 at the latest; half a year at least."""
    leads = (title != "none").to_numpy()
    begun = 22 + rng.gamma(2.0, 1.3, len(age)).clip(0, np.where(leads, 5, 12))
    years: np.ndarray = np.maximum(age - begun, 0.35 + 0.6 * rng.random(len(age)))
    return years


def _post_years(service: np.ndarray, title: pl.Series, rng: np.random.Generator) -> np.ndarray:
    """Years in the present post: leaders one term or two, others any part of their service."""
    leads = (title != "none").to_numpy()
    held = np.where(leads, 0.3 + rng.gamma(2.2, 1.5, len(service)), service)
    moved = ~leads & (rng.random(len(service)) < 0.35)
    years: np.ndarray = np.where(moved, service * rng.random(len(service)), held)
    held_at_most: np.ndarray = np.minimum(years, service)
    return held_at_most


def _first_of_month(days: np.ndarray) -> np.ndarray:
    return days.astype("datetime64[M]").astype("datetime64[D]")


def _codes(size: int, rng: np.random.Generator) -> pl.Series:
    """Codes HN000001 …, unique and in no order."""
    numbers = pl.Series(rng.permutation(size) + 1).cast(pl.String).str.zfill(6)
    return "HN" + numbers
