"""The pack of `quangnam-7328` says what the document says (S1, S2, S3, S4, S5, S6, S7, L4, R5)."""

from datetime import date

import pytest

from hientai.rules.engine import judge, reasons
from hientai.schemes.domain.groups import group_conditions
from hientai.schemes.domain.items import items
from hientai.schemes.domain.judging import priorities, quota_conditions
from hientai.schemes.domain.pack import Kind
from tests.schemes.people import people, shipped

PACK = shipped("quangnam-7328")
ON = date(2025, 3, 1)
LONG_AGO = date(2008, 1, 1)

ANNEX_2 = {
    "PL2.1.a": (2, "", "N3 N4", "viên chức"),
    "PL2.1.b": (1, "địa phương", "N3 N4", "công chức"),
    "PL2.2.a": (2, "", "N1 N2 N3 N4", "cả hai"),
    "PL2.2.b": (2, "", "N1 N2 N3 N4", "cả hai"),
    "PL2.2.c": (2, "", "N1 N2 N3 N4", "cả hai"),
    "PL2.2.d": (2, "", "N1 N2 N3 N4", "cả hai"),
    "PL2.2.e": (2, "", "N1 N2 N3 N4", "cả hai"),
    "PL2.2.f": (2, "địa phương", "N1 N2 N3 N4", "cả hai"),
    "PL2.3.a": (2, "", "N1 N2 N3 N4", "cả hai"),
    "PL2.3.b": (3, "", "N1 N2 N3 N4", "cả hai"),
    "PL2.3.c": (2, "", "N1 N2 N3", "viên chức"),
    "PL2.3.d": (1, "địa phương", "N3 N4", "công chức"),
    "PL2.4.a": (1, "", "N3 N4", "công chức"),
    "PL2.4.b": (3, "", "N3 N4", "công chức"),
    "PL2.4.c": (1, "", "N2 N3", "viên chức"),
    "PL2.4.d": (1, "địa phương", "N3 N4", "cả hai"),
    "PL2.5.a": (30, "", "N3", "cả hai"),
    "PL2.6.a": (1, "UBND thành phố", "N3 N4", "cả hai"),
    "PL2.7.a": (1, "sở, ban, ngành, UBND cấp huyện", "N2 N3 N4", "cả hai"),
}
"""Annex II read by hand: places, the unit each is for, groups, civil servants or employees."""

CATEGORY = {
    "công chức": ("civil_servant",),
    "viên chức": ("public_employee",),
    "cả hai": ("civil_servant", "public_employee"),
}
LEADS = {
    "PL1.A.1": ("QNA-STC",),
    "PL1.A.2": ("QNA-SKHDT",),
    "PL1.B.1": ("SBN",),
    "PL1.B.2": ("SBN",),
    "PL1.B.3": ("QNA-STTTT",),
    "PL1.B.4": (),
    "PL1.B.5": ("QNA-TTQTI",),
    "PL1.C.1": ("QNA-SYT",),
    "PL1.C.2": ("QNA-SYT",),
    "PL1.D.1": ("QNA-SNV",),
    "PL1.D.2": ("QNA-BTCTU",),
    "PL1.D.3": ("QNA-SNGV",),
    "PL1.DD.1": ("QNA-SXD",),
    "PL1.DD.2": ("QNA-SXD",),
    "PL1.DD.3": ("QNA-SGTVT",),
    "PL1.DD.4": ("QNA-SGTVT",),
    "PL1.E.1": ("QNA-STNMT",),
    "PL1.E.2": ("QNA-STNMT",),
    "PL1.G.1": ("QNA-SNNPTNT",),
    "PL1.G.2": ("QNA-SNNPTNT",),
    "PL1.H.1": ("QNA-SKHCN",),
    "PL1.H.2": ("QNA-SKHCN",),
    "PL1.H.3": ("QNA-SKHCN",),
    "PL1.H.4": ("QNA-SKHCN",),
    "PL1.H.5": ("QNA-SKHCN",),
}
"""Annex I read by hand: the content and its lead; B.4 has an empty cell."""

A_YEAR = {
    "PL1.A.LOP": 2,
    "PL1.B.LOP": 5,
    "PL1.B.DOAN": 1,
    "PL1.B.HT": 1,
    "PL1.C.LOP": 2,
    "PL1.C.DOAN": 1,
    "PL1.C.HT": 1,
    "PL1.D.LOP": 1,
    "PL1.D.DOAN": 1,
    "PL1.DD.LOP": 4,
    "PL1.DD.DOAN": 1,
    "PL1.DD.HT": 1,
    "PL1.E.LOP": 2,
    "PL1.E.DOAN": 1,
    "PL1.E.HT": 1,
    "PL1.G.LOP": 2,
    "PL1.G.DOAN": 1,
    "PL1.G.HT": 1,
    "PL1.H.1.LOP": 2,
    "PL1.H.2.LOP": 1,
    "PL1.H.3.LOP": 1,
    "PL1.H.4.LOP": 1,
    "PL1.H.5.LOP": 1,
}
"""Events a year by annex I: one class for each content, one delegation and workshop a field."""


