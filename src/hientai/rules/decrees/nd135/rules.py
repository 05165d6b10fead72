"""Retirement: the age counts that is asked in the year in which it is reached.

Retirement is at the end of the month in which the age is reached. A table by month of birth
answers for everybody; two million people cost one look-up each.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import polars as pl

from hientai.rules.engine import Certainty, Correction, Decree, Law, day_of_law, weakest
from hientai.shared.days import Precision, add_months, month_end

DECREE = Decree.read(Path(__file__).parent / "parameters.yaml")

_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_MONTHS = 12 * (_LAST_YEAR - _FIRST_YEAR + 1)
_SEXES = {"male": "men", "female": "women"}
_ODD_MONTH = date(1969, 5, 1)


@dataclass(frozen=True)
class Schedule:
    """The ages of one sex in months: flat before the first year, then rising to the final one."""

    flat: int
    first_year: int | None = None
    first: int = 0
    step: int = 0
    final: int = 0
    odd_month: int | None = None
    certainty: Certainty = Certainty.RECALLED
    odd_certainty: Certainty = Certainty.RECALLED

    def age(self, birth_month: date) -> int:
        """Age of retirement in months of who is born in a month (its first day)."""
        if birth_month == _ODD_MONTH and self.odd_month is not None:
            return self.odd_month
        first_year = self.first_year
        if first_year is None or add_months(birth_month, self.flat).year < first_year:
            return self.flat
        age, year = self.first, first_year
        while age < self.final and add_months(birth_month, age).year > year:
            age, year = min(age + self.step, self.final), year + 1
        return age

    def certainty_of(self, birth_month: date) -> Certainty:
        """How sure the age of a month of birth is."""
        odd = birth_month == _ODD_MONTH and self.odd_month is not None
        return self.odd_certainty if odd else self.certainty


def schedule(sex: str, on: date, corrections: Sequence[Correction] = ()) -> Schedule:
    """The ages in force on a day for a sex (male, female); NoRuleInForce where there are none."""
    law, who = Law(DECREE, on, corrections), _SEXES[sex]
    flat = law.whole(f"{who}_flat_months")
    if not DECREE.by_name["first_year"].in_force(day_of_law(on, corrections)):
        return Schedule(flat, certainty=law.certainty)
    odd = law.dated("women_born_1969_05_months") if sex == "female" else None
    return Schedule(
        flat=flat,
        first_year=law.whole("first_year"),
        first=law.whole(f"{who}_first_months"),
        step=law.whole(f"{who}_step_months"),
        final=law.whole(f"{who}_final_months"),
        odd_month=int(odd.value) if odd else None,
        certainty=law.certainty,
        odd_certainty=odd.certainty if odd else law.certainty,
    )


def retirement_certainty(on: date, corrections: Sequence[Correction] = ()) -> Certainty:
    """How sure the ordinary ages of retirement are on a day."""
    return weakest(schedule(sex, on, corrections).certainty for sex in _SEXES)


def retirement_date(
    birth: date,
    precision: Precision,
    sex: str,
    on: date,
    corrections: Sequence[Correction] = (),
) -> date:
    """The day a person retires by the law in force on a day."""
    return retirement(birth, precision, sex, on, corrections)[0]


def retirement(
    birth: date,
    precision: Precision,
    sex: str,
    on: date,
    corrections: Sequence[Correction] = (),
) -> tuple[date, Certainty]:
    """The same with how sure it is."""
    month = _counted_month(birth, precision, Law(DECREE, on, corrections))
    ages = schedule(sex, on, corrections)
    return _end_of_service(ages, month), ages.certainty_of(month)


def with_retirement(
    standings: pl.DataFrame, on: date, corrections: Sequence[Correction] = ()
) -> pl.DataFrame:
    """The standings with ``retirement_date`` and ``retirement_certainty``.

    The register's own date goes first (verified); without one it is computed from birth date,
    its precision and sex; null where these are missing.
    """
    schedules = tuple(schedule(sex, on, corrections) for sex in _SEXES)
    dates, certainties = _table(schedules)
    position = _position(Law(DECREE, on, corrections))
    own = pl.col("own_retirement_date")
    return (
        standings.with_columns(position.alias("_retires"))
        .with_columns(
            retirement_date=pl.coalesce(own, pl.lit(dates).gather(pl.col("_retires"))),
            retirement_certainty=pl.when(own.is_not_null())
            .then(pl.lit(Certainty.VERIFIED.value))
            .otherwise(pl.lit(certainties).gather(pl.col("_retires"))),
        )
        .drop("_retires")
    )


def past_retirement(on: date | pl.Expr) -> pl.Expr:
    """Whether the day of retirement (see with_retirement) is over; null where it is not known."""
    return pl.col("retirement_date") < on


def _counted_month(birth: date, precision: Precision, law: Law) -> date:
    """The first day of the month of birth that counts where the day or month is not known."""
    month = birth.replace(day=1)
    if precision == "month":
        return add_months(month, _months_for_unknown_day(law))
    if precision == "year":
        return month.replace(month=_month_for_unknown_month(law))
    return month


def _months_for_unknown_day(law: Law) -> int:
    return 1 if law.text("unknown_day") == "first_of_next_month" else 0


def _month_for_unknown_month(law: Law) -> int:
    return 1 if law.text("unknown_month") == "first_of_year" else 12


def _end_of_service(ages: Schedule, birth_month: date) -> date:
    return month_end(add_months(birth_month, ages.age(birth_month)))


@lru_cache(maxsize=16)
def _table(schedules: tuple[Schedule, ...]) -> tuple[pl.Series, pl.Series]:
    """Date and certainty of retirement by sex and month of birth, men's months first."""
    months = [add_months(date(_FIRST_YEAR, 1, 1), i) for i in range(_MONTHS)]
    dates = [_end_of_service(ages, month) for ages in schedules for month in months]
    certainties = [ages.certainty_of(month).value for ages in schedules for month in months]
    return pl.Series(dates, dtype=pl.Date), pl.Series(certainties, dtype=pl.String)


def _position(law: Law) -> pl.Expr:
    """Where a person stands in the table; null without birth date, sex or a sensible year."""
    birth, precision = pl.col("birth_date"), pl.col("birth_precision")
    # Polars answers months as Int8, which overflows silently in arithmetic.
    month = birth.dt.month().cast(pl.Int32)
    counted = (
        pl.when(precision == "month")
        .then(month + _months_for_unknown_day(law))
        .when(precision == "year")
        .then(_month_for_unknown_month(law))
        .otherwise(month)
    )
    index = (birth.dt.year() - _FIRST_YEAR) * 12 + counted - 1
    known = pl.when(index.is_between(0, _MONTHS - 1)).then(index)
    shift = pl.when(pl.col("sex") == "male").then(0).when(pl.col("sex") == "female").then(_MONTHS)
    return known + shift
