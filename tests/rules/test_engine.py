"""The engine: dated parameters, three-valued answers, masks and reasons (L0, L7)."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from hientai.rules.decrees import postgraduate_conditions, rules_in_force
from hientai.rules.engine import (
    Certainty,
    Condition,
    Correction,
    Decree,
    Limit,
    NoRuleInForce,
    Stage,
    answers,
    judge,
    reasons,
)
from tests.rules.case_reading import all_cases, frame_of

YAML = """
code: test
title: Nghị định thử
short: NĐ thử
since: 2020-01-01
parameters:
  years:
    title: Số năm
    unit: năm
    values:
      - {since: 2020-01-01, until: 2021-12-31, value: 3, clause: "Điều 1", certainty: verified}
      - {since: 2023-01-01, value: 5, clause: "Điều 2", certainty: recalled}
"""


@pytest.fixture
def years(tmp_path: Path):
    path = tmp_path / "parameters.yaml"
    path.write_text(YAML, encoding="utf-8")
    return Decree.read(path).by_name["years"]


def _condition(holds: bool | None, stage: Stage = Stage.REGISTER, applies: bool | None = True):
    asked = pl.lit(holds, dtype=pl.Boolean) if stage is Stage.REGISTER else None
    return Condition(
        code="t",
        title="t",
        stage=stage,
        holds=asked,
        value=None,
        limit=Limit("giới hạn", Certainty.VERIFIED, "Điều 1"),
        applies=pl.lit(applies, dtype=pl.Boolean),
    )


def _verdict(*conditions: Condition) -> str:
    return judge(conditions, pl.DataFrame({"person_id": [1]}))["verdict"][0]


@pytest.mark.parametrize(
    ("day", "value"),
    [(date(2020, 1, 1), 3), (date(2021, 12, 31), 3), (date(2023, 1, 1), 5), (date(2030, 1, 1), 5)],
)
def test_a_parameter_has_its_value_on_both_ends_of_its_period(years, day: date, value: int) -> None:
    assert years.on(day).value == value


@pytest.mark.parametrize("day", [date(2019, 12, 31), date(2022, 1, 1), date(2022, 12, 31)])
def test_a_day_without_value_is_an_error_that_names_the_parameter(years, day: date) -> None:
    with pytest.raises(NoRuleInForce, match=r"Số năm.*test\.years"):
        years.on(day)


def test_a_correction_replaces_a_value_for_its_period_only(years) -> None:
    correction = Correction(
        parameter="test.years",
        since=date(2021, 1, 1),
        until=date(2022, 6, 30),
        value=4,
        clause="Công văn 1",
        certainty=Certainty.VERIFIED,
    )
    found = [
        years.on(day, [correction]).value
        for day in (date(2020, 12, 31), date(2021, 1, 1), date(2022, 6, 30), date(2023, 1, 1))
    ]
    assert found == [3, 4, 4, 5]


def test_the_last_of_two_corrections_goes_first(years) -> None:
    first, second = (
        Correction(
            parameter="test.years",
            since=date(2020, 1, 1),
            value=value,
            clause="Công văn",
            certainty=Certainty.VERIFIED,
        )
        for value in (7, 8)
    )
    assert years.on(date(2020, 5, 5), [first, second]).value == 8


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("until: 2021-12-31", "until: 2023-01-01"),
        ("until: 2021-12-31", "until: 2019-01-01"),
        ('clause: "Điều 1", ', ""),
        ("certainty: verified", "certainty: perhaps"),
        ("unit: năm", "unitt: năm"),
    ],
)
def test_a_file_with_a_fault_is_refused_by_name(tmp_path: Path, wrong: str, right: str) -> None:
    path = tmp_path / "parameters.yaml"
    path.write_text(YAML.replace(wrong, right), encoding="utf-8")
    with pytest.raises(ValueError, match=r"parameters\.yaml"):
        Decree.read(path)


@pytest.mark.parametrize(
    ("holds", "verdict"), [(True, "passed"), (False, "failed"), (None, "unknown")]
)
def test_a_null_is_unknown_and_never_false(holds: bool | None, verdict: str) -> None:
    assert _verdict(_condition(holds)) == verdict


def test_failed_goes_before_unknown_before_to_be_proved_before_passed() -> None:
    failed, unknown, passed = (_condition(h) for h in (False, None, True))
    proof = _condition(None, Stage.APPLICATION)
    assert _verdict(passed, proof, unknown, failed) == "failed"
    assert _verdict(passed, proof, unknown) == "unknown"
    assert _verdict(passed, proof) == "to_be_proved"
    assert _verdict(passed) == "passed"
    assert _verdict() == "passed"


def test_a_condition_that_does_not_concern_a_person_is_passed_and_not_listed() -> None:
    condition, people = _condition(False, applies=False), pl.DataFrame({"person_id": [1]})
    assert _verdict(condition) == "passed"
    assert reasons([condition], people) == {1: []}


def test_where_it_is_unknown_whether_a_condition_concerns_a_person_it_is_unknown() -> None:
    assert _verdict(_condition(False, applies=None)) == "unknown"
    assert _verdict(_condition(None, applies=None)) == "unknown"


def test_where_a_condition_holds_anyway_it_need_not_be_known_whether_it_concerns() -> None:
    assert _verdict(_condition(True, applies=None)) == "passed"


def test_an_application_condition_of_others_leaves_nothing_to_prove() -> None:
    assert _verdict(_condition(None, Stage.APPLICATION, applies=False)) == "passed"


def test_masks_carry_one_bit_for_each_condition_up_to_sixty_four() -> None:
    outcomes = [True, False, None, False] * 16
    conditions = [_condition(holds) for holds in outcomes]
    row = judge(conditions, pl.DataFrame({"person_id": [1]})).row(0, named=True)
    assert [bool(row["failed"] >> i & 1) for i in range(64)] == [o is False for o in outcomes]
    assert [bool(row["unknown"] >> i & 1) for i in range(64)] == [o is None for o in outcomes]


def test_what_several_conditions_ask_is_asked_once_and_judged_the_same() -> None:
    people = pl.DataFrame({"person_id": [1, 2, 3], "old": [True, False, None]})
    asked_of_old = [replace(_condition(holds), applies=pl.col("old")) for holds in (False, None)]
    to_prove = replace(_condition(None, Stage.APPLICATION), applies=pl.col("old"))
    plain = _condition(True)
    made = answers([*asked_of_old, to_prove, plain, replace(plain, title="again")], people)
    assert made.frame.width == 1 + 4
    judged = judge([made.about[asked_of_old[0]], made.about[to_prove]], made.frame)
    assert judged["verdict"].to_list() == ["failed", "passed", "unknown"]
    judged = judge([made.about[asked_of_old[1]], made.about[plain]], made.frame)
    assert judged["verdict"].to_list() == ["unknown", "passed", "unknown"]
    judged = judge([made.about[plain], made.about[to_prove]], made.frame)
    assert judged["verdict"].to_list() == ["to_be_proved", "passed", "to_be_proved"]


def test_more_conditions_than_bits_are_refused() -> None:
    with pytest.raises(ValueError, match="65"):
        _verdict(*[_condition(True)] * 65)


def test_an_empty_frame_of_people_gives_an_empty_answer() -> None:
    people = frame_of([])
    conditions = postgraduate_conditions(date(2024, 6, 1))
    assert judge(conditions, people).height == 0
    assert reasons(conditions, people) == {}


def test_a_corrected_age_limit_changes_the_answer_and_the_limit_in_words() -> None:
    raised = Correction(
        parameter="nd101.age_limit",
        since=date(2024, 1, 1),
        value=50,
        clause="Công văn hướng dẫn",
        certainty=Certainty.VERIFIED,
    )
    old = next(c for c in all_cases() if c.name == "Công chức tròn 41 tuổi đúng ngày xét")
    [answer] = [
        reason
        for reason in reasons(postgraduate_conditions(old.on, [raised]), frame_of([old.person]))[0]
        if reason.code == "nd101.age"
    ]
    assert (answer.outcome, answer.limit) == ("passed", "không quá 50 tuổi, tính tuổi tròn")


def test_every_line_of_the_law_has_title_value_clause_and_a_period_around_the_day() -> None:
    for on in (date(2018, 1, 1), date(2021, 12, 10), date(2025, 7, 1), date(2026, 7, 1)):
        lines = rules_in_force(on)
        assert lines
        for line in lines:
            assert line.title and line.value and line.clause and line.certainty in list(Certainty)
            assert line.since <= on and (line.until is None or on <= line.until)


def test_the_law_page_lists_each_decree_only_while_it_is_in_force() -> None:
    def decrees(on: date) -> set[str]:
        return {line.decree for line in rules_in_force(on) if line.kind == "rule"}

    assert decrees(date(2017, 10, 20)) == set()
    assert decrees(date(2025, 6, 30)) == {"nd101"}
    assert decrees(date(2025, 7, 1)) == {"nd101", "nd171"}
    assert decrees(date(2026, 7, 1)) == {"nd171", "nd259"}


def test_cadres_can_be_mapped_to_another_rule_set_by_a_correction() -> None:
    mapped = Correction(
        parameter="regimes.cadre",
        since=date(2026, 7, 1),
        value="nd259",
        clause="Quy định của Ban Tổ chức Trung ương",
        certainty=Certainty.VERIFIED,
    )
    on = date(2026, 7, 1)
    cadre = {**all_cases()[0].person, "category": "cadre"}
    answers = reasons(postgraduate_conditions(on, [mapped]), frame_of([cadre]))[0]
    assert {reason.code.split(".")[0] for reason in answers} == {"nd259"}
