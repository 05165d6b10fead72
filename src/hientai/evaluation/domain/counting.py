"""From ballots to figures: void forms, counts, means, indices and bands, as the circulars say.

A ballot is counted once and dissolved: for each line how often each score was given. What is shown
is reckoned from these counts alone, and of a line with fewer than `LEAST` answers nothing is,
neither by itself nor inside another figure.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from hientai.shared.words import N_, _

LEAST = 5
"""Answers below which nothing is shown."""
SPREAD_FROM = 10
"""Answers from which the spread over the scores is shown beside the mean."""
Scores = Sequence[int | None]
Counts = tuple[int, ...]
"""How often each score from 1 up was given."""

BANDS: Mapping[str, tuple[tuple[str, str, Fraction], ...]] = {
    "tt-10-2017": (
        ("poor", N_("kém"), Fraction(0)),
        ("weak", N_("yếu"), Fraction(2, 10)),
        ("average", N_("trung bình"), Fraction(4, 10)),
        ("good", N_("khá"), Fraction(6, 10)),
        ("excellent", N_("tốt"), Fraction(8, 10)),
    ),
    "tt-07-2023": (
        ("failed", N_("không đạt"), Fraction(0)),
        ("passed", N_("đạt"), Fraction(50, 100)),
        ("good", N_("khá"), Fraction(70, 100)),
        ("great", N_("tốt"), Fraction(80, 100)),
    ),
}
"""Band tables: code, name, and the share of the scale from which the band holds."""
BAND_TABLES = {
    "tt-10-2017": N_("Thông tư 10/2017: năm mức theo thang điểm 10"),
    "tt-07-2023": N_("Thông tư 07/2023: bốn mức theo thang điểm 100"),
}


@dataclass(frozen=True)
class Line:
    """What one score was asked for: an indicator of an object, of a topic where there is one."""

    object: str
    indicator: str
    topic: str = ""


def is_void(scores: Scores, percent: int) -> bool:
    """Whether more than so many percent of the lines were left blank."""
    blank = sum(score is None for score in scores)
    return blank * 100 > percent * len(scores)


def counted(ballots: Iterable[Scores], lines: int, most: int) -> list[Counts]:
    """For each line how often each score was given."""
    counts = [[0] * most for _line in range(lines)]
    for ballot in ballots:
        for at, score in enumerate(ballot):
            if score is not None:
                counts[at][score - 1] += 1
    return [tuple(one) for one in counts]


def mean(counts: Counts) -> Fraction | None:
    """The mean score; None where too few answered."""
    n = sum(counts)
    if n < LEAST:
        return None
    return Fraction(sum(score * times for score, times in enumerate(counts, start=1)), n)


def mean_of(values: Iterable[Fraction | None]) -> Fraction | None:
    """The mean of what is known; None where nothing is."""
    known = [value for value in values if value is not None]
    return sum(known, Fraction(0)) / len(known) if known else None


def together(counts: Iterable[Counts]) -> Counts:
    """The counts of several lines that may each be shown; those that may not are left out."""
    shown = [one for one in counts if sum(one) >= LEAST]
    return tuple(map(sum, zip(*shown, strict=True))) if shown else ()


@dataclass(frozen=True)
class Index:
    """The figures of a form: of each indicator, of each object, and of the whole."""

    indicators: Mapping[tuple[str, str], Fraction | None]
    objects: Mapping[str, Fraction | None]
    whole: Fraction | None


def index_of(lines: Sequence[Line], counts: Sequence[Counts], way: str) -> Index:
    """Means of indicators (over topics), of objects (over indicators), and the general index.

    `way` says what the general index is the mean of: indicators, or objects.
    """
    by_indicator: dict[tuple[str, str], list[Fraction | None]] = {}
    for line, one in zip(lines, counts, strict=True):
        by_indicator.setdefault((line.object, line.indicator), []).append(mean(one))
    indicators = {key: mean_of(values) for key, values in by_indicator.items()}
    objects: dict[str, Fraction | None] = {}
    for code in dict.fromkeys(line.object for line in lines):
        objects[code] = mean_of(value for key, value in indicators.items() if key[0] == code)
    whole = mean_of(objects.values() if way == "objects" else indicators.values())
    return Index(indicators, objects, whole)


def band_of(value: Fraction | None, most: int, table: str) -> str:
    """The band of a mean by its exact value, in words; "" for none."""
    if value is None:
        return ""
    share = value / most
    return _([name for _code, name, since in BANDS[table] if share >= since][-1])
