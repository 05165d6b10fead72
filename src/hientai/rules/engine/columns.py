"""Questions over columns that law and scheme groups share: dates, ages, spans, words."""

from datetime import date, timedelta

import polars as pl

from hientai.shared.days import latest_start, month_end
from hientai.shared.vocabulary import Vocabulary
from hientai.shared.words import _, language


def born_after(cutoff: date) -> pl.Expr:
    """Whether a person was born after a day; null where the precision of the birth date hides it.

    Only a month known: any day of it is possible; only a year: any day of the year.
    """
    birth, precision = pl.col("birth_date"), pl.col("birth_precision")
    return (
        pl.when(precision == "month")
        .then(_after_coarsely(birth, _month_before_end(cutoff), month_end(cutoff)))
        .when(precision == "year")
        .then(_after_coarsely(birth, _year_before_end(cutoff), cutoff.replace(month=12, day=31)))
        .otherwise(birth > cutoff)
    )


def younger_than(years: int, on: date) -> pl.Expr:
    """Whether a person has not yet completed so many years on a day; null where unknown."""
    return born_after(latest_start(12 * years, on))


def served(column: str, months: int, on: date) -> pl.Expr:
    """Whether so many whole months have passed since the day in a column; null where absent."""
    return pl.col(column) <= latest_start(months, on)


def months_since(column: str, on: date) -> pl.Expr:
    """Whole months from the day in a column to a day (Int32)."""
    start = pl.col(column)
    # Polars answers months as Int8, which overflows silently in arithmetic.
    months = (on.year - start.dt.year()) * 12 + on.month - start.dt.month().cast(pl.Int32)
    if on == month_end(on):
        return months
    return months - (start.dt.day() > on.day).cast(pl.Int32)


def months_until(column: str, on: date) -> pl.Expr:
    """Whole months from a day to the end of the day in a column (Int32), negative when past."""
    end = pl.col(column) + timedelta(days=1)
    months = (end.dt.year() - on.year) * 12 + end.dt.month().cast(pl.Int32) - on.month
    short = (end.dt.day() < on.day) & (end != end.dt.month_end())
    return months - short.cast(pl.Int32)


def span_text(months: pl.Expr) -> pl.Expr:
    """A number of months in words: "5 năm 2 tháng", "11 tháng"."""
    years, rest = months // 12, months % 12
    return (
        pl.when(years == 0)
        .then(pl.format(_("{} tháng"), rest))
        .when(rest == 0)
        .then(pl.format(_("{} năm"), years))
        .otherwise(pl.format(_("{} năm {} tháng"), years, rest))
    )


def day_text(column: str) -> pl.Expr:
    """The day in a column as "01/06/2024", in English "1 Jun 2024"."""
    return pl.col(column).dt.strftime("%-d %b %Y" if language() == "en" else "%d/%m/%Y")


def age_text(on: date) -> pl.Expr:
    """A person's age on a day, as exactly as the birth date is known."""
    birth, months = pl.col("birth_date"), months_since("birth_date", on)
    exact = pl.format(
        _("{} tuổi {} tháng (sinh {})"), months // 12, months % 12, day_text("birth_date")
    )
    return (
        pl.when(pl.col("birth_precision") == "month")
        .then(pl.format(_("sinh tháng {} (chưa rõ ngày)"), birth.dt.strftime("%m/%Y")))
        .when(pl.col("birth_precision") == "year")
        .then(pl.format(_("sinh năm {} (chưa rõ ngày, tháng)"), birth.dt.year()))
        .otherwise(exact)
    )


def label_of(vocabulary: Vocabulary, column: str) -> pl.Expr:
    """The Vietnamese labels of the codes in a column; unknown codes stay as they are."""
    return pl.col(column).replace(vocabulary.labels)


def _after_coarsely(birth: pl.Expr, surely_not: date, surely: date) -> pl.Expr:
    return pl.when(birth > surely).then(True).when(birth <= surely_not).then(False)


def _month_before_end(cutoff: date) -> date:
    """The last day such that births in its month or earlier are surely not after the cutoff."""
    return cutoff if cutoff == month_end(cutoff) else cutoff.replace(day=1) - timedelta(days=1)


def _year_before_end(cutoff: date) -> date:
    return cutoff if (cutoff.month, cutoff.day) == (12, 31) else date(cutoff.year - 1, 12, 31)
