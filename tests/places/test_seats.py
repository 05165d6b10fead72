"""A seat is never sold twice; who gets none is told why (nomination, L4, N4)."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from hientai.classes.services import withdraw
from hientai.places.domain.following import follow_released
from hientai.places.models import Pool, Seat
from hientai.places.queries.pools import places_left, places_of_class, seats_in_class
from hientai.places.services.seats import hold, move, release, release_lapsed
from hientai.places.services.using import Course, use
from hientai.schemes.models import SchemeItem
from hientai.shared.refused import Refused
from hientai.training.models import Turn
from tests.city import DAY, study
from tests.places.conftest import UNTIL, held, lesson, wish
from tests.places.test_race import people, wanted

COURSE = Course(programme="Quản lý tài chính công", place="domestic", fund="city_budget")


def with_places(version, places: int, item: str = "A.1.1") -> None:
    """Let the quota have so many places in the version in force."""
    row = SchemeItem.objects.get(version=version, kind="quota", item_id=item)
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        data = row.data | {"places": places}
        SchemeItem.objects.filter(pk=row.pk).update(data=data, count=places)
        cursor.execute("SET LOCAL ROLE hientai_app")


def test_places_are_given_in_the_order_asked_while_there_are_any(version, put) -> None:
    with_places(version, 2)
    people = [put(f"P{n}") for n in range(4)]
    answers = held(*(wish(one) for one in people))
    assert [bool(one.seat) for one in answers] == [True, True, False, False]
    assert [one.person_id for one in answers] == [one.pk for one in people]
    assert answers[2].refusal.code == "full"
    assert answers[2].refusal.words == "Chỉ tiêu A.1.1 (hanoi-1698) hết chỗ: 2 chỗ, đã giữ 2"
    left = places_left(version.scheme, "A.1.1", DAY)
    assert (left.stated, left.held, left.left, left.over) == (2, 2, 0, 0)


def test_who_studied_before_there_were_seats_counts(version, put) -> None:
    """L4: places used by turns of the phase are gone; those of another phase or left are not."""
    with_places(version, 3)
    study(put("A1"), version, "A.1.1")
    study(put("A2"), version, "A.1.1", result="studying", ends_on=None, starts_on=DAY)
    study(put("A3"), version, "A.1.1", result="withdrawn")
    before = {"starts_on": date(2022, 1, 3), "ends_on": date(2022, 1, 7)}
    study(put("A4"), version, "A.1.1", **before)
    answers = held(wish(put("B1")), wish(put("B2")))
    assert [bool(one.seat) for one in answers] == [True, False]
    assert "3 chỗ, đã giữ 1, đã học từ trước 2" in answers[1].refusal.words


def test_a_person_is_not_in_two_places_at_once(version, put) -> None:
    """Overlapping attendance is blocked, non-exclusive forms excepted; the words say what it is."""
    one = put("P1")
    first = held(wish(one))[0]
    second = held(wish(one, "A.1.3", starts_on=date(2024, 9, 6), ends_on=date(2024, 9, 9)))[0]
    assert first.seat and not second.seat
    assert second.refusal.code == "clash"
    assert "hanoi-1698 · A.1.1" in second.refusal.words
    assert "02/09/2024 – 06/09/2024" in second.refusal.words
    beside = held(wish(one, "A.1.3", starts_on=date(2024, 9, 6), exclusive=False))[0]
    assert beside.seat
    after = held(wish(one, "A.1.2", starts_on=date(2024, 9, 7), ends_on=date(2024, 9, 9)))[0]
    assert after.seat


def test_a_turn_elsewhere_stands_against_a_seat(version, put) -> None:
    one, other, third = put("P1"), put("P2"), put("P3")
    runs_on = {"result": "studying", "starts_on": date(2024, 1, 8), "ends_on": None}
    study(one, None, programme="Cao cấp lý luận chính trị", **runs_on)
    study(other, None, programme="Tin học", exclusive=False, **runs_on)
    study(third, None, programme="Tiếng Anh", **{**runs_on, "result": "withdrawn"})
    no, yes, also = held(wish(one), wish(other), wish(third))
    assert yes.seat and also.seat and not no.seat
    assert "Cao cấp lý luận chính trị" in no.refusal.words
    assert "từ 08/01/2024, chưa ghi ngày kết thúc" in no.refusal.words


def test_one_person_has_one_place_of_a_quota_and_one_in_a_class(version, put, a_class) -> None:
    one = put("P1")
    wanted = wish(one, class_id=a_class.pk)
    later = replace(wanted, starts_on=date(2024, 10, 1), ends_on=date(2024, 10, 2))
    answers = held(wanted, later)
    assert [bool(a.seat) for a in answers] == [True, False]
    assert answers[1].refusal.code == "again"
    again = held(later)[0]
    assert again.refusal.words.startswith("đã có chỗ của chỉ tiêu hoặc lớp này")


def test_a_class_fills_up_before_its_quota(version, put, a_class) -> None:
    answers = held(*(wish(put(f"P{n}"), class_id=a_class.pk) for n in range(5)))
    assert [bool(one.seat) for one in answers] == [True] * 3 + [False] * 2
    assert (
        answers[3].refusal.words == "Lớp “Quản lý tài chính công, khóa 1” hết chỗ: 3 chỗ, đã giữ 3"
    )
    assert places_of_class(a_class.pk).seats == 3


def test_a_class_with_live_seats_is_not_withdrawn_and_one_withdrawn_gives_none(
    version, put, a_class
) -> None:
    seat = held(wish(put("P1"), class_id=a_class.pk))[0].seat
    assert seats_in_class(a_class.pk) == 1
    with pytest.raises(Refused, match="1 người"):
        withdraw(actor=None, held_class=a_class, ground="Không đủ học viên", on=DAY)
    release(actor=None, seats=[seat], reason="chuyển lớp", on=DAY)
    withdraw(actor=None, held_class=a_class, ground="Không đủ học viên", on=DAY)
    refusal = held(wish(put("P2"), class_id=a_class.pk))[0].refusal
    assert refusal.code == "full"


def test_fewer_places_than_are_taken_leave_none_and_it_is_said(version, put) -> None:
    """An amended quota: nobody loses a seat, nobody gets one."""
    held(*(wish(put(f"P{n}")) for n in range(3)))
    with_places(version, 2)
    left = places_left(version.scheme, "A.1.1", DAY)
    assert (left.stated, left.left, left.over) == (2, 0, 1)
    answer = held(wish(put("P9")))[0]
    assert answer.refusal.words.endswith("2 chỗ, đã giữ 3")
    assert Seat.objects.filter(state="held").count() == 3


def test_a_quota_the_scheme_does_not_have_or_nothing_wanted_gives_nothing(version, put) -> None:
    answers = held(wish(put("P1"), "Z.9"), wish(put("P2"), ""), wish(put("P3"), class_id=999_999))
    assert [one.refusal.code for one in answers] == ["none"] * 3
    assert "Z.9" in answers[0].refusal.words


def test_used_seats_become_turns_and_given_back_ones_do_not_count(version, put) -> None:
    """Registration enrols: the turn is under way, tied to its seat, of the quota."""
    people = [put(f"P{n}") for n in range(3)]
    seats = [one.seat for one in held(*(wish(one) for one in people))]
    used = use(actor=None, seats=seats, on=DAY, course=COURSE)
    turns = Turn.objects.filter(seat__in=used).order_by("person")
    assert [(t.result, t.item_id, t.scheme_id, t.fund) for t in turns] == [
        ("studying", "A.1.1", version.scheme_id, "city_budget")
    ] * 3
    assert {(t.starts_on, t.ends_on) for t in turns} == {(date(2024, 9, 2), date(2024, 9, 6))}
    left = places_left(version.scheme, "A.1.1", DAY)
    assert (left.elsewhere, left.held, left.used, left.left) == (0, 0, 3, 97)
    release(actor=None, seats=used[:1], reason="xin rút vì lý do sức khỏe", on=DAY)
    assert Turn.objects.get(seat=used[0]).result == "withdrawn"
    assert places_left(version.scheme, "A.1.1", DAY).left == 98


def test_who_was_withdrawn_may_come_back_to_the_same_course(version, put) -> None:
    one = put("P1")
    first = use(actor=None, seats=[held(wish(one))[0].seat], on=DAY, course=COURSE)
    release(actor=None, seats=first, reason="ốm", on=DAY)
    again = use(actor=None, seats=[held(wish(one))[0].seat], on=DAY, course=COURSE)
    assert again[0].turn.result == "studying"
    assert Turn.objects.filter(person=one).count() == 1
    assert Seat.objects.get(pk=first[0].pk).state == "released"


def test_a_course_recorded_already_is_not_recorded_again(version, put) -> None:
    one = put("P1")
    seat = held(wish(one))[0].seat
    began = {"starts_on": date(2024, 9, 2), "ends_on": None, "exclusive": False}
    study(one, version, "A.1.1", result="studying", **began)
    with pytest.raises(Refused, match="đã được ghi"):
        use(actor=None, seats=[seat], on=DAY, course=COURSE)
    assert Seat.objects.get(pk=seat.pk).state == "held"


def test_lapsed_seats_are_given_back_and_rooms_above_hear_of_them(version, put) -> None:
    heard: list[tuple[list[int], date]] = []
    follow_released("test", lambda seats, on: heard.append((list(seats), on)))
    seats = [one.seat for one in held(wish(put("P1")), wish(put("P2")))]
    try:
        assert release_lapsed(on=UNTIL) == []
        use(actor=None, seats=seats[:1], on=DAY, course=COURSE)
        lapsed = release_lapsed(on=date(2024, 8, 1))
    finally:
        follow_released("test", lambda seats, on: None)
    assert [one.pk for one in lapsed] == [seats[1].pk]
    assert heard == [([seats[1].pk], date(2024, 8, 1))]
    assert Seat.objects.get(pk=seats[1].pk).reason == "hết hạn giữ chỗ"


def test_a_seat_and_its_turn_move_to_other_days_unless_the_person_is_elsewhere(
    version, put
) -> None:
    one, other = put("P1"), put("P2")
    used = use(actor=None, seats=[held(wish(one))[0].seat], on=DAY, course=COURSE)
    held_one = held(wish(other))[0].seat
    days = {"starts_on": date(2024, 9, 4), "ends_on": date(2024, 9, 10), "on": DAY}
    moved = move(actor=None, seats=[*used, held_one], until=date(2024, 8, 15), **days)
    assert {m.period.upper for m in moved} == {date(2024, 9, 11)}
    assert Turn.objects.get(person=one).ends_on == date(2024, 9, 10)
    assert Seat.objects.get(pk=held_one.pk).held_until == date(2024, 8, 15)
    later = {"starts_on": date(2024, 10, 7), "ends_on": date(2024, 10, 9)}
    held(wish(one, "A.1.3", **later))
    with pytest.raises(Refused) as refused:
        move(actor=None, seats=moved, **{**days, **later})
    assert "A.1.3" in refused.value.why and "Nguyễn Văn P1" in refused.value.why


def test_a_seat_moves_to_another_class_while_it_has_places(version, put, units, a_class) -> None:
    seats = [h.seat for h in held(*(wish(put(f"P{n}"), class_id=a_class.pk) for n in range(2)))]
    small = lesson(units["SNV"], 1, code="TC-01.K2", title="Khóa 2", programme="TC-02")
    days = {"starts_on": date(2024, 9, 2), "ends_on": date(2024, 9, 6), "on": DAY}
    move(actor=None, seats=seats[:1], class_id=small.pk, **days)
    assert (places_of_class(a_class.pk).seats, places_of_class(small.pk).seats) == (1, 1)
    with pytest.raises(Refused, match="hết chỗ"):
        move(actor=None, seats=seats[1:], class_id=small.pk, **days)


def test_what_was_given_back_or_used_is_not_taken_again(version, put) -> None:
    seat = held(wish(put("P1")))[0].seat
    release(actor=None, seats=[seat], reason="rút", on=DAY)
    for again in (
        lambda: release(actor=None, seats=[seat], reason="rút lần nữa", on=DAY),
        lambda: use(actor=None, seats=[seat], on=DAY, course=COURSE),
    ):
        with pytest.raises(Refused, match="không còn ở tình trạng"):
            again()


def test_thousands_are_held_in_one_call(version, units) -> None:
    with_places(version, 4_100)
    ids = people(units["STC"], 4_200)
    answers = held(*(wanted(one, units["STC"], "A.1.1") for one in ids))
    seats = [one.seat for one in answers if one.seat]
    assert [bool(one.seat) for one in answers] == [True] * 4_100 + [False] * 100
    assert len({seat.pk for seat in seats}) == 4_100
    assert [seat.person_id for seat in seats] == ids[:4_100]


def test_no_place_is_held_until_a_day_that_passed(version, put) -> None:
    with pytest.raises(Refused, match="đã qua"):
        hold(actor=None, wanted=[wish(put("P1"))], until=date(2024, 5, 31), on=DAY)


@pytest.mark.parametrize(
    ("change", "wall"),
    [
        ({"state": "used"}, "used_seat_has_a_turn"),
        ({"held_until": None}, "held_seat_has_a_last_day"),
        ({"state": "released"}, "released_seat_has_a_reason"),
        ({"of_quota": None}, "seat_is_of_a_pool"),
    ],
)
def test_the_database_keeps_a_seat_whole(version, put, change, wall) -> None:
    seat = held(wish(put("P1")))[0].seat
    with pytest.raises(IntegrityError, match=wall), transaction.atomic():
        Seat.objects.filter(pk=seat.pk).update(**change)


def test_the_database_sells_no_seat_twice_whatever_the_code_does(version, put) -> None:
    with_places(version, 1)
    seat = held(wish(put("P1")))[0].seat
    other = put("P2")
    row = {
        "unit_id": other.unit_id,
        "of_quota_id": seat.of_quota_id,
        "held_until": UNTIL,
        "held_by": "ai đó",
    }
    with pytest.raises(IntegrityError, match="pool_is_not_oversold"), transaction.atomic():
        Seat.objects.create(person=other, period=seat.period, **row)
    with pytest.raises(IntegrityError, match="nobody_sits_twice"), transaction.atomic():
        Seat.objects.create(person=seat.person, period=seat.period, **row)
    study(other, None, starts_on=date(2024, 9, 1), ends_on=date(2024, 9, 2))
    release(actor=None, seats=[seat], reason="rút", on=DAY)
    with pytest.raises(IntegrityError, match="studies elsewhere"), transaction.atomic():
        Seat.objects.create(person=other, period=seat.period, **row)


def test_no_turn_under_way_is_written_over_a_seat_of_that_time(version, put) -> None:
    one = put("P1")
    held(wish(one))
    with pytest.raises(IntegrityError, match="a place is kept"), transaction.atomic():
        study(one, None, starts_on=date(2024, 9, 5), ends_on=None, result="studying")


def test_numbers_of_pools_are_written_by_the_database_alone(version, put) -> None:
    held(wish(put("P1")))
    for change in ({"taken": 0}, {"places": 500}):
        with pytest.raises(Exception, match="permission denied"), transaction.atomic():
            Pool.objects.update(**change)


def test_seats_of_another_unit_are_neither_seen_nor_written(version, put, as_app, units) -> None:
    """A1: below the web layer too."""
    seat = held(wish(put("P1", unit="STC")))[0].seat
    other = put("P2", unit="STC")
    as_app([units["SNV"].pk])
    assert not Seat.objects.exists()
    assert Seat.objects.filter(pk=seat.pk).update(held_until=DAY) == 0
    with pytest.raises(Refused, match="phạm vi"):
        release(actor=None, seats=[seat], reason="không phải của mình", on=DAY)
    with pytest.raises(Refused, match="phạm vi"):
        held(wish(other))
    as_app([units["STC"].pk])
    assert Seat.objects.get().pk == seat.pk
    assert held(wish(other))[0].seat
