"""People judged for a list in columns, with reasons kept as told that day (N1, L3, L4)."""

from datetime import date

import pytest

from hientai.nominations import services as verbs
from hientai.nominations.models import Nomination
from hientai.nominations.queries.judging import judged
from tests.city import sanction, study
from tests.nominations.made import DAY, states

pytestmark = pytest.mark.django_db


def failed(row) -> list[str]:
    """The codes of what failed."""
    return [reason["code"] for reason in row.reasons if reason["outcome"] == "failed"]


def test_who_may_go_passes_with_value_limit_and_clause_told(held, put) -> None:
    [row] = judged(held, [put("AN").pk], DAY)
    assert (row.verdict, row.level, row.stopped) == ("passed", "none", False)
    assert all(reason["title"] and reason["limit"] for reason in row.reasons)
    assert any("IV.4" in reason["clause"] for reason in row.reasons)


def test_each_row_is_judged_by_the_law_the_scheme_and_the_list(held, put, version) -> None:
    """L3, L4: one query answers for all, each with its own reason."""
    people = {
        "tốt": put("TOT"),
        "khác nhóm": put("KHAC", title="none"),
        "đã học": put("DAHOC"),
        "đơn vị khác": put("DVKHAC", unit="SNV"),
        "ngoài phạm vi": put("NGHI", since=date(2015, 1, 1), until=date(2024, 1, 1)),
    }
    study(people["đã học"], version, "A.1.1")
    found = judged(held, [one.pk for one in people.values()], DAY)
    rows = dict(zip(people, found, strict=True))
    assert not rows["tốt"].stopped
    assert rows["khác nhóm"].verdict == "failed"
    assert all(reason["about_group"] for reason in rows["khác nhóm"].reasons)
    assert failed(rows["đã học"]) == ["nominations/trained"]
    assert "10/03/2023" in rows["đã học"].reasons[-1]["value"]
    assert failed(rows["đơn vị khác"]) == ["nominations/managed_elsewhere"]
    assert rows["đơn vị khác"].reasons[-1]["value"] == "Sở Nội vụ"
    assert failed(rows["ngoài phạm vi"]) == ["nominations/in_service"]


def test_a_class_at_the_time_blocks_and_says_which(held, put, version) -> None:
    """L4: over all schemes and institutions, also turns of no scheme."""
    an = put("AN")
    study(
        an,
        None,
        programme="Cao cấp lý luận chính trị",
        starts_on=date(2024, 9, 10),
        ends_on=None,
        result="studying",
    )
    [row] = judged(held, [an.pk], DAY)
    assert (row.level, row.stopped) == ("block", True)
    assert [one["what"] for one in row.overlaps] == ["Cao cấp lý luận chính trị"]


def test_a_turn_that_was_left_or_runs_beside_others_blocks_nothing(held, put, version) -> None:
    an, binh = put("AN"), put("BINH")
    at = {"starts_on": date(2024, 9, 10), "ends_on": date(2024, 9, 12)}
    study(an, None, result="withdrawn", **at)
    study(binh, None, result="studying", exclusive=False, **at)
    assert [row.level for row in judged(held, [an.pk, binh.pk], DAY)] == ["none", "none"]


@pytest.mark.parametrize("level", ["none", "note", "warn", "block"])
def test_another_list_at_the_time_counts_as_the_policy_says(opened, put, level) -> None:
    """L4: four levels for nominations, said from a day on, on a ground."""
    an, first = put("AN"), opened()
    verbs.nominate(actor=None, nomination_list=first, people=[an.pk], on=DAY)
    verbs.set_policy(actor=None, level=level, since=DAY, ground="Công văn 12/SNV")
    second = opened(item="A.1.3", title="Danh sách thứ hai")
    [row] = judged(second, [an.pk], DAY)
    assert row.level == level
    assert [one["what"] for one in row.overlaps] == ([] if level == "none" else [first.title])
    [own] = judged(first, [an.pk], DAY)
    assert own.level == "none"


def test_reasons_are_kept_as_told_that_day(held, put) -> None:
    """N1: what was told stays told until the rows are judged again."""
    an = put("AN")
    verbs.nominate(actor=None, nomination_list=held, people=[an.pk], on=DAY)
    told = Nomination.objects.get().reasons
    sanction(an, date(2024, 5, 1), date(2025, 5, 1))
    an.posts.update(title="none")
    assert Nomination.objects.get().reasons == told
    assert verbs.judge_again(actor=None, nomination_list=held, on=DAY) == 1
    row = Nomination.objects.get()
    assert row.verdict == "failed" and row.reasons != told


def test_points_of_the_stated_priorities_are_shown_with_their_parts(held, put) -> None:
    """N2: young and a woman in the scheme's own words; equal points share a rank."""
    people = [
        put("NAM", name="Lê Văn Bách", birth_date=date(1975, 3, 1)),
        put("NU", name="Trần Thị Anh", sex="female", birth_date=date(1975, 3, 1)),
        put("TRE", name="Phạm Thị Cúc", sex="female", birth_date=date(1992, 3, 1)),
        put("NAM2", name="Đỗ Văn An", birth_date=date(1975, 3, 1)),
    ]
    keys = [one.pk for one in people]
    verbs.nominate(actor=None, nomination_list=held, people=keys, on=DAY)
    rows = list(held.nominations.order_by("position").select_related("person"))
    assert [row.person.code for row in rows] == ["TRE", "NU", "NAM2", "NAM"]
    assert [row.rank for row in rows] == [1, 2, 3, 3]
    assert [part["title"] for part in rows[0].score_parts if part["points"]] == ["Trẻ", "Nữ"]
    assert rows[0].score == 2


def test_the_judgement_asks_the_database_as_often_for_many_as_for_one(
    held, put, django_assert_max_num_queries
) -> None:
    """Thousands at once: no query for each person."""
    people = [put(f"P{n}").pk for n in range(12)]
    with django_assert_max_num_queries(30):
        assert len(judged(held, people, DAY)) == 12


def test_what_is_not_known_stops_a_row_until_a_paper_proves_it(held, put) -> None:
    """L1: unknown is never yes; a paper may say what the register cannot."""
    an = put("AN", managed_by_committee=None)
    verbs.nominate(actor=None, nomination_list=held, people=[an.pk], on=DAY)
    row = Nomination.objects.get()
    unknown = [reason["code"] for reason in row.reasons if reason["outcome"] == "unknown"]
    if not unknown:
        pytest.fail("the register should not know")
    assert row.verdict == "unknown"
    for code in unknown:
        row = verbs.prove(actor=None, nomination=row, code=code, paper="Giấy xác nhận 3", on=DAY)
    assert row.verdict == "passed" and set(row.proved) == set(unknown)
    row = verbs.prove(actor=None, nomination=row, code=unknown[0], paper=" ", on=DAY)
    assert row.verdict == "unknown"
    assert states(held) == {"AN": "draft"}
