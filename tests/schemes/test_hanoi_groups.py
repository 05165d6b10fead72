"""Who belongs to which group of `hanoi-1698`, and the reason where one does not (S2, L7, N2)."""

from datetime import date

import pytest

from hientai.rules.engine import judge, reasons
from hientai.schemes.domain.groups import group_conditions
from tests.schemes.people import ON, hanoi, people

PACK = hanoi()


def failing(group: str, **change: object) -> list[str]:
    """The ids of the conditions of a group that one person does not meet."""
    conditions = group_conditions(PACK, group, ON)
    [found] = reasons(conditions, people(change)).values()
    return [reason.code.split("/", 1)[1] for reason in found if reason.outcome == "failed"]


def unknown(group: str, **change: object) -> list[str]:
    conditions = group_conditions(PACK, group, ON)
    [found] = reasons(conditions, people(change)).values()
    return [reason.code.split("/", 1)[1] for reason in found if reason.outcome == "unknown"]


DISTRICT = {"unit_type": "district", "unit_code": "Q-BADINH", "organ_code": "Q-BADINH"}
WARD = {
    "unit_type": "commune",
    "unit_kind": "ward",
    "category": "commune_cadre",
    "title": "commune_chair",
}
COMMUNE = {**WARD, "unit_kind": "rural_commune"}
EMPLOYEE = {"category": "public_employee", "unit_type": "service_unit"}
SPECIALIST = {"title": "none"}
URBAN = {"unit_code": "SXD", "fields": ["construction"]}


@pytest.mark.parametrize(
    ("group", "who"),
    [
        ("A.1.1", {}),
        ("A.1.1", DISTRICT),
        ("A.1.1", {"title": "none", "planned_titles": ["division_deputy"]}),
        ("A.1.2", URBAN),
        ("A.1.2", {**URBAN, "unit_code": "HDND-DT", "unit_type": "council_body"}),
        ("A.1.3", {**SPECIALIST, "fields": ["it"]}),
        ("A.1.4", {"unit_code": "SKHCN", "fields": ["office"]}),
        ("A.1.5", {**DISTRICT, "fields": ["personnel"]}),
        ("A.1.6", {"unit_code": "SGDDT", "fields": ["office"]}),
        ("A.1.6", {**DISTRICT, "fields": ["education"]}),
        ("A.1.7", {**DISTRICT, "fields": ["health"]}),
        ("A.2.1", {**SPECIALIST, "fields": ["transport"]}),
        ("A.2.2", {**SPECIALIST, **DISTRICT, "fields": ["land"]}),
        ("A.2.3", {**SPECIALIST, "fields": ["archives"]}),
        ("A.2.4", {**SPECIALIST, "unit_code": "SKHCN", "fields": ["science"]}),
        ("A.2.5", {**SPECIALIST, "fields": ["personnel"]}),
        ("B.1", WARD),
        ("B.1", {**COMMUNE, "planned_urban": True}),
        ("B.2", {**COMMUNE, "planned_urban": False}),
        (
            "B.3",
            {
                **COMMUNE,
                "category": "commune_civil_servant",
                "fields": ["commune_land_construction"],
            },
        ),
        ("C.1", {**EMPLOYEE, "title": "principal", "unit_kind": "kindergarten"}),
        (
            "C.2",
            {
                **EMPLOYEE,
                "title": "hospital_director",
                "unit_kind": "hospital",
                "organ_code": "SYT",
            },
        ),
        ("C.3", {**EMPLOYEE, "title": "none", "unit_code": "TTDLNN"}),
        ("C.4", {**EMPLOYEE, "title": "none", "unit_code": "TTDLNN"}),
        ("D.1", {**EMPLOYEE, "title": "none"}),
        ("D.2", SPECIALIST),
    ],
)
def test_a_person_the_document_means_belongs_to_the_group(group: str, who: dict):
    assert failing(group, **who) == []
    assert unknown(group, **who) == []


