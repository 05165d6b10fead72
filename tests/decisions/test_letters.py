"""Letters about the same people, which decide nothing; people changed while a paper is a draft."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils import translation

from hientai.decisions import services as verbs
from hientai.decisions.models import Letter, Row
from hientai.decisions.queries import sendings as reads
from hientai.documents import services as documents
from hientai.documents.domain.paper import from_data
from hientai.documents.domain.words import words_from
from hientai.nominations import services as nominations
from hientai.places.models import Seat
from hientai.shared.refused import Refused
from hientai.training.models import Turn
from tests.decisions.made import (
    LATER,
    SAID,
    VALUES,
    WHY,
    drafted,
    issued,
    row_of,
    rows,
    signed,
    states,
    waiting,
)
from tests.documents.made import PDF
from tests.nominations.made import DAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_commit")]
CALLS = {"giờ có mặt": "07 giờ 30 ngày 02/9/2024", "liên hệ": "bà Vũ Thị Hoa, Phòng Đào tạo"}


def said(**values: str) -> verbs.Said:
    """What is typed for a letter."""
    return replace(SAID, values={**VALUES, **values})


def text_of(paper) -> str:
    """What a paper says, paragraph by paragraph."""
    return "\n".join(one.text for one in from_data(paper.content).provisions)


def codes(sending) -> list[str]:
    """Who stands on a paper, in order."""
    return [one.code for one in reads.rows_of(sending)]


def test_a_summons_calls_who_goes_by_a_registered_decision(approved, body) -> None:
    sending = drafted(body, waiting(approved))
    with pytest.raises(Refused, match="Không có ai đang đi"):
        verbs.draft_summons(actor=None, first=sending, body=body, said=said(**CALLS), on=DAY)
    issued(sending)
    gone = [row_of(approved, "BÌNH")]
    issued(
        verbs.draft_withdrawal(
            actor=None, first=sending, nominations=gone, reason=WHY, said=SAID, on=DAY
        )
    )
    letter = verbs.draft_summons(actor=None, first=sending, body=body, said=said(**CALLS), on=LATER)
    words = text_of(letter.paper)
    assert "từ ngày 02/9/2024 đến ngày 20/9/2024; có mặt lúc 07 giờ 30 ngày 02/9/2024" in words
    [annex] = from_data(letter.paper.content).annexes
    assert [row[1] for row in annex.rows] == ["Lê Thị An", "Lê Thị Chi"]
    assert list(reads.letters_of(sending)) == [letter]
    assert letter.nominations == [row_of(approved, "AN").pk, row_of(approved, "CHI").pk]


def test_a_summons_is_not_signed_once_somebody_it_calls_was_withdrawn(approved, body) -> None:
    sending = issued(drafted(body, waiting(approved)))
    told = {"actor": None, "first": sending, "body": body, "said": said(**CALLS)}
    early, late = (verbs.draft_summons(**told, on=LATER) for _ in range(2))
    signed(late)
    gone = [row_of(approved, "BÌNH")]
    issued(
        verbs.draft_withdrawal(
            actor=None, first=sending, nominations=gone, reason=WHY, said=SAID, on=DAY
        )
    )
    with pytest.raises(Refused, match="không còn đúng"):
        documents.lock(actor=None, paper=early.paper)
    with pytest.raises(Refused, match="không còn đúng"):
        documents.register(actor=None, paper=late.paper, on=LATER)
    late.paper.refresh_from_db()
    assert late.paper.number is None


def test_papers_are_vietnamese_whoever_drafts_them(approved, body) -> None:
    """N5: an officer who reads English draws up the same paper."""
    with translation.override("en"):
        sending = drafted(body, waiting(approved))
        letter = verbs.draft_submission(
            actor=None,
            held=approved,
            body=body,
            said=said(**{"nơi trình": "Giám đốc Sở Tài chính"}),
            on=DAY,
        )
    told = text_of(sending.paper) + text_of(letter.paper)
    assert "Hình thức: tập trung" in told and "thuộc chỉ tiêu chuyên gia tài chính" in told
    [annex] = from_data(sending.paper.content).annexes
    assert {row[3] for row in annex.rows} == {"Phó Trưởng phòng"}


def test_a_summons_lacking_a_value_says_which(approved, body) -> None:
    sending = issued(drafted(body, waiting(approved)))
    with pytest.raises(Refused, match="giờ có mặt"):
        verbs.draft_summons(actor=None, first=sending, body=body, said=SAID, on=DAY)
    assert not Letter.objects.exists()


def test_registering_a_letter_enrols_nobody(approved, body) -> None:
    letter = verbs.draft_submission(
        actor=None,
        held=approved,
        body=body,
        said=said(**{"nơi trình": "Giám đốc Sở Tài chính"}),
        on=DAY,
    )
    assert letter.paper.kind == "submission"
    assert "kính trình Giám đốc Sở Tài chính xem xét" in text_of(letter.paper)
    issued(letter)
    assert not Turn.objects.exists() and set(states(approved).values()) == {"seated", "reserve"}


def test_a_body_apart_from_the_way_writes_no_letter(approved, units) -> None:
    other = documents.issuing_body(actor=None, unit=units["SNV"], on=DAY)
    with pytest.raises(Refused, match="không lập được giấy tờ"):
        verbs.draft_submission(actor=None, held=approved, body=other, said=SAID, on=DAY)


def test_people_of_a_draft_are_taken_off_added_and_swapped(approved, body) -> None:
    an, binh, chi = waiting(approved)
    sending = drafted(body, [an, binh])
    assert "Cử 02 cán bộ" in text_of(sending.paper)
    verbs.redraft(actor=None, sending=sending, nominations=[chi, binh], order="name", on=DAY)
    sending.paper.refresh_from_db()
    assert codes(sending) == ["BÌNH", "CHI"]
    [annex] = from_data(sending.paper.content).annexes
    assert [row[1] for row in annex.rows] == ["Lê Thị Bình", "Lê Thị Chi"]
    assert [one.pk for one in reads.undecided([approved.pk])] == [an.pk]
    verbs.redraft(actor=None, sending=sending, nominations=[an, binh, chi], on=DAY)
    sending.paper.refresh_from_db()
    assert codes(sending) == ["AN", "BÌNH", "CHI"]
    assert "Cử 03 cán bộ" in text_of(sending.paper)
    assert "Trường Đào tạo cán bộ Lê Hồng Phong" in text_of(sending.paper)
    issued(sending)
    assert codes(sending) == ["AN", "BÌNH", "CHI"]
    assert Turn.objects.count() == 3
    [shown] = [one for one in reads.sendings() if one.pk == sending.pk]
    assert shown.people == 3


def test_what_was_changed_by_hand_in_a_draft_stays(approved, body) -> None:
    an, binh, chi = waiting(approved)
    sending = drafted(body, [an, binh])
    words = words_from(sending.paper.words)
    mine = replace(words, recipients="Như Điều 2\nBan Giám đốc")
    documents.revise(actor=None, paper=sending.paper, words=mine)
    verbs.redraft(actor=None, sending=sending, nominations=[an, binh, chi], on=DAY)
    sending.paper.refresh_from_db()
    now = words_from(sending.paper.words)
    assert (now.recipients, now.signer) == (mine.recipients, words.signer)
    assert "03" in now.body and "03" not in words.body


def test_people_of_a_paper_being_signed_are_not_swapped(approved, body) -> None:
    an, binh, _chi = waiting(approved)
    sending = drafted(body, [an, binh])
    signed(sending)
    with pytest.raises(Refused, match="còn là dự thảo"):
        verbs.redraft(actor=None, sending=sending, nominations=[an], on=DAY)


def test_somebody_on_another_paper_is_not_swapped_in(approved, body) -> None:
    an, binh, chi = waiting(approved)
    drafted(body, [chi])
    sending = drafted(body, [an])
    with pytest.raises(Refused, match="đã có trong một quyết định|đang nằm trong một văn bản"):
        verbs.redraft(actor=None, sending=sending, nominations=[binh, chi], on=DAY)
    assert codes(sending) == ["AN"]


def old(number: int, on: date) -> verbs.Entered:
    """An amending decision that was numbered on paper."""
    stated = documents.Stated(
        kind="decision", number=number, issued_on=on, abstract="thu hồi", signer="Trần Văn Hải"
    )
    return verbs.Entered(stated, PDF)


def test_an_amending_decision_from_before_the_system_keeps_its_number_and_holds_at_once(
    approved, body
) -> None:
    sending = verbs.enter_back_dated(
        actor=None,
        body=body,
        nominations=waiting(approved),
        stated=replace(old(57, date(2024, 5, 3)).stated, abstract="cử đi"),
        scan=PDF,
        on=DAY,
    )
    gone = [row_of(approved, "CHI")]
    told = {"actor": None, "first": sending, "nominations": gone, "reason": WHY, "on": DAY}
    early = replace(SAID, entered=old(58, date(2024, 5, 2)))
    with pytest.raises(Refused, match="không thể có trước"):
        verbs.draft_withdrawal(**told, said=early)
    entered = replace(SAID, entered=old(61, date(2024, 5, 20)))
    made = verbs.draft_withdrawal(**told, said=entered)
    assert (made.paper.number, made.paper.back_dated, made.done_on) == (61, True, date(2024, 5, 20))
    assert [row.state for row in rows(made)] == ["done"]
    assert Turn.objects.get(person__code="CHI").result == "withdrawn"
    assert states(approved)["CHI"] == "withdrawn" and states(approved)["DUNG"] == "seated"
    assert [one.pk for one in reads.amendments_of(sending)] == [made.pk]
    with pytest.raises(Refused, match="Số này đã cấp"):
        again = {**told, "nominations": [row_of(approved, "AN")]}
        verbs.draft_withdrawal(**again, said=entered)
    assert Row.objects.filter(person__code="AN").count() == 1


def test_before_a_decision_a_person_is_put_off_to_a_later_list(approved, opened) -> None:
    later = opened(starts_on=date(2024, 11, 4), ends_on=date(2024, 11, 22), title="Đợt 2")
    mine = row_of(approved, "AN")
    nominations.carry_over(actor=None, nomination=mine, to=later, reason=WHY, on=DAY)
    assert states(approved) == {
        "AN": "withdrawn",
        "BÌNH": "seated",
        "CHI": "seated",
        "DUNG": "seated",
        "GIANG": "reserve",
    }
    assert states(later) == {"AN": "draft"}
    assert later.batches.get().source == f"hoãn từ danh sách “{approved.title}”"
    with pytest.raises(Refused, match="danh sách sau"):
        nominations.carry_over(
            actor=None, nomination=row_of(approved, "CHI"), to=approved, reason=WHY, on=DAY
        )


def test_who_replaces_somebody_before_a_decision_is_chosen_with_a_reason(approved) -> None:
    over = {row_of(approved, "DUNG").pk: "nghỉ thai sản"}
    up = nominations.withdraw(
        actor=None, nomination=row_of(approved, "AN"), reason=WHY, passed=over, on=DAY
    )
    assert [one.person.code for one in up] == ["GIANG"]
    told = row_of(approved, "GIANG").steps.order_by("-pk").first().reason
    assert "bỏ qua Lê Thị Dung (nghỉ thai sản)" in told
    assert row_of(approved, "DUNG").state == "reserve"
    assert Seat.objects.filter(state="held").count() == 3
