"""The rules over columns agree with an oracle written apart, on generated people (L1, L2, L7)."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from hientai.rules.decrees import (
    age_not_over,
    postgraduate_conditions,
    study_abroad_conditions,
    with_retirement,
)
from hientai.rules.engine import Certainty, Condition, Correction, answers, judge, reasons
from hientai.shared.vocabulary import CATEGORIES
from tests.rules import oracle
from tests.rules.case_reading import frame_of

WAS_SENT = Correction(
    parameter="readings.first_postgraduate",
    value="was_sent",
    since=date(2017, 10, 21),
    until=None,
    clause="Văn bản thử, Điều 1",
    certainty=Certainty.VERIFIED,
)
LIMIT_DAYS = [date(2017, 10, 21), date(2020, 12, 31), date(2021, 1, 1), date(2024, 2, 29)]
LIMIT_DAYS += [date(2025, 6, 30), date(2025, 7, 1), date(2026, 6, 30), date(2026, 7, 1)]
days = st.sampled_from(LIMIT_DAYS) | st.dates(date(2017, 10, 21), date(2027, 12, 31))


def _near(on: date, years: list[int]) -> st.SearchStrategy[date]:
    """Days close to an anniversary that decides, 29 February among them."""
    around = st.builds(
        lambda back, shift: _shifted(on, back) + timedelta(days=shift),
        st.sampled_from(years),
        st.integers(-2, 2),
    )
    return around | st.sampled_from([date(1980, 2, 29), date(1984, 2, 29), date(1969, 5, 10)])


def _shifted(on: date, years: int) -> date:
    return date(on.year - years, on.month, min(on.day, 28))


def _people(on: date) -> st.SearchStrategy[dict[str, Any]]:
    births = _near(on, [40, 41, 45, 46, 55, 59]) | st.dates(date(1955, 1, 1), date(2003, 12, 31))
    starts = _near(on, [0, 1, 3, 4]) | st.dates(date(1990, 1, 1), date(2027, 12, 31))
    rating = st.none() | st.integers(1, 4)
    return st.fixed_dictionaries(
        {
            "category": st.none() | st.sampled_from(CATEGORIES.codes),
            "sex": st.sampled_from([None, "male", "female"]),
            "birth_date": st.none() | births,
            "birth_precision": st.sampled_from(["day", "month", "year"]),
            "service_start": st.none() | starts,
            "probation_end": st.none() | starts,
            "rating_1": rating,
            "rating_2": rating,
            "disciplined": st.sampled_from([None, True, False]),
            "own_retirement_date": st.none() | st.none() | _near(on, [-1, -2, -3]),
            "had_postgraduate": st.sampled_from([None, True, False]),
            "sent_before": st.booleans(),
        }
    )


@st.composite
def _crowds(draw: st.DrawFn) -> tuple[date, list[dict[str, Any]]]:
    on = draw(days)
    return on, draw(st.lists(_people(on), min_size=1, max_size=12))


@settings(max_examples=200, deadline=None)
@given(_crowds())
def test_postgraduate_answers_agree_with_the_oracle(crowd: tuple[date, list[Any]]) -> None:
    on, people = crowd
    expected = [oracle.postgraduate(person, on) for person in people]
    _agree(postgraduate_conditions(on), people, on, expected)


@settings(max_examples=100, deadline=None)
@given(_crowds())
def test_where_first_means_never_sent_before_the_oracle_agrees_too(
    crowd: tuple[date, list[Any]],
) -> None:
    """L1, L7: the other reading of "được cử đi lần đầu", a degree of one's own notwithstanding."""
    on, people = crowd
    expected = [oracle.postgraduate(person, on, "sent_before") for person in people]
    _agree(postgraduate_conditions(on, [WAS_SENT]), people, on, expected)


@settings(max_examples=100, deadline=None)
@given(_crowds(), st.sampled_from(["had_postgraduate", "sent_before"]))
def test_a_limit_of_the_schemes_own_agrees_with_the_oracle_in_both_readings(
    crowd: tuple[date, list[Any]], first: str
) -> None:
    """L1, S3: "không quá 40 tuổi (được cử đi lần đầu)", asked of everybody."""
    on, people = crowd
    law = [WAS_SENT] if first == "sent_before" else []
    made = age_not_over(
        40, None, on, "mục III.D.2", Certainty.VERIFIED, only_first_time=True, corrections=law
    )
    expected = [
        "passed"
        if oracle.told_anyway(person, on, 40, first)
        else oracle.answer(oracle.age_worlds(person, on, 40, first))
        for person in people
    ]
    _agree([made], people, on, [{"age": told} for told in expected])


@settings(max_examples=200, deadline=None)
@given(_crowds(), st.sampled_from([(0.5, 18), (1, 24), (3, 24)]))
def test_study_abroad_answers_agree_with_the_oracle(
    crowd: tuple[date, list[Any]], length: tuple[float, int]
) -> None:
    on, people = crowd
    expected = [oracle.study_abroad(person, on, length[1]) for person in people]
    _agree(study_abroad_conditions(on, length[0]), people, on, expected)


def _agree(
    conditions: list[Condition], people: list[Any], on: date, expected: list[dict[str, str]]
) -> None:
    frame = with_retirement(frame_of(people), on)
    judged, explained = judge(conditions, frame), reasons(conditions, frame)
    asked = answers(conditions, frame)
    assert judged.equals(judge([asked.about[c] for c in conditions], asked.frame))
    for row, told in zip(judged.iter_rows(named=True), expected, strict=True):
        listed = {reason.code: reason.outcome for reason in explained[row["person_id"]]}
        assert listed == {code: a for code, a in told.items() if a != "not_asked"}
        assert row["verdict"] == oracle.verdict(told)
        for i, condition in enumerate(conditions):
            assert bool(row["failed"] >> i & 1) == (listed.get(condition.code) == "failed")
            assert bool(row["unknown"] >> i & 1) == (listed.get(condition.code) == "unknown")