@pytest.mark.parametrize(
    ("group", "who", "reason"),
    [
        ("A.1.1", {"category": "public_employee"}, "A.1.1/category"),
        ("A.1.1", {"unit_type": "service_unit"}, "A.1.1/unit"),
        ("A.1.1", {"unit_type": "commune"}, "A.1.1/unit"),
        ("A.1.1", SPECIALIST, "A.1.1/title"),
        ("A.1.1", {"fields": ["personnel"]}, "A.1.1/field"),
        ("A.1.1", {"managed_by_committee": True}, "scope/managed"),
        ("A.1.1", {"bloc": "party"}, "scope/bloc"),
        ("A.1.2", {"unit_code": "STC", "fields": ["urban"]}, "A.1.2/unit"),
        ("A.1.4", {"unit_code": "STC", "fields": ["science"]}, "A.1.4/unit"),
        ("A.1.6", {**DISTRICT, "fields": ["health"]}, "A.1.6/unit"),
        ("A.2.5", {"fields": ["personnel"]}, "A.2.5/not_expert"),
        ("B.1", {**COMMUNE, "planned_urban": False}, "B.1/unit"),
        ("B.2", WARD, "B.2/unit"),
        ("B.2", {**COMMUNE, "planned_urban": True}, "B.2/unit"),
        ("C.1", {**EMPLOYEE, "title": "principal", "unit_kind": "vocational"}, "C.1/unit"),
        (
            "C.2",
            {
                **EMPLOYEE,
                "title": "hospital_director",
                "unit_kind": "hospital",
                "organ_code": "H-X",
            },
            "C.2/unit",
        ),
        ("D.2", {"category": "commune_civil_servant"}, "D.2/category"),
        (
            "2.1.b",
            {"title": "none", "fields": ["archives"], "retirement_date": date(2026, 1, 31)},
            "2.1.b/years_left",
        ),
    ],
)
def test_a_person_outside_is_told_the_one_condition_that_fails(group: str, who: dict, reason: str):
    assert failing(group, **who) == [reason]


def test_a_head_of_division_in_finance_is_an_expert_and_so_outside_target_2_1_b():
    assert failing("2.1.b") == ["2.1.b/not_expert"]


def test_public_employees_of_the_party_bloc_are_not_shut_out_by_the_words_of_the_document():
    assert failing("C.1", **EMPLOYEE, title="principal", unit_kind="primary", bloc="mass") == []


def test_a_person_without_a_recorded_field_is_unknown_not_outside():
    assert (failing("A.1.1", fields=None), unknown("A.1.1", fields=None)) == ([], ["A.1.1/field"])


def test_a_district_whose_plan_is_not_recorded_leaves_its_communes_unknown():
    who = {**COMMUNE, "planned_urban": None}
    assert unknown("B.1", **who) == ["B.1/unit"]
    assert unknown("B.2", **who) == ["B.2/unit"]
    assert unknown("B.1", **{**WARD, "planned_urban": None}) == []


def test_a_reason_gives_value_limit_clause_and_what_is_missing():
    conditions = group_conditions(PACK, "A.1.1", ON)
    [found] = reasons(conditions, people({"title": "none", "fields": None})).values()
    title = next(reason for reason in found if reason.code.endswith("/title"))
    assert title.value == "chức danh: Không giữ chức vụ lãnh đạo; quy hoạch: không có quy hoạch"
    assert title.clause == "Phần II, mục III.A.1.1.a"
    assert "Trưởng phòng" in title.limit
    field = next(reason for reason in found if reason.code.endswith("/field"))
    assert (field.outcome, field.missing) == ("unknown", ("lĩnh vực công tác",))


def test_the_target_about_equivalent_titles_takes_them_and_the_quota_does_not():
    who = {"title": "none", "equivalent_title": "division_deputy"}
    assert failing("2.1.a.1", **who) == []
    assert failing("A.1.1", **who) == ["A.1.1/title"]


def test_every_condition_of_every_group_answers_for_people_of_whom_nothing_is_known():
    blank = people({}).select("person_id", *[f for f in people({}).columns if f != "person_id"])
    nobody = blank.with_columns(
        *(blank[name].clear(1).alias(name) for name in blank.columns if name != "person_id")
    )
    for group in PACK.groups:
        judged = judge(group_conditions(PACK, group.id, ON), nobody)
        assert judged["verdict"].to_list() == ["unknown"], group.id
