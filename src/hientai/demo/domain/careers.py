"""What stands beside the post: subjects, schools, theory, languages, ratings, discipline, plans."""

from datetime import date

import numpy as np
import polars as pl

from hientai.demo.domain.catalogue import catalogue
from hientai.demo.domain.names import pick
from hientai.demo.domain.standing import awarded_on

MANAGED = [
    "department_director",
    "department_deputy_director",
    "district_chair",
    "district_vice_chair",
]
SCHOOLS = {
    "Đại học Quốc gia Hà Nội": 16,
    "Đại học Sư phạm Hà Nội": 16,
    "Học viện Hành chính Quốc gia": 10,
    "Đại học Kinh tế Quốc dân": 9,
    "Đại học Luật Hà Nội": 7,
    "Đại học Thủ đô Hà Nội": 9,
    "Đại học Mở Hà Nội": 8,
    "Đại học Kiến trúc Hà Nội": 4,
    "Đại học Xây dựng Hà Nội": 5,
    "Đại học Bách khoa Hà Nội": 5,
    "Học viện Nông nghiệp Việt Nam": 5,
    "Đại học Tài nguyên và Môi trường Hà Nội": 4,
}
MEDICAL = {"Đại học Y Hà Nội": 10, "Đại học Dược Hà Nội": 2, "Đại học Y Dược Thái Bình": 5}
LOWER = {
    "Trường Cao đẳng Sư phạm Hà Nội": 10,
    "Trường Cao đẳng Sư phạm Hà Tây": 10,
    "Trường Cao đẳng Y tế Hà Đông": 5,
    "Trường Trung cấp Kinh tế - Tài chính Hà Nội": 4,
}
RATING_CHANCES = {"excellent": 0.19, "good": 0.752, "fair": 0.052, "failed": 0.006}
RATING_YEARS = range(2019, 2024)
POSTGRADUATE = ["doctor", "master", "cki", "ckii"]


