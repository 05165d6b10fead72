"""Records that look like one person: found over the whole register at once, the likeliest first.

Never by a loop over pairs: records are put side by side where they share a name and a year of
birth, a name and a unit, or a name (or day of birth) and a code but for one slip. How likely a
pair is one person follows from how many bear the name (two rare names that agree say much, the
hundredth «Nguyễn Thị Hương» says nothing) and from what each agreement and difference is worth:
how often two records of one person show it, over how often two people of one name do.
"""

from collections.abc import Mapping

import polars as pl

from hientai.shared.words import N_

DOUBLE = 0.005  # assumed: five records of a thousand are the second one of somebody
LEAST = 2  # per cent: what is less likely is not listed at all
WORTH = {
    "same_name": 1.3,  # to the letter: 95 second records of 100, 73 of 100 whose letters agree
    "same_letters": 0.2,  # accents were lost in 5 of 100
    "same_given_name": 0.03,  # a name written so differently is rare
    "same_birth": 9_500,  # 85 of 100, by chance one of 11,000 (ages are spread over some 40 years)
    "month_fits": 400,
    "year_fits": 34,
    "birth_slip": 9,  # 5 of 100, by chance 1 of 180
    "birth_differs": 0.03,
    "sex_differs": 0.06,
}
CODE_AGAIN = 0.05  # of second records have the code of the first but for a slip
NEIGHBOURS = 50  # codes with one slip from another, where codes are numbers in a row
UNIT_AGAIN = 0.4  # of second records are in a unit of the first
WORDS = {
    "same_name": N_("cùng họ tên"),
    "same_letters": N_("họ tên chỉ khác dấu"),
    "same_given_name": N_("cùng tên gọi, khác họ hoặc tên đệm"),
    "same_birth": N_("cùng ngày sinh"),
    "month_fits": N_("cùng tháng sinh (có bên chỉ ghi tháng)"),
    "year_fits": N_("cùng năm sinh (có bên chỉ ghi năm)"),
    "birth_slip": N_("ngày sinh lệch một chỗ"),
    "birth_differs": N_("ngày sinh khác nhau"),
    "birth_unknown": N_("có bên chưa ghi ngày sinh"),
    "near_code": N_("mã gần giống"),
    "same_unit": N_("cùng đơn vị công tác"),
    "sex_differs": N_("giới tính khác nhau"),
}
AGREES = (
    "same_name",
    "same_letters",
    "same_given_name",
    "same_birth",
    "month_fits",
    "year_fits",
    "near_code",
    "same_unit",
)
DIFFERS = ("birth_slip", "birth_differs", "sex_differs")
FEATURES = tuple(WORDS)
SEPARATORS = r"[^0-9A-Z]"
PEOPLE_SCHEMA = {
    "id": pl.Int64,
    "code": pl.String,
    "name": pl.String,
    "name_folded": pl.String,
    "birth_date": pl.Date,
    "birth_precision": pl.String,
    "sex": pl.String,
}
UNITS_SCHEMA = {"id": pl.Int64, "unit_id": pl.Int64}


def alike(people: pl.DataFrame, units: pl.DataFrame) -> pl.DataFrame:
    """Pairs of records that look like one person: first, second (ids), score (how likely, per
    cent), namesakes (how many bear the name), a column a feature.

    `people` has the columns of `PEOPLE_SCHEMA`, `units` a line for each person and unit served in.
    """
    known = people.with_columns(
        year=pl.col("birth_date").dt.year(),
        given=pl.col("name_folded").str.split(" ").list.last(),
        plain=pl.col("code").str.to_uppercase().str.replace_all(SEPARATORS, ""),
        namesakes=pl.len().over("name_folded"),
    ).with_columns(of_given=pl.len().over("given"))
    by_name = _paired(known.select("id", "name_folded", "year").drop_nulls(), "name_folded", "year")
    together = units.join(known.select("id", "name_folded"), on="id").unique()
    by_unit = _paired(together, "name_folded", "unit_id")
    by_code = _near_codes(known)
    pairs = pl.concat([by_name, by_unit, by_code]).unique()
    worth = WORTH | _worth_here(people.height, units)
    return _scored(_features(pairs, known, by_unit, by_code), worth)


def _worth_here(people: int, units: pl.DataFrame) -> dict[str, float]:
    """What a near code and a common unit are worth depends on how large the register is."""
    near = NEIGHBOURS / max(people, 50 * NEIGHBOURS)
    shares = units["unit_id"].value_counts()["count"] / max(people, 1)
    together = min(max(float((shares**2).sum()), 0.001), 0.2)
    return {"near_code": CODE_AGAIN / near, "same_unit": UNIT_AGAIN / together}


