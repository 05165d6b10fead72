"""Which conditions judge which quota, read from the table of the pack (S1, L1, L2, L3, L7)."""

from datetime import date

import pytest

from hientai.rules.engine import Stage, judge, reasons
from hientai.schemes.domain.judging import priorities, questions_of, quota_conditions
from hientai.shared.refused import Refused
from tests.schemes.people import ON, hanoi, people

PACK = hanoi()
QUOTAS = [quota.id for quota in PACK.quotas]


def codes(quota: str, question: str = "main") -> list[str]:
    return [condition.code for condition in quota_conditions(PACK, quota, ON, question)]


def outcome(quota: str, code: str, question: str = "main", **change: object) -> str | None:
    """What one condition says of one person; None where it does not concern the person."""
    [found] = reasons(quota_conditions(PACK, quota, ON, question), people(change)).values()
    return next((reason.outcome for reason in found if reason.code == code), None)


@pytest.mark.parametrize("quota", QUOTAS)
def test_every_quota_asks_for_membership_first_and_for_no_other_class(quota: str):
    conditions = quota_conditions(PACK, quota, ON)
    about = [condition.about_group for condition in conditions]
    assert about == sorted(about, reverse=True)
    assert about[0]
    assert "hanoi-1698/no_overlap" in codes(quota)
    assert "hanoi-1698/scope/managed" in codes(quota)


@pytest.mark.parametrize("quota", QUOTAS)
def test_three_years_of_service_left_are_asked_for_the_quotas_of_a_2_alone(quota: str):
    assert ("hanoi-1698/three_years" in codes(quota)) is quota.startswith("A.2.")


@pytest.mark.parametrize("quota", QUOTAS)
def test_the_part_abroad_is_a_question_of_the_expert_quotas_alone(quota: str):
    asked = [question.id for question in questions_of(PACK, quota)]
    assert asked == (["main", "abroad"] if quota.startswith("A.1.") else ["main"])


def test_going_abroad_adds_the_law_to_the_main_question():
    added = set(codes("A.1.1", "abroad")) - set(codes("A.1.1"))
    assert added
    assert all(code.startswith("nd101.abroad") for code in added)


def test_a_question_that_is_not_asked_is_refused_with_those_that_are():
    with pytest.raises(Refused, match="chọn một trong: main"):
        quota_conditions(PACK, "B.1", ON, "abroad")


def test_an_unknown_quota_is_refused_with_the_known_ones():
    with pytest.raises(Refused, match=r"A\.1\.1, A\.1\.2"):
        quota_conditions(PACK, "Z.1", ON)


def test_a_person_in_another_class_may_not_go_by_clause():
    assert outcome("A.1.1", "hanoi-1698/no_overlap", in_class=True) == "failed"
    assert outcome("A.1.1", "hanoi-1698/no_overlap", in_class=None) == "unknown"
    [condition] = [c for c in quota_conditions(PACK, "A.1.1", ON) if c.code.endswith("no_overlap")]
    assert condition.limit.clause == "Phần II, mục IV.4, gạch đầu dòng 3"


@pytest.mark.parametrize(
    ("retires", "said"),
    [(date(2027, 5, 31), "passed"), (date(2027, 4, 30), "failed"), (None, "unknown")],
)
def test_three_years_are_counted_to_the_day_of_retirement(retires: date | None, said: str):
    who = {"title": "none", "retirement_date": retires}
    assert outcome("A.2.1", "hanoi-1698/three_years", **who) == said


@pytest.mark.parametrize(
    ("birth", "said"),
    [(date(1988, 6, 2), "passed"), (date(1988, 6, 1), "failed"), (None, "unknown")],
)
def test_nobody_over_35_goes_abroad_for_a_degree(birth: date | None, said: str):
    who = {"birth_date": birth, "birth_precision": "day" if birth else None}
    assert outcome("D.1", "hanoi-1698/cap_35", **who) == said


def test_the_limit_of_40_at_home_concerns_only_who_goes_for_the_first_time():
    forty_five = {"birth_date": date(1979, 1, 1)}
    cap = "hanoi-1698/cap_40"
    assert outcome("D.2", cap, **forty_five, had_postgraduate=False) == "failed"
    sent = {"had_postgraduate": True, "sent_before": True}
    assert outcome("D.2", cap, **forty_five, **sent) is None
    assert outcome("D.2", cap, **forty_five, had_postgraduate=None) == "unknown"


