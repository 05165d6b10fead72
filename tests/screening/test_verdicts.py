"""N2, L2, L7: hand-made people, each with the verdict and the reason a reader would give."""

from datetime import date

import pytest

from hientai.screening.queries.answers import answer, answers, person_on
from hientai.screening.queries.figures import quota_figure
from hientai.screening.queries.listings import outside_of_quota, people_of_quota, stopped_by
from hientai.shared.refused import Refused
from tests.city import DAY, plan, study

pytestmark = pytest.mark.django_db


def of(asked, code: str, quota: str = "A.1.1", question: str = "main"):
    return answer(asked, person_on(asked, code), quota, question)


def test_a_deputy_head_of_a_finance_division_may_go(put, ask) -> None:
    put("P1")
    found = of(ask(), "P1")
    assert (found.part, found.verdict, found.obstacles) == ("eligible", "passed", ())


def test_a_specialist_planned_for_head_of_division_may_go(put, ask) -> None:
    plan(put("P1", title="none"), "division_head", ["finance_planning"])
    assert of(ask(), "P1").verdict == "passed"


def test_a_specialist_not_planned_for_anything_is_outside_and_told_why(put, ask) -> None:
    put("P1", title="none")
    found = of(ask(), "P1")
    assert (found.part, found.verdict) == ("outside", "failed")
    assert [reason.title for reason in found.reasons] == ["Chức danh hoặc quy hoạch"]
    assert "A.1.1" in found.reasons[0].code
    assert found.reasons[0].clause.startswith("Phần II")


def test_two_conditions_of_the_group_that_fail_are_both_told(put, ask) -> None:
    put("P1", title="none", category="public_employee")
    assert len(of(ask(), "P1").reasons) == 2


def test_a_person_whose_field_is_not_recorded_has_an_unknown_membership(put, ask) -> None:
    put("P1", fields=None)
    found = of(ask(), "P1")
    assert (found.part, found.verdict) == ("membership_unknown", "unknown")
    assert found.obstacles[0].missing == ("lĩnh vực công tác",)


def test_a_person_managed_by_the_standing_committee_is_outside(put, ask) -> None:
    put("P1", managed_by_committee=True)
    assert of(ask(), "P1").part == "outside"


def test_a_person_in_another_class_fails_and_is_told_which(put, version, ask) -> None:
    study(
        put("P1"),
        None,
        programme="Tiếng Anh",
        starts_on=date(2024, 5, 1),
        ends_on=date(2024, 7, 1),
        result="studying",
    )
    found = of(ask(), "P1")
    assert (found.part, found.verdict) == ("failed", "failed")
    assert found.obstacles[0].value == "Tiếng Anh, 01/05/2024 – 01/07/2024"


def test_who_completed_the_programme_in_the_phase_is_already_trained(put, version, ask) -> None:
    study(put("P1"), version, "A.1.1")
    found = of(ask(), "P1")
    assert (found.part, found.completed_on) == ("trained", date(2023, 3, 10))
    assert of(ask(date(2023, 3, 9)), "P1").part == "failed"  # the class is not over yet
    assert of(ask(date(2023, 3, 1)), "P1").part == "eligible"


def test_what_was_completed_before_the_scheme_took_effect_does_not_count(put, version, ask) -> None:
    study(put("P1"), version, "A.1.1", starts_on=date(2022, 5, 9), ends_on=date(2022, 5, 18))
    assert of(ask(), "P1").part == "eligible"


def test_a_turn_without_a_scheme_item_never_counts(put, version, ask) -> None:
    study(put("P1"), None, programme="Chuyên gia tài chính - kế hoạch")
    assert of(ask(), "P1").part == "eligible"


def test_the_question_about_abroad_asks_more_and_is_apart(put, ask) -> None:
    put("P1")  # no rating on record
    assert of(ask(), "P1").verdict == "passed"
    abroad = of(ask(), "P1", question="abroad")
    assert abroad.verdict == "unknown"
    assert any("101/2017" in reason.clause for reason in abroad.obstacles)


def test_degree_study_is_left_to_be_proved_or_failed_by_age(put, ask) -> None:
    put("P1", birth_date=date(1970, 1, 1))
    found = of(ask(), "P1", "D.2")
    assert found.verdict == "failed"
    assert any(
        "40" in reason.limit and "54 tuổi" in (reason.value or "") for reason in found.obstacles
    )


def test_every_quota_has_an_answer_that_agrees_with_the_answer_to_it_alone(
    put, version, ask
) -> None:
    study(put("P1"), version, "A.1.1")
    asked = ask()
    standing = person_on(asked, "P1")
    every = answers(asked, standing)
    assert len(every) == 21
    assert [(a.quota.id, a.part, a.verdict) for a in every] == [
        (a.quota.id, a.part, a.verdict)
        for a in (answer(asked, standing, quota.id) for quota in asked.pack.quotas)
    ]


def test_the_funnel_of_everybody_agrees_with_the_answer_for_each(put, version, ask) -> None:
    study(put("P1"), version, "A.1.1")
    put("P2")
    put("P3", fields=None)
    put("P4", title="none")
    study(put("P5"), None, starts_on=date(2024, 5, 30), ends_on=date(2024, 6, 3), result="studying")
    asked = ask()
    funnel = quota_figure(asked, "A.1.1").screening.funnel
    assert (funnel.everybody, funnel.members, funnel.outside) == (5, 3, 1)
    assert (funnel.trained, funnel.eligible, funnel.failed, funnel.membership_unknown) == (
        1,
        1,
        1,
        1,
    )
    listed = {row["code"]: str(row["part"]) for row in people_of_quota(asked, "A.1.1")[:]}
    assert listed == {code: of(asked, code).part for code in ("P1", "P2", "P3", "P5")}
    assert [row["code"] for row in outside_of_quota(asked, "A.1.1")[:]] == ["P4"]


def test_a_reason_leads_to_the_people_it_stops(put, version, ask) -> None:
    study(put("P1"), None, starts_on=date(2024, 5, 30), ends_on=date(2024, 6, 3), result="studying")
    put("P2")
    asked = ask()
    count = next(c for c in quota_figure(asked, "A.1.1").screening.reasons if c.failed)
    stopped = stopped_by(people_of_quota(asked, "A.1.1"), count.position, "failed")
    assert (count.failed, [row["code"] for row in stopped[:]]) == (1, ["P1"])


def test_the_list_is_searched_without_accents_and_ordered_by_priority(put, ask) -> None:
    put("P1", name="Trần Quốc Bình")
    put("P2", name="Lê Thị Cúc", sex="female")
    rows = people_of_quota(ask(), "A.1.1")
    assert [row["code"] for row in rows[:]] == ["P2", "P1"]
    assert [row["code"] for row in rows.found("quoc binh")[:]] == ["P1"]
    assert [row["code"] for row in rows.by_name()[:]] == ["P1", "P2"]


def test_a_person_who_is_not_there_is_refused_in_words(ask) -> None:
    with pytest.raises(Refused, match="Không có người mã “P9”"):
        person_on(ask(), "P9")


def test_an_officer_of_one_unit_cannot_ask_about_another(put, units, ask, as_app) -> None:
    put("P1", "SNV")
    put("P2", "STC")
    as_app([units["STC"].pk])
    asked = ask(DAY)
    assert quota_figure(asked, "A.1.1").screening.funnel.everybody == 1
    with pytest.raises(Refused):
        person_on(asked, "P1")
