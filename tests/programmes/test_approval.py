"""A class can rest only on what a council appraised and an act approved (G1, S8)."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from hientai.programmes.domain.contents import read_lines
from hientai.programmes.models import CouncilMember, Programme, Topic, Version
from hientai.programmes.queries.programmes import force_words, lines_of, version_shown
from hientai.programmes.services import appraising, writing
from hientai.shared.refused import Refused
from tests.programmes.made import ACT, COUNCIL, appraised, approved, other, submitted


def test_a_draft_is_submitted_appraised_approved_and_then_in_force(draft: Version) -> None:
    """G1: appraisal and approval before any class is opened."""
    approved(draft)
    assert draft.state == "approved"
    assert force_words(draft) == "từ 15/03/2024"
    assert draft.approval_act == ACT
    assert version_shown(draft.programme, date(2024, 3, 14)) == draft


def test_a_majority_against_makes_it_a_draft_again_and_the_sitting_is_kept(draft: Version) -> None:
    """S8: what a council said stays on record."""
    appraised(draft, against=3)
    assert draft.state == "draft"
    assert [a.conclusion for a in draft.appraisals.all()] == ["revise"]
    appraised(draft)
    assert [a.conclusion for a in draft.appraisals.order_by("pk")] == ["revise", "passed"]


@pytest.mark.parametrize(
    ("council", "members"),
    [(COUNCIL.split("\nVũ")[0], 4), ("A | Chủ tịch\nB\nC", 3), (COUNCIL + "\nĐỗ Mai", 6)],
)
def test_a_council_too_small_or_even_is_refused_with_the_clause(
    draft: Version, council: str, members: int
) -> None:
    """G1: the rule of councils, with where it stands."""
    with pytest.raises(Refused) as refused:
        submitted(draft, council=council)
    assert str(members) in refused.value.what
    assert "ít nhất 5 người, số lẻ" in refused.value.why
    assert "NĐ 101/2017" in refused.value.clause


def test_six_days_are_too_long_for_a_course_by_job_position(draft: Version) -> None:
    """L6: refused with value, limit and clause."""
    lines = read_lines("A | Một | 24 | 24")
    writing.write_lines(actor=None, version=draft, lines=lines)
    with pytest.raises(Refused) as refused:
        submitted(draft)
    assert "6 ngày học" in refused.value.what
    assert "48 tiết" in refused.value.why
    assert "nhiều nhất 1 tuần (5 ngày học)" in refused.value.why
    assert refused.value.clause.startswith("NĐ 101/2017/NĐ-CP, Điều 17")


def test_the_law_of_the_day_of_submission_judges(draft: Version) -> None:
    """L7: six weeks were allowed for specialists until 9/12/2021, four since."""
    Programme.objects.filter(pk=draft.programme_id).update(kind="specialist")
    writing.write_lines(actor=None, version=draft, lines=read_lines("A | Một | 240"))
    with pytest.raises(Refused):
        submitted(draft, on=date(2021, 12, 10))
    assert submitted(draft, on=date(2021, 12, 9)).state == "appraising"


def test_a_draft_that_is_not_whole_is_refused_with_all_that_lacks(home, sees_all: None) -> None:
    version = other(home).versions.get()
    writing.write_lines(actor=None, version=version, lines=read_lines("? | ?\n? | ?"))
    with pytest.raises(Refused) as refused:
        submitted(version)
    lacking = "loại chương trình, đối tượng, hình thức tổ chức, tên của 2 chuyên đề"
    assert refused.value.why == f"còn thiếu: {lacking}"


def test_without_periods_and_stated_days_nobody_knows_how_long_it_is(draft: Version) -> None:
    writing.write_lines(actor=None, version=draft, lines=read_lines("A | Một"))
    with pytest.raises(Refused) as refused:
        submitted(draft)
    assert "bao nhiêu ngày" in refused.value.what
    writing.write_facts(actor=None, version=draft, facts={"stated_days": Decimal(5)})
    assert submitted(draft).state == "appraising"


def test_contents_stand_still_after_the_draft_in_the_database_too(draft: Version) -> None:
    """A2, G1: what was appraised is what is taught."""
    approved(draft)
    with pytest.raises(Refused):
        writing.write_lines(actor=None, version=draft, lines=read_lines("A | Khác | 8"))
    for change in (
        lambda: Topic.objects.filter(version=draft).update(theory=40),
        lambda: Topic.objects.filter(version=draft).delete(),
        lambda: Version.objects.filter(pk=draft.pk).update(audience="Ai cũng được"),
        lambda: Version.objects.filter(pk=draft.pk).update(approval_act="QĐ khác"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


@pytest.mark.parametrize("state", ["appraised", "approved", "replaced"])
def test_no_state_is_skipped_in_the_database(draft: Version, state: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.filter(pk=draft.pk).update(state=state)


def test_nobody_calls_it_appraised_without_a_council_that_passed_it(draft: Version) -> None:
    submitted(draft)
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.filter(pk=draft.pk).update(state="appraised")


def test_a_vote_is_not_changed_after_the_sitting(draft: Version) -> None:
    appraised(draft)
    with pytest.raises(IntegrityError), transaction.atomic():
        CouncilMember.objects.filter(appraisal__version=draft).update(vote="disagree")


def test_minutes_and_every_vote_are_asked_for(draft: Version) -> None:
    submitted(draft)
    members = list(draft.appraisals.get().members.all())
    votes = {m.pk: "agree" for m in members}
    on = date(2024, 2, 20)
    with pytest.raises(Refused) as refused:
        appraising.conclude(actor=None, version=draft, on=on, votes=votes)
    assert "biên bản" in refused.value.what
    votes.pop(members[2].pk)
    with pytest.raises(Refused) as refused:
        appraising.conclude(actor=None, version=draft, on=on, votes=votes, minutes="Họp.")
    assert refused.value.what == "Chưa có phiếu của Lê Thu Thảo"


def test_a_later_version_replaces_the_one_in_force_the_day_it_begins(draft: Version) -> None:
    """G1: versions, one in force a day."""
    approved(draft)
    later = writing.new_version(
        actor=None, programme=draft.programme, change="Bổ sung năm 2025", year=2025
    )
    assert lines_of(later) == lines_of(draft)
    assert later.addition_year == 2025
    approved(later, since=date(2025, 1, 1))
    draft.refresh_from_db()
    assert draft.state == "replaced"
    assert force_words(draft) == "15/03/2024 – 31/12/2024"
    assert version_shown(draft.programme, date(2024, 12, 31)) == draft
    assert version_shown(draft.programme, date(2025, 1, 1)) == later


def test_a_later_version_cannot_begin_before_the_one_in_force(draft: Version) -> None:
    approved(draft)
    later = writing.new_version(actor=None, programme=draft.programme, change="Sửa")
    with pytest.raises(Refused):
        approved(later, since=date(2024, 3, 15))


def test_one_draft_at_a_time(draft: Version) -> None:
    with pytest.raises(Refused) as refused:
        writing.new_version(actor=None, programme=draft.programme, change="Sửa")
    assert "bản thảo" in refused.value.what


def test_a_version_is_withdrawn_on_a_ground_and_ends_on_its_last_day(draft: Version) -> None:
    approved(draft)
    last = date(2024, 9, 30)
    appraising.withdraw(actor=None, version=draft, ground="QĐ 9/QĐ-SNV", last=last)
    draft.refresh_from_db()
    assert (draft.state, force_words(draft)) == ("withdrawn", "15/03/2024 – 30/09/2024")


def test_the_kind_stays_once_a_version_was_approved(draft: Version) -> None:
    approved(draft)
    with pytest.raises(Refused) as refused:
        writing.rename(
            actor=None,
            programme=draft.programme,
            title="Tên khác",
            kind="other",
            region="all",
            variant_of=None,
            ground="Sửa",
        )
    assert "Loại chương trình" in refused.value.what


def test_a_draft_is_thrown_away_with_its_programme_while_nobody_has_seen_it(
    draft: Version,
) -> None:
    writing.discard(actor=None, version=draft)
    assert not Programme.objects.exists()


def test_the_topics_keep_their_rows_where_they_keep_their_names(draft: Version) -> None:
    before = dict(draft.topics.values_list("title", "pk"))
    text = "Hợp phần 2. Kỹ năng | Xử lý tình huống thanh tra | 4 | 4\nMới | Chuyên đề mới | 8"
    writing.write_lines(actor=None, version=draft, lines=read_lines(text))
    after = dict(draft.topics.values_list("title", "pk"))
    assert set(after) == {"Xử lý tình huống thanh tra", "Chuyên đề mới"}
    assert after["Xử lý tình huống thanh tra"] == before["Xử lý tình huống thanh tra"]
    assert [m.title for m in draft.modules.all()] == ["Hợp phần 2. Kỹ năng", "Mới"]
