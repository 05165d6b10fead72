"""The legal cases hold, one person at a time and all people of a day at once (L0, L1, L2, L7)."""

from collections import defaultdict

import pytest

from hientai.rules.decrees import with_retirement
from hientai.rules.engine import NoRuleInForce, judge, reasons
from tests.rules.case_reading import Case, all_cases, frame_of

CASES = all_cases()


def test_there_are_at_least_sixty_cases_and_no_two_share_a_name() -> None:
    assert len(CASES) >= 60
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_case_of_one_person_is_answered_as_the_lawyer_wrote(case: Case) -> None:
    if case.answer == "no_rule":
        with pytest.raises(NoRuleInForce):
            case.conditions()
        return
    found = _reason_of(case)
    assert (found.outcome if found else "not_asked") == case.answer
    if found is None:
        return
    assert case.value_has in (found.value or "")
    assert case.note_has in found.note
    assert case.limit_has in found.limit
    assert case.clause_has in found.clause
    assert case.missing in ((), found.missing)
    assert case.certainty in (None, found.certainty)
    assert found.clause and found.limit


@pytest.mark.parametrize("case", [c for c in CASES if c.verdict], ids=lambda case: case.name)
def test_the_verdict_on_one_person_is_as_the_lawyer_wrote(case: Case) -> None:
    people = with_retirement(frame_of([case.person]), case.on, case.law)
    assert judge(case.conditions(), people)["verdict"].to_list() == [case.verdict]


def test_all_people_of_a_question_and_day_at_once_get_the_same_answers() -> None:
    together: dict[tuple[str, object, object], list[Case]] = defaultdict(list)
    for case in CASES:
        if case.answer != "no_rule":
            together[case.question, case.on, case.law].append(case)
    for cases in together.values():
        _check_together(cases)


def _check_together(cases: list[Case]) -> None:
    conditions = cases[0].conditions()
    everybody = frame_of([case.person for case in cases])
    people = with_retirement(everybody, cases[0].on, cases[0].law)
    judged = judge(conditions, people)
    positions = {condition.code: i for i, condition in enumerate(conditions)}
    for case, row in zip(cases, judged.iter_rows(named=True), strict=True):
        bit = 1 << positions[case.condition] if case.condition in positions else 0
        assert bool(row["failed"] & bit) == (case.answer == "failed"), case.name
        assert bool(row["unknown"] & bit) == (case.answer == "unknown"), case.name
        assert case.verdict in (None, row["verdict"]), case.name


def _reason_of(case: Case):
    people = with_retirement(frame_of([case.person]), case.on, case.law)
    return next(
        (r for r in reasons(case.conditions(), people)[0] if r.code == case.condition), None
    )