def of_annex_2(quota_id: str) -> tuple[int | None, str, str, tuple[str, ...]]:
    quota, group = PACK.quota(quota_id), PACK.group(quota_id)
    said = {part.id: part.when for part in group.conditions}
    ranked = " ".join(said["title"].equivalent_to or ())
    per = quota.per.name if quota.per else ""
    return quota.places, per, ranked, said["category"].category or ()


@pytest.mark.parametrize("quota_id", ANNEX_2)
def test_annex_2_gives_places_groups_and_categories_of_each_line(quota_id: str):
    places, per, ranked, category = ANNEX_2[quota_id]
    assert of_annex_2(quota_id) == (places, per, ranked, CATEGORY[category])


def test_annex_2_has_19_lines_and_no_other():
    assert [quota.id for quota in PACK.quotas if quota.kind == "degree"] == list(ANNEX_2)


def test_places_that_do_not_depend_on_the_units_are_54():
    fixed = [q.places or 0 for q in PACK.quotas if q.kind == "degree" and not q.per]
    assert sum(fixed) == 54


def test_annex_1_has_25_contents_each_with_a_programme_to_build_and_classes_to_hold():
    tasks = {task.id: task for task in PACK.tasks}
    for content, lead in LEADS.items():
        build, hold = tasks[f"{content}.CT"], tasks[f"{content}.LOP"]
        assert (build.lead, build.due.years, hold.due.years) == (lead, (2024,), (2024, 2025))
    assert [q.id for q in PACK.quotas if q.kind == "course"] == list(LEADS)


def test_a_content_of_annex_1_has_no_number_of_persons():
    assert {q.places for q in PACK.quotas if q.kind == "course"} == {None}


def test_least_numbers_a_year_are_those_of_annex_1():
    assert {one.id: one.wanted for one in PACK.minimums} == A_YEAR


@pytest.mark.parametrize(
    ("target", "kind", "percent", "phase"),
    [
        ("2.a.1", "share_trained", 20, "GD1"),
        ("2.a.3", "share_sent", 5, "GD1"),
        ("2.b.1", "share_trained", 50, "GD2"),
        ("2.b.2", "share_holding", 40, "GD2"),
    ],
)
def test_a_target_is_measured_as_the_document_words_it(
    target: str, kind: str, percent: int, phase: str
):
    found = PACK.target(target)
    assert (found.measure.kind, found.measure.percent, found.phase) == (kind, percent, phase)


def test_two_delegations_a_year_of_which_one_with_groups_1_and_2():
    measure = PACK.target("2.a.2").measure
    assert (measure.event, measure.at_least) == ("delegation", 2)
    assert measure.of_which and (measure.of_which.at_least, measure.of_which.group) == (1, "N12")


def test_the_stock_of_degrees_starts_from_table_3():
    baseline = PACK.target("2.b.2").measure.baseline
    assert baseline is not None
    assert (baseline.count, baseline.of) == (32 + 10 + 82 + 4 + 398 + 37 + 294 + 0, 2262)


def test_what_was_filled_down_from_a_merged_cell_says_so():
    assert "đơn vị phối hợp" in PACK.quota("PL1.C.2").filled
    assert PACK.quota("PL2.2.b").filled == ("đối tượng",)
    assert (PACK.quota("PL1.C.1").filled, PACK.quota("PL2.2.a").filled) == ((), ())


def test_the_phases_share_2026_as_the_document_has_it():
    first, second = PACK.scheme.phases
    assert (first.start, first.end) == (date(2024, 9, 27), date(2026, 12, 31))
    assert (second.start, second.end) == (date(2026, 1, 1), date(2030, 12, 31))


def test_30_tasks_of_part_3_stand_with_their_agency():
    mine = [task for task in PACK.tasks if task.clause.startswith("Phần III")]
    per_agency = {n: len([t for t in mine if t.id.startswith(f"III.{n}.")]) for n in range(1, 8)}
    assert per_agency == {1: 4, 2: 7, 3: 4, 4: 1, 5: 4, 6: 6, 7: 4}
    assert all(task.lead for task in mine)


def test_the_transition_clause_rights_duties_and_money_are_items():
    parts = [one.part for one in PACK.scheme.provisions]
    assert {part: parts.count(part) for part in set(parts)} == {
        "content": 9,
        "funding": 2,
        "right": 2,
        "duty": 4,
        "transition": 1,
    }
    assert PACK.scheme.budget == ()


