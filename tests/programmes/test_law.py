"""How long a programme may be, and who appraises it, by the law of a day (L6, G1)."""

from datetime import date
from decimal import Decimal

import pytest

from hientai.rules.decrees import council_rules, length_limits, study_day
from hientai.rules.engine import Certainty, Correction, NoRuleInForce

OFFICIALS = ["civil_servant"]


@pytest.mark.parametrize(
    ("kind", "on", "least", "most"),
    [
        ("specialist", date(2018, 1, 1), 6, 8),
        ("specialist", date(2021, 12, 9), 6, 8),
        ("specialist", date(2021, 12, 10), 0, 4),
        ("principal_specialist", date(2022, 6, 1), 0, 6),
        ("senior_specialist", date(2022, 6, 1), 0, 8),
        ("leader_division", date(2018, 1, 1), 2, 4),
        ("leader_division", date(2022, 6, 1), 0, 2),
        ("leader_division", date(2025, 7, 1), 0, 4),
        ("leader_commune", date(2018, 3, 16), 2, 4),
        ("job_position", date(2024, 6, 1), 0, 1),
    ],
)
def test_the_limit_of_a_kind_is_the_one_of_the_day(
    kind: str, on: date, least: int, most: int
) -> None:
    """L6: Điều 17 of NĐ 101/2017 before and after NĐ 89/2021, and NĐ 171/2025."""
    limits = length_limits(kind, OFFICIALS, on)
    assert [(limit.least, limit.most) for limit in limits] == [(least, most)]
    assert "Điều 17" in limits[0].clause or "171/2025" in limits[0].clause


def test_public_employees_of_2026_may_stay_two_weeks_where_officials_may_stay_one() -> None:
    """L6, L7: NĐ 259/2026 rules public employees, NĐ 171/2025 civil servants."""
    on = date(2026, 8, 1)
    assert [x.most for x in length_limits("job_position", ["public_employee"], on)] == [2]
    both = length_limits("job_position", ["public_employee", "civil_servant"], on)
    assert sorted(limit.most for limit in both) == [1, 2]
    assert {limit.certainty for limit in both} <= {Certainty.RECALLED, Certainty.UNCERTAIN}


def test_a_kind_without_a_number_has_no_limit_and_none_is_made_up() -> None:
    assert length_limits("leader_commune", OFFICIALS, date(2022, 6, 1)) == []
    assert length_limits("scheme", OFFICIALS, date(2022, 6, 1)) == []


def test_a_day_before_the_law_at_hand_is_an_error() -> None:
    """L7: no rule in force is never a silent yes."""
    with pytest.raises(NoRuleInForce):
        length_limits("specialist", OFFICIALS, date(2016, 1, 1))


def test_thirty_two_days_are_too_long_for_leaders_of_communes() -> None:
    """L6: the class of 16/3/2018 against the four weeks of its day."""
    (limit,) = length_limits("leader_commune", ["commune_cadre"], date(2018, 3, 16))
    assert limit.words == "từ 2 đến 4 tuần (10–20 ngày học)"
    assert [limit.holds(Decimal(n)) for n in (9, 10, 20, 21, 32)] == [
        False,
        True,
        True,
        False,
        False,
    ]


def test_a_correction_of_the_administrator_moves_the_limit() -> None:
    """L7: every number can be corrected with its source."""
    made = Correction(
        parameter="nd101.length_job_position_most",
        value=2,
        since=date(2024, 1, 1),
        clause="Công văn 10/BNV-ĐT",
        certainty=Certainty.VERIFIED,
    )
    (limit,) = length_limits("job_position", OFFICIALS, date(2024, 6, 1), [made])
    assert limit.most == 2
    assert limit.clause == "Công văn 10/BNV-ĐT"


@pytest.mark.parametrize(
    ("members", "fits"), [(3, False), (4, False), (5, True), (6, False), (7, True)]
)
def test_a_council_has_at_least_five_members_and_an_odd_number(members: int, fits: bool) -> None:
    """G1: recalled and marked as uncertain."""
    (rule,) = council_rules(OFFICIALS, date(2024, 6, 1))
    assert rule.holds(members) is fits
    assert rule.certainty is Certainty.UNCERTAIN


def test_a_day_of_study_has_eight_periods() -> None:
    assert study_day(OFFICIALS, date(2024, 6, 1)).periods == 8
