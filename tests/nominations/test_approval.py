"""Approval holds seats in order, the rest is the reserve; a freed seat moves it up (N2, N4)."""

from datetime import date

import pytest
from django.db import connection

from hientai.nominations import services as verbs
from hientai.nominations.models import Nomination, NominationStep
from hientai.places.models import Seat
from hientai.shared.refused import Refused
from tests.city import study
from tests.nominations.made import DAY, answered, approve, sent, states
from tests.nominations.test_lists import added

pytestmark = pytest.mark.django_db


@pytest.fixture
def few(version) -> None:
    """The quota has two places."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(
            "UPDATE schemes_schemeitem SET data = data || '{\"places\": 2}'"
            " WHERE kind = 'quota' AND item_id = 'A.1.1'"
        )
        cursor.execute("SET LOCAL ROLE hientai_app")


def people(put, *names: str):
    """People of equal points, in the order of the names' alphabet."""
    return [put(name.upper(), name=f"Lê Văn {name}") for name in names]


def test_approval_holds_seats_in_order_and_the_rest_is_the_reserve(held, put, few) -> None:
    """N4: final approval holds places until a day."""
    added(held, *people(put, "An", "Bình", "Chi", "Dung"))
    approve(held)
    assert states(held) == {"AN": "seated", "BÌNH": "seated", "CHI": "reserve", "DUNG": "reserve"}
    rows = {row.person.code: row for row in held.nominations.select_related("person", "seat")}
    assert [rows[code].reserve_order for code in ("CHI", "DUNG")] == [1, 2]
    assert rows["AN"].seat.held_until == date(2024, 7, 31) == held.held_until
    why = NominationStep.objects.get(nomination=rows["CHI"], became="reserve").reason
    assert "hết chỗ" in why and "2" in why


def test_a_freed_seat_goes_to_the_first_who_still_may_go_and_says_who_was_passed_over(
    held, put, few
) -> None:
    """N2: the reserve moves up in order and says why."""
    an, binh, chi, dung = people(put, "An", "Bình", "Chi", "Dung")
    added(held, an, binh, chi, dung)
    approve(held)
    study(chi, None, starts_on=date(2024, 9, 1), ends_on=date(2024, 9, 30), result="studying")
    row = held.nominations.get(person=an)
    up = verbs.withdraw(actor=None, nomination=row, reason="Nghỉ thai sản", on=DAY)
    assert [one.person.code for one in up] == ["DUNG"]
    assert states(held) == {
        "AN": "withdrawn",
        "BÌNH": "seated",
        "CHI": "reserve",
        "DUNG": "seated",
    }
    passed = NominationStep.objects.filter(nomination__person=chi).order_by("-pk").first()
    assert "chưa được lên" in passed.reason and "Quản lý tài chính công" in passed.reason
    said = NominationStep.objects.filter(nomination__person=dung).order_by("-pk").first()
    assert "Lê Văn An" in said.reason and "Lê Văn Chi" in said.reason
    assert Seat.objects.filter(state="held").count() == 2
    assert Seat.objects.get(nomination__person=an).state == "released"


def test_the_own_reserve_goes_first_then_the_earlier_approved_list(opened, put, few, units) -> None:
    """N2: the order is published: own list, then the earlier approved, of every unit."""
    first, other = opened(), opened(title="Đợt 2", starts_on=date(2025, 1, 6),
                                    ends_on=date(2025, 1, 10))  # fmt: skip
    an, binh, chi, dung = people(put, "An", "Bình", "Chi", "Dung")
    added(first, an, binh)
    approve(first)
    added(other, chi, dung)
    approve(other)
    assert states(other) == {"CHI": "reserve", "DUNG": "reserve"}
    gone = first.nominations.get(person=an)
    up = verbs.withdraw(actor=None, nomination=gone, reason="Chuyển công tác", on=DAY)
    assert [one.person.code for one in up] == ["CHI"]


def test_a_list_sent_back_is_drawn_up_again_with_the_reason(held, put) -> None:
    added(held, put("AN"))
    made = sent(held)
    verbs.sent_back(None, answered(made, reason="Thiếu nhận xét"))
    held.refresh_from_db()
    assert (held.state, held.returned_reason, states(held)) == (
        "draft",
        "Thiếu nhận xét",
        {"AN": "draft"},
    )


def test_a_list_refused_stays_refused(held, put) -> None:
    added(held, put("AN"))
    verbs.refused(None, answered(sent(held), reason="Không đúng đối tượng"))
    held.refresh_from_db()
    assert (held.state, states(held)) == ("refused", {"AN": "refused"})


