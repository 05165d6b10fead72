"""Statements about people keep to Kleene's logic, against an oracle in plain Python (S2, L7)."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from hientai.schemes.domain.groups import Context, compile_when
from hientai.schemes.domain.predicates import When
from tests.schemes.people import ON, people

CODES = {
    "title": ("none", "division_head", "division_deputy", "principal"),
    "category": ("civil_servant", "public_employee", "cadre"),
    "unit_type": ("department", "district", "commune"),
    "bloc": ("state", "party"),
    "sex": ("male", "female"),
}
LISTED = {
    "field": ("fields", ("finance_planning", "land", "it")),
    "planned_title": ("planned_titles", ("division_head", "principal")),
}

leaf = st.one_of(
    *(
        st.builds(
            lambda codes, kind=kind: {kind: sorted(codes)},
            st.sets(st.sampled_from(known), min_size=1),
        )
        for kind, known in CODES.items()
    ),
    *(
        st.builds(
            lambda codes, kind=kind: {kind: sorted(codes)},
            st.sets(st.sampled_from(known), min_size=1),
        )
        for kind, (_, known) in LISTED.items()
    ),
    st.builds(lambda wanted: {"planned_urban": wanted}, st.booleans()),
    st.builds(lambda wanted: {"managed_by_committee": wanted}, st.booleans()),
)
statement = st.recursive(
    leaf,
    lambda inner: st.one_of(
        st.builds(lambda parts: {"all": parts}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda parts: {"any": parts}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda part: {"not": part}, inner),
    ),
    max_leaves=8,
)
person = st.fixed_dictionaries(
    {
        **{kind: st.none() | st.sampled_from(known) for kind, known in CODES.items()},
        **{
            column: st.none() | st.lists(st.sampled_from(known), max_size=2, unique=True)
            for column, known in LISTED.values()
        },
        "planned_urban": st.none() | st.booleans(),
        "managed_by_committee": st.none() | st.booleans(),
    }
)


def expected(said: dict, who: dict) -> bool | None:
    """Kleene's logic, written out: unknown unless the answer is the same either way."""
    [(kind, wanted)] = said.items()
    if kind == "not":
        answer = expected(wanted, who)
        return None if answer is None else not answer
    if kind in ("all", "any"):
        answers = [expected(part, who) for part in wanted]
        decisive = kind == "any"
        if decisive in answers:
            return decisive
        return None if None in answers else not decisive
    value = who[LISTED[kind][0] if kind in LISTED else kind]
    if value is None:
        return None
    if kind in LISTED:
        return any(code in value for code in wanted)
    return value == wanted if isinstance(wanted, bool) else value in wanted


def answer(said: dict, who: dict, on: date = ON) -> bool | None:
    return people(who).select(held=compile_when(When.model_validate(said), Context(on)).holds)[
        "held"
    ][0]


@settings(max_examples=300, deadline=None)
@given(statement, person)
def test_any_statement_about_any_person_answers_as_the_oracle(said: dict, who: dict):
    assert answer(said, who) is expected(said, who)


@settings(max_examples=60, deadline=None)
@given(statement)
def test_every_statement_can_be_read_in_vietnamese(said: dict):
    text = compile_when(When.model_validate(said), Context(ON)).text
    assert text
    assert "_" not in text


def test_a_person_whose_fields_are_not_recorded_is_unknown():
    assert answer({"field": ["land"]}, {"fields": None}) is None


def test_a_person_with_no_field_is_not_in_it():
    assert answer({"field": ["land"]}, {"fields": []}) is False


def test_one_known_branch_decides_an_alternative():
    said = {"any": [{"title": ["division_head"]}, {"planned_title": ["division_head"]}]}
    assert answer(said, {"title": "division_head", "planned_titles": None}) is True
    assert answer(said, {"title": "none", "planned_titles": None}) is None
    assert answer(said, {"title": "none", "planned_titles": []}) is False


def test_an_equivalent_title_stands_for_the_title():
    said = {"equivalent_title": ["division_head"]}
    assert answer(said, {"title": "none", "equivalent_title": "division_head"}) is True
    assert answer(said, {"title": "division_head", "equivalent_title": None}) is True
    assert answer(said, {"title": "none", "equivalent_title": None}) is False
    assert answer(said, {"title": None, "equivalent_title": None}) is None


@pytest.mark.parametrize(
    ("birth", "precision", "held"),
    [
        (date(1988, 6, 2), "day", True),
        (date(1988, 6, 1), "day", False),
        (date(1988, 6, 1), "month", None),
        (date(1988, 7, 1), "month", True),
        (date(1988, 5, 1), "month", False),
        (date(1988, 1, 1), "year", None),
        (date(1989, 1, 1), "year", True),
        (date(1987, 1, 1), "year", False),
        (None, None, None),
    ],
)
def test_an_age_is_unknown_where_the_precision_of_the_birth_date_hides_it(
    birth: date | None, precision: str | None, held: bool | None
):
    """Not over 35 on 1/6/2024 means born after 1/6/1988, in completed years."""
    who = {"birth_date": birth, "birth_precision": precision}
    assert answer({"age": {"at_most": 35}}, who) is held


def test_years_left_count_to_the_end_of_the_day_of_retirement():
    said = {"years_left": {"at_least": 3}}
    assert answer(said, {"retirement_date": date(2027, 5, 31)}) is True
    assert answer(said, {"retirement_date": date(2027, 5, 30)}) is False
    assert answer(said, {"retirement_date": None}) is None


def test_a_level_includes_those_above_and_those_beside_it():
    said = {"degree_at_least": "master"}
    ranks = {"university": 4, "master": 5, "cki": 5, "ckii": 6, "doctor": 6}
    held = {
        level: answer(said, {"degree_level": level, "degree_rank": rank})
        for level, rank in ranks.items()
    }
    assert held == {"university": False, "master": True, "cki": True, "ckii": True, "doctor": True}


def test_the_rating_of_last_year_must_reach_the_level():
    said = {"rating": {"year": 1, "at_least": "excellent"}}
    assert [answer(said, {"rating_1": rank}) for rank in (4, 3, None)] == [True, False, None]


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"title": ["division_head"], "bloc": ["state"]},
        {"title": []},
        {"title": ["head_of_everything"]},
        {"all": []},
        {"age": {}},
        {"rating": {"at_least": "superb"}},
        {"degree_at_least": "bachelor"},
        {"weather": ["fine"]},
    ],
)
def test_a_statement_that_says_nothing_clear_is_refused(said: dict):
    with pytest.raises(ValidationError):
        When.model_validate(said)


def test_a_whole_frame_is_answered_at_once():
    frame = pl.concat([people({"title": title}) for title in ("none", "division_head", None)])
    said = When.model_validate({"title": ["division_head"]})
    assert frame.select(compile_when(said, Context(ON)).holds.alias("x"))["x"].to_list() == [
        False,
        True,
        None,
    ]