def _paired(rows: pl.DataFrame, *keys: str) -> pl.DataFrame:
    """Every two different persons that share the keys, the lower id first, once."""
    keyed = rows.select("id", *keys, both=pl.struct(keys).hash())
    shared = keyed.filter(pl.col("both").is_duplicated()).drop("both")
    pairs = shared.join(shared.rename({"id": "second"}), on=list(keys))
    once = pairs.filter(pl.col("id") < pl.col("second"))
    return once.select(first="id", second="second").unique()


def _near_codes(known: pl.DataFrame) -> pl.DataFrame:
    """Who shares a name, or birth and given name, and a code but for one slip of the hand.

    Two codes with a letter changed, missing or swapped with the next are the same once one letter
    is left out of each.
    """
    named = known.select("id", "plain", key=pl.col("name_folded").hash())
    born = known.drop_nulls("birth_date").select(
        "id", "plain", key=pl.struct("birth_date", "given").hash()
    )
    return pl.concat([_one_slip(named), _one_slip(born)]).unique()


def _one_slip(keyed: pl.DataFrame) -> pl.DataFrame:
    """Of those who share a key, who has codes with one slip between them."""
    shared = keyed.filter(pl.col("key").is_duplicated())
    code = pl.col("plain")
    longest = max(shared["plain"].str.len_chars().to_list(), default=0)
    variants = [shared.select("id", "key", short=code.hash())]
    variants += [
        shared.filter(code.str.len_chars() > place).select(
            "id", "key", short=(code.str.slice(0, place) + code.str.slice(place + 1)).hash()
        )
        for place in range(longest)
    ]
    return _paired(pl.concat(variants).unique(), "key", "short")


def _features(
    pairs: pl.DataFrame, known: pl.DataFrame, by_unit: pl.DataFrame, by_code: pl.DataFrame
) -> pl.DataFrame:
    """What agrees and differs in each pair, as a column of yes and no each."""
    ours = known.select(pl.all().name.prefix("a_"))
    theirs = known.select(pl.all().name.prefix("b_"))
    sided = pairs.join(ours, left_on="first", right_on="a_id").join(
        theirs, left_on="second", right_on="b_id"
    )
    for name, found in (("same_unit", by_unit), ("near_code", by_code)):
        marked = found.with_columns(pl.lit(True).alias(name))
        sided = sided.join(marked, on=["first", "second"], how="left")
    sexes = pl.col("a_sex") != pl.col("b_sex")
    letters = pl.col("a_name_folded") == pl.col("b_name_folded")
    exact = pl.col("a_name").str.to_lowercase() == pl.col("b_name").str.to_lowercase()
    return sided.with_columns(
        pl.col("same_unit", "near_code").fill_null(False),
        same_name=exact,
        same_letters=letters & ~exact,
        same_given_name=~letters & ~exact,
        sex_differs=sexes.fill_null(False),
        **_births(),
    )


def _births() -> dict[str, pl.Expr]:
    """How two births stand: the same, one may be the other, a slip, different, not known."""
    a, b = pl.col("a_birth_date"), pl.col("b_birth_date")
    known = a.is_not_null() & b.is_not_null()
    days = (pl.col("a_birth_precision") == "day") & (pl.col("b_birth_precision") == "day")
    months = (pl.col("a_birth_precision") != "year") & (pl.col("b_birth_precision") != "year")
    year = a.dt.year() == b.dt.year()
    month, day = a.dt.month() == b.dt.month(), a.dt.day() == b.dt.day()
    month_fits = known & ~days & months & year & month
    year_fits = known & ~days & ~months & year
    swapped = year & (a.dt.month() == b.dt.day()) & (a.dt.day() == b.dt.month())
    one_off = (year.cast(pl.Int8) + month.cast(pl.Int8) + day.cast(pl.Int8)) == 2
    slip = known & days & (a != b) & (swapped | one_off)
    told = {
        "same_birth": known & days & (a == b),
        "month_fits": month_fits,
        "year_fits": year_fits,
        "birth_slip": slip,
        "birth_differs": known & ~month_fits & ~year_fits & ~slip & ~(days & (a == b)),
        "birth_unknown": ~known,
    }
    return {name: found.fill_null(False) for name, found in told.items()}


def _scored(pairs: pl.DataFrame, worth: Mapping[str, float]) -> pl.DataFrame:
    """The pairs that are likely enough, the likeliest first."""
    same = pl.col("same_given_name")
    bearers = pl.when(same).then("a_of_given").otherwise("a_namesakes")
    odds = (2 * DOUBLE) / (bearers - 1).clip(1)
    for name, factor in worth.items():
        odds = odds * pl.when(name).then(factor).otherwise(1.0)
    likely = (100 * odds / (1 + odds)).round().cast(pl.Int32)
    found = pairs.with_columns(odds=odds, score=likely, namesakes=pl.col("a_namesakes"))
    ordered = found.filter(pl.col("score") >= LEAST).sort(
        ["odds", "first", "second"], descending=[True, False, False]
    )
    return ordered.select("first", "second", "score", "namesakes", *FEATURES)
