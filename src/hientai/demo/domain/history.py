"""The training history: person-turns from 2016 to 1/6/2024, never two at a time for a person."""

from datetime import date, timedelta

import numpy as np
import polars as pl

from hientai.demo.domain.catalogue import catalogue, parts
from hientai.demo.domain.figures import OPENING_DAY, PEOPLE
from hientai.demo.domain.groups import DIVISION, pools

SCHEME = "hanoi-1698"
FORMER = "Quyết định 2315/QĐ-UBND"
DEGREES = "Quyết định 3381/QĐ-UBND"
YEARLY = "Kế hoạch đào tạo, bồi dưỡng hằng năm"
COUNTED_FROM = date(2016, 1, 1)  # the first day of the years of which Phần I, mục I.2.2 tells
GENERAL_CHANCE = 0.045  # of a turn of general training in a year
TURNS = {
    "code": pl.String,
    "scheme": pl.String,
    "item": pl.String,
    "programme": pl.String,
    "since": pl.Date,
    "until": pl.Date,
    "result": pl.String,
    "place": pl.String,
    "fund": pl.String,
}


def history(people: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """All turns; `people` carry `planned`, `unit_type`, `unit_kind`, `to_be_urban`, `left_on`."""
    share = len(people) / PEOPLE
    scheme = _scheme_turns(people, share, rng)
    studied = _degree_turns(people, share, rng)
    former = _former_turns(people, share, rng).join(studied, on="code", how="anti")
    long = pl.concat([studied, scheme.filter(pl.col("item").is_in(["D.1", "D.2"]))])
    taken = pl.concat([scheme, former]).select("code", year=pl.col("since").dt.year())
    general = _general_turns(people, rng).with_columns(year=pl.col("since").dt.year())
    general = general.join(taken, on=["code", "year"], how="anti").drop("year")
    general = general.join(long, on="code", how="anti")
    every = pl.concat([scheme, studied, former, general]).unique(
        ["code", "programme", "since"], maintain_order=True
    )
    return _numbered(_mixed_results(every, rng), rng)


def _turns(codes: pl.Series, **values: object) -> pl.DataFrame:
    """Turns of these people with the given values, other columns null."""
    frame = pl.DataFrame({"code": codes}).with_columns(
        **{name: pl.lit(value) for name, value in values.items()}
    )
    missing = [pl.lit(None).alias(name) for name in TURNS if name not in frame.columns]
    return frame.with_columns(missing).select(pl.col(n).cast(t) for n, t in TURNS.items())


def _scheme_turns(people: pl.DataFrame, share: float, rng: np.random.Generator) -> pl.DataFrame:
    """Classes of hanoi-1698; nobody sits in two of them."""
    source, who = catalogue("history"), pools()
    plans = [(item, item, row) for item, row in source["hanoi_1698"].items()]
    plans.append(("", source["unmatched"]["item"], source["unmatched"]))
    taken: set[str] = set()
    found = []
    for item, pool, row in plans:
        members = people.filter(who[pool])
        for line in row["classes"]:
            since, until, count, result, place = _class(line)
            here = (pl.col("service_start") < since) & (pl.col("left_on") > until)
            free = members.filter(here & ~pl.col("code").is_in(list(taken)))["code"]
            chosen = _draw(free, max(1, round(count * share)), rng)
            taken.update(chosen.to_list())
            values = {"scheme": SCHEME, "item": item, "programme": row["programme"]}
            dates = {"since": since, "until": until, "result": result, "place": place}
            found.append(_turns(chosen, fund="city_budget", **values, **dates))
    return pl.concat(found)


def _class(line: str) -> tuple[date, date, int, str, str]:
    since, days, count, *more = parts(line)
    begun = date.fromisoformat(since)
    result, place = (*more, *("completed", "domestic")[len(more) :])[:2]
    return begun, begun + timedelta(days=int(days)), int(count), result, place


def _draw(pool: pl.Series, count: int, rng: np.random.Generator) -> pl.Series:
    """So many of a pool, all of it where it is smaller."""
    order = rng.permutation(len(pool))[: min(count, len(pool))]
    return pool[np.sort(order)]


def _degree_turns(people: pl.DataFrame, share: float, rng: np.random.Generator) -> pl.DataFrame:
    """Postgraduate study that ended with the degree the register holds."""
    found = []
    for staff, level, count, abroad in map(parts, catalogue("history")["degrees"]):
        months = 48 if level == "doctor" else 24
        pool = people.filter((pl.col("staff") == staff) & (pl.col("degree") == level))
        pool = pool.with_columns(begun=pl.col("awarded").dt.offset_by(f"-{months}mo"))
        pool = pool.filter(pl.col("begun") > pl.col("service_start")).sort("awarded")
        chosen = _spread(pool, max(1, round(int(count) * share)))
        places = np.full(len(chosen), "domestic", dtype=object)
        places[rng.permutation(len(chosen))[: round(int(abroad) * share)]] = "abroad"
        name = "Đào tạo tiến sĩ" if level == "doctor" else "Đào tạo thạc sĩ"
        turns = _turns(chosen["code"], scheme=DEGREES, programme=name, result="completed")
        dates = (chosen["begun"].alias("since"), chosen["awarded"].alias("until"))
        found.append(turns.with_columns(*dates, place=pl.Series(places.astype(str))))
    return pl.concat(found).with_columns(fund=pl.lit("city_budget"))


def _spread(pool: pl.DataFrame, count: int) -> pl.DataFrame:
    """So many of a pool in the order of their day, evenly among those who began in the years that
    the document counts; the last of them all where these are too few."""
    sent = pool.filter(pl.col("begun") >= COUNTED_FROM)
    if sent.height < count:
        return pool.tail(count)
    return sent[[at * sent.height // count for at in range(count)]]


def _former_turns(people: pl.DataFrame, share: float, rng: np.random.Generator) -> pl.DataFrame:
    """hanoi-2315, 2017 to 2020: classes of 90, each person once."""
    served = pl.col("service_start") < date(2016, 1, 1)
    pool = {
        "commune": people.filter(served & (pl.col("profile") == "commune_leader")),
        "heads": people.filter(served & pl.col("title").is_in([*DIVISION, "department_director"])),
    }
    found, taken = [], pl.Series("code", [], dtype=pl.String)
    for group, programme, count, days in map(parts, catalogue("history")["hanoi_2315"]):
        free = pool[group.removesuffix("_abroad")].filter(~pl.col("code").is_in(taken.implode()))
        chosen = _draw(free["code"], max(1, round(int(count) * share)), rng)
        taken = pl.concat([taken, chosen])
        starts = _class_starts(len(chosen), rng)
        place = "abroad" if group.endswith("_abroad") else "domestic"
        turns = _turns(chosen, scheme=FORMER, programme=programme, result="completed", place=place)
        ends = starts + np.timedelta64(int(days), "D")
        found.append(turns.with_columns(since=pl.Series(starts), until=pl.Series(ends)))
    return pl.concat(found).with_columns(fund=pl.lit("city_budget"))


def _class_starts(size: int, rng: np.random.Generator) -> np.ndarray:
    """The first day of the class of each; the first two as the newspaper of 13/3/2018 tells."""
    classes = -(-size // 90)
    months = np.datetime64("2018-04") + np.arange(classes).astype("timedelta64[M]") * 2
    starts = months.astype("datetime64[D]") + 8
    starts = np.where(starts > np.datetime64("2020-11-15"), starts - 365, starts)
    starts[:2] = [np.datetime64("2017-11-13"), np.datetime64("2018-03-16")][: len(starts[:2])]
    found: np.ndarray = starts[rng.permutation(size) // 90]
    return found


def _general_turns(people: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """Yearly plans: at most one turn a person a year, three to thirty days from February on."""
    rows = [parts(line) for line in catalogue("history")["general"]]
    found = []
    for year in range(2016, 2025):
        chosen = people.filter(pl.Series(rng.random(len(people)) < GENERAL_CHANCE))
        span = 88 if year == OPENING_DAY.year else 290
        begun = np.datetime64(f"{year}-02-05") + rng.integers(0, span, len(chosen))
        ended = begun + rng.integers(2, 26, len(chosen)).astype("timedelta64[D]")
        turns = _turns(chosen["code"], scheme=YEARLY, result="completed")
        turns = turns.with_columns(
            programme=pl.Series(_programmes(chosen["staff"], rows, rng)),
            since=pl.Series(begun),
            until=pl.Series(ended),
            place=pl.lit("domestic"),
            fund=pl.Series(rng.choice(["city_budget", "unit_budget", "self"], len(chosen))),
        )
        here = (chosen["service_start"] < turns["since"]) & (chosen["left_on"] > turns["until"])
        found.append(turns.filter(here))
    return pl.concat(found)


def _programmes(staff: pl.Series, rows: list[list[str]], rng: np.random.Generator) -> list[str]:
    chosen = np.full(len(staff), None, dtype=object)
    for name in ("civil_servant", "commune", "public_employee"):
        own = [row for row in rows if row[1] == name]
        chances = np.array([float(row[2]) for row in own])
        at = np.flatnonzero((staff == name).to_numpy())
        drawn = rng.choice(len(own), len(at), p=chances / chances.sum())
        chosen[at] = np.array([row[0] for row in own], dtype=object)[drawn]
    return [str(word) for word in chosen]


def _mixed_results(turns: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """A few fail or leave a course of training; degrees that are held were completed."""
    drawn = pl.Series(rng.random(len(turns)))
    course = (pl.col("result") == "completed") & (pl.col("scheme") != DEGREES)
    result = (
        pl.when(course & (drawn < 0.008))
        .then(pl.lit("withdrawn"))
        .when(course & (drawn < 0.02))
        .then(pl.lit("failed"))
        .otherwise(pl.col("result"))
    )
    return turns.with_columns(result=result)


def _numbered(turns: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """Numbers of certificates of what was completed; half of the older ones were never kept."""
    number = pl.concat_str(
        pl.int_range(1, pl.len() + 1).cast(pl.String).str.zfill(6),
        pl.lit("/CC-"),
        pl.col("until").dt.year().cast(pl.String),
    )
    kept = (pl.col("since") > date(2021, 1, 1)) | pl.Series(rng.random(len(turns)) < 0.5)
    done = pl.col("result") == "completed"
    return turns.sort("since", "code").with_columns(number=pl.when(done & kept).then(number))