def test_every_item_has_a_clause_that_names_its_place():
    named = ("Phần I", "Phần II", "Phần III", "Phụ lục I", "Phụ lục II", "Tên Đề án")
    vague = [row.item_id for row in items(PACK) if not row.clause.startswith(named)]
    assert vague == []


@pytest.mark.parametrize(
    ("item", "count", "unit"),
    [
        ("PL2.5.a", 30, "person"),
        ("PL2.2.f", 2, "person_per_unit"),
        ("PL1.A.1", None, ""),
        ("2.a.2", 2, "delegation_per_year"),
        ("2.b.2", 40, "percent"),
        ("PL1.A.LOP", 2, "class_per_year"),
        ("PL1.B.LOP", 1, "class_per_content_and_year"),
        ("PL1.E.HT", 1, "workshop_per_year"),
    ],
)
def test_an_item_says_its_number_and_what_it_counts(item: str, count: int | None, unit: str):
    row = next(row for row in items(PACK) if row.item_id == item and row.kind is not Kind.GROUP)
    assert (row.count, row.unit) == (count, unit)


@pytest.mark.parametrize(
    ("finding", "said"),
    [
        ("MT.1", "2025"),
        ("MT.2", "2026"),
        ("MT.3", "Nhóm 3, Nhóm 4"),
        ("MT.4", "892"),
        ("SO.1", "1326"),
        ("SO.3", "16,32"),
        ("SO.4", "60%"),
        ("TH.2", "để trống"),
    ],
)
def test_a_contradiction_keeps_what_the_document_says_and_what_is_followed(finding: str, said: str):
    found = next(one for one in PACK.findings if one.id == finding)
    assert any(said in one.text for one in found.statements)
    assert found.follows and found.reason


def member(group: str, on: date = ON, **change: object) -> bool | None:
    """Whether one person belongs to a group: true, false, None where the register is silent."""
    judged = judge(group_conditions(PACK, group, on), people(change))
    failed, unknown = judged["failed"][0], judged["unknown"][0]
    return False if failed else None if unknown else True


DISTRICT = {"level": "district", "organ_type": "district", "unit_type": "district"}
HEALTH_CENTRE = {"level": "district", "unit_kind": "health_centre", "category": "public_employee"}


@pytest.mark.parametrize(
    ("group", "who"),
    [
        ("N1", {"title": "department_director"}),
        ("N2", {"title": "department_deputy_director"}),
        ("N3", {"title": "division_head"}),
        ("N3", {"title": "division_deputy"}),
        ("N4", {**DISTRICT, "title": "division_head"}),
        ("N4", {**DISTRICT, "title": "division_deputy"}),
        ("N3", {**HEALTH_CENTRE, "title": "service_head"}),
    ],
)
def test_a_title_stands_in_one_leadership_group_only(group: str, who: dict[str, object]):
    assert [one for one in ("N1", "N2", "N3", "N4") if member(one, **who)] == [group]


def test_a_head_of_a_school_under_a_district_is_outside_all_groups():
    head = {
        **DISTRICT,
        "unit_kind": "primary",
        "category": "public_employee",
        "title": "principal",
    }
    assert member("LD", **head) is False


def test_a_person_without_a_recorded_title_is_unknown():
    assert member("LD", title=None) is None


def test_before_there_was_a_table_of_titles_membership_is_unknown():
    assert member("N1", date(2024, 1, 17), title="department_director") is None
    assert member("N1", date(2024, 1, 18), title="department_director") is True


def test_a_title_ranked_without_the_list_is_uncertain_and_names_its_row():
    asked = group_conditions(PACK, "N3", ON)
    [found] = reasons(asked, people({"title": "hospital_director"})).values()
    reason = next(one for one in found if one.code.endswith("/title"))
    assert reason.certainty == "uncertain"
    assert "N3.3" in reason.note


def test_a_head_of_ward_is_trained_with_the_leaders_but_is_not_one():
    head = {
        "category": "public_employee",
        "title": "service_division_head",
        "unit_kind": "hospital",
    }
    assert (member("PL1.C", **head), member("LD", **head)) == (True, False)


def test_degree_study_is_judged_by_the_decree_of_the_day():
    before = {c.code for c in quota_conditions(PACK, "PL2.5.a", date(2025, 6, 30))}
    after = {c.code for c in quota_conditions(PACK, "PL2.5.a", date(2025, 7, 1))}
    assert before != after


def test_priority_groups_belong_to_their_content():
    assert [one.code for one in priorities(PACK, ON, (), "PL1.C.1")] == ["quangnam-7328/PL1.C"]
    assert priorities(PACK, ON, (), "PL2.5.a") == []