def test_whom_the_law_fails_by_the_day_of_approval_gets_no_seat(held, put) -> None:
    """N1: judged again where approval comes on another day."""
    an, binh = people(put, "An", "Bình")
    added(held, an, binh)
    made = sent(held)
    an.posts.update(title="none")
    verbs.approved(None, answered(made, date(2024, 6, 10)))
    assert states(held) == {"AN": "refused", "BÌNH": "seated"}


def test_a_person_is_withdrawn_from_approval_without_a_seat_being_freed(held, put) -> None:
    an = put("AN")
    added(held, an, put("BINH"))
    sent(held)
    row = held.nominations.get(person=an)
    assert verbs.withdraw(actor=None, nomination=row, reason="Ốm", on=DAY) == []
    assert states(held) == {"AN": "withdrawn", "BINH": "submitted"}


def test_a_draft_or_decided_row_is_not_withdrawn_like_that(held, put) -> None:
    an = put("AN")
    added(held, an)
    row = held.nominations.get()
    with pytest.raises(Refused):
        verbs.withdraw(actor=None, nomination=row, reason="Ốm", on=DAY)
    approve(held)
    verbs.decided(actor=None, nominations=[row.pk], on=DAY, reason="QĐ 7")
    with pytest.raises(Refused):
        verbs.withdraw(actor=None, nomination=row, reason="Ốm", on=DAY)


def test_nobody_is_passed_over_by_hand_but_on_the_own_list(held, opened, put, few) -> None:
    """N2: an officer who withdraws somebody has no say in the reserve of another list."""
    an, binh, chi = people(put, "An", "Bình", "Chi")
    added(held, an, binh)
    approve(held)
    other = opened(title="Đợt 2")
    added(other, chi)
    approve(other)
    over = {other.nominations.get().pk: "không cần"}
    row = held.nominations.get(person=an)
    up = verbs.withdraw(actor=None, nomination=row, reason="Nghỉ ốm", passed=over, on=DAY)
    assert [one.person.code for one in up] == ["CHI"]


def test_a_seat_that_lapses_moves_the_reserve_up_and_its_row_to_the_end(held, put, few) -> None:
    """N4: until a day; nobody loses the place in the line for good."""
    added(held, *people(put, "An", "Bình", "Chi"))
    approve(held)
    seat = held.nominations.get(person__code="AN").seat
    Seat.objects.filter(pk=seat.pk).update(
        state="released", reason="hết hạn giữ chỗ", released_at=seat.held_at, released_by="kiểm thử"
    )
    verbs.seat_lapsed([seat.pk], date(2024, 8, 1))
    assert states(held) == {"AN": "reserve", "BÌNH": "seated", "CHI": "seated"}
    assert held.nominations.get(person__code="AN").reserve_order == 1


def test_a_decision_takes_rows_along_and_a_replacement_names_whom(held, put, few) -> None:
    """N5: what a room above decides is followed step by step."""
    an, binh, chi = people(put, "An", "Bình", "Chi")
    added(held, an, binh, chi)
    approve(held)
    rows = {row.person_id: row for row in held.nominations.select_related("seat")}
    seated = [rows[an.pk].pk, rows[binh.pk].pk]
    assert verbs.decided(actor=None, nominations=seated, on=DAY, reason="QĐ 7/QĐ-STC") == 2
    freed = rows[an.pk].seat
    Seat.objects.filter(pk=freed.pk).update(
        state="released", reason="thay người", released_at=freed.held_at, released_by="kiểm thử"
    )
    taken = Seat.objects.create(
        person=chi,
        unit=freed.unit,
        of_quota=freed.of_quota,
        period=freed.period,
        held_until=freed.held_until,
        held_by="kiểm thử",
    )
    come = verbs.replaced(
        actor=None, gone=rows[an.pk], come=rows[chi.pk], seat=taken, on=DAY, reason="QĐ 9/QĐ-STC"
    )
    assert states(held) == {"AN": "replaced", "BÌNH": "decided", "CHI": "decided"}
    assert come.replaces_id == rows[an.pk].pk
    assert verbs.postponed(actor=None, nominations=[come.pk], on=DAY, reason="QĐ 11") == 1
    assert verbs.given_up(actor=None, nominations=[come.pk], on=DAY, reason="QĐ 12") == 1
    assert Nomination.objects.get(pk=come.pk).state == "withdrawn"
