"""The pack of `hanoi-1698` says what the document says (S1, S3, S4, S5, S7, B1, R5)."""

from datetime import date

import pytest

from hientai.schemes.domain.items import items
from hientai.schemes.domain.pack import Kind
from tests.schemes.people import hanoi

PACK = hanoi()

PLACES = {
    "A.1.1": 100,
    "A.1.2": 60,
    "A.1.3": 100,
    "A.1.4": 20,
    "A.1.5": 100,
    "A.1.6": 100,
    "A.1.7": 100,
    "A.2.1": 450,
    "A.2.2": 100,
    "A.2.3": 100,
    "A.2.4": 100,
    "A.2.5": 400,
    "B.1": 900,
    "B.2": 700,
    "B.3": 579,
    "C.1": 3000,
    "C.2": 50,
    "C.3": 20,
    "C.4": 20,
    "D.1": 30,
    "D.2": 240,
}
"""The places of the document, read from its part III by hand."""


def test_there_are_21_quotas_with_the_places_of_the_document():
    assert {quota.id: quota.places for quota in PACK.quotas} == PLACES


def test_19_lines_of_courses_sum_to_6999_places():
    courses = [quota.places for quota in PACK.quotas if quota.kind == "course"]
    assert (len(courses), sum(courses)) == (19, 6999)


def test_270_places_of_degree_study_split_into_doctors_and_masters():
    degrees = {quota.id: quota.degrees for quota in PACK.quotas if quota.kind == "degree"}
    assert degrees == {"D.1": {"doctor": 5, "master": 25}, "D.2": {"doctor": 40, "master": 200}}


def test_every_item_has_a_clause_that_names_its_part():
    vague = [
        row.item_id
        for row in items(PACK)
        if not row.clause.startswith(("Phần I", "Phần II", "Điều", "Quyết định 1698/QĐ-UBND"))
    ]
    assert vague == []


def test_items_of_sections_that_lost_their_heading_say_which_was_put_back():
    lost = {"Phần II, mục III.C", "Phần II, mục III.D", "Phần II, mục IV", "Phần II, mục V"}
    unmarked = [
        row.item_id
        for row in items(PACK)
        if row.kind is not Kind.CONDITION
        and any(row.clause.startswith(section) for section in lost)
        and not row.data.get("inferred")
    ]
    assert unmarked == []


@pytest.mark.parametrize(
    ("target", "percent"),
    [
        ("2.1.a.1", 20),
        ("2.1.a.2", 20),
        ("2.1.a.3", 100),
        ("2.1.a.4", 20),
        ("2.1.a.5", 20),
        ("2.1.a.6", 20),
        ("2.1.a.7", 20),
        ("2.1.b", 100),
        ("2.2.1", 100),
        ("2.2.2", 100),
        ("2.2.3", 100),
        ("2.3.1", 70),
        ("2.3.2", 100),
        ("2.3.3", 100),
    ],
)
def test_a_target_asks_for_the_percent_of_the_document(target: str, percent: int):
    assert PACK.target(target).measure.percent == percent


def test_there_are_14_measured_shares_two_of_places_one_kept_and_one_in_words():
    kinds = [target.measure.kind for target in PACK.targets]
    counted = {kind: kinds.count(kind) for kind in set(kinds)}
    assert counted == {"share_trained": 14, "places": 2, "kept": 1, "stated": 1}


def test_phase_1_begins_on_the_day_the_scheme_takes_effect():
    phase = PACK.phase("GD1")
    assert (phase.start, phase.end) == (date(2022, 5, 19), date(2025, 12, 31))


def test_the_budget_limit_is_272316_million():
    assert [budget.amount for budget in PACK.scheme.budget] == [272_316_000_000]


def test_every_bullet_of_part_2_is_a_task_with_its_agency():
    assigned = [task for task in PACK.tasks if task.part == "assigned"]
    per_section = {f"V.2.{n}": 0 for n in range(1, 7)}
    for task in assigned:
        per_section[task.id.rsplit(".", 1)[0]] += 1
    sections = {"V.2.1": 9, "V.2.2": 3, "V.2.3": 2, "V.2.4": 5, "V.2.5": 3, "V.2.6": 2}
    assert per_section == sections
    assert all(task.lead for task in assigned)


def test_a_task_without_a_stated_date_says_so():
    plan = next(task for task in PACK.tasks if task.id == "V.2.1.2")
    assert (plan.text, plan.due.kind) == (
        "Xây dựng Kế hoạch triển khai thực hiện Đề án",
        "not_stated",
    )


def test_every_course_has_a_programme_in_the_words_of_the_document():
    land = next(programme for programme in PACK.programmes if programme.quota == "A.2.2")
    assert land.contents == (
        "Bồi dưỡng nâng cao kiến thức về chuyển đổi số trong lĩnh vực quản lý đất đai và ứng dụng"
        " triển khai thực hiện nhiệm vụ quản lý đất đai.",
    )


def test_the_legal_basis_has_numbers_dates_and_issuers():
    decree = next(basis for basis in PACK.scheme.basis if basis.number == "101/2017/NĐ-CP")
    assert (decree.issued_on, decree.issuer) == (date(2017, 9, 1), "Chính phủ")
    assert len([b for b in PACK.scheme.basis if b.clause.startswith("Quyết định 1698")]) == 18


def test_the_annex_is_named_as_not_in_hand():
    assert [annex.in_hand for annex in PACK.scheme.annexes] == [False]


def test_both_statements_about_the_age_at_home_are_kept_and_one_is_followed():
    finding = next(finding for finding in PACK.findings if finding.id == "MT.1")
    assert len(finding.statements) == 2
    assert "Mục III.D.2" in finding.follows
    cap = next(use for use in PACK.conditions.conditions if use.id == "cap_40")
    assert (cap.years, cap.only_first_time) == (40, True)


def test_the_misprinted_number_is_a_finding_with_the_number_that_is_meant():
    finding = next(finding for finding in PACK.findings if "45.5524" in finding.title)
    assert "45.552 lượt người" in finding.follows
    others = 4909 + 16198 + 35798 + 13345 + 16154 + 1016163
    assert 1_148_119 - others == 45_552


def test_the_priorities_are_the_four_of_solution_4():
    assert [priority.id for priority in PACK.priorities] == [
        "young",
        "female",
        "excellent",
        "prospects",
    ]