@pytest.mark.parametrize("code", ["hanoi-1698/cap_40", "nd101.age"])
def test_a_degree_without_a_sending_shows_the_age_that_another_reading_would_ask(code: str):
    who = people({"birth_date": date(1979, 1, 1), "had_postgraduate": True})
    told = reasons(quota_conditions(hanoi(), "D.2", ON), who)[1]
    (age,) = [reason for reason in told if reason.code == code]
    assert (age.outcome, age.certainty) == ("passed", "uncertain")
    assert age.note.startswith("Không áp dụng: hồ sơ ghi đã có trình độ sau đại học.")
    assert "lần đầu được cử đi thì phải xét tuổi, và không đạt" in age.note


@pytest.mark.parametrize("code", ["hanoi-1698/cap_40", "nd101.age"])
def test_a_degree_without_a_birth_date_is_told_that_another_reading_would_need_it(code: str):
    """N2: no row at all would read as if the age did not matter."""
    who = people({"birth_date": None, "birth_precision": None, "had_postgraduate": True})
    told = reasons(quota_conditions(hanoi(), "D.2", ON), who)[1]
    (age,) = [reason for reason in told if reason.code == code]
    assert (age.outcome, age.certainty) == ("passed", "uncertain")
    assert "chưa rõ: cần ngày, tháng, năm sinh đầy đủ" in age.note


@pytest.mark.parametrize("code", ["hanoi-1698/cap_40", "nd101.age"])
def test_who_was_sent_before_needs_no_birth_date(code: str):
    sent = {"birth_date": None, "had_postgraduate": True, "sent_before": True}
    assert outcome("D.2", code, **sent) is None


def test_the_scheme_caps_public_employees_whom_the_decree_does_not():
    who = {"category": "public_employee", "birth_date": date(1979, 1, 1), "title": "none"}
    assert outcome("D.2", "nd101.age", **who) is None
    assert outcome("D.2", "hanoi-1698/cap_40", **who) == "failed"


@pytest.mark.parametrize("quota", ["D.1", "D.2"])
def test_degree_study_adds_the_decree_and_leaves_the_field_to_be_proved(quota: str):
    conditions = quota_conditions(PACK, quota, ON)
    assert any(condition.code.startswith("nd101.") for condition in conditions)
    proved = {c.title for c in conditions if c.stage is Stage.APPLICATION}
    assert "Chuyên ngành thuộc danh mục của Đề án" in proved


def test_civil_servants_are_judged_by_the_decree_of_the_day():
    later = quota_conditions(PACK, "D.2", date(2025, 7, 1))
    assert any(condition.code.startswith("nd171.") for condition in later)
    assert not any(c.code.startswith("nd171.") for c in quota_conditions(PACK, "D.2", ON))


def test_the_unsaid_length_of_the_part_abroad_is_shown_as_uncertain():
    conditions = quota_conditions(PACK, "A.1.1", ON, "abroad")
    unsure = [c for c in conditions if "không nêu thời gian" in c.limit.note]
    assert [c.limit.certainty.value for c in unsure] == ["uncertain"]


def test_the_ordinary_head_of_finance_passes_and_goes_abroad_when_papers_prove_it():
    frame = people({})
    assert judge(quota_conditions(PACK, "A.1.1", ON), frame)["verdict"][0] == "passed"
    abroad = judge(quota_conditions(PACK, "A.1.1", ON, "abroad"), frame)
    assert abroad["verdict"][0] == "to_be_proved"


def test_the_priorities_give_a_point_each_and_nothing_where_the_register_is_silent():
    asked = priorities(PACK, ON)
    assert [(one.code, one.points) for one in asked] == [
        ("hanoi-1698/young", 1),
        ("hanoi-1698/female", 1),
        ("hanoi-1698/excellent", 1),
    ]
    frame = people({"sex": "female", "rating_1": 4}, {"sex": None, "birth_date": None})
    held = frame.select(one.holds.alias(one.code) for one in asked).rows()
    assert held == [(False, True, True), (None, None, False)]


def test_a_date_without_a_rule_is_an_error_and_no_silent_yes():
    with pytest.raises(Refused):
        quota_conditions(PACK, "D.2", date(2010, 1, 1))
