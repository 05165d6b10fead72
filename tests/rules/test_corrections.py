"""Corrections of parameters: periods, values of a kind, history, law of another day (L7)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hientai.rules.decrees import parameter_of, postgraduate_conditions, rules_in_force
from hientai.rules.engine import Book, Correction, NoRuleInForce
from hientai.shared.refused import Refused

START = date(2017, 10, 21)
DAYS = st.dates(date(2016, 1, 1), date(2030, 12, 31))


def correction(since: date, until: date | None, value: int = 50) -> Correction:
    return Correction(
        parameter="nd101.age_limit",
        value=value,
        since=since,
        until=until,
        clause="Nghị quyết thử, Điều 1",
        certainty="verified",
    )


@given(st.lists(st.tuples(DAYS, st.integers(0, 900), st.integers(1, 99)), max_size=4), DAYS)
def test_the_history_says_of_every_day_what_holds_on_it(
    made: list[tuple[date, int, int]], day: date
) -> None:
    parameter = parameter_of("nd101.age_limit")[1]
    corrections = [correction(d, d + timedelta(n), value) for d, n, value in made]
    spans = [
        span
        for span in parameter.timeline(corrections)
        if span.since <= day and (span.until is None or day <= span.until)
    ]
    told = spans[0].dated if spans else None
    try:
        held = parameter.on(day, corrections)
    except NoRuleInForce:
        held = None
    assert told == held


@given(st.lists(st.tuples(DAYS, st.integers(0, 900)), max_size=4))
def test_the_history_has_no_gap_and_no_overlap(made: list[tuple[date, int]]) -> None:
    parameter = parameter_of("nd101.age_limit")[1]
    spans = parameter.timeline([correction(d, d + timedelta(n)) for d, n in made])
    for earlier, later in zip(spans, spans[1:], strict=False):
        assert earlier.until is not None
        assert later.since == earlier.until + timedelta(days=1)


def test_the_shipped_value_stays_beside_the_corrected_one() -> None:
    parameter = parameter_of("nd101.age_limit")[1]
    spans = parameter.timeline([correction(date(2024, 1, 1), date(2024, 12, 31))])
    assert [(s.since, s.dated and s.dated.value, s.is_corrected) for s in spans] == [
        (START, 40, False),
        (date(2024, 1, 1), 50, True),
        (date(2025, 1, 1), 40, False),
    ]
    assert spans[1].shipped is not None and spans[1].shipped.value == 40


def test_a_value_for_a_period_the_shipped_ones_leave_open_is_added() -> None:
    parameter = parameter_of("nd101.age_limit")[1]
    with pytest.raises(NoRuleInForce):
        parameter.on(date(2027, 1, 1))
    assert parameter.on(date(2027, 1, 1), [correction(date(2026, 7, 1), None)]).value == 50


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("nd101.age_limit", 40.5),
        ("nd101.age_limit", "40"),
        ("nd101.age_limit", True),
        ("nd101.age_limit", -1),
        ("nd101.age_limit", 10_000),
        ("nd101.probation_excluded", 1),
        ("nd101.least_rating", "perfect"),
        ("regimes.cadre", "nd999"),
    ],
)
def test_a_value_of_another_kind_is_refused_with_what_is_wanted(code: str, value: object) -> None:
    with pytest.raises(Refused, match="ghi "):
        parameter_of(code)[1].taken(value)


def test_values_of_the_right_kind_are_taken() -> None:
    assert parameter_of("nd101.age_limit")[1].taken(42) == 42
    assert parameter_of("nd101.probation_excluded")[1].taken(False) is False
    assert parameter_of("nd101.least_rating")[1].taken("excellent") == "excellent"


def test_people_of_one_day_may_be_judged_by_the_law_of_another() -> None:
    limits = {
        condition.code: condition.limit.text
        for condition in postgraduate_conditions(date(2025, 6, 30), Book(day=date(2025, 7, 1)))
    }
    assert limits["nd171.age"].startswith("không quá 45 tuổi")
    assert "nd171.age" not in {
        condition.code for condition in postgraduate_conditions(date(2025, 6, 30), Book())
    }


def test_the_page_of_the_law_shows_a_correction_and_the_shipped_value() -> None:
    lines = rules_in_force(date(2024, 6, 1), [correction(date(2024, 1, 1), None, 45)])
    by_code = {line.code: line for line in lines}
    assert by_code["nd101.age_limit"].value == "45 tuổi"
    assert by_code["nd101.age_limit"].shipped == "40 tuổi"
    assert by_code["nd101.age_limit"].is_corrected
    assert "không quá 45 tuổi" in by_code["nd101.age"].value
    assert not by_code["nd101.service_years"].is_corrected
