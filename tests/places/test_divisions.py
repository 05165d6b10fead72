"""Places divided over units, answered, returned by a date, offered again in order (nomination)."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from hientai.places.models import Allotment, AllotmentStep, Division
from hientai.places.queries.divisions import ready_units
from hientai.places.queries.pools import allotment_for, places_left
from hientai.places.services import answering, dividing
from hientai.places.services.seats import release
from hientai.shared.refused import Refused
from hientai.training.queries.readings import reading
from tests.city import DAY
from tests.places.conftest import held, wish
from tests.places.test_seats import with_places

AFTER = date(2024, 10, 1)


def terms(**other) -> dividing.Terms:
    """Ten places by head-count, answered in June, returned in September."""
    said = {
        "title": "Giao chỗ A.1.1 năm 2024",
        "total": 10,
        "basis": "headcount",
        "as_of": DAY,
        "answer_by": date(2024, 6, 30),
        "return_by": date(2024, 9, 30),
        "ground": "Kế hoạch 45/KH-UBND",
        **other,
    }
    return dividing.Terms(**said)


def proposed(version, *, units=(), **other) -> Division:
    ready = ready_units(reading(version, DAY), "A.1.1", units)
    return dividing.propose(
        actor=None, version=version, item="A.1.1", terms=terms(**other), units=ready, on=DAY
    )


def offered(version, numbers: dict[str, int], **other) -> dict[str, Allotment]:
    """A division offered with these numbers, its parts by unit."""
    made = proposed(version, basis="hand", units=list(numbers), **other)
    said = {code: dividing.Numbers(n) for code, n in numbers.items()}
    dividing.write_parts(actor=None, division=made, numbers=said, on=DAY)
    dividing.offer(actor=None, division=made, on=DAY)
    return parts(made)


def parts(division: Division) -> dict[str, Allotment]:
    rows = Allotment.objects.filter(division=division).select_related("unit", "pool", "division")
    return {row.unit.code: row for row in rows}


@pytest.fixture
def staff(put) -> None:
    """Who may go to A.1.1: six of finance, three of home affairs, one of a commune in Đông Anh."""
    for n in range(6):
        put(f"F{n}")
    for n in range(3):
        put(f"H{n}", unit="SNV")
    put("C1", unit="H-DONGANH")


def test_the_units_are_those_right_under_the_authority_with_people_who_may_go(
    version, staff
) -> None:
    ready = ready_units(reading(version, DAY), "A.1.1")
    assert {one.code: one.headcount for one in ready} == {"STC": 6, "SNV": 3, "H-DONGANH": 1}
    chosen = ready_units(reading(version, DAY), "A.1.1", ["stc", "Q-DONGDA"])
    assert {one.code: one.headcount for one in chosen} == {"STC": 6, "Q-DONGDA": 0}


def test_a_proposal_divides_by_people_and_gives_nobody_more_than_it_has(version, staff) -> None:
    made = parts(proposed(version, total=9))
    assert {code: row.offered for code, row in made.items()} == {
        "STC": 5,
        "SNV": 3,
        "H-DONGANH": 1,
    }
    assert all(row.pool.places == 0 for row in made.values())


def test_needs_divide_a_draft_anew(version, staff) -> None:
    made = proposed(version, basis="need", total=8)
    for code, n in {"STC": 12, "SNV": 4}.items():
        answering.state_need(actor=None, part=parts(made)[code], wanted=n, why="", on=DAY)
    dividing.divide_by_need(actor=None, division=made, on=DAY)
    assert {c: r.offered for c, r in parts(made).items()} == {"STC": 6, "SNV": 2, "H-DONGANH": 0}


def test_more_than_the_quota_has_left_is_not_offered(version, staff) -> None:
    with_places(version, 4)
    with pytest.raises(Refused, match="chỉ còn 4 chỗ"):
        proposed(version)
    made = proposed(version, total=4)
    said = {"STC": dividing.Numbers(4), "SNV": dividing.Numbers(1)}
    with pytest.raises(Refused, match="nhiều hơn 4 chỗ"):
        dividing.write_parts(actor=None, division=made, numbers=said, on=DAY)


def test_offered_places_are_the_units_own(version, put, units) -> None:
    """Who has no allotment gets what is left beside them; who has, no more than that."""
    with_places(version, 4)
    offered(version, {"STC": 2, "SNV": 1}, total=3)
    answers = held(
        *(wish(put(f"F{n}")) for n in range(3)),
        *(wish(put(f"D{n}", unit="Q-DONGDA")) for n in range(2)),
        wish(put("H1", unit="SNV")),
    )
    assert [bool(one.seat) for one in answers] == [True, True, False, True, False, True]
    assert answers[2].refusal.words == "Chỗ giao cho đơn vị STC hết chỗ: 2 chỗ, đã giữ 2"
    assert "đã giao cho các đơn vị khác" in answers[4].refusal.words
    part = allotment_for(units["STC"].pk, version.scheme, "A.1.1", DAY)
    assert (part.unit_code, part.places, part.left) == ("STC", 2, 0)


def test_people_of_a_unit_below_use_the_allotment_above(version, put, units) -> None:
    offered(version, {"H-DONGANH": 1})
    first, second = held(wish(put("C1", unit="X-HAIBOI")), wish(put("C2", unit="X-HAIBOI")))
    assert first.seat and not second.seat
    assert allotment_for(units["X-HAIBOI"].pk, version.scheme, "A.1.1", DAY).unit_code == (
        "H-DONGANH"
    )


def test_what_a_unit_does_not_take_goes_back_at_once(version, put) -> None:
    made = offered(version, {"STC": 5, "SNV": 5})
    assert places_left(version.scheme, "A.1.1", DAY).promised == 10
    answering.answer(actor=None, part=made["STC"], accepted=2, wanted=2, why="ít việc", on=DAY)
    assert places_left(version.scheme, "A.1.1", DAY).promised == 7
    with pytest.raises(Refused, match="đã trả lời"):
        answering.answer(actor=None, part=made["STC"], accepted=5, on=DAY)
    with pytest.raises(Refused, match="quá hạn"):
        answering.answer(actor=None, part=made["SNV"], accepted=5, on=date(2024, 7, 1))
    steps = AllotmentStep.objects.filter(allotment=made["STC"]).order_by("pk")
    assert [(one.what, one.places) for one in steps] == [
        ("offered", 5),
        ("accepted", 2),
        ("returned", 3),
    ]


def test_fewer_than_are_taken_is_not_accepted(version, put) -> None:
    made = offered(version, {"STC": 3})
    held(wish(put("F1")), wish(put("F2")))
    with pytest.raises(Refused, match="đã dùng nhiều chỗ hơn"):
        answering.answer(actor=None, part=made["STC"], accepted=1, on=DAY)
    with pytest.raises(Refused, match="từ 0 đến 3"):
        answering.answer(actor=None, part=made["STC"], accepted=4, on=DAY)


def test_unused_places_come_back_by_the_date_and_are_offered_again_in_order(version, put) -> None:
    made = offered(version, {"STC": 4, "SNV": 3, "Q-DONGDA": 3})
    held(wish(put("F1")), wish(put("F2")), *(wish(put(f"H{n}", unit="SNV")) for n in range(3)))
    for code, n in {"SNV": 5, "Q-DONGDA": 1}.items():
        answering.state_need(actor=None, part=made[code], wanted=n, why="", on=DAY)
    division = made["STC"].division
    with pytest.raises(Refused, match="30/09/2024"):
        dividing.return_unused(actor=None, division=division, on=date(2024, 9, 30))
    assert dividing.return_unused(actor=None, division=division, on=AFTER) == 5
    assert {c: r.kept for c, r in parts(division).items()} == {"STC": 2, "SNV": 3, "Q-DONGDA": 0}
    assert dividing.offer_again(actor=None, division=division, on=AFTER) == 3
    assert {c: r.kept for c, r in parts(division).items()} == {"STC": 2, "SNV": 5, "Q-DONGDA": 1}
    why = AllotmentStep.objects.get(allotment=made["SNV"], what="again").reason
    assert why == "còn thiếu 2 chỗ, đã có 3 (thứ 1): được đủ 2"
    with pytest.raises(Refused, match="Không có gì để giao thêm"):
        dividing.offer_again(actor=None, division=division, on=AFTER)
    assert held(wish(put("H9", unit="SNV")))[0].seat


def test_a_closed_division_promises_nothing(version, put) -> None:
    with_places(version, 5)
    made = offered(version, {"STC": 5}, total=5)
    assert not held(wish(put("D1", unit="Q-DONGDA")))[0].seat
    held(wish(put("F1")))
    dividing.close(actor=None, division=made["STC"].division, on=DAY)
    assert held(wish(put("D2", unit="Q-DONGDA")))[0].seat
    assert parts(made["STC"].division)["STC"].pool.places == 1


def test_a_released_seat_is_the_units_again(version, put) -> None:
    offered(version, {"STC": 1})
    seat = held(wish(put("F1")))[0].seat
    assert not held(wish(put("F2")))[0].seat
    release(actor=None, seats=[seat], reason="rút", on=DAY)
    assert held(wish(put("F3")))[0].seat


def test_a_quota_is_divided_once_at_a_time(version, put) -> None:
    offered(version, {"STC": 1})
    second = proposed(version, basis="hand", units=["SNV"])
    said = {"SNV": dividing.Numbers(1)}
    dividing.write_parts(actor=None, division=second, numbers=said, on=DAY)
    with pytest.raises(Refused, match="chưa khép"):
        dividing.offer(actor=None, division=second, on=DAY)


def test_a_unit_answers_for_its_own_part_and_changes_nothing_else(
    version, put, units, as_app
) -> None:
    """A1: below the web layer too."""
    made = offered(version, {"STC": 3, "SNV": 3})
    as_app([units["STC"].pk])
    assert [row.unit.code for row in Allotment.objects.select_related("unit")] == ["STC"]
    assert Allotment.objects.filter(pk=made["SNV"].pk).update(accepted=0) == 0
    with pytest.raises(Refused, match="phạm vi"):
        answering.answer(actor=None, part=made["SNV"], accepted=1, on=DAY)
    for change in ({"offered": 50}, {"again": 50}, {"headcount": 9}):
        with pytest.raises(Exception, match="own part"), transaction.atomic():
            Allotment.objects.filter(pk=made["STC"].pk).update(**change)
    answering.answer(actor=None, part=made["STC"], accepted=2, on=DAY)
    with pytest.raises(Refused, match="phạm vi"):
        dividing.close(actor=None, division=made["STC"].division, on=DAY)
    assert Division.objects.update(total=99) == 0


def test_numbers_that_cannot_be_are_refused_by_the_database(version, put) -> None:
    made = offered(version, {"STC": 3})
    for change in ({"accepted": 4}, {"returned": 4}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Allotment.objects.filter(pk=made["STC"].pk).update(**change)
