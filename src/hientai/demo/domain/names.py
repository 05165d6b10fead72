"""Believable Vietnamese names by sex and ethnicity: family, middle and given name."""

from collections.abc import Mapping

import numpy as np
import polars as pl

from hientai.demo.domain.catalogue import catalogue


def pick(weights: Mapping[str, float], size: int, rng: np.random.Generator) -> np.ndarray:
    """So many words drawn by their weights."""
    chances = np.array(list(weights.values()), dtype=float)
    words = np.array(list(weights), dtype=object)
    drawn: np.ndarray = words[rng.choice(len(words), size=size, p=chances / chances.sum())]
    return drawn


def identities(female: np.ndarray, rng: np.random.Generator) -> pl.DataFrame:
    """Name, sex and ethnicity of each person; `female` says the sex."""
    source, size = catalogue("names"), len(female)
    ethnicity = pick(source["ethnicity"], size, rng)
    family = np.where(
        ethnicity == "Mường",
        pick(source["mường"], size, rng),
        pick(source["family"], size, rng),
    )
    middle, given = (
        np.where(
            female,
            pick(source[f"{part}_female"], size, rng),
            pick(source[f"{part}_male"], size, rng),
        )
        for part in ("middle", "given")
    )
    middle = _not_twice(family, middle, np.where(female, "Thị", "Văn"))
    given = _not_twice(middle, given, np.where(female, "Liễu", "Thuận"))
    frame = pl.DataFrame({"family": family, "middle": middle, "given": given}).cast(pl.String)
    return frame.select(
        name=pl.concat_str("family", "middle", "given", separator=" "),
        sex=pl.Series(np.where(female, "female", "male")),
        ethnicity=pl.Series(ethnicity.astype(str)),
    )


def _not_twice(before: np.ndarray, word: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Nobody is called Anh Anh: where a word repeats the one before it, another one stands."""
    last = np.array([text.rsplit(" ", 1)[-1] for text in before.tolist()], dtype=object)
    chosen: np.ndarray = np.where(last == word, other, word)
    return chosen
