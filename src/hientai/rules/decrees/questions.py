"""Questions that several decrees ask, worded once; the numbers come from each decree's law."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import polars as pl

from hientai.rules.decrees.nd135.rules import DECREE as RETIREMENT
from hientai.rules.decrees.nd135.rules import past_retirement
from hientai.rules.engine import Answer, Certainty, Decree, Law
from hientai.rules.engine.columns import (
    age_text,
    day_text,
    months_since,
    months_until,
    served,
    span_text,
    younger_than,
)
from hientai.shared.days import add_months
from hientai.shared.vocabulary import RATINGS
from hientai.shared.words import N_, _

READINGS = Decree.read(Path(__file__).parent / "readings" / "parameters.yaml")

# What a condition needs: the column, and what it is called where it is missing.
BIRTH = ("birth_date", N_("ngày, tháng, năm sinh đầy đủ"))
SEX = ("sex", N_("giới tính"))
CATEGORY = ("category", N_("nhóm cán bộ, công chức, viên chức"))
HAD_POSTGRADUATE = ("had_postgraduate", N_("đã hay chưa từng được đào tạo sau đại học"))
PROBATION_END = ("probation_end", N_("ngày hết tập sự"))
SERVICE_START = ("service_start", N_("ngày vào làm"))
DISCIPLINED = ("disciplined", N_("thông tin kỷ luật"))
LEAVING = ("retirement_date", N_("ngày thôi chức vụ, hoặc ngày nghỉ hưu khác ghi trong hồ sơ"))


def age_reading(law: Law) -> str:
    """The reading of "not over … years" in force on a day."""
    return law.beside(READINGS).text("age_not_over")


def not_over(limit: int, reading: str, on: date) -> Answer:
    """Age not over a limit, by a reading; a remark where the other reading decides otherwise.

    ``completed_years``: who is 40 years and 11 months is still 40. ``to_the_day``: the birthday
    itself is the last day.
    """
    rounded, to_the_day = younger_than(limit + 1, on), younger_than(limit, on - timedelta(days=1))
    is_rounded = reading == "completed_years"
    remark = _other_reading(limit, is_rounded)
    return Answer(
        limit=_limit_text(limit, is_rounded),
        holds=rounded if is_rounded else to_the_day,
        value=age_text(on),
        needs=(BIRTH,),
        remark=pl.when(rounded & ~to_the_day).then(pl.lit(remark)),
    )


def _limit_text(limit: int, is_rounded: bool) -> str:
    """The limit with the way age is reckoned, in words."""
    told = {"limit": limit}
    reckoned = (
        _("tính tuổi tròn") if is_rounded else _("tính đến ngày sinh nhật thứ %(limit)s") % told
    )
    return _("không quá %(limit)s tuổi, ") % told + reckoned


def _other_reading(limit: int, is_rounded: bool) -> str:
    """What the reading that is not followed would decide, in words."""
    if is_rounded:
        said = _("Nếu hiểu là tính đến ngày sinh nhật thứ %(limit)s thì không đạt.")
    else:
        said = _(
            "Nếu hiểu là tính tuổi tròn (%(limit)s tuổi 11 tháng vẫn là %(limit)s tuổi) thì đạt."
        )
    return said % {"limit": limit}


def age_when_first_sent(law: Law) -> Answer:
    """Age not over the limit, asked of who would be sent to postgraduate study the first time."""
    return of_first_sent(not_over(law.whole("age_limit"), age_reading(law), law.on), law)


def of_first_sent(answer: Answer, law: Law) -> Answer:
    """An age limit asked of who would be sent to postgraduate study for the first time.

    ``holds_degree``: whoever has a postgraduate degree, or was sent, is not asked. ``was_sent``:
    whoever has a degree but no recorded sending is asked. A note where the other one decides
    otherwise.
    """
    had, sent = pl.col("had_postgraduate"), pl.col("sent_before")
    # An answer of the register; without one there is nothing that readings could decide.
    holds = pl.lit(value=True) if answer.holds is None else answer.holds
    between = had & ~sent
    if law.beside(READINGS).text("first_postgraduate") == "holds_degree":
        asked = replace(answer, aside=_if_first_means_sent(between, holds))
        return replace(asked, applies=~had, needs=(*answer.needs, HAD_POSTGRADUATE))
    told = _(
        "Hồ sơ ghi đã có trình độ sau đại học, không ghi lần được cử đi. Nếu hiểu người ấy không "
        "còn là lần đầu thì không xét tuổi, và đạt."
    )
    noted = pl.when(between & ~holds).then(pl.lit(told))
    remark = noted if answer.remark is None else pl.coalesce(noted, answer.remark)
    return replace(answer, applies=~sent, remark=remark)


def _if_first_means_sent(between: pl.Expr, holds: pl.Expr) -> pl.Expr:
    """What is told of who is not asked for the degree, where the other reading would ask: that
    the age is over the limit, or that nobody can tell without the birth date."""
    over = _(
        "Không áp dụng: hồ sơ ghi đã có trình độ sau đại học. Nếu hiểu “lần đầu” là lần đầu "
        "được cử đi thì phải xét tuổi, và không đạt."
    )
    unknown = _(
        "Không áp dụng: hồ sơ ghi đã có trình độ sau đại học. Nếu hiểu “lần đầu” là lần đầu "
        "được cử đi thì phải xét tuổi, và chưa rõ: cần ngày, tháng, năm sinh đầy đủ."
    )
    told = pl.when(holds).then(None).when(~holds).then(pl.lit(over)).otherwise(pl.lit(unknown))
    return pl.when(between).then(told)


def service_of_years(law: Law) -> Answer:
    """Enough full years of service, probation counted or not as the decree says.

    Without a recorded end of probation the answer is given only where it is the same for every
    length of probation up to the longest.
    """
    months = 12 * law.whole("service_years")
    excluded = law.dated("probation_excluded")
    without, whole = _without_probation(months, law), _with_probation(months, law.on)
    counts_out = bool(excluded.value)
    return Answer(
        limit=(_("từ đủ %(whole)s năm công tác trở lên") % {"whole": law.whole("service_years")})
        + (_(", không kể thời gian tập sự") if counts_out else ""),
        holds=without if counts_out else whole,
        value=_service_text(law.on, counts_out),
        needs=(SERVICE_START, PROBATION_END) if counts_out else (SERVICE_START,),
        remark=None
        if excluded.certainty is Certainty.VERIFIED
        else _other_count(whole, without, counts_out),
    )


def probation_over(law: Law) -> Answer:
    """Probation has ended, if there was one."""
    longest = _longest_probation(law)
    end = pl.col("probation_end")
    return Answer(
        limit=_("đã kết thúc thời gian tập sự (nếu có)"),
        holds=pl.when(end.is_not_null())
        .then(end <= law.on)
        .when(served("service_start", longest, law.on))
        .then(True),
        value=pl.coalesce(
            pl.format(_("hết tập sự ngày {}"), day_text("probation_end")),
            pl.format(_("vào làm ngày {}, chưa ghi ngày hết tập sự"), day_text("service_start")),
        ),
        needs=(PROBATION_END, SERVICE_START),
    )


def two_good_years(law: Law) -> Answer:
    """Both years just before the day rated at the least rating or better."""
    least = law.text("least_rating")
    rank, (first, second) = _rank(least), (law.on.year - 1, law.on.year - 2)
    values = [_rating_text("rating_1", first), _rating_text("rating_2", second)]
    return Answer(
        limit=_("hai năm liên tục liền kề (%(second)s, %(first)s) từ “%(lower)s” trở lên")
        % {"second": second, "first": first, "lower": RATINGS.label(least).lower()},
        holds=(pl.col("rating_1") >= rank) & (pl.col("rating_2") >= rank),
        value=pl.coalesce(pl.format("{}; {}", values[1], values[0]), *values),
        needs=(
            ("rating_1", _("xếp loại năm %(first)s") % {"first": first}),
            ("rating_2", _("xếp loại năm %(second)s") % {"second": second}),
        ),
    )


def good_year(law: Law) -> Answer:
    """The year just before the day rated at the least rating or better."""
    least, year = law.text("abroad_least_rating"), law.on.year - 1
    return Answer(
        limit=_("năm %(year)s từ “%(lower)s” trở lên")
        % {"year": year, "lower": RATINGS.label(least).lower()},
        holds=pl.col("rating_1") >= _rank(least),
        value=_rating_text("rating_1", year),
        needs=(("rating_1", _("xếp loại năm %(year)s") % {"year": year}),),
    )


def not_disciplined(law: Law) -> Answer:
    """No sanction in force and no process pending on the day."""
    return Answer(
        limit=_("không đang bị xem xét kỷ luật, điều tra hoặc bị kỷ luật từ khiển trách trở lên"),
        holds=~pl.col("disciplined"),
        value=pl.when(pl.col("disciplined"))
        .then(pl.coalesce(pl.col("discipline_what"), pl.lit(_("có kỷ luật"))))
        .when(~pl.col("disciplined"))
        .then(pl.lit(_("không có"))),
        needs=(DISCIPLINED,),
    )


def abroad_left_short(law: Law) -> Answer:
    """Enough working age left from the start of a course abroad of less than a month."""
    return _abroad_left(law, "abroad_short_left_months")


def abroad_left_long(law: Law) -> Answer:
    """Enough working age left from the start of a course abroad of a month or longer."""
    return _abroad_left(law, "abroad_long_left_months")


def _abroad_left(law: Law, parameter: str) -> Answer:
    """The start of the course is taken to be the day asked."""
    law.rests_on(RETIREMENT)
    return months_left(law.whole(parameter), law.on)


def months_left(months: int, on: date) -> Answer:
    """At least so many whole months from a day to the end of the day of retirement."""
    retires, left = pl.col("retirement_date"), months_until("retirement_date", on)
    return Answer(
        limit=_("còn ít nhất %(months)s công tác") % {"months": _span(months)},
        holds=retires >= add_months(on, months) - timedelta(days=1),
        value=pl.when(left >= 0)
        .then(pl.format(_("còn {} (nghỉ hưu {})"), span_text(left), day_text("retirement_date")))
        .otherwise(pl.format(_("nghỉ hưu {}"), day_text("retirement_date"))),
        needs=(BIRTH, SEX),
        remark=pl.when(pl.col("retirement_certainty") == Certainty.UNCERTAIN.value).then(
            pl.lit(_("Tuổi nghỉ hưu của người sinh tháng này chưa chắc: bảng in có thể ghi khác."))
        ),
        rests_on=pl.col("retirement_certainty"),
        note=_(
            "Ngày nghỉ hưu ghi trong hồ sơ được dùng trước; không có thì tính theo "
            "NĐ 135/2020/NĐ-CP."
        ),
    )


def in_post_after_retirement(on: date) -> Answer:
    """Asked of who holds a post past the day of retirement: the register cannot tell whether the
    person stayed longer by a decision, or left and the post was never closed."""
    return Answer(
        limit=_("chưa rõ còn công tác, cần ngày thôi chức vụ hoặc ngày nghỉ hưu khác"),
        holds=pl.lit(None, dtype=pl.Boolean),
        value=pl.format(_("nghỉ hưu {} theo sổ, chức vụ còn mở"), day_text("retirement_date")),
        needs=(LEAVING,),
        applies=past_retirement(on).fill_null(value=False),
        rests_on=pl.col("retirement_certainty"),
    )


def _without_probation(months: int, law: Law) -> pl.Expr:
    longest, on = _longest_probation(law), law.on
    return (
        pl.when(pl.col("probation_end").is_not_null())
        .then(served("probation_end", months, on))
        .when(served("service_start", months + longest, on))
        .then(True)
        .when(~served("service_start", months, on))
        .then(False)
    )


def _with_probation(months: int, on: date) -> pl.Expr:
    return (
        pl.when(pl.col("service_start").is_not_null())
        .then(served("service_start", months, on))
        .when(served("probation_end", months, on))
        .then(True)
    )


def _longest_probation(law: Law) -> int:
    return law.beside(READINGS).whole("probation_longest_months")


def _service_text(on: date, counts_out: bool) -> pl.Expr:
    since_end = pl.format(
        _("{} kể từ ngày hết tập sự {}"),
        span_text(months_since("probation_end", on)),
        day_text("probation_end"),
    )
    since_start = pl.format(
        _("{} kể từ ngày vào làm {}"),
        span_text(months_since("service_start", on)),
        day_text("service_start"),
    )
    unsaid = pl.format(_("{} (chưa ghi ngày hết tập sự)"), since_start)
    return pl.coalesce(since_end, unsaid) if counts_out else pl.coalesce(since_start, since_end)


def _other_count(whole: pl.Expr, without: pl.Expr, counts_out: bool) -> pl.Expr:
    """A remark where counting probation the other way would answer otherwise."""
    chosen, other = (without, whole) if counts_out else (whole, without)
    how = _("kể cả") if counts_out else _("không kể")
    return pl.when(chosen.is_not_null() & chosen.ne_missing(other)).then(
        pl.format(
            _("Nếu %(how)s thời gian tập sự thì {}.") % {"how": how},
            pl.when(other.is_null())
            .then(pl.lit(_("chưa rõ")))
            .when(other)
            .then(pl.lit(_("đạt")))
            .otherwise(pl.lit(_("không đạt"))),
        )
    )


def _rating_text(column: str, year: int) -> pl.Expr:
    words = {rank: RATINGS.label(code).lower() for code, rank in RATINGS.ranks.items()}
    label = pl.col(column).replace_strict(words, default=None, return_dtype=pl.String)
    return pl.format(_("năm {}: {}"), pl.lit(year), label)


def _rank(rating: str) -> int:
    return RATINGS.ranks[rating]


def _span(months: int) -> str:
    return (
        _("%(months)s năm") % {"months": months // 12}
        if months % 12 == 0
        else _("%(months)s tháng") % {"months": months}
    )
