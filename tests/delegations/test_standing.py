"""Where a delegation stands, what it costs, which countries there are (C2)."""

from datetime import date

import pytest

from hientai.delegations.domain.costs import Line, by_source, in_all
from hientai.delegations.domain.countries import countries, country_name, is_country
from hientai.delegations.domain.reporting import due_on, rule_on
from hientai.delegations.domain.standing import Days, stands
from hientai.rules.engine import Certainty, Correction
from hientai.shared.refused import Refused

DAYS = Days(date(2024, 6, 10), date(2024, 6, 20), date(2024, 7, 5))


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2024, 6, 9), "planned"),
        (date(2024, 6, 10), "away"),
        (date(2024, 6, 20), "away"),
        (date(2024, 6, 21), "owes"),
        (date(2024, 7, 5), "owes"),
        (date(2024, 7, 6), "late"),
    ],
)
def test_a_delegation_is_away_through_both_its_days_and_late_after_the_last_one(on, state) -> None:
    assert stands(DAYS, on) == state


def test_a_report_ends_what_is_owed_from_its_day_on() -> None:
    reported = Days(DAYS.leaves_on, DAYS.returns_on, DAYS.due_on, reported_on=date(2024, 7, 10))
    assert stands(reported, date(2024, 7, 9)) == "late"
    assert stands(reported, date(2024, 7, 10)) == "reported"
    gone = Days(DAYS.leaves_on, DAYS.returns_on, DAYS.due_on, is_withdrawn=True)
    assert stands(gone, date(2024, 8, 1)) == "withdrawn"


def test_the_days_to_report_in_are_dated_data_that_say_how_sure_they_are() -> None:
    rule = rule_on(date(2024, 6, 1))
    assert rule.certainty == "uncertain" and rule.clause and rule.note
    assert due_on(date(2024, 6, 20), int(rule.value)) == date(2024, 7, 5)
    with pytest.raises(Refused, match="chưa có quy định"):
        rule_on(date(2001, 1, 1))
    ours = Correction(
        parameter="classes.report_days",
        value=10,
        since=date(2024, 5, 1),
        clause="Quy chế đoàn ra, Điều 12",
        certainty=Certainty.VERIFIED,
    )
    assert [rule_on(on, [ours]).value for on in (date(2024, 4, 30), date(2024, 5, 1))] == [15, 10]


def test_countries_are_those_of_the_world_by_their_vietnamese_names() -> None:
    names = dict(countries())
    assert names["JP"] == "Nhật Bản" and names["US"] == "Hoa Kỳ" and names["KR"] == "Hàn Quốc"
    assert len(names) > 190
    assert not {"VN", "EU", "ZZ", "UN"} & names.keys()
    assert is_country("SG") and not is_country("VN") and not is_country("Q!")
    assert country_name("??") == "??"


def test_what_was_spent_in_all_is_not_known_while_one_line_is_open() -> None:
    lines = [
        Line("fare", "city_budget", 300, 290),
        Line("board", "city_budget", 100, 110),
        Line("tuition", "sponsor", 500),
    ]
    sums = [(one.planned, one.spent) for one in by_source(lines)]
    assert sums == [(400, 400), (500, None)]
    assert (in_all(lines).planned, in_all(lines).spent) == (900, None)
