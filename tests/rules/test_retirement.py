"""Retirement by Nghị định 135/2020: the printed table, month by month of birth (P2)."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hientai.rules.decrees import retirement_date, service_left_at_least, with_retirement
from hientai.rules.engine import Certainty, Correction, NoRuleInForce, reasons
from tests.rules import oracle
from tests.rules.case_reading import frame_of

ON = date(2024, 6, 1)
MONTHS = [date(year, month, 1) for year in range(1950, 1990) for month in range(1, 13)]


def _person(birth: date | None, sex: str | None, precision: str = "day", **more: object) -> dict:
    blank = {"own_retirement_date": None}
    return {"birth_date": birth, "birth_precision": precision, "sex": sex, **blank, **more}


@pytest.mark.parametrize("sex", ["male", "female"])
def test_every_month_of_birth_retires_as_the_printed_table_says(sex: str) -> None:
    people = [_person(month.replace(day=15), sex) for month in MONTHS]
    found = with_retirement(frame_of(people), ON)["retirement_date"].to_list()
    assert found == [oracle.last_day_of_service(person, ON) for person in people]


@pytest.mark.parametrize(
    ("birth", "sex", "retires"),
    [
        (date(1960, 12, 31), "male", date(2020, 12, 31)),
        (date(1961, 1, 1), "male", date(2021, 4, 30)),
        (date(1961, 9, 30), "male", date(2021, 12, 31)),
        (date(1961, 10, 1), "male", date(2022, 4, 30)),
        (date(1966, 3, 31), "male", date(2027, 12, 31)),
        (date(1966, 4, 1), "male", date(2028, 4, 30)),
        (date(1965, 12, 31), "female", date(2020, 12, 31)),
        (date(1966, 1, 1), "female", date(2021, 5, 31)),
        (date(1966, 8, 31), "female", date(2021, 12, 31)),
        (date(1966, 9, 1), "female", date(2022, 5, 31)),
        (date(1975, 4, 30), "female", date(2034, 12, 31)),
        (date(1975, 5, 1), "female", date(2035, 5, 31)),
        (date(1964, 2, 29), "male", date(2025, 5, 31)),
    ],
)
def test_the_edges_of_the_table(birth: date, sex: str, retires: date) -> None:
    assert retirement_date(birth, "day", sex, ON) == retires


def test_an_unknown_day_counts_as_the_first_of_the_month_after() -> None:
    assert retirement_date(date(1966, 3, 1), "month", "male", ON) == date(2028, 4, 30)


def test_an_unknown_month_counts_as_the_first_of_january() -> None:
    assert retirement_date(date(1966, 12, 1), "year", "male", ON) == date(2027, 10, 31)


def test_before_2021_the_old_flat_ages_are_the_law() -> None:
    assert retirement_date(date(1985, 5, 5), "day", "male", date(2020, 12, 31)) == date(2045, 5, 31)
    assert retirement_date(date(1985, 5, 5), "day", "male", date(2021, 1, 1)) == date(2047, 5, 31)


def test_a_day_before_any_known_rule_is_refused() -> None:
    with pytest.raises(NoRuleInForce):
        retirement_date(date(1950, 5, 5), "day", "male", date(2013, 4, 30))


def test_the_registers_own_date_goes_first() -> None:
    own = date(2031, 3, 31)
    frame = with_retirement(
        frame_of([_person(date(1980, 1, 1), "male", own_retirement_date=own)]), ON
    )
    assert frame["retirement_date"].to_list() == [own]
    assert frame["retirement_certainty"].to_list() == ["verified"]


@pytest.mark.parametrize(("birth", "sex"), [(None, "male"), (date(1980, 1, 1), None)])
def test_without_birth_date_or_sex_the_date_is_unknown(birth: date | None, sex: str | None) -> None:
    frame = with_retirement(frame_of([_person(birth, sex)]), ON)
    assert frame["retirement_date"].to_list() == [None]
    assert frame["retirement_certainty"].to_list() == [None]


def test_women_born_in_may_1969_are_marked_uncertain_and_only_they() -> None:
    people = [_person(date(1969, month, 9), "female") for month in (4, 5, 6)]
    frame = with_retirement(frame_of([*people, _person(date(1969, 5, 9), "male")]), ON)
    assert frame["retirement_certainty"].to_list() == [
        "recalled",
        "uncertain",
        "recalled",
        "recalled",
    ]


def test_a_correction_of_the_odd_month_moves_only_that_month() -> None:
    printed = Correction(
        parameter="nd135.women_born_1969_05_months",
        since=date(2021, 1, 1),
        value=680,
        clause="Phụ lục I",
        certainty=Certainty.VERIFIED,
    )
    people = frame_of([_person(date(1969, month, 9), "female") for month in (4, 5, 6)])
    found = with_retirement(people, ON, [printed])
    assert found["retirement_date"].to_list() == [
        date(2025, 12, 31),
        date(2026, 1, 31),
        date(2026, 6, 30),
    ]
    assert found["retirement_certainty"].to_list()[1] == "verified"


@given(
    st.dates(date(1930, 1, 1), date(2010, 12, 31)),
    st.sampled_from(["male", "female"]),
    st.sampled_from(["day", "month", "year"]),
    st.dates(date(2017, 10, 21), date(2030, 12, 31)),
)
def test_one_person_and_a_frame_of_people_get_the_oracles_date(
    birth: date, sex: str, precision: str, on: date
) -> None:
    person = _person(birth, sex, precision)
    expected = oracle.last_day_of_service(person, on)
    assert retirement_date(birth, precision, sex, on) == expected
    assert with_retirement(frame_of([person]), on)["retirement_date"].to_list() == [expected]


@given(st.dates(date(1930, 1, 1), date(2009, 12, 31)), st.sampled_from(["male", "female"]))
def test_who_is_born_a_month_later_never_retires_earlier(birth: date, sex: str) -> None:
    later = oracle.plus_months(birth.replace(day=1), 1)
    assert retirement_date(birth, "day", sex, ON) < retirement_date(later, "day", sex, ON)


def test_people_keep_their_order_and_number() -> None:
    people = [_person(None, None), _person(date(1970, 1, 1), "male")] * 500
    frame = with_retirement(frame_of(people), ON)
    assert frame["person_id"].to_list() == list(range(1000))
    assert frame["retirement_date"].dtype == pl.Date


def test_years_left_rest_on_the_registers_date_or_on_the_computed_one() -> None:
    own = _person(date(1980, 1, 1), "male", own_retirement_date=date(2040, 1, 31))
    people = [own, _person(date(1980, 1, 1), "male"), _person(date(1969, 5, 9), "female")]
    condition = service_left_at_least(3, ON, "Mục tiêu 2.1.b")
    answers = reasons([condition], with_retirement(frame_of(people), ON))
    found = [answers[number][0].certainty for number in range(3)]
    assert found == ["verified", "recalled", "uncertain"]