def careers(people: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """The people with degree details, skills, managed level and ratings of the years in service."""
    size = len(people)
    leads = pl.col("title") != "none"
    theory = _by_chance(size, rng, {"Cao cấp": 0.62, "Trung cấp": 0.95, "Sơ cấp": 1.0})
    lower = _by_chance(size, rng, {"Cao cấp": 0.01, "Trung cấp": 0.22, "Sơ cấp": 0.7})
    frame = people.with_columns(
        subject=pl.Series(_subjects(people, rng).astype(str)),
        school=pl.Series(_schools(people, rng).astype(str)),
        awarded=pl.Series(awarded_on(people, rng)),
        theory=pl.when(leads).then(theory).otherwise(lower),
        language=_languages(size, rng),
        it_skill=_by_chance(size, rng, {"Ứng dụng CNTT cơ bản": 0.86, "Tin học B": 0.97}),
        managed=pl.col("title").is_in(MANAGED),
    )
    return frame.with_columns(**_ratings(frame, rng))


def _by_chance(size: int, rng: np.random.Generator, edges: dict[str, float]) -> pl.Series:
    """A word by a rising chance; none above the last edge."""
    drawn, words = rng.random(size), np.full(size, None, dtype=object)
    for word, edge in reversed(edges.items()):
        words[drawn < edge] = word
    return pl.Series(words.tolist(), dtype=pl.String)


def _languages(size: int, rng: np.random.Generator) -> pl.Series:
    edges = {
        "Tiếng Anh A2": 0.35,
        "Tiếng Anh B1": 0.62,
        "Tiếng Anh B": 0.82,
        "Tiếng Anh B2": 0.88,
        "Tiếng Anh C": 0.9,
        "Tiếng Pháp B1": 0.915,
        "Tiếng Trung B1": 0.93,
    }
    return _by_chance(size, rng, edges)


def _subjects(people: pl.DataFrame, rng: np.random.Generator) -> np.ndarray:
    """The subject of the degree: of the field of work for offices, of the profile elsewhere."""
    source = catalogue("profiles")
    own = {name: row["subject"] for name, row in source["profiles"].items()}
    subjects = people["profile"].replace_strict(own).to_numpy().astype(object)
    by_office = people["staff"].is_in(["civil_servant", "commune"])
    by_office |= people["profile"].is_in(["service_officer", "service_division"])
    first = people["fields"].str.split(";").list.first()
    for field, choice in source["subjects"].items():
        rows = np.flatnonzero((by_office & (first == field)).to_numpy())
        subjects[rows] = np.array(choice, dtype=object)[rng.integers(0, len(choice), len(rows))]
    return subjects


def _schools(people: pl.DataFrame, rng: np.random.Generator) -> np.ndarray:
    size = len(people)
    medical = people["profile"].is_in(["physician", "hospital_leader", "hospital_division"])
    low = people["degree"].is_in(["college", "intermediate", "elementary"])
    high = np.where(medical, pick(MEDICAL, size, rng), pick(SCHOOLS, size, rng))
    return np.where(low, pick(LOWER, size, rng), high)


def _ratings(people: pl.DataFrame, rng: np.random.Generator) -> dict[str, pl.Expr]:
    """One column a year, null before the service began; a person's years resemble one another."""
    size = len(people)
    lasting = rng.normal(0, 0.75, size) + 0.3 * (people["title"] != "none").to_numpy()
    edges = np.cumsum([0.006, 0.052, 0.752])
    names = np.array(["failed", "fair", "good", "excellent"])
    found: dict[str, pl.Expr] = {}
    for year in RATING_YEARS:
        score = lasting + rng.normal(0, 0.66, size)
        place = score.argsort().argsort() / size
        served = pl.col("service_start") < date(year, 7, 1)
        rating = pl.Series(names[np.searchsorted(edges, place, side="right")])
        found[f"rating_{year}"] = pl.when(served).then(rating)
    return found


def disciplines(people: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """Few sanctions since 2016, some in force on 1/6/2024, and a few processes pending."""
    count = max(3, round(len(people) * 0.0045))
    chances = {"reprimand": 60, "warning": 25, "pay_cut": 2, "demotion": 2, "removal": 3}
    rows = people[rng.choice(len(people), count, replace=False)].select("code", "service_start")
    forms = pick({**chances, "pending": 8}, count, rng)
    begun = np.datetime64("2016-03-01") + rng.integers(0, 2950, count).astype("timedelta64[D]")
    begun = np.where(forms == "pending", np.datetime64("2024-04-15"), begun)
    pending = pl.col("form") == "pending"
    number = pl.concat_str(pl.Series(rng.integers(100, 6000, count)), pl.lit("/QĐ-KL"))
    return (
        rows.with_columns(form=pl.Series(forms.astype(str)), since=pl.Series(begun))
        .filter(pl.col("since") > pl.col("service_start"))
        .with_columns(
            until=pl.when(~pending).then(pl.col("since").dt.offset_by("1y")),
            number=pl.when(~pending).then(number.head(pl.len())),
        )
    )


PLANS = {  # title held: (title planned for, share planned)
    "division_deputy": ("division_head", 0.3),
    "vice_principal": ("principal", 0.3),
    "commune_vice_chair": ("commune_chair", 0.3),
    "hospital_deputy_director": ("hospital_director", 0.4),
    "division_head": ("department_deputy_director", 0.12),
}


def plans(people: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """Planned-for titles: deputies for the next title, able officers for a deputy's."""
    officer = pl.col("profile").is_in(["officer", "inspector"]) & (pl.col("title") == "none")
    drawn = pl.Series("drawn", rng.random(len(people)))
    share = pl.col("title").replace_strict({k: v[1] for k, v in PLANS.items()}, default=0.0)
    share = pl.when(officer).then(0.2).otherwise(share)
    young = pl.col("birth_date") > date(1972, 1, 1)
    target = pl.col("title").replace_strict(
        {k: v[0] for k, v in PLANS.items()}, default="division_deputy"
    )
    found = people.with_columns(drawn).filter((pl.col("drawn") < share) & young)
    late = pl.Series(rng.random(len(found)) < 0.25)
    since = pl.when(late).then(date(2023, 6, 1)).otherwise(date(2021, 1, 1))
    return found.select("code", "fields", target.alias("title")).with_columns(
        since=since, until=pl.lit(date(2025, 12, 31))
    )
